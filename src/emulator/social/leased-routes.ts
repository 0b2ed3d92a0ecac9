import { z } from 'zod';
import { notFound } from '../http/api-error.js';
import { readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { disconnect } from './disconnect.js';
import { readAccountOfPath, readAccountsOfProject } from './social-account.js';

const statuses = ['assigned', 'disconnected'] as const;

const releaseRequest = z.object({ reason: z.string().optional() }).optional();

/** Reads are documented under leased:write too (RULES 2.4). */
export const leasedRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/leased-accounts',
    scope: 'leased:write',
    run: listLeased,
  },
  {
    method: 'DELETE',
    path: '/v1/leased-accounts/{socialAccountId}',
    scope: 'leased:write',
    ignoresIdempotencyKey: true,
    run: release,
  },
];

/** Without pages; those that are assigned unless asked for others. */
function listLeased(call: Call): Answer {
  const { accounts } = readAccountsOfProject(call);
  const wanted = readValues(call.query, 'status', statuses).at(-1) ?? 'assigned';
  const items = accounts.flatMap(({ lease, projectId, wire, serial }) => {
    const status = wire.status === 'disconnected' ? 'disconnected' : 'assigned';
    if (!lease || status !== wanted) return [];
    const { socialAccountId, handle, platform } = wire;
    const project = call.world.projects.get(projectId)!;
    const leased = { socialAccountId, projectId: project.wire.id, handle, platform, status, ...lease };
    return [{ serial, leased }];
  });
  items.sort((a, b) => b.serial - a.serial);
  return { status: 200, body: { items: items.map(({ leased }) => leased), nextCursor: null } };
}

/** RULES 17.2 */
function release(call: Call): Answer {
  const account = readAccountOfPath(call);
  if (!account.lease || account.wire.status === 'disconnected') throw notFound('Leased account');
  readCallBody({}, releaseRequest, call);
  const disconnectedAt = call.runtime.clock.iso();
  disconnect(call.world, account, disconnectedAt);
  const { socialAccountId, status } = account.wire;
  const disconnectedReason = 'released_by_partner';
  return { status: 200, body: { socialAccountId, status, disconnectedReason, disconnectedAt } };
}
