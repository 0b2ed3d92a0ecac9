import { seed } from '../../../src/emulator/seed.js';

const project = `/v1/projects/${seed.project.coffee}`;
const teaser = `/v1/content/${seed.content.launchTeaser}`;
const pending = `/v1/content/${seed.content.threeRoasts}`;
const queued = `/v1/scheduled-posts/${seed.scheduledPost.queued}`;
const targets = [{ socialAccountId: seed.socialAccount.acmeTiktok, mode: 'publish' }];
const returnUrl = 'http://localhost/return';
const scheduledFor = '2099-01-01T12:00:00Z';

/** A request that succeeds, for every operation about accounts, posts, review and changes of a project. */
export const publishingOperations: [id: string, method: string, path: string, body?: object][] = [
  ['updateProject', 'PATCH', project, { name: 'B' }],
  ['archiveProject', 'DELETE', project],
  ['approveContent', 'POST', `${pending}/approve`, { note: 'a' }],
  ['rejectContent', 'POST', `${pending}/reject`, { reason: 'a' }],
  ['getContentReviewPolicy', 'GET', `${project}/content-review-policy`],
  ['updateContentReviewPolicy', 'PATCH', `${project}/content-review-policy`, { policy: 'review_all' }],
  ['getApprovalPolicy', 'GET', `${project}/approval-policy`],
  ['updateApprovalPolicy', 'PATCH', `${project}/approval-policy`, { requiresApproval: true }],
  ['scheduleContent', 'POST', `${teaser}/schedule`, { scheduledFor, targets }],
  ['publishContent', 'POST', `${teaser}/publish`, { targets }],
  ['listScheduledPosts', 'GET', `${project}/scheduled-posts`],
  ['getScheduledPost', 'GET', queued],
  ['cancelScheduledPost', 'DELETE', queued],
  ['reschedulePost', 'POST', `${queued}/reschedule`, { scheduledFor }],
  ['createSocialOauthUrl', 'POST', `${project}/social/oauth-url`, { platform: 'tiktok', returnUrl }],
  ['getSocialOauthStatus', 'GET', '/v1/social/oauth-status/STATE'],
  ['listSocialAccounts', 'GET', `${project}/social-accounts`],
  [
    'createSocialReauthUrl',
    'POST',
    `${project}/social/reauth-url`,
    { socialAccountId: seed.socialAccount.lapsed, returnUrl },
  ],
  ['getSocialAccountHealth', 'GET', `/v1/social-accounts/${seed.socialAccount.acmeTiktok}/health`],
  ['revokeSocialAccount', 'DELETE', `/v1/social-accounts/${seed.socialAccount.acmeTiktok}`],
  ['listLeasedAccounts', 'GET', `${project}/leased-accounts`],
  ['releaseLeasedAccount', 'DELETE', `/v1/leased-accounts/${seed.socialAccount.leased}`],
];

/** Statuses that the files of their noun see, because they take more than a request. */
export const seenWhilePublishing: [id: string, statuses: number[]][] = [
  ['scheduleContent', [202]],
  ['archiveProject', [422]],
  ['revokeSocialAccount', [400, 409]],
  ['updateProject', [400]],
];
