import { tell } from '../event-payloads.js';
import { bareAccountId } from '../social/social-account.js';
import type { Works, World } from '../world.js';
import { externalOf } from './external.js';
import type { ScheduledPostRecord } from './post.js';

/** From the first byte to the link; the documented sample took as long. */
const publishingTakesMs = 6_000;

/** Lets a queued post leave at its time, and be out a little later. */
export function planDispatch({ world, clock }: Works, post: ScheduledPostRecord): void {
  const atMs = post.dispatchAtMs;
  clock.alarm(atMs, () => {
    // Canceled meanwhile, or moved to a time with an alarm of its own.
    if (post.wire.status !== 'queued' || post.dispatchAtMs !== atMs) return;
    if (!dispatch(world, post, new Date(atMs).toISOString())) return;
    const doneAtMs = atMs + publishingTakesMs;
    clock.alarm(doneAtMs, () => finish(world, post, new Date(doneAtMs).toISOString()));
  });
}

/** Whether the post is on its way: an account that has to be connected anew is found out now (RULES 7.3, 17.2). */
function dispatch(world: World, post: ScheduledPostRecord, attemptedAt: string): boolean {
  const attempted = { ...post.wire, attemptedAt, updatedAt: attemptedAt };
  if (accountOf(world, post).wire.status === 'connected') {
    post.wire = { ...attempted, status: 'publishing' };
    return true;
  }
  const error = { code: 'CREDENTIAL_INVALID', message: 'The social account has to be connected again.' };
  post.wire = { ...attempted, status: 'failed', lastError: error };
  const { id: scheduledPostId, containerId, scheduledFor } = post.wire;
  tell(world, post.projectId, 'post.failed', { scheduledPostId, containerId, scheduledFor, error });
  return false;
}

/** A draft waits in the person's inbox and has no link (RULES 16.5). */
function finish(world: World, post: ScheduledPostRecord, at: string): void {
  if (post.wire.mode === 'draft') {
    post.wire = { ...post.wire, status: 'draft', updatedAt: at };
    return;
  }
  const external = externalOf(post.wire, accountOf(world, post));
  post.wire = { ...post.wire, ...external, status: 'published', publishedAt: at, updatedAt: at };
  const { id: scheduledPostId, containerId } = post.wire;
  tell(world, post.projectId, 'post.published', { scheduledPostId, containerId, ...external });
}

function accountOf(world: World, { wire }: ScheduledPostRecord) {
  return world.socialAccounts.get(bareAccountId(wire.socialAccountId))!;
}
