import { z } from 'zod';
import { type Account, readProject, requireScope } from '../account/account.js';
import { ApiError, notFound } from '../http/api-error.js';
import { readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import { createEndpoint, type Endpoint, rotateSecret } from './endpoint.js';
import { webhookEventTypes } from './event-types.js';

/** Nobody needs more, and each event goes to all of them. */
const maxEndpoints = 100;
const maxMetadataBytes = 8 * 1024;

const url = z.string().max(2048).refine(isReceiver, 'Must be an https URL without credentials');

/** Layers takes https alone. Receivers on this machine, which have no certificate, may be http here. */
function isReceiver(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

const events = z.array(z.enum(webhookEventTypes)).min(1).max(50);
const metadata = z
  .record(z.string(), z.unknown())
  .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxMetadataBytes, 'Must be at most 8 KB');
const description = z.string().max(1024);
const scope = z.enum(['own', 'all_children']);

const endpointCreate = z.object({
  url,
  events,
  description: description.optional(),
  metadata: metadata.optional(),
  projectId: z.string().optional(),
  scope: scope.optional(),
});

const endpointPatch = z
  .object({
    url: url.optional(),
    events: events.optional(),
    description: description.nullable().optional(),
    metadata: metadata.nullable().optional(),
    status: z.enum(['active', 'paused']).optional(),
    scope: scope.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'At least one field is required');

const statuses = ['active', 'paused', 'auto_paused'] as const;
const path = '/v1/webhook-endpoints';
const warning = 'Signing secret shown once.';

// RULES 2.6: any valid key may set up webhooks.
export const webhookEndpointRoutes: readonly Route[] = [
  { method: 'POST', path, scope: null, run: create },
  { method: 'GET', path, scope: null, run: list },
  {
    method: 'GET',
    path: `${path}/{endpointId}`,
    scope: null,
    run: (call) => ({ status: 200, body: readEndpoint(call).wire }),
  },
  { method: 'PATCH', path: `${path}/{endpointId}`, scope: null, run: update },
  { method: 'DELETE', path: `${path}/{endpointId}`, scope: null, run: remove },
  { method: 'POST', path: `${path}/{endpointId}/rotate-secret`, scope: null, run: rotate },
];

export function isOwn({ wire }: Endpoint, account: Account): boolean {
  return bareId(wire.organizationId, 'org') === bareId(account.organization.id, 'org');
}

export function readEndpoint({ account, world, params }: Call): Endpoint {
  const endpoint = world.webhookEndpoints.get(params.endpointId!);
  if (!endpoint || !isOwn(endpoint, account)) throw notFound('Webhook endpoint');
  return endpoint;
}

/** The one time that its secret is told. */
function create(call: Call): Answer {
  const { account, world, runtime } = call;
  const body = readCallBody({}, endpointCreate, call);
  if (body.scope === 'all_children') requireScope(account.key, 'org:admin');
  const project = body.projectId === undefined ? null : readProject(account, world, body.projectId);
  const own = [...world.webhookEndpoints.values()].filter((endpoint) => isOwn(endpoint, account));
  if (own.length >= maxEndpoints) {
    const message = `This organization has ${maxEndpoints} webhook endpoints. Remove one first.`;
    throw new ApiError(409, 'CONFLICT', message, { maxEndpoints });
  }
  const fields = {
    organizationId: account.organization.id,
    projectId: project?.wire.id ?? null,
    url: body.url,
    description: body.description ?? null,
    metadata: body.metadata ?? null,
    scope: body.scope ?? 'own',
    events: [...new Set(body.events)],
  };
  const endpoint = createEndpoint(world.nextSerial(), fields, runtime.clock);
  world.webhookEndpoints.set(endpoint.wire.id, endpoint);
  const signingSecret = endpoint.secrets[0]!.text;
  return { status: 201, body: { endpoint: endpoint.wire, signingSecret, warning } };
}

/** With a project, endpoints of the whole organization are left out. */
function list({ account, world, query }: Call): Answer {
  const wanted = readValues(query, 'status', statuses);
  const asked = query.get('projectId');
  const projectId = asked === null ? undefined : bareId(asked, 'prj', 'proj');
  const matching = [...world.webhookEndpoints.values()].filter(
    (endpoint) =>
      isOwn(endpoint, account) &&
      (wanted.length === 0 || wanted.includes(endpoint.wire.status)) &&
      (projectId === undefined || bareId(endpoint.wire.projectId ?? '', 'prj', 'proj') === projectId),
  );
  const bounds = { list: ['webhook-endpoints', account.organization.id, wanted, projectId], maxLimit: 100 };
  return { status: 200, body: readPage(matching, query, bounds, ({ wire }) => wire) };
}

/** `active` resumes a paused endpoint, and its failures are forgotten (RULES 17.6). */
function update(call: Call): Answer {
  const { account, runtime } = call;
  const endpoint = readEndpoint(call);
  const { events: subscribed, ...body } = readCallBody({}, endpointPatch, call);
  if (body.scope === 'all_children') requireScope(account.key, 'org:admin');
  const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  endpoint.wire = {
    ...endpoint.wire,
    ...changes,
    ...(subscribed && { events: [...new Set(subscribed)] }),
    ...(body.status === 'active' && { consecutiveFailureCount: 0 }),
    updatedAt: runtime.clock.iso(),
  };
  if (body.status === 'active') runtime.webhooks.resume(endpoint);
  return { status: 200, body: endpoint.wire };
}

function remove(call: Call): Answer {
  const { world, runtime } = call;
  const endpoint = readEndpoint(call);
  const { id } = endpoint.wire;
  world.webhookEndpoints.delete(id);
  runtime.webhooks.forget(endpoint);
  return { status: 200, body: { id, deleted: true } };
}

/** RULES 17.5 */
function rotate(call: Call): Answer {
  const { clock } = call.runtime;
  const endpoint = readEndpoint(call);
  const previousSecretExpiresAt = new Date(rotateSecret(endpoint, clock.now())).toISOString();
  const body = {
    endpointId: endpoint.wire.id,
    signingSecret: endpoint.secrets.at(-1)!.text,
    previousSecretExpiresAt,
    warning: `${warning} The previous secret remains valid during the overlap window - dual-verify both in your handler during cutover.`,
  };
  return { status: 200, body };
}
