import { tell } from '../event-payloads.js';
import type { Works } from '../world.js';
import { payloadOf, type SocialAccountRecord } from './social-account.js';

/** A connected account whose token expires has to be connected anew (RULES 17.2); its posts stay queued until their time. */
export function planExpiry({ world, clock }: Works, account: SocialAccountRecord): void {
  const { tokenExpiresAt } = account.wire;
  if (tokenExpiresAt === null) return;
  clock.alarm(Date.parse(tokenExpiresAt), () => {
    // Revoked meanwhile, or connected anew with an alarm of its own.
    if (account.wire.status !== 'connected' || account.wire.tokenExpiresAt !== tokenExpiresAt) return;
    account.wire = { ...account.wire, status: 'reauth_required' };
    tell(world, account.projectId, 'social_account.needs_reauth', payloadOf(account));
  });
}
