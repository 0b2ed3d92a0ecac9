import { ApiError, invalid, notFound } from '../http/api-error.js';
import { invalidQuery, readPage, readValues } from '../http/pagination.js';
import type { Answer, Call, Route } from '../http/route.js';
import { isWellFormedId } from '../id.js';
import { disconnect } from './disconnect.js';
import { accountStatuses, platforms, readAccountOfPath, readAccountsOfProject } from './social-account.js';

export const socialRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/social-accounts',
    scope: 'social:read',
    run: listAccounts,
  },
  {
    method: 'GET',
    path: '/v1/social-accounts/{socialAccountId}/health',
    scope: 'social:read',
    run: readHealth,
  },
  {
    method: 'DELETE',
    path: '/v1/social-accounts/{socialAccountId}',
    scope: 'social:write',
    ignoresIdempotencyKey: true,
    run: revoke,
  },
];

/** RULES 17.2, 5.2; each filter is a single value. */
function listAccounts(call: Call): Answer {
  const { query } = call;
  const { projectId, accounts } = readAccountsOfProject(call);
  const platform = readValues(query, 'platform', platforms).at(-1);
  const status = readValues(query, 'status', accountStatuses).at(-1);
  const leased = readFlag(query, 'leased');
  const matching = accounts.filter(
    ({ wire }) =>
      (platform === undefined || wire.platform === platform) &&
      (status === undefined || wire.status === status) &&
      (leased === undefined || wire.leased === leased),
  );
  const list = ['social-accounts', projectId, platform, status, leased];
  const bounds = { list, maxLimit: 200, defaultLimit: 50 };
  return { status: 200, body: readPage(matching, query, bounds, ({ wire }) => wire) };
}

function readFlag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.getAll(name).at(-1);
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw invalidQuery(name, 'Must be true or false');
  return text === 'true';
}

function readHealth(call: Call): Answer {
  const { wire, health } = readAccountOfPath(call);
  return { status: 200, body: { socialAccountId: wire.socialAccountId, ...health } };
}

/** RULES 16.7, 17.2, 7.3; a second time it is gone. */
function revoke(call: Call): Answer {
  const { world, runtime, params } = call;
  if (!isWellFormedId(params.socialAccountId!, 'sa', 'sac')) {
    const issues = [{ path: 'socialAccountId', message: 'Invalid social account id' }];
    throw invalid(issues, 'fieldErrors', 'VALIDATION', 'Invalid path.', 400);
  }
  const account = readAccountOfPath(call);
  if (account.wire.leased) {
    throw new ApiError(409, 'CONFLICT', 'A leased account is released by DELETE /v1/leased-accounts/{id}.');
  }
  if (account.wire.status === 'disconnected') throw notFound('Social account');
  const disconnectedAt = runtime.clock.iso();
  const canceledScheduledPosts = disconnect(world, account, disconnectedAt);
  const { socialAccountId, status } = account.wire;
  const disconnectedReason = 'revoked_by_partner';
  return {
    status: 200,
    body: { socialAccountId, status, disconnectedReason, canceledScheduledPosts, disconnectedAt },
  };
}
