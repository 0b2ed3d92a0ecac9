import { z } from 'zod';
import { readProject } from '../account/account.js';
import { type FieldIssue, invalid } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId, isWellFormedId } from '../id.js';
import { cancelPosts } from '../publishing/post.js';
import type { ProjectRecord, World } from '../world.js';
import { projectFields, requireFreeHandle } from './routes.js';

const { metadata, appName, appDescription, tagline } = projectFields;

/** RULES 8.7, 8.9: what is omitted stays, and null clears where it may. */
const projectPatch = z
  .object({
    ...z.object(projectFields).partial().shape,
    status: z.enum(['active', 'archived']).optional(),
    metadata: metadata.nullable().optional(),
    appName: appName.nullable().optional(),
    appDescription: appDescription.nullable().optional(),
    tagline: tagline.nullable().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'At least one field is required');

/** RULES 7.3, 8.7; the approval settings live on their own resource. */
const systemFields = [
  'id',
  'organizationId',
  'brand',
  'brandContext',
  'ingestState',
  'requiresApproval',
  'firstNPostsBlocked',
  'currentBlockedCount',
  'createdAt',
  'updatedAt',
];

export const projectChangeRoutes: readonly Route[] = [
  {
    method: 'PATCH',
    path: '/v1/projects/{projectId}',
    scope: 'projects:write',
    run: updateProject,
  },
  {
    method: 'DELETE',
    path: '/v1/projects/{projectId}',
    scope: 'projects:write',
    ignoresIdempotencyKey: true,
    run: archiveProject,
  },
];

function updateProject(call: Call): Answer {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  refuseSystemFields(call.body);
  const patch = readCallBody({}, projectPatch, call);
  requireFreeHandle(world, project.organizationId, patch.customerExternalId, project);
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const wire = { ...project.wire, ...Object.fromEntries(given), updatedAt: runtime.clock.isoMicros() };
  if (patch.status === 'archived') cancelPostsOf(world, project, runtime.clock.iso());
  project.wire = wire;
  return { status: 200, body: wire };
}

function refuseSystemFields(body: unknown): void {
  if (body === null || typeof body !== 'object') return;
  const issues: FieldIssue[] = systemFields
    .filter((field) => Object.hasOwn(body, field))
    .map((path) => ({ path, message: 'This field is managed by the system' }));
  if (issues.length > 0) throw invalid(issues, 'fieldErrors', 'VALIDATION', undefined, 400);
}

/** Idempotent, with a fresh `archivedAt` (RULES 8.8). */
function archiveProject(call: Call): Answer {
  const { account, world, runtime, params } = call;
  const id = params.projectId!;
  const known = world.projects.has(bareId(id, 'prj', 'proj'));
  if (!known && !isWellFormedId(id, 'prj', 'proj')) {
    throw invalid(
      [{ path: 'projectId', message: 'Invalid uuid' }],
      'fieldErrors',
      'VALIDATION',
      'Invalid path.',
    );
  }
  const project = readProject(account, world, id);
  const archivedAt = runtime.clock.iso();
  const canceledScheduledPosts = cancelPostsOf(world, project, archivedAt);
  const status = 'archived';
  project.wire = { ...project.wire, status, updatedAt: runtime.clock.isoMicros() };
  return { status: 200, body: { id: project.wire.id, status, archivedAt, canceledScheduledPosts } };
}

/** Nothing of an archived project goes out, what waits for approval neither. */
function cancelPostsOf(world: World, project: ProjectRecord, at: string): number {
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  for (const content of world.content.values()) {
    if (content.projectId === projectId) delete content.stashes;
  }
  const posts = [...world.scheduledPosts.values()].filter((post) => post.projectId === projectId);
  return cancelPosts(world, posts, at);
}
