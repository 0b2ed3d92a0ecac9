import { createHash } from 'node:crypto';
import type { SocialAccountRecord } from '../social/social-account.js';
import type { ScheduledPostWire } from './post.js';

/** Where a post is found on its platform: the same for the same post, in the form that the platform has. */
export function externalOf({ id, platform }: ScheduledPostWire, { wire }: SocialAccountRecord) {
  const hash = createHash('sha256').update(id).digest();
  if (platform === 'tiktok') {
    const externalId = `7${String(hash.readBigUInt64BE() % 10n ** 18n).padStart(18, '0')}`;
    return { externalId, externalUrl: `https://www.tiktok.com/@${wire.handle}/video/${externalId}` };
  }
  const externalId = String(10n ** 16n + (hash.readBigUInt64BE() % 10n ** 16n));
  const externalUrl = `https://www.instagram.com/p/${hash.toString('base64url').slice(0, 11)}/`;
  return { externalId, externalUrl };
}
