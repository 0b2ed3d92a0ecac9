import { afterAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { readExamples } from './contract/examples.js';

const { read, expectShape, unused } = readExamples(new URL('contract/publishing/examples/', import.meta.url));
const client = useEmulator();
const { get, patch, post, send } = client;
const project = `/v1/projects/${seed.project.coffee}`;
const pending = `/v1/content/${seed.content.threeRoasts}`;
const queued = `/v1/scheduled-posts/${seed.scheduledPost.queued}`;
const { acmeTiktok, acmeInstagram, lapsed, leased } = seed.socialAccount;
const later = '2099-01-01T12:00:00Z';
const targets = [{ socialAccountId: acmeTiktok, mode: 'publish' }];

// Every call is also held against openapi.json, by the client.
describe('the documented examples', () => {
  it('updateProject and archiveProject', async () => {
    const asked = read('updateProject.request');
    const { status, body } = await patch(project, asked);
    expect(status).toBe(200);
    expect(body).toMatchObject(asked);
    const archived = await send('DELETE', project);
    expect(archived.status).toBe(200);
    expectShape(archived.body, 'archiveProject.200');
  });

  it('approveContent', async () => {
    const plain = await post(`${pending}/approve`, read('approveContent.request'));
    expect(plain.status).toBe(200);
    expectShape(plain.body, 'approveContent.200');
    expect(plain.body).not.toHaveProperty('pendingSchedulePromotion');
    await client.emulator.reset();
    await post(`${pending}/schedule`, { scheduledFor: later, targets });
    const promoted = await post(`${pending}/approve`, read('approveContent.request'));
    expectShape(promoted.body, 'approveContent.200.promoted');
    expect(promoted.body.approvedBy).toMatch(/^api_key_/);
  });

  it('rejectContent', async () => {
    const asked = read('rejectContent.request');
    const { status, body } = await post(`${pending}/reject`, asked);
    expect(status).toBe(200);
    expectShape(body, 'rejectContent.200');
    expect(body.reason).toBe(read('rejectContent.200').reason);
    const refusals = [
      ['rejectContent.409.alreadyRejected', seed.content.threeRoasts],
      ['rejectContent.409.notRequired', seed.content.launchTeaser],
    ] as const;
    for (const [name, id] of refusals) {
      const refused = await post(`/v1/content/${id}/reject`, asked);
      const { requestId } = refused.body.error;
      expect(refused.status).toBe(409);
      expect(refused.body).toEqual({ error: { ...read(name).error, requestId } });
    }
  });

  it('the review policy', async () => {
    const { body } = await get(`${project}/content-review-policy`);
    const { projectId: _id, updatedAt: _at, ...documented } = read('getContentReviewPolicy.200');
    expect(body).toMatchObject(documented);
    const changed = await patch(
      `${project}/content-review-policy`,
      read('updateContentReviewPolicy.request'),
    );
    expect(changed.body.firstN).toBe(5);
    expectShape(changed.body, 'getContentReviewPolicy.200');
  });

  it('the approval policy', async () => {
    const gated = await patch(`${project}/approval-policy`, read('updateApprovalPolicy.request'));
    const { projectId: _gated, updatedAt: _at, ...documented } = read('getApprovalPolicy.200.gated');
    expect(gated.body).toMatchObject(documented);
    await patch(`${project}/approval-policy`, { autoApproveAfter: null });
    await patch(`${project}/content-review-policy`, { policy: 'auto_approve' });
    const { projectId: _open, updatedAt: _then, ...open } = read('getApprovalPolicy.200.open');
    expect((await get(`${project}/approval-policy`)).body).toMatchObject(open);
  });

  it('scheduleContent', async () => {
    const refusal = read('scheduleContent.422.platformFit').error;
    const path = `/v1/content/${seed.content.menuBoard}/schedule`;
    const body = { scheduledFor: later, targets: [{ socialAccountId: acmeInstagram, mode: 'publish' }] };
    const misfit = await post(path, body);
    expect(misfit.status).toBe(422);
    const { requestId, details } = misfit.body.error;
    expect(misfit.body.error).toEqual({
      ...refusal,
      requestId,
      details: { ...refusal.details, socialAccountId: acmeInstagram },
    });
    expect(details.issues).toEqual(refusal.details.issues);
  });

  describe('where pending items are refused', () => {
    const strict = useEmulator({ pendingSchedule: 'refuse' });

    it('scheduleContent', async () => {
      const { status, body } = await strict.post(`${pending}/schedule`, { scheduledFor: later, targets });
      expect(status).toBe(403);
      expectShape(body, 'scheduleContent.403.approvalRequired');
      expect(body.error.code).toBe('APPROVAL_REQUIRED');
      expect(body.error.message).toBe(`Content container ${seed.content.threeRoasts} is not approved.`);
    });
  });

  it('publishContent, whose older modes are refused', async () => {
    const older = read('publishContent.request.older');
    older.targets[0].socialAccountId = acmeTiktok;
    const path = `/v1/content/${seed.content.launchTeaser}/publish`;
    expect((await post(path, older)).status).toBe(422);
    older.targets[0].mode = 'publish';
    expect((await post(path, older)).status).toBe(200);
  });

  it('getScheduledPost, reschedulePost and cancelScheduledPost', async () => {
    const published = await get(`/v1/scheduled-posts/${seed.scheduledPost.published}`);
    expectShape(published.body, 'getScheduledPost.200.published');
    const keys = Object.keys(read('reschedulePost.request'));
    expect(keys).toEqual(['scheduledFor']);
    const moved = await post(`${queued}/reschedule`, { scheduledFor: later });
    expectShape(moved.body, 'reschedulePost.200');
    expect(moved.body).toMatchObject({ status: 'queued', scheduledFor: later });
    const canceled = await send('DELETE', queued, { body: read('cancelScheduledPost.request') });
    expect(canceled.status).toBe(200);
    expectShape(canceled.body, 'cancelScheduledPost.200');
  });

  it('listSocialAccounts and revokeSocialAccount', async () => {
    const { body } = await get(`${project}/social-accounts?leased=false&status=connected`);
    expectShape(body, 'listSocialAccounts.200.partial');
    const revoked = await send('DELETE', `/v1/social-accounts/${acmeTiktok}`);
    expectShape(revoked.body, 'revokeSocialAccount.200');
    expect(revoked.body.disconnectedReason).toBe(read('revokeSocialAccount.200').disconnectedReason);
  });

  it('createSocialOauthUrl, getSocialOauthStatus and createSocialReauthUrl', async () => {
    const { status, body } = await post(`${project}/social/oauth-url`, read('createSocialOauthUrl.request'));
    expect(status).toBe(200);
    expectShape(body, 'createSocialOauthUrl.200');
    const attempt = await get(`/v1/social/oauth-status/${body.state}`);
    expectShape(attempt.body, 'getSocialOauthStatus.200.pending');
    expect(attempt.body.status).toBe('pending');
    const asked = { ...read('createSocialReauthUrl.request'), socialAccountId: lapsed };
    expect((await post(`${project}/social/reauth-url`, asked)).status).toBe(200);
  });

  it('listLeasedAccounts and releaseLeasedAccount', async () => {
    const { body } = await get(`${project}/leased-accounts`);
    expectShape(body, 'listLeasedAccounts.200.partial');
    const released = await send('DELETE', `/v1/leased-accounts/${leased}`);
    expectShape(released.body, 'releaseLeasedAccount.200');
    const { disconnectedReason } = read('releaseLeasedAccount.200');
    expect(released.body.disconnectedReason).toBe(disconnectedReason);
  });
});

afterAll(() => {
  expect(unused()).toEqual([]);
});
