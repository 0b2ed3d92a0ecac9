import { bareId } from '../id.js';
import type { Works } from '../world.js';
import { durationMs } from './duration.js';
import { approve, countBlocked, pendingOf } from './review.js';

/** Keeps count of what waits for review, also of what is generated later, and approves by the clock. */
export function watchReviews(works: Works): void {
  works.world.events.on(({ type, data }) => {
    const content = type === 'content.generated' && works.world.content.get(bareId(String(data.id), 'cnt'));
    if (!content) return;
    countBlocked(works.world, content.projectId);
    planApprovals(works, content.projectId);
  });
}

/**
 * `autoApproveAfter` approves what nobody has looked at, counted from the item or from the policy,
 * whichever is younger (RULES 15.1).
 */
export function planApprovals(works: Works, projectId: string): void {
  const project = works.world.projects.get(projectId)!;
  const { review } = project;
  const waitMs = review?.autoApproveAfter ? durationMs(review.autoApproveAfter) : undefined;
  if (!review || waitMs === undefined) return;
  for (const content of pendingOf(works.world, projectId)) {
    const sinceMs = Date.parse(content.wire.completedAt ?? content.wire.createdAt);
    const atMs = Math.max(sinceMs, Date.parse(review.updatedAt)) + waitMs;
    works.clock.alarm(atMs, () => {
      // Reviewed meanwhile, or under another policy with alarms of its own.
      if (project.review !== review || content.wire.approvalStatus !== 'pending') return;
      approve(works, content, atMs);
    });
  }
}
