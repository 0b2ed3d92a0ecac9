import { z } from 'zod';
import { ApiError, type FieldIssue, invalid } from '../http/api-error.js';
import { bareAccountId, type SocialAccountRecord } from '../social/social-account.js';
import type { ContentRecord, World } from '../world.js';
import { publishModes, type Target } from './post.js';

/** Counted like a caption. RULES 16.4 */
const text = z
  .string()
  .refine((value) => [...value].length <= 4000, 'Must be at most 4000 characters')
  .optional();

const flag = z.boolean().optional();

/** RULES 16.4, 20.18 */
const target = z.object({
  socialAccountId: z.string().min(1),
  mode: z.enum(publishModes),
  captionOverride: text,
  firstCommentOverride: text,
  tiktokPostSettings: z
    .object({
      privacyLevel: z
        .enum(['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY'])
        .optional(),
      disableComment: flag,
      disableDuet: flag,
      disableStitch: flag,
      isBrandOrganic: flag,
      isBrandedContent: flag,
    })
    .optional(),
  tiktokMusic: z
    .object({ mode: z.enum(['none', 'auto', 'manual']), trackId: z.string().min(1).optional() })
    .optional(),
  shareReelToFeed: flag,
});

/** RULES 16.1 */
export const targets = z.array(target).min(1).max(50);

/** The account of each target. The first that will not do aborts, with nothing written (RULES 16.1, 12.3). */
export function requireTargets(
  world: World,
  content: ContentRecord,
  wanted: readonly Target[],
): SocialAccountRecord[] {
  return wanted.map((each, index) => requireTarget(world, content, each, `targets.${index}`));
}

function requireTarget(
  world: World,
  content: ContentRecord,
  wanted: Target,
  path: string,
): SocialAccountRecord {
  const account = world.socialAccounts.get(bareAccountId(wanted.socialAccountId));
  // Of another project or organization: the same words, so that nobody learns what there is.
  if (account?.projectId !== content.projectId) {
    throw refused(`${path}.socialAccountId`, 'No such social account in this project');
  }
  if (account.wire.status === 'disconnected') {
    throw refused(`${path}.socialAccountId`, 'This social account is disconnected');
  }
  const issue = optionIssueOf(wanted, account, content, path);
  if (issue) throw refused(issue.path, issue.message);
  requireFit(account, content);
  return account;
}

function refused(path: string, message: string): ApiError {
  return invalid([{ path, message }], 'issues');
}

/** Options that the mode, the platform or the media rule out (RULES 16.4). */
function optionIssueOf(
  { mode, tiktokMusic: music, shareReelToFeed }: Target,
  { wire }: SocialAccountRecord,
  content: ContentRecord,
  path: string,
): FieldIssue | undefined {
  if (music && mode === 'draft') {
    return { path: `${path}.tiktokMusic`, message: 'A draft takes no music' };
  }
  if (music?.mode === 'manual' && mode !== 'managed') {
    return { path: `${path}.tiktokMusic.mode`, message: 'Manual music needs the mode managed' };
  }
  if (music?.mode === 'manual' && music.trackId === undefined) {
    return { path: `${path}.tiktokMusic.trackId`, message: 'Required' };
  }
  const reel = wire.platform === 'instagram' && content.wire.preview?.kind === 'video' && mode === 'publish';
  if (shareReelToFeed !== undefined && !reel) {
    const message = 'Only for videos that are published to Instagram';
    return { path: `${path}.shareReelToFeed`, message };
  }
  return undefined;
}

/** The gate is of each target, with the texts of platformFit (RULES 12.3, seed 003). */
function requireFit({ wire }: SocialAccountRecord, content: ContentRecord): void {
  const { platform, socialAccountId } = wire;
  const fit = content.wire.platformFit?.find((entry) => entry.platform === platform);
  if (!fit || fit.ok) return;
  const message = `This uploaded content does not fit ${platform}. See platformFit on the content item.`;
  const issues = fit.issues.map((issue) => ({ path: 'targets', message: issue }));
  throw new ApiError(422, 'VALIDATION', message, { platform, socialAccountId, issues });
}
