import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readProject } from '../account/account.js';
import { ApiError, invalid, notFound, tooLarge } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import type { UploadContentType } from '../probe/probe.js';
import type { Blob } from '../storage/blobs.js';
import { putPath } from '../storage/paths.js';
import { inertPrefix } from '../storage/put.js';
import type { ContentSession, SessionFile, World } from '../world.js';
import { sandboxFile } from './fixture.js';
import { addUploadedItem, type MeasuredFile } from './item.js';
import { measure } from './measure.js';
import { reapSessions, requireQuota } from './quota.js';
import { caption } from './routes.js';

const reapedAfterMs = 2 * 60 * 60 * 1000;

/** RULES 11.2; MB are binary (RULES 11.4). */
export const maxBytesOf = (contentType: string) =>
  (contentType.startsWith('video/') ? 100 : 30) * 1024 * 1024;

const contentTypes = ['video/mp4', 'video/quicktime', 'image/jpeg', 'image/png', 'image/webp'] as const;

/** RULES 11.2, 11.12 */
const sessionRequest = z.object({
  files: z
    .array(
      z.object({
        filename: z.string().min(1).max(512),
        contentType: z.enum(contentTypes),
        sizeBytes: z.int().min(1),
      }),
    )
    .min(1)
    .max(10),
  grouping: z.enum(['per-file', 'slideshow']),
});

/** Sandbox keys skip the checks of size and type, not those of shape (RULES 18.3). */
const sandboxSessionRequest = sessionRequest.extend({
  files: z
    .array(z.object({ filename: z.string(), contentType: z.string(), sizeBytes: z.number() }))
    .min(1)
    .max(10),
});

const captionBody = z.object({ caption });

const style = { validationStyle: 'issues' } as const;

export const contentSessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/projects/{projectId}/content/uploads',
    scope: 'content:write',
    ...style,
    run: createSession,
  },
  {
    method: 'POST',
    path: '/v1/content/{containerId}/finalize-upload',
    scope: 'content:write',
    ...style,
    run: finalize,
  },
];

/** RULES 11.11-11.13, 13.1 */
function createSession(call: Call): Answer {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  const sandbox = account.key.environment === 'test';
  const { files, grouping } = readCallBody(style, sandbox ? sandboxSessionRequest : sessionRequest, call);
  if (grouping === 'slideshow' && files.some(({ contentType }) => contentType.startsWith('video/'))) {
    throw invalid([{ path: 'grouping', message: 'Slideshows are images only.' }], 'issues');
  }
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const groups = grouping === 'slideshow' ? [files] : files.map((file) => [file]);
  if (!sandbox) {
    for (const [index, file] of files.entries())
      requireSize(file.sizeBytes, file.contentType, `files.${index}.sizeBytes`);
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    requireQuota(world, projectId, { uploads: groups.length, bytes }, runtime);
  }
  const uploads = groups.map((group) => {
    const uuid = randomUUID();
    const keyed = group.map(({ contentType, sizeBytes }, index): SessionFile => {
      const storageKey = `public-media/content-container/${uuid}/media/upload-${index + 1}.${extensionOf(contentType)}`;
      return { storageKey, contentType, sizeBytes };
    });
    const containerId = `cnt_${uuid}`;
    const reapedAtMs = runtime.clock.now() + reapedAfterMs;
    world.sessions.set(uuid, { projectId, containerId, files: keyed, reapedAtMs, state: 'open' });
    return { containerId, files: keyed.map((file) => uploadHandle(file, sandbox, call)) };
  });
  return { status: 201, body: { uploads } };
}

function uploadHandle({ storageKey, contentType }: SessionFile, sandbox: boolean, { runtime }: Call) {
  const path = putPath(sandbox ? inertPrefix + storageKey : storageKey);
  // The size is not signed: finalize compares it (RULES 11.14).
  const { pathAndQuery, expiresAt } = runtime.signer.signPut(path, { 'content-type': contentType });
  return { uploadUrl: runtime.storageUrl + pathAndQuery, r2Key: storageKey, contentType, expiresAt };
}

function extensionOf(contentType: string): string {
  const subtype = contentType.split('/')[1] ?? 'bin';
  return { jpeg: 'jpg', quicktime: 'mov' }[subtype] ?? subtype.replace(/[^a-z0-9]/gi, '');
}

