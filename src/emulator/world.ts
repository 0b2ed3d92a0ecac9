import type { Clock } from './clock.js';
import { Events } from './events.js';
import type { JobRecord } from './job/job.js';
import type { ScheduledPostRecord, Stash } from './publishing/post.js';
import type { OauthAttempt } from './social/oauth-attempt.js';
import type { SocialAccountRecord } from './social/social-account.js';
import type { Endpoint } from './webhook/endpoint.js';

/** Everything one environment (live or sandbox) holds, keyed by bare id. Wire objects are kept as they are sent. */
export interface World {
  projects: Map<string, ProjectRecord>;
  influencers: Map<string, InfluencerRecord>;
  /** Media library, by asset id. */
  media: Map<string, MediaRecord>;
  /** Presigned uploads to the media library, by upload id. */
  mediaUploads: Map<string, MediaUpload>;
  content: Map<string, ContentRecord>;
  /** Direct content uploads that are not finalized, by container id. */
  sessions: Map<string, ContentSession>;
  socialAccounts: Map<string, SocialAccountRecord>;
  /** Connect flows, by state. */
  oauthAttempts: Map<string, OauthAttempt>;
  scheduledPosts: Map<string, ScheduledPostRecord>;
  /** By their ids as they are. */
  jobs: Map<string, JobRecord>;
  webhookEndpoints: Map<string, Endpoint>;
  /** Told of every change that has a webhook event. */
  events: Events;
  /** Order of creation over all nouns; lists are newest first by it. */
  nextSerial(): number;
}

/** A world, and the clock by which things happen in it. */
export interface Works {
  world: World;
  clock: Clock;
}

export function createWorld(): World {
  let serial = 0;
  return {
    projects: new Map(),
    influencers: new Map(),
    media: new Map(),
    mediaUploads: new Map(),
    content: new Map(),
    sessions: new Map(),
    socialAccounts: new Map(),
    oauthAttempts: new Map(),
    scheduledPosts: new Map(),
    jobs: new Map(),
    webhookEndpoints: new Map(),
    events: new Events(),
    nextSerial: () => ++serial,
  };
}

export interface ProjectRecord {
  serial: number;
  /** Bare id. */
  organizationId: string;
  /** What was sent to create it: the same again is a repeat, anything else a conflict (RULES 4.6). */
  createdFrom?: string;
  /** What of the review policy is not in the wire object; absent until it is set. */
  review?: ReviewSetting;
  wire: ProjectWire;
}

export interface ReviewSetting {
  /** ISO 8601 duration. */
  autoApproveAfter: string | null;
  updatedAt: string;
}

export interface ProjectWire {
  id: string;
  organizationId: string;
  name: string;
  status: 'active' | 'archived';
  customerExternalId: string | null;
  timezone: string;
  primaryLanguage: string;
  ownerEmail: string | null;
  brand: null;
  brandContext: Record<string, unknown> | null;
  ingestState: { github: object | null; website: object | null; appstore: object | null };
  requiresApproval: boolean;
  firstNPostsBlocked: number;
  currentBlockedCount: number;
  metadata: Record<string, unknown> | null;
  createdAt: string;
  updatedAt: string;
  [newerField: string]: unknown;
}

export interface InfluencerRecord {
  serial: number;
  /** Bare id. */
  projectId: string;
  /** Its id stays taken, and nothing else of it is to be seen (RULES 9.13). */
  deleted?: true;
  wire: InfluencerWire;
}

export interface InfluencerWire {
  influencerId: string;
  projectId: string;
  name: string;
  gender?: string;
  ageRange?: string;
  personality?: Record<string, unknown>;
  referenceImages: ReferenceImage[];
  status: 'draft' | 'pending' | 'training' | 'ready' | 'failed';
  createdAt: string;
  updatedAt: string;
  [identityField: string]: unknown;
}

export interface ReferenceImage {
  assetId: string;
  url: string;
  thumbnailUrl: string | null;
  addedAt: string;
}

export interface MediaRecord {
  /** Bare id. */
  projectId: string;
  thumbnailUrl: string | null;
  wire: MediaWire;
}

export interface MediaWire {
  mediaId: string;
  assetId: string;
  url: string;
  kind: MediaKind;
  contentType: string;
  mimeType: string;
  sizeBytes: number;
  byteSize: number;
  checksumSha256: string;
  filename: string | null;
  createdAt: string;
}

export const mediaKinds = ['image', 'video', 'audio', 'logo', 'reference_image'] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface MediaUpload {
  /** Bare id. */
  projectId: string;
  kind: MediaKind;
  mimeType: string;
  filename: string | null;
  storageKey: string;
  sizeBytes: number | undefined;
  checksumSha256: string | undefined;
  endsAtMs: number;
  /** Set by the first finalize; later ones answer the same asset (RULES 10.6). */
  assetId?: string;
}

export interface ContentRecord {
  serial: number;
  /** Bare id. */
  projectId: string;
  createdAtMs: number;
  /** Schedules that wait for approval (RULES 15.4). */
  stashes?: Stash[];
  wire: ContentWire;
}

export interface ContentWire {
  id: string;
  projectId: string;
  status: 'queued' | 'processing' | 'completed' | 'failed' | 'canceled';
  format: string | null;
  hook: string | null;
  influencerId: string | null;
  sourceTiktokId: string | null;
  mediaId: string | null;
  caption: string | null;
  firstComment: string | null;
  preview: ContentPreview | null;
  assets: ContentAsset[];
  approvalStatus: 'not_required' | 'pending' | 'approved' | 'rejected';
  creativeType: 'generated' | 'uploaded';
  adsEnrollment: 'auto' | 'opted_in' | 'opted_out';
  platformFit?: PlatformFit[];
  lastError: { code: string; message: string } | null;
  createdAt: string;
  completedAt: string | null;
  updatedAt: string;
}

export interface ContentPreview {
  kind: 'video' | 'image' | 'slideshow';
  primaryUrl: string | null;
  videoUrl: string | null;
  thumbnailUrl: string | null;
  hlsUrl: string | null;
  durationMs: number | null;
  aspectRatio: string | null;
  imageUrls?: string[];
}

export interface ContentAsset {
  assetId: string;
  kind: 'video' | 'image';
  url: string;
  thumbnailUrl: string | null;
  durationMs: number | null;
  width: number | null;
  height: number | null;
  mimeType: string;
  sizeBytes: number;
  checksumSha256: string;
}

export interface PlatformFit {
  platform: string;
  ok: boolean;
  issues: string[];
}

export interface ContentSession {
  /** Bare id. */
  projectId: string;
  containerId: string;
  files: SessionFile[];
  reapedAtMs: number;
  /** Reaped sessions stay known, so that a late finalize is a 409 and not a 404 (RULES 11.17). */
  state: 'open' | 'reaped';
}

export interface SessionFile {
  storageKey: string;
  contentType: string;
  sizeBytes: number;
}
