import { tell } from '../event-payloads.js';
import { cancelPosts } from '../publishing/post.js';
import type { World } from '../world.js';
import { payloadOf, type SocialAccountRecord } from './social-account.js';

/** Ends an account, and its queued posts with it (RULES 16.7). Returns how many those were. */
export function disconnect(world: World, account: SocialAccountRecord, at: string): number {
  account.wire = { ...account.wire, status: 'disconnected', tokenExpiresAt: null };
  const { socialAccountId } = account.wire;
  const posts = [...world.scheduledPosts.values()].filter(
    ({ wire }) => wire.socialAccountId === socialAccountId,
  );
  const canceled = cancelPosts(world, posts, at);
  tell(world, account.projectId, 'social_account.revoked', payloadOf(account));
  return canceled;
}
