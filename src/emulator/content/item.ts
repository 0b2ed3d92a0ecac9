import { randomUUID } from 'node:crypto';
import { bareId } from '../id.js';
import { aspectRatioOf, type MediaFacts } from '../probe/facts.js';
import { platformFitOf } from '../probe/platform-fit.js';
import type {
  ContentAsset,
  ContentPreview,
  ContentRecord,
  ContentWire,
  ProjectRecord,
  World,
} from '../world.js';

/** A stored and measured file that is about to become part of an item. */
export interface MeasuredFile {
  url: string;
  thumbnailUrl: string | null;
  contentType: string;
  sha256: string;
  facts: MediaFacts;
}

export interface UploadedItem {
  id: string;
  project: ProjectRecord;
  caption: string;
  files: readonly MeasuredFile[];
  /** ISO 8601. */
  createdAt: string;
}

/** Adds an upload, which is born completed, to the world (RULES 11.1, 14.1). */
export function addUploadedItem(world: World, item: UploadedItem): ContentWire {
  const { id, project, caption, files, createdAt } = item;
  const wire: ContentWire = {
    id,
    projectId: project.wire.id,
    status: 'completed',
    format: null,
    hook: null,
    influencerId: null,
    sourceTiktokId: null,
    mediaId: null,
    caption,
    firstComment: null,
    preview: previewOf(files),
    assets: files.map(assetOf),
    approvalStatus: 'not_required',
    creativeType: 'uploaded',
    adsEnrollment: 'opted_out',
    platformFit: platformFitOf(files.map(({ facts }) => facts)),
    lastError: null,
    createdAt,
    completedAt: createdAt,
    updatedAt: createdAt,
  };
  addContent(world, project, wire);
  return wire;
}

export function addContent(world: World, project: ProjectRecord, wire: ContentWire): void {
  const record: ContentRecord = {
    serial: world.nextSerial(),
    projectId: bareId(project.wire.id, 'prj', 'proj'),
    createdAtMs: Date.parse(wire.createdAt),
    wire,
  };
  world.content.set(bareId(wire.id, 'cnt'), record);
}

export function assetOf({ url, thumbnailUrl, contentType, sha256, facts }: MeasuredFile): ContentAsset {
  const { kind, width, height, sizeBytes } = facts;
  const durationMs = facts.kind === 'video' ? facts.durationMs : null;
  return {
    assetId: `ast_${randomUUID()}`,
    kind,
    url,
    thumbnailUrl,
    durationMs,
    width,
    height,
    mimeType: contentType,
    sizeBytes,
    checksumSha256: sha256,
  };
}

/** The aspect ratio is that of the first file, measured (RULES 12.8). */
export function previewOf(files: readonly MeasuredFile[]): ContentPreview | null {
  const [first] = files;
  if (!first) return null;
  const { url, thumbnailUrl, facts } = first;
  const video = facts.kind === 'video';
  return {
    kind: video ? 'video' : files.length > 1 ? 'slideshow' : 'image',
    primaryUrl: url,
    videoUrl: video ? url : null,
    thumbnailUrl,
    hlsUrl: null,
    durationMs: video ? facts.durationMs : null,
    aspectRatio: aspectRatioOf(facts),
    ...(!video && { imageUrls: files.map((file) => file.url) }),
  };
}