export function requireSize(sizeBytes: number, contentType: string, path: string): void {
  const maxBytes = maxBytesOf(contentType);
  if (sizeBytes <= maxBytes) return;
  const message = `File is over ${maxBytes / 1024 / 1024} MB.`;
  throw tooLarge(message, { maxBytes, issues: [{ path, message }] });
}

/** One at a time for each container: the second of two at once finds the first one's item. */
async function finalize(call: Call): Promise<Answer> {
  const { runtime, params } = call;
  const lock = `${call.account.key.environment} ${bareId(params.containerId!, 'cnt')}`;
  const before = runtime.finalizing.get(lock) ?? Promise.resolve();
  const work = before.then(() => finalizeAlone(call));
  const settled = work.then(
    () => undefined,
    () => undefined,
  );
  runtime.finalizing.set(lock, settled);
  try {
    return await work;
  } finally {
    if (runtime.finalizing.get(lock) === settled) runtime.finalizing.delete(lock);
  }
}

/** RULES 11.14-11.17; a repeat is answered before its body is looked at (RULES 11.16). */
async function finalizeAlone(call: Call): Promise<Answer> {
  const { account, world, runtime } = call;
  const uuid = bareId(call.params.containerId!, 'cnt');
  const finished = world.content.get(uuid);
  const projectId = finished?.projectId ?? world.sessions.get(uuid)?.projectId;
  const project = projectId === undefined ? undefined : world.projects.get(projectId);
  if (project?.organizationId !== bareId(account.organization.id, 'org')) throw notFound('Upload');
  if (finished) {
    if (finished.wire.creativeType !== 'uploaded') throw notFound('Upload');
    return { status: 200, body: finished.wire };
  }
  const body = readCallBody(style, captionBody, call);
  const session = world.sessions.get(uuid)!;
  requireOpen(session, world, runtime.clock.now());
  const sandbox = account.key.environment === 'test';
  const files = sandbox
    ? session.files.map(({ contentType }, index) => sandboxFile(contentType, index, runtime.storageUrl))
    : await measureSession(session, call);
  requireOpen(session, world, runtime.clock.now());
  world.sessions.delete(uuid);
  for (const { storageKey } of session.files) runtime.blobs.publish(storageKey);
  const { containerId: id } = session;
  const wire = addUploadedItem(world, {
    id,
    project,
    caption: body.caption,
    files,
    createdAt: runtime.clock.iso(),
  });
  return { status: 200, body: wire };
}

function requireOpen(session: ContentSession, world: World, nowMs: number): void {
  reapSessions(world, nowMs);
  if (session.state === 'open') return;
  throw new ApiError(409, 'CONFLICT', 'This upload session has expired. Start another.', {
    subcode: 'UPLOAD_SESSION_REAPED',
  });
}

/** A refusal leaves the session open, so that a PUT can be done or corrected while its URL works. */
async function measureSession(session: ContentSession, { runtime }: Call): Promise<MeasuredFile[]> {
  const landed = session.files.map((file, index) => ({
    file,
    index,
    blob: requireBlob(file, index, runtime.blobs.find(file.storageKey)),
  }));
  for (const { file, index, blob } of landed) {
    requireSize(blob.sizeBytes, file.contentType, `files.${index}`);
    if (blob.sizeBytes === file.sizeBytes) continue;
    const message = `${file.storageKey} has ${blob.sizeBytes} bytes, ${file.sizeBytes} were declared`;
    throw invalid([{ path: `files.${index}.sizeBytes`, message }], 'issues');
  }
  const isUnchanged = () =>
    landed.every(({ file, blob }) => runtime.blobs.find(file.storageKey)?.version === blob.version);
  try {
    const measured: MeasuredFile[] = [];
    for (const { file, index, blob } of landed) {
      const contentType = file.contentType as UploadContentType;
      measured.push(
        await measure({ blob, key: file.storageKey, contentType, path: `files.${index}` }, runtime),
      );
    }
    if (isUnchanged()) return measured;
  } catch (error) {
    // A file that was replaced while it was read may well have been unreadable.
    if (isUnchanged()) throw error;
  }
  throw new ApiError(409, 'CONFLICT', 'The upload changed while it was being finalized. Call again.');
}

/** RULES 11.15 */
function requireBlob({ storageKey }: SessionFile, index: number, blob: Blob | undefined): Blob {
  if (blob) return blob;
  const message = `Upload is not complete: ${storageKey} has not landed.`;
  throw new ApiError(409, 'UPLOAD_INCOMPLETE', message, { issues: [{ path: `files.${index}`, message }] });
}
