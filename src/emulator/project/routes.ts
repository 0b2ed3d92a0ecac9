import { z } from 'zod';
import { readProject } from '../account/account.js';
import { ApiError } from '../http/api-error.js';
import { readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId, createId } from '../id.js';
import type { ProjectRecord, ProjectWire, World } from '../world.js';

const maxMetadataBytes = 8 * 1024;

/** RULES 8.1 and, from `appName` on, 8.9. */
export const projectFields = {
  name: z.string().min(1).max(128),
  customerExternalId: z.string().min(1).max(256),
  ownerEmail: z.email('Invalid email'),
  timezone: z.string().refine(isTimeZone, 'Must be an IANA time zone'),
  primaryLanguage: z.string().refine(isLanguage, 'Must be a BCP-47 language tag'),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxMetadataBytes, 'Must be at most 8 KB'),
  appName: z.string().min(3).max(30),
  appDescription: z.string().min(100).max(1000),
  tagline: z.string().max(80),
  brandVoice: z.enum(['authentic', 'witty', 'professional', 'warm', 'casual', 'educational']),
  targetGender: z.enum(['all', 'female', 'male']),
};

/** Not strict: no seed says so. */
const projectCreate = z.object({
  ...z.object(projectFields).partial().shape,
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/, 'Invalid id')
    .optional(),
  name: projectFields.name,
  timezone: projectFields.timezone,
});

const rowKeys = [
  'id',
  'name',
  'status',
  'customerExternalId',
  'timezone',
  'primaryLanguage',
  'ownerEmail',
  'createdAt',
  'updatedAt',
] as const;

export const projectRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/projects',
    scope: 'projects:write',
    conflictCode: 'CONFLICT',
    run: createProject,
  },
  { method: 'GET', path: '/v1/projects', scope: 'projects:read', run: listProjects },
  {
    // RULES 3.2, 1.7
    method: 'GET',
    path: '/v1/projects/{projectId}',
    scope: 'projects:read',
    run: ({ account, world, params }) => ({
      status: 200,
      body: readProject(account, world, params.projectId!).wire,
    }),
  },
];

/** RULES 8.1-8.3 and, for the body's id, 4.6. */
function createProject(call: Call): Answer {
  const { account, world, runtime } = call;
  const input = readCallBody({}, projectCreate, call);
  const createdFrom = JSON.stringify(input);
  const organizationId = bareId(account.organization.id, 'org');
  const id = input.id ?? createId('prj');
  const same = world.projects.get(bareId(id, 'prj', 'proj'));
  if (same) {
    const repeated = same.organizationId === organizationId && same.createdFrom === createdFrom;
    if (repeated) return { status: 201, body: same.wire };
    throw taken('id', id);
  }
  const handle = input.customerExternalId;
  requireFreeHandle(world, organizationId, handle);
  const now = runtime.clock.isoMicros();
  const { appName, appDescription, tagline, brandVoice, targetGender } = input;
  const newer = { appName, appDescription, tagline, brandVoice, targetGender };
  const wire: ProjectWire = {
    id,
    organizationId: account.organization.id,
    name: input.name,
    status: 'active',
    customerExternalId: handle ?? null,
    timezone: input.timezone,
    primaryLanguage: input.primaryLanguage ?? 'en',
    ownerEmail: input.ownerEmail ?? account.key.ownerEmail,
    brand: null,
    brandContext: null,
    ingestState: { github: null, website: null, appstore: null },
    requiresApproval: false,
    firstNPostsBlocked: 3,
    currentBlockedCount: 0,
    metadata: input.metadata ?? null,
    createdAt: now,
    updatedAt: now,
    ...Object.fromEntries(Object.entries(newer).filter(([, value]) => value !== undefined)),
  };
  world.projects.set(bareId(id, 'prj', 'proj'), {
    serial: world.nextSerial(),
    organizationId,
    createdFrom,
    wire,
  });
  return { status: 201, body: wire };
}

/** Unique in its organization (RULES 8.2). */
export function requireFreeHandle(
  world: World,
  organizationId: string,
  handle: string | undefined,
  except?: ProjectRecord,
): void {
  const taker = [...world.projects.values()].find(
    (project) =>
      project !== except &&
      project.organizationId === organizationId &&
      project.wire.customerExternalId === handle,
  );
  if (handle !== undefined && taker) throw taken('customerExternalId', handle);
}

function taken(field: string, value: string): ApiError {
  const message = `${field} "${value}" is already in use in this organization.`;
  return new ApiError(409, 'CONFLICT', message, { field, fieldErrors: { [field]: ['Already in use'] } });
}

/** RULES 8.6, 5.2 */
function listProjects({ account, world, query }: Call): Answer {
  const organizationId = bareId(account.organization.id, 'org');
  const statuses = readValues(query, 'status', ['active', 'archived']);
  const search = query.get('search')?.toLowerCase();
  const handle = query.get('customerExternalId');
  const matching = [...world.projects.values()].filter(
    (project) =>
      project.organizationId === organizationId &&
      (statuses.length === 0 || statuses.includes(project.wire.status)) &&
      (search === undefined || project.wire.name.toLowerCase().includes(search)) &&
      (handle === null || project.wire.customerExternalId === handle),
  );
  const list = ['projects', organizationId, statuses, search, handle];
  return { status: 200, body: readPage(matching, query, { list, maxLimit: 200 }, rowOf) };
}

function rowOf({ wire }: ProjectRecord): object {
  return Object.fromEntries(rowKeys.map((key) => [key, wire[key]]));
}

function isTimeZone(name: string): boolean {
  try {
    // Intl takes offsets such as +02:00 as well, which are no IANA zones.
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
