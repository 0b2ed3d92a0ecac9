import type { Moment } from '../settle.js';
import type { World } from '../world.js';
import { durationMs } from './duration.js';
import { approve, pendingOf } from './review.js';

/** `autoApproveAfter` approves what nobody has looked at, counted from the item or from the policy, whichever is younger (RULES 15.1). */
export function* reviewMoments(world: World): Generator<Moment> {
  for (const [projectId, { review }] of world.projects) {
    const waitMs = review?.autoApproveAfter ? durationMs(review.autoApproveAfter) : undefined;
    if (!review || waitMs === undefined) continue;
    for (const content of pendingOf(world, projectId)) {
      const sinceMs = Date.parse(content.wire.completedAt ?? content.wire.createdAt);
      const atMs = Math.max(sinceMs, Date.parse(review.updatedAt)) + waitMs;
      yield { atMs, happen: () => void approve(world, content, atMs) };
    }
  }
}
