import { z } from 'zod';
import { readProject } from '../account/account.js';
import { ApiError, invalid, notFound } from '../http/api-error.js';
import { readInstant, readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import { bareAccountId } from '../social/social-account.js';
import { planDispatch } from './dispatch.js';
import { cancelPosts, postStatuses, type ScheduledPostRecord, tellScheduled } from './post.js';
import { instant } from './schedule-routes.js';

/** A post that leaves in less time may have left already (openapi: reschedulePost, 422). */
const leadMs = 30_000;

const rescheduleRequest = z.object({ scheduledFor: instant });
const cancelRequest = z.object({ reason: z.string().max(1024).optional() }).optional();

const style = { validationStyle: 'issues' } as const;

export const postRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/scheduled-posts',
    scope: 'publish:read',
    run: listPosts,
  },
  {
    method: 'GET',
    path: '/v1/scheduled-posts/{scheduledPostId}',
    scope: 'publish:read',
    run: (call) => ({ status: 200, body: readPost(call).wire }),
  },
  {
    method: 'DELETE',
    path: '/v1/scheduled-posts/{scheduledPostId}',
    scope: 'publish:write',
    ignoresIdempotencyKey: true,
    ...style,
    run: cancel,
  },
  {
    method: 'POST',
    path: '/v1/scheduled-posts/{scheduledPostId}/reschedule',
    scope: 'publish:write',
    ...style,
    run: reschedule,
  },
];

function readPost({ account, world, params }: Call): ScheduledPostRecord {
  const post = world.scheduledPosts.get(bareId(params.scheduledPostId!, 'sp'));
  const project = post && world.projects.get(post.projectId);
  if (project?.organizationId !== bareId(account.organization.id, 'org')) throw notFound('Scheduled post');
  return post!;
}

/** RULES 5.2, 5.5; the window is of scheduledFor. */
function listPosts({ account, world, params, query }: Call): Answer {
  const project = readProject(account, world, params.projectId!);
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const statuses = readValues(query, 'status', postStatuses);
  const socialAccountId = query.getAll('socialAccountId').at(-1);
  const since = readInstant(query, 'since');
  const until = readInstant(query, 'until');
  const wanted = socialAccountId && bareAccountId(socialAccountId);
  const matching = [...world.scheduledPosts.values()].filter(
    ({ wire, scheduledForMs, ...post }) =>
      post.projectId === projectId &&
      (statuses.length === 0 || statuses.includes(wire.status)) &&
      (wanted === undefined || bareAccountId(wire.socialAccountId) === wanted) &&
      scheduledForMs >= (since ?? Number.NEGATIVE_INFINITY) &&
      scheduledForMs <= (until ?? Number.POSITIVE_INFINITY),
  );
  const list = ['scheduled-posts', projectId, statuses, wanted, since, until];
  const rankOf = ({ scheduledForMs }: ScheduledPostRecord) => scheduledForMs;
  const bounds = { list, maxLimit: 100, defaultLimit: 50, rankOf };
  return { status: 200, body: readPage(matching, query, bounds, ({ wire }) => wire) };
}

/** RULES 16.5 */
function cancel(call: Call): Answer {
  const post = readPost(call);
  readCallBody(style, cancelRequest, call);
  requireQueued(post, 'canceled');
  const canceledAt = call.runtime.clock.iso();
  cancelPosts(call.world, [post], canceledAt);
  const { id, status } = post.wire;
  return { status: 200, body: { id, status, canceledAt } };
}

/** RULES 16.5, 3.5 */
function reschedule(call: Call): Answer {
  const { world, runtime } = call;
  const post = readPost(call);
  const { scheduledFor } = readCallBody(style, rescheduleRequest, call);
  const scheduledForMs = Date.parse(scheduledFor);
  requireQueued(post, 'rescheduled');
  if (scheduledForMs < runtime.clock.now() + leadMs) {
    throw invalid([{ path: 'scheduledFor', message: 'Must be at least 30 seconds ahead' }], 'issues');
  }
  const updatedAt = runtime.clock.iso();
  post.scheduledForMs = scheduledForMs;
  post.dispatchAtMs = scheduledForMs;
  post.wire = { ...post.wire, scheduledFor, updatedAt };
  planDispatch({ world, clock: runtime.clock }, post);
  tellScheduled(world, post.projectId, post.wire);
  const { id, status } = post.wire;
  return { status: 200, body: { id, status, scheduledFor, updatedAt } };
}

function requireQueued({ wire: { status } }: ScheduledPostRecord, verb: string): void {
  if (status === 'queued') return;
  throw new ApiError(409, 'CONFLICT', `A post that is ${status} cannot be ${verb}.`, { status });
}
