import { tell } from '../event-payloads.js';
import type { Moment } from '../settle.js';
import { bareAccountId } from '../social/social-account.js';
import type { World } from '../world.js';
import { externalOf, type ScheduledPostRecord } from './post.js';

/** From the first byte to the link; the documented sample took as long. */
const publishingTakesMs = 6_000;

/** What comes next for each post that is not at its end: it leaves the queue, and then it is out. */
export function* postMoments(world: World): Generator<Moment> {
  for (const post of world.scheduledPosts.values()) {
    const { status } = post.wire;
    if (status === 'queued') {
      const atMs = post.dispatchAtMs;
      yield { atMs, happen: () => dispatch(world, post, new Date(atMs).toISOString()) };
    } else if (status === 'publishing') {
      const atMs = post.dispatchAtMs + publishingTakesMs;
      yield { atMs, happen: () => finish(world, post, new Date(atMs).toISOString()) };
    }
  }
}

/** An account that has to be connected anew is found out now (RULES 7.3, 17.2). */
function dispatch(world: World, post: ScheduledPostRecord, attemptedAt: string): void {
  const attempted = { ...post.wire, attemptedAt, updatedAt: attemptedAt };
  if (accountOf(world, post).wire.status === 'connected') {
    post.wire = { ...attempted, status: 'publishing' };
    return;
  }
  const error = { code: 'CREDENTIAL_INVALID', message: 'The social account has to be connected again.' };
  post.wire = { ...attempted, status: 'failed', lastError: error };
  const { id: scheduledPostId, containerId, scheduledFor } = post.wire;
  tell(world, post.projectId, 'post.failed', { scheduledPostId, containerId, scheduledFor, error });
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
