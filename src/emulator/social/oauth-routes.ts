import { z } from 'zod';
import { ApiError, invalid, notFound } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { createUlid } from '../id.js';
import { consentPath } from './consent.js';
import { completeAttempt, handleFor, type OauthAttempt, outcomeOf } from './oauth-attempt.js';
import { bareAccountId, platforms, readAccountsOfProject } from './social-account.js';

const stateLivesMs = 10 * 60 * 1000;

const flow = {
  returnUrl: z.url({ protocol: /^https?$/, error: 'Must be an http or https URL' }),
  scopes: z.array(z.string().max(64)).max(32).optional(),
};
const oauthUrlRequest = z.object({ platform: z.enum(platforms), ...flow, usageNote: z.string().optional() });
const reauthUrlRequest = z.strictObject({ socialAccountId: z.string().min(1), ...flow });

export const oauthRoutes: readonly Route[] = [
  {
    // RULES 4.8
    method: 'POST',
    path: '/v1/projects/{projectId}/social/oauth-url',
    scope: 'social:write',
    ignoresIdempotencyKey: true,
    run: createOauthUrl,
  },
  {
    method: 'POST',
    path: '/v1/projects/{projectId}/social/reauth-url',
    scope: 'social:write',
    ignoresIdempotencyKey: true,
    run: createReauthUrl,
  },
  {
    method: 'GET',
    path: '/v1/social/oauth-status/{state}',
    scope: 'social:read',
    run: readStatus,
  },
];

/** RULES 17.1 */
function createOauthUrl(call: Call): Answer {
  const { projectId } = readAccountsOfProject(call);
  const { platform, returnUrl } = readCallBody({}, oauthUrlRequest, call);
  return openAttempt(call, { projectId, platform, returnUrl });
}

/** Reconnects an account that keeps its id (RULES 17.1); not one that was disconnected for good. */
function createReauthUrl(call: Call): Answer {
  const { projectId, accounts } = readAccountsOfProject(call);
  const { socialAccountId, returnUrl } = readCallBody({}, reauthUrlRequest, call);
  const wanted = bareAccountId(socialAccountId);
  const wire = accounts.find((each) => bareAccountId(each.wire.socialAccountId) === wanted)?.wire;
  if (!wire || wire.status === 'disconnected') throw notFound('Social account');
  if (wire.leased) {
    throw invalid([{ path: 'socialAccountId', message: 'The owner of a leased account keeps it connected' }]);
  }
  const { platform } = wire;
  return openAttempt(call, { projectId, platform, returnUrl, reconnects: wire.socialAccountId });
}

type Wanted = Pick<OauthAttempt, 'projectId' | 'platform' | 'returnUrl' | 'reconnects'>;

function openAttempt({ account, world, runtime }: Call, wanted: Wanted): Answer {
  const { hostname } = new URL(wanted.returnUrl);
  if (!account.key.returnHosts.includes(hostname.toLowerCase())) {
    const message = `The key does not allow to return to ${hostname}.`;
    throw new ApiError(403, 'RETURN_URL_NOT_ALLOWED', message, { host: hostname });
  }
  const nowMs = runtime.clock.now();
  const state = `st_${createUlid(nowMs)}`;
  const attempt: OauthAttempt = {
    state,
    apiKeyId: account.key.id,
    expiresAtMs: nowMs + stateLivesMs,
    ...wanted,
  };
  world.oauthAttempts.set(state, attempt);
  // Nobody has to click in the sandbox (RULES 18.5).
  if (account.key.environment === 'test') {
    completeAttempt({ world, clock: runtime.clock }, attempt, handleFor(world, wanted.projectId));
  }
  const authorizeUrl = `${runtime.storageUrl}${consentPath}?state=${state}`;
  const expiresAt = new Date(attempt.expiresAtMs).toISOString();
  return { status: 200, body: { authorizeUrl, state, expiresAt } };
}

/** Visible to the key that opened it alone (RULES 17.1). */
function readStatus({ account, world, runtime, params }: Call): Answer {
  const attempt = world.oauthAttempts.get(params.state!);
  if (attempt?.apiKeyId !== account.key.id) throw notFound('State');
  const { state, expiresAtMs } = attempt;
  const outcome = outcomeOf(attempt, runtime.clock.now());
  const status = !outcome ? 'pending' : 'error' in outcome ? 'failed' : 'completed';
  return { status: 200, body: { state, status, ...outcome, expiresAt: new Date(expiresAtMs).toISOString() } };
}
