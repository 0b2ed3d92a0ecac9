import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readProject } from '../account/account.js';
import { storeThumbnail } from '../content/measure.js';
import { invalid, notFound, tooLarge } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId, createUlid } from '../id.js';
import { seedFile, seedUrl } from '../seed-media.js';
import type { Blob } from '../storage/blobs.js';
import { mediaUrl, putPath } from '../storage/paths.js';
import { inertPrefix } from '../storage/put.js';
import { type MediaKind, type MediaUpload, type MediaWire, mediaKinds } from '../world.js';

const uploadLivesMs = 24 * 60 * 60 * 1000;
/** Decoded inline size must stay under this (RULES 10.1). */
const inlineBytes = 256 * 1024;
const mega = 1024 * 1024;

/** RULES 10.3; units are binary (RULES 11.4). */
const maxBytesOf: Record<MediaKind, number> = {
  image: 50 * mega,
  logo: 50 * mega,
  reference_image: 50 * mega,
  audio: 200 * mega,
  video: 1024 * mega,
};

const mimeType = z
  .string()
  .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Must be a MIME type')
  .optional();
const sizeBytes = z.int().min(0).optional();
const checksumSha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'Must be 64 hexadecimal digits')
  .optional();
const filename = z.string().min(1).max(256).optional();
const named = { kind: z.enum(mediaKinds), mimeType, contentType: mimeType, filename };
const hasType = (body: { mimeType?: string | undefined; contentType?: string | undefined }) =>
  (body.mimeType ?? body.contentType) !== undefined;
const typeMissing = { path: ['mimeType'], message: 'Required' };

/** RULES 10.2, with its aliases. */
const presignRequest = z
  .object({ ...named, sizeBytes, byteSize: sizeBytes, checksumSha256 })
  .refine(hasType, typeMissing);

const finalizeRequest = z.object({
  uploadId: z.string().regex(/^upl_[0-9A-Za-z]{26}$/, 'Invalid uploadId'),
  checksumSha256,
});

const inlineRequest = z.object({ ...named, dataBase64: z.string().min(1) }).refine(hasType, typeMissing);

const presignStyle = { validationCode: 'VALIDATION_FAILED' } as const;

export const mediaRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/projects/{projectId}/media/presign',
    scope: 'projects:write',
    ...presignStyle,
    run: presign,
  },
  { method: 'POST', path: '/v1/projects/{projectId}/media/finalize', scope: 'projects:write', run: finalize },
  { method: 'POST', path: '/v1/projects/{projectId}/media', scope: 'projects:write', run: uploadInline },
];

const isSandbox = ({ account }: Call) => account.key.environment === 'test';

/** RULES 10.1-10.5 */
function presign(call: Call): Answer {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  const body = readCallBody(presignStyle, presignRequest, call);
  const type = (body.mimeType ?? body.contentType)!;
  const declaredBytes = body.sizeBytes ?? body.byteSize;
  if (!isSandbox(call) && (declaredBytes ?? 0) > maxBytesOf[body.kind]) {
    throw tooLarge(`A ${body.kind} may have at most ${maxBytesOf[body.kind]} bytes.`, {
      maxBytes: maxBytesOf[body.kind],
    });
  }
  const uploadId = `upl_${createUlid(runtime.clock.now())}`;
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const storageKey = `uploads/${projectId}/${uploadId}/file${extensionOf(body.filename)}`;
  const headers = {
    'Content-Type': type,
    ...(declaredBytes !== undefined && { 'Content-Length': String(declaredBytes) }),
    ...(body.checksumSha256 && {
      'x-amz-checksum-sha256': Buffer.from(body.checksumSha256, 'hex').toString('base64'),
    }),
  };
  const signed = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const path = putPath(isSandbox(call) ? inertPrefix + storageKey : storageKey);
  const { pathAndQuery, expiresAt } = runtime.signer.signPut(path, signed);
  const url = runtime.storageUrl + pathAndQuery;
  world.mediaUploads.set(uploadId, {
    projectId,
    kind: body.kind,
    mimeType: type,
    filename: body.filename ?? null,
    storageKey,
    sizeBytes: declaredBytes,
    checksumSha256: body.checksumSha256?.toLowerCase(),
    endsAtMs: runtime.clock.now() + uploadLivesMs,
  });
  return { status: 200, body: { uploadId, url, signedUrl: url, method: 'PUT', headers, expiresAt } };
}

/** The filename gives the key its extension and nothing else (RULES 10.2). */
function extensionOf(filename: string | undefined): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(filename ?? '')?.[0].toLowerCase() ?? '';
}

/** RULES 10.5, 10.6 */
async function finalize(call: Call): Promise<Answer> {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  const body = readCallBody({}, finalizeRequest, call);
  const upload = world.mediaUploads.get(body.uploadId);
  const expired = upload?.assetId === undefined && (upload?.endsAtMs ?? 0) <= runtime.clock.now();
  if (!upload || expired || upload.projectId !== bareId(project.wire.id, 'prj', 'proj'))
    throw notFound('Upload');
  const known = upload.assetId === undefined ? undefined : world.media.get(bareId(upload.assetId, 'med'));
  if (known) return { status: 200, body: known.wire };
  const { kind, filename } = upload;
  if (isSandbox(call)) {
    const wire = addFixture(call, upload.projectId, kind, filename);
    upload.assetId = wire.assetId;
    return { status: 200, body: wire };
  }
  const blob = requireObject(upload, body.checksumSha256, runtime.blobs.find(upload.storageKey));
  // Taken before the thumbnail is awaited, so that two calls at once make one asset.
  upload.assetId = `med_${randomUUID()}`;
  const wire = await addAsset(call, { ...upload, assetId: upload.assetId }, blob);
  return { status: 200, body: wire };
}

