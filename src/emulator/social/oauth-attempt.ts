import { randomUUID } from 'node:crypto';
import { tell } from '../event-payloads.js';
import type { Works, World } from '../world.js';
import {
  addAccount,
  bareAccountId,
  type Platform,
  payloadOf,
  type SocialAccountRecord,
} from './social-account.js';
import { planExpiry } from './token-expiry.js';

const day = 24 * 60 * 60 * 1000;
/** Of a token; TikTok's and Instagram's last about as long in the documented samples. */
const tokenLivesMs = 30 * day;

/** One connect or reconnect flow, from its URL to its end (RULES 17.1). */
export interface OauthAttempt {
  state: string;
  /** Nobody else sees it. */
  apiKeyId: string;
  /** Bare id. */
  projectId: string;
  platform: Platform;
  returnUrl: string;
  expiresAtMs: number;
  /** Of a reconnect: the account that keeps its id. */
  reconnects?: string;
  outcome?: { socialAccountId: string } | { error: { code: string; message: string } };
}

/** What came of an attempt by now; one that nobody answered in time has failed. */
export function outcomeOf(attempt: OauthAttempt, nowMs: number): OauthAttempt['outcome'] {
  if (attempt.outcome || nowMs < attempt.expiresAtMs) return attempt.outcome;
  return { error: { code: 'STATE_EXPIRED', message: 'Nobody answered before the state expired.' } };
}

/** The person said yes: a new account, or the one that has this handle already, or the one that is reconnected unless it was revoked. */
export function completeAttempt(works: Works, attempt: OauthAttempt, handle: string): void {
  const { world, clock } = works;
  const nowMs = clock.now();
  const { projectId, platform } = attempt;
  const tokens = {
    status: 'connected',
    connectedAt: new Date(nowMs).toISOString(),
    tokenExpiresAt: new Date(nowMs + tokenLivesMs).toISOString(),
  } as const;
  const account = accountOf(world, attempt, handle) ?? newAccount(world, projectId, platform, handle);
  if (attempt.reconnects !== undefined && account.wire.status === 'disconnected') {
    const message = 'The account was disconnected meanwhile.';
    attempt.outcome = { error: { code: 'account_disconnected', message } };
    return;
  }
  account.wire = { ...account.wire, ...tokens };
  planExpiry(works, account);
  attempt.outcome = { socialAccountId: account.wire.socialAccountId };
  tell(world, projectId, 'social_account.connected', payloadOf(account));
}

export function denyAttempt(attempt: OauthAttempt): void {
  attempt.outcome = { error: { code: 'access_denied', message: 'The person declined.' } };
}

function accountOf(world: World, attempt: OauthAttempt, handle: string): SocialAccountRecord | undefined {
  if (attempt.reconnects !== undefined) return world.socialAccounts.get(bareAccountId(attempt.reconnects));
  return [...world.socialAccounts.values()].find(
    ({ projectId, wire }) =>
      projectId === attempt.projectId &&
      wire.platform === attempt.platform &&
      wire.handle === handle &&
      !wire.leased,
  );
}

function newAccount(world: World, projectId: string, platform: Platform, handle: string) {
  return addAccount(world, {
    projectId,
    health: {
      score: 50,
      tier: 'new',
      shadowbanSeverity: null,
      recommendation: 'Post once a day for a week before you judge the numbers.',
    },
    wire: {
      socialAccountId: `sa_${randomUUID()}`,
      platform,
      handle,
      displayName: handle,
      avatarUrl: null,
      status: 'connected',
      leased: false,
      connectedAt: null,
      tokenExpiresAt: null,
    },
  });
}

/** What the connect page suggests: the project's name as a handle. */
export function handleFor(world: World, projectId: string): string {
  const words = world.projects
    .get(projectId)!
    .wire.name.toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('.').slice(0, 24) ?? 'account';
}
