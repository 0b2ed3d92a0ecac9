import { tell } from '../event-payloads.js';
import type { Moment } from '../settle.js';
import type { World } from '../world.js';
import { payloadOf } from './social-account.js';

/** A connected account whose token expires has to be connected anew (RULES 17.2); its posts stay queued until their time. */
export function* accountMoments(world: World): Generator<Moment> {
  for (const account of world.socialAccounts.values()) {
    const { status, tokenExpiresAt } = account.wire;
    if (status !== 'connected' || tokenExpiresAt === null) continue;
    yield {
      atMs: Date.parse(tokenExpiresAt),
      happen() {
        account.wire = { ...account.wire, status: 'reauth_required' };
        tell(world, account.projectId, 'social_account.needs_reauth', payloadOf(account));
      },
    };
  }
}
