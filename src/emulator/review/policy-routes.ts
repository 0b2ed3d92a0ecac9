import { z } from 'zod';
import { readProject } from '../account/account.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import type { ProjectRecord, ProjectWire, World } from '../world.js';
import { planApprovals } from './auto-approval.js';
import { durationMs } from './duration.js';
import { pendingOf } from './review.js';

const maxFirstN = 50;

/** RULES 15.1: firstN with review_first_n, and with nothing else. */
const contentReviewPolicyPatch = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('review_first_n'), firstN: z.int().min(1).max(maxFirstN) }),
  z.strictObject({ policy: z.enum(['auto_approve', 'review_all']) }),
]);

const approvalPolicyPatch = z
  .object({
    requiresApproval: z.boolean().optional(),
    firstNPostsBlocked: z.int().min(0).max(maxFirstN).nullable().optional(),
    autoApproveAfter: z
      .string()
      .refine((text) => durationMs(text) !== undefined, 'Must be an ISO 8601 duration')
      .nullable()
      .optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'At least one field is required');

/** Over-range values are a 400 on this older page (RULES 7.3). */
const olderStyle = { validationStatus: 400 } as const;

/** Two resources, the newer and the older, over one setting: the fields of the project (RULES 15.1, 20.13). */
export const reviewPolicyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/content-review-policy',
    scope: 'content:read',
    run: ({ account, world, params }) => ({
      status: 200,
      body: newerOf(readProject(account, world, params.projectId!), world),
    }),
  },
  {
    method: 'PATCH',
    path: '/v1/projects/{projectId}/content-review-policy',
    scope: 'content:approve',
    run: updateNewer,
  },
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/approval-policy',
    scope: 'content:read',
    run: ({ account, world, params }) => ({
      status: 200,
      body: olderOf(readProject(account, world, params.projectId!)),
    }),
  },
  {
    method: 'PATCH',
    path: '/v1/projects/{projectId}/approval-policy',
    scope: 'content:approve',
    ...olderStyle,
    run: updateOlder,
  },
];

function newerOf({ wire, review }: ProjectRecord, world: World) {
  const { id: projectId, requiresApproval, firstNPostsBlocked: firstN } = wire;
  const setting = !requiresApproval
    ? { policy: 'auto_approve' }
    : firstN > 0
      ? { policy: 'review_first_n', firstN }
      : { policy: 'review_all' };
  const pendingCount = pendingOf(world, bareId(projectId, 'prj', 'proj')).length;
  return { projectId, ...setting, pendingCount, ...(review && { updatedAt: review.updatedAt }) };
}

function olderOf({ wire, review }: ProjectRecord) {
  const { id: projectId, requiresApproval, firstNPostsBlocked } = wire;
  const { autoApproveAfter = null, updatedAt } = review ?? {};
  const policy = { projectId, requiresApproval, firstNPostsBlocked, autoApproveAfter };
  return { ...policy, ...(updatedAt !== undefined && { updatedAt }) };
}

function updateNewer(call: Call): Answer {
  const project = readProject(call.account, call.world, call.params.projectId!);
  const patch = readCallBody({}, contentReviewPolicyPatch, call);
  set(call, project, {
    requiresApproval: patch.policy !== 'auto_approve',
    firstNPostsBlocked: patch.policy === 'review_first_n' ? patch.firstN : 0,
  });
  return { status: 200, body: newerOf(project, call.world) };
}

function updateOlder(call: Call): Answer {
  const project = readProject(call.account, call.world, call.params.projectId!);
  const patch = readCallBody(olderStyle, approvalPolicyPatch, call);
  const { requiresApproval, firstNPostsBlocked } = patch;
  set(
    call,
    project,
    {
      ...(requiresApproval !== undefined && { requiresApproval }),
      ...(firstNPostsBlocked !== undefined && { firstNPostsBlocked: firstNPostsBlocked ?? 0 }),
    },
    patch.autoApproveAfter,
  );
  return { status: 200, body: olderOf(project) };
}

/** Decides about what is made from now on; what is pending stays so. */
function set(
  { world, runtime: { clock } }: Call,
  project: ProjectRecord,
  fields: Partial<Pick<ProjectWire, 'requiresApproval' | 'firstNPostsBlocked'>>,
  autoApproveAfter: string | null = project.review?.autoApproveAfter ?? null,
): void {
  project.wire = { ...project.wire, ...fields, updatedAt: clock.isoMicros() };
  project.review = { autoApproveAfter, updatedAt: clock.iso() };
  planApprovals({ world, clock }, bareId(project.wire.id, 'prj', 'proj'));
}
