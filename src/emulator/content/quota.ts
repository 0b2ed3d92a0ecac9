import { ApiError } from '../http/api-error.js';
import type { Runtime } from '../runtime.js';
import type { World } from '../world.js';

/** What one project has used of its upload quota. */
export interface Usage {
  uploads: number;
  bytes: number;
}

/** Finished uploads by real size, and sessions in flight by declared size (RULES 13.2). */
export function usageOf(world: World, projectId: string): Usage {
  const usage = { uploads: 0, bytes: 0 };
  for (const content of world.content.values()) {
    if (content.projectId !== projectId || content.wire.creativeType !== 'uploaded') continue;
    usage.uploads++;
    for (const { sizeBytes } of content.wire.assets) usage.bytes += sizeBytes;
  }
  for (const session of world.sessions.values()) {
    if (session.projectId !== projectId || session.state === 'reaped') continue;
    usage.uploads++;
    for (const { sizeBytes } of session.files) usage.bytes += sizeBytes;
  }
  return usage;
}

/** Throws 409 when `added` does not fit (RULES 13.1). */
export function requireQuota(
  world: World,
  projectId: string,
  added: Usage,
  { clock, uploadQuota }: Runtime,
): void {
  reapSessions(world, clock.now());
  const { maxUploads, maxBytes } = uploadQuota;
  const { uploads, bytes } = usageOf(world, projectId);
  if (uploads + added.uploads <= maxUploads && bytes + added.bytes <= maxBytes) return;
  throw new ApiError(
    409,
    'UPLOAD_QUOTA_EXCEEDED',
    'Upload quota reached for this project. Delete uploaded content to free quota, or contact support to raise the limits.',
    { currentUploads: uploads, maxUploads, currentBytes: bytes, maxBytes },
  );
}

/** Abandoned sessions lose their reservation after two hours (RULES 11.17). */
export function reapSessions(world: World, nowMs: number): void {
  for (const session of world.sessions.values()) {
    if (session.reapedAtMs <= nowMs) session.state = 'reaped';
  }
}