/** What a real object store would tell about the object, compared with what was declared. */
function requireObject(upload: MediaUpload, checksum: string | undefined, blob: Blob | undefined): Blob {
  const refuse = (path: string, message: string) => invalid([{ path, message }]);
  if (!blob) throw refuse('uploadId', 'The file has not been uploaded yet');
  if (upload.sizeBytes !== undefined && blob.sizeBytes !== upload.sizeBytes) {
    throw refuse('uploadId', `The file has ${blob.sizeBytes} bytes, ${upload.sizeBytes} were declared`);
  }
  if (blob.sizeBytes > maxBytesOf[upload.kind]) {
    throw refuse(
      'uploadId',
      `The file has ${blob.sizeBytes} bytes, a ${upload.kind} may have ${maxBytesOf[upload.kind]}`,
    );
  }
  const expected = checksum?.toLowerCase() ?? upload.checksumSha256;
  if (expected !== undefined && expected !== blob.sha256)
    throw refuse('checksumSha256', 'The file has another checksum');
  return blob;
}

interface NewAsset {
  assetId: string;
  projectId: string;
  kind: MediaKind;
  mimeType: string;
  filename: string | null;
  storageKey: string;
}

async function addAsset({ world, runtime }: Call, asset: NewAsset, blob: Blob): Promise<MediaWire> {
  const { assetId, projectId, kind, mimeType: type, filename: name, storageKey } = asset;
  const { blobs, storageUrl, clock } = runtime;
  blobs.publish(storageKey);
  const wire: MediaWire = {
    mediaId: assetId,
    assetId,
    url: mediaUrl(storageUrl, storageKey),
    kind,
    contentType: type,
    mimeType: type,
    sizeBytes: blob.sizeBytes,
    byteSize: blob.sizeBytes,
    checksumSha256: blob.sha256,
    filename: name,
    createdAt: clock.iso(),
  };
  const record = { projectId, thumbnailUrl: null as string | null, wire };
  world.media.set(bareId(assetId, 'med'), record);
  if (type.startsWith('image/'))
    record.thumbnailUrl = await storeThumbnail(blob.file, storageKey, blobs, storageUrl);
  return wire;
}

/** RULES 10.1: decoded size under 256 KB. */
async function uploadInline(call: Call): Promise<Answer> {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  const body = readCallBody({}, inlineRequest, call);
  const type = (body.mimeType ?? body.contentType)!;
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const name = body.filename ?? null;
  if (isSandbox(call)) return { status: 201, body: addFixture(call, projectId, body.kind, name) };
  const bytes = decodeBase64(body.dataBase64);
  if (!bytes) throw invalid([{ path: 'dataBase64', message: 'Invalid base64' }]);
  if (bytes.length >= inlineBytes)
    throw tooLarge('Inline media must be under 256 KB.', { maxBytes: inlineBytes - 1 });
  const assetId = `med_${randomUUID()}`;
  const storageKey = `uploads/${projectId}/${assetId}/file${extensionOf(body.filename)}`;
  const blob = await runtime.blobs.commit(
    storageKey,
    await runtime.blobs.receive([bytes], type, inlineBytes),
  );
  const asset = { assetId, projectId, kind: body.kind, mimeType: type, filename: name, storageKey };
  return { status: 201, body: await addAsset({ ...call, world }, asset, blob) };
}

/** Undefined unless it is base64 throughout: Buffer skips what it does not know. */
function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/=+$/, '');
  const bytes = Buffer.from(bare, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === bare ? bytes : undefined;
}

const fixtureOf: Record<MediaKind, string> = {
  image: 'slide-1.jpg',
  logo: 'logo.png',
  reference_image: 'barista.jpg',
  audio: 'jingle.m4a',
  video: 'launch-teaser.mp4',
};

/** What sandbox keys get instead of their own bytes, which are never read (RULES 18.2). */
function addFixture(
  { world, runtime }: Call,
  projectId: string,
  kind: MediaKind,
  name: string | null,
): MediaWire {
  const { contentType, sizeBytes: size, sha256, thumbnail, file } = seedFile(fixtureOf[kind]);
  const assetId = `med_${randomUUID()}`;
  const wire: MediaWire = {
    mediaId: assetId,
    assetId,
    url: seedUrl(runtime.storageUrl, file),
    kind,
    contentType,
    mimeType: contentType,
    sizeBytes: size,
    byteSize: size,
    checksumSha256: sha256,
    filename: name,
    createdAt: runtime.clock.iso(),
  };
  world.media.set(bareId(assetId, 'med'), {
    projectId,
    thumbnailUrl: thumbnail && seedUrl(runtime.storageUrl, thumbnail),
    wire,
  });
  return wire;
}
