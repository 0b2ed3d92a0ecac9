import { z } from 'zod';
import { readContent } from '../content/routes.js';
import { ApiError, invalid } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import type { ContentRecord, ContentWire } from '../world.js';
import { addPosts, type ScheduledPostWire } from './post.js';
import { requireTargets, targets } from './targets.js';

/** A clock that is slow by this much is forgiven (RULES 16.3). */
export const skewMs = 30_000;
/** How long a post that goes out now can be called back (RULES 16.6). */
const recallMs = 30_000;

const instantMessage = 'Must be an ISO 8601 instant in UTC, ending in Z';
/** RULES 3.4, 3.5 */
export const instant = z.iso.datetime({
  error: (issue) => (issue.input === undefined ? 'Required' : instantMessage),
});

const scheduleRequest = z.object({ scheduledFor: instant, targets });
const publishRequest = z.object({ targets });

const style = { validationStyle: 'issues' } as const;

export const scheduleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/content/{containerId}/schedule',
    scope: 'publish:write',
    ...style,
    run: schedule,
  },
  {
    method: 'POST',
    path: '/v1/content/{containerId}/publish',
    scope: 'publish:write',
    ...style,
    run: publish,
  },
];

/** RULES 16.1-16.4, 15.4 */
function schedule(call: Call): Answer {
  const { world, runtime } = call;
  const content = readContent(call);
  const body = readCallBody(style, scheduleRequest, call);
  const { scheduledFor } = body;
  const nowMs = runtime.clock.now();
  if (Date.parse(scheduledFor) < nowMs - skewMs) {
    throw invalid([{ path: 'scheduledFor', message: 'Must be in the future' }], 'issues');
  }
  requirePublishable(call, content);
  const pending = content.wire.approvalStatus === 'pending';
  if (pending && runtime.pendingSchedule === 'refuse') throw approvalRequired(content.wire);
  const accounts = requireTargets(world, content, body.targets);
  if (pending) {
    content.stashes = [...(content.stashes ?? []), { scheduledFor, targets: body.targets }];
    return { status: 202, body: { ...resultOf(content, []), gateStatus: 'blocked_on_approval' } };
  }
  const dispatchAtMs = Math.max(nowMs, Date.parse(scheduledFor));
  const posts = addPosts(
    { world, clock: runtime.clock },
    {
      content,
      targets: body.targets,
      accounts,
      scheduledFor,
      dispatchAtMs,
      nowMs,
    },
  );
  return { status: 200, body: resultOf(content, posts) };
}

/** Never stashed (RULES 15.4); leaves after half a minute (RULES 16.6). */
function publish(call: Call): Answer {
  const { world, runtime } = call;
  const content = readContent(call);
  const body = readCallBody(style, publishRequest, call);
  requirePublishable(call, content);
  if (content.wire.approvalStatus === 'pending') throw approvalRequired(content.wire);
  const accounts = requireTargets(world, content, body.targets);
  const nowMs = runtime.clock.now();
  const posts = addPosts(
    { world, clock: runtime.clock },
    {
      content,
      targets: body.targets,
      accounts,
      scheduledFor: new Date(nowMs).toISOString(),
      dispatchAtMs: nowMs + recallMs,
      nowMs,
    },
  );
  return { status: 200, body: resultOf(content, posts) };
}

/** RULES 16.1, 15.4, and for archived projects 8.8. */
function requirePublishable({ world }: Call, content: ContentRecord): void {
  const { status, approvalStatus } = content.wire;
  if (approvalStatus === 'rejected') {
    const message = `Content container ${content.wire.id} was rejected.`;
    throw new ApiError(409, 'CONTENT_REJECTED', message, { containerId: content.wire.id, approvalStatus });
  }
  if (status !== 'completed') {
    throw new ApiError(409, 'CONFLICT', `The content is ${status}, not completed.`, { status });
  }
  if (world.projects.get(content.projectId)!.wire.status === 'archived') {
    throw new ApiError(409, 'CONFLICT', 'The project is archived.', { projectStatus: 'archived' });
  }
}

function approvalRequired({ id, approvalStatus }: ContentWire): ApiError {
  const message = `Content container ${id} is not approved.`;
  return new ApiError(403, 'APPROVAL_REQUIRED', message, { containerId: id, approvalStatus });
}

function resultOf({ wire }: ContentRecord, posts: readonly ScheduledPostWire[]) {
  const scheduledPosts = posts.map(({ id: scheduledPostId, socialAccountId, status, scheduledFor }) => ({
    scheduledPostId,
    socialAccountId,
    status,
    scheduledFor,
  }));
  return { containerId: wire.id, scheduledPostIds: posts.map(({ id }) => id), scheduledPosts };
}
