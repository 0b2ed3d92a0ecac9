import { tell } from '../event-payloads.js';
import { ApiError } from '../http/api-error.js';
import { addPosts, type Stash } from '../publishing/post.js';
import { skewMs } from '../publishing/schedule-routes.js';
import { requireTargets } from '../publishing/targets.js';
import type { ContentRecord, Works, World } from '../world.js';

/** What approval made of the schedules that waited for it. */
export interface Promotion {
  status: 'ok' | 'failed';
  scheduledPostIds: string[];
}

/** Approves a pending item and promotes what was stashed (RULES 15.2); undefined when nothing was. */
export function approve(works: Works, content: ContentRecord, nowMs: number): Promotion | undefined {
  const { world } = works;
  const approvedAt = new Date(nowMs).toISOString();
  const { stashes = [] } = content;
  delete content.stashes;
  content.wire = { ...content.wire, approvalStatus: 'approved', updatedAt: approvedAt };
  countBlocked(world, content.projectId);
  const { id, projectId } = content.wire;
  tell(world, content.projectId, 'content.approved', { id, projectId, approvedAt });
  if (stashes.length === 0) return undefined;
  const promoted = stashes.map((stash) => promote(works, content, stash, nowMs));
  const status = promoted.includes(undefined) ? 'failed' : 'ok';
  return { status, scheduledPostIds: promoted.flatMap((ids) => ids ?? []) };
}

/** One way, and with it goes what was stashed (RULES 15.3). */
export function reject(world: World, content: ContentRecord, reason: string, rejectedAt: string): void {
  delete content.stashes;
  content.wire = { ...content.wire, approvalStatus: 'rejected', updatedAt: rejectedAt };
  countBlocked(world, content.projectId);
  const { id, projectId } = content.wire;
  tell(world, content.projectId, 'content.rejected', { id, projectId, rejectedAt, reason });
}

/** The ids of the posts; undefined when the stash has become impossible, in which case approval stands all the same. */
function promote(
  works: Works,
  content: ContentRecord,
  { scheduledFor, targets }: Stash,
  nowMs: number,
): string[] | undefined {
  const scheduledForMs = Date.parse(scheduledFor);
  if (scheduledForMs < nowMs - skewMs) return undefined;
  try {
    const accounts = requireTargets(works.world, content, targets);
    const dispatchAtMs = Math.max(nowMs, scheduledForMs);
    const posts = addPosts(works, { content, targets, accounts, scheduledFor, dispatchAtMs, nowMs });
    return posts.map(({ id }) => id);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** Items of a project (bare id) that wait for review. */
export function pendingOf(world: World, projectId: string): ContentRecord[] {
  return [...world.content.values()].filter(
    (content) => content.projectId === projectId && content.wire.approvalStatus === 'pending',
  );
}

/** What the project says about it. */
export function countBlocked(world: World, projectId: string): void {
  const project = world.projects.get(projectId)!;
  project.wire = { ...project.wire, currentBlockedCount: pendingOf(world, projectId).length };
}
