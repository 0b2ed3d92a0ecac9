import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { watchReviews } from '../../src/emulator/review/auto-approval.js';
import { seed, seedWorld } from '../../src/emulator/seed.js';
import { createWorld } from '../../src/emulator/world.js';
import { useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, patch, post, send } = client;
const events = recordEvents(client);
const project = `/v1/projects/${seed.project.coffee}`;
const roasts = `/v1/content/${seed.content.threeRoasts}`;
const { acmeTiktok, acmeInstagram } = seed.socialAccount;
const minute = 60_000;
const hour = 60 * minute;
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();
const stash = (scheduledFor: string, ...ids: string[]) =>
  post(`${roasts}/schedule`, {
    scheduledFor,
    targets: ids.map((socialAccountId) => ({ socialAccountId, mode: 'publish' })),
  });
const postCount = async () => (await get(`${project}/scheduled-posts`)).body.items.length;

describe('a pending item', () => {
  it('that is scheduled is stashed, and writes nothing', async () => {
    const before = await postCount();
    const { status, body } = await stash(ahead(hour), acmeTiktok, acmeInstagram);
    expect(status).toBe(202);
    expect(body).toEqual({
      containerId: seed.content.threeRoasts,
      scheduledPostIds: [],
      scheduledPosts: [],
      gateStatus: 'blocked_on_approval',
    });
    expect(await postCount()).toBe(before);
    expect(events).toEqual([]);
  });

  it('with a target that will not do is refused at once', async () => {
    expect((await stash(ahead(hour), acmeTiktok, seed.socialAccount.fitnessInstagram)).status).toBe(422);
    expect((await post(`${roasts}/approve`)).body).not.toHaveProperty('pendingSchedulePromotion');
  });

  it('is never published, nor stashed by it', async () => {
    const targets = [{ socialAccountId: acmeTiktok, mode: 'publish' }];
    const { status, body } = await post(`${roasts}/publish`, { targets });
    expect([status, body.error.code]).toEqual([403, 'APPROVAL_REQUIRED']);
    expect((await post(`${roasts}/approve`)).body).not.toHaveProperty('pendingSchedulePromotion');
  });
});

describe('approving', () => {
  it('promotes every stash, and tells of the item and of its posts', async () => {
    await stash(ahead(hour), acmeTiktok, acmeInstagram);
    await stash(ahead(2 * hour), acmeTiktok);
    const { body } = await post(`${roasts}/approve`, { note: 'Ship it.' });
    const { status, scheduledPostIds } = body.pendingSchedulePromotion;
    expect([status, scheduledPostIds.length]).toEqual(['ok', 3]);
    for (const id of scheduledPostIds) {
      expect((await get(`/v1/scheduled-posts/${id}`)).body.status).toBe('queued');
    }
    expect(events.map(({ type }) => type)).toEqual([
      'content.approved',
      'post.scheduled',
      'post.scheduled',
      'post.scheduled',
    ]);
    expect(events[0]!.data).toMatchObject({ id: seed.content.threeRoasts, projectId: seed.project.coffee });
    expect((await get(roasts)).body).toMatchObject({
      approvalStatus: 'approved',
      updatedAt: body.approvedAt,
    });
    expect((await get(project)).body.currentBlockedCount).toBe(0);
  });

  it('sticks although a stash has become impossible', async () => {
    await stash(ahead(hour), acmeTiktok);
    await stash(ahead(5 * hour), acmeInstagram);
    await send('DELETE', `/v1/social-accounts/${acmeInstagram}`);
    client.emulator.advance(2 * hour);
    const { status, body } = await post(`${roasts}/approve`);
    expect(status).toBe(200);
    expect(body.pendingSchedulePromotion).toEqual({ status: 'failed', scheduledPostIds: [] });
    expect((await get(roasts)).body.approvalStatus).toBe('approved');
  });

  it.each([
    [seed.content.threeRoasts, 'Container is already approved.'],
    [seed.content.launchTeaser, 'Container does not require approval.'],
  ])('%s, when it is not pending, is a 409', async (id, message) => {
    await post(`${roasts}/approve`);
    const { status, body } = await post(`/v1/content/${id}/approve`);
    expect([status, body.error.code, body.error.message]).toEqual([409, 'CONFLICT', message]);
  });

  it('with a note over 1024 characters is a 422', async () => {
    expect((await post(`${roasts}/approve`, { note: 'x'.repeat(1025) })).status).toBe(422);
  });
});

describe('rejecting', () => {
  it('is for good, drops the stash and tells of it', async () => {
    const before = await postCount();
    await stash(ahead(hour), acmeTiktok);
    await post(`${roasts}/reject`, { reason: 'Off-brand.' });
    expect((await get(roasts)).body.approvalStatus).toBe('rejected');
    expect((await post(`${roasts}/approve`)).status).toBe(409);
    expect(await postCount()).toBe(before);
    expect(events).toMatchObject([
      { type: 'content.rejected', data: { id: seed.content.threeRoasts, reason: 'Off-brand.' } },
    ]);
    expect((await get(project)).body.currentBlockedCount).toBe(0);
  });

  it.each([[{}], [{ reason: '' }], [{ reason: 'x'.repeat(1025) }]])('with %j is a 422', async (body) => {
    expect((await post(`${roasts}/reject`, body)).status).toBe(422);
  });

  it('an approved item is a 409', async () => {
    await post(`${roasts}/approve`);
    const { body } = await post(`${roasts}/reject`, { reason: 'late' });
    expect(body.error).toMatchObject({ code: 'CONFLICT', details: { approvalStatus: 'approved' } });
  });
});

describe('the review policy', () => {
  const policy = `${project}/content-review-policy`;
  const older = `${project}/approval-policy`;

  it('is absent from nothing: a project that never set one approves by itself', async () => {
    const { body } = await get(`/v1/projects/${seed.project.fitness}/content-review-policy`);
    expect(body).toEqual({ projectId: seed.project.fitness, policy: 'auto_approve', pendingCount: 0 });
  });

  it.each([
    [{ policy: 'review_first_n', firstN: 50 }, true, 50],
    [{ policy: 'review_all' }, true, 0],
    [{ policy: 'auto_approve' }, false, 0],
  ])(
    '%j shows in the older resource and in the project',
    async (body, requiresApproval, firstNPostsBlocked) => {
      const changed = await patch(policy, body);
      expect(changed.body).toMatchObject({ ...body, pendingCount: 1 });
      expect((await get(policy)).body).toEqual(changed.body);
      const shown = { requiresApproval, firstNPostsBlocked };
      expect((await get(older)).body).toMatchObject(shown);
      expect((await get(project)).body).toMatchObject(shown);
    },
  );

  it.each([
    [{ policy: 'review_first_n' }],
    [{ policy: 'review_first_n', firstN: 0 }],
    [{ policy: 'review_first_n', firstN: 51 }],
    [{ policy: 'review_all', firstN: 3 }],
    [{ policy: 'sometimes' }],
  ])('%j is a 422', async (body) => {
    expect((await patch(policy, body)).status).toBe(422);
  });

  it.each([
    [{ firstNPostsBlocked: 51 }],
    [{ firstNPostsBlocked: -1 }],
    [{ autoApproveAfter: 'tomorrow' }],
    [{ autoApproveAfter: 'P' }],
    [{ autoApproveAfter: 'P1M' }],
    [{}],
  ])('%j is a 400 of the older resource', async (body) => {
    const { status, body: refused } = await patch(older, body);
    expect([status, refused.error.code]).toEqual([400, 'VALIDATION']);
  });

  it('keeps what a change of the older resource leaves out', async () => {
    await patch(older, { autoApproveAfter: 'P1DT12H' });
    const { body } = await patch(older, { firstNPostsBlocked: null });
    expect(body).toMatchObject({
      requiresApproval: true,
      firstNPostsBlocked: 0,
      autoApproveAfter: 'P1DT12H',
    });
  });

  it('approves by the clock what nobody looked at, and promotes its stash', async () => {
    await patch(older, { autoApproveAfter: 'PT24H' });
    await stash(ahead(48 * hour), acmeTiktok);
    const told = () =>
      events.filter(({ data }) => [data.id, data.containerId].includes(seed.content.threeRoasts));
    client.emulator.advance(23 * hour);
    expect((await get(roasts)).body.approvalStatus).toBe('pending');
    expect(told()).toEqual([]);
    client.emulator.advance(2 * hour);
    expect((await get(roasts)).body.approvalStatus).toBe('approved');
    client.emulator.advance(24 * hour);
    expect(told().map(({ type }) => type)).toEqual(['content.approved', 'post.scheduled', 'post.published']);
  });

  it('that no longer approves by the clock leaves it to people', async () => {
    await patch(older, { autoApproveAfter: 'PT24H' });
    await patch(older, { autoApproveAfter: null });
    client.emulator.advance(48 * hour);
    expect((await get(roasts)).body.approvalStatus).toBe('pending');
  });

  it('counts and approves what is generated later, too', () => {
    const works = { world: createWorld(), clock: createClock() };
    seedWorld(works, 'http://localhost');
    watchReviews(works);
    const { world, clock } = works;
    const coffee = world.projects.get(seed.project.coffee.slice(4))!;
    const item = world.content.get(seed.content.processing.slice(4))!;
    coffee.review = { autoApproveAfter: 'PT1H', updatedAt: clock.iso() };
    item.wire = { ...item.wire, status: 'completed', approvalStatus: 'pending', completedAt: clock.iso() };
    const { organizationId } = coffee;
    world.events.emit({ type: 'content.generated', organizationId, data: { id: item.wire.id } });
    expect(coffee.wire.currentBlockedCount).toBe(2);
    clock.advance(hour + minute);
    expect([item.wire.approvalStatus, coffee.wire.currentBlockedCount]).toEqual(['approved', 0]);
  });
});
