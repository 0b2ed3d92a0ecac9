import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { type Body, useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, post, send } = client;
const events = recordEvents(client);
const { acmeTiktok, acmeInstagram, lapsed, leased, revoked, fitnessInstagram, otherTiktok } =
  seed.socialAccount;
const teaser = `/v1/content/${seed.content.launchTeaser}`;
const board = `/v1/content/${seed.content.menuBoard}`;
const posts = `/v1/projects/${seed.project.coffee}/scheduled-posts`;
const scheduledFor = '2099-01-01T12:00:00Z';
const to = (socialAccountId: string, more: object = {}) => ({ socialAccountId, mode: 'publish', ...more });
const schedule = (targets: object[], path = teaser, at = scheduledFor) =>
  post(`${path}/schedule`, { scheduledFor: at, targets });
const publish = (targets: object[], path = teaser) => post(`${path}/publish`, { targets });
const count = async () => (await get(`${posts}?limit=100`)).body.items.length;

describe('scheduling', () => {
  it('makes one post a target, in their order, and tells of each', async () => {
    const { status, body } = await schedule([
      to(acmeTiktok, { captionOverride: 'x'.repeat(4000), tiktokMusic: { mode: 'auto' } }),
      to(acmeInstagram, { mode: 'draft', firstCommentOverride: 'Order ahead.' }),
      to(leased, { mode: 'managed', tiktokMusic: { mode: 'manual', trackId: 't1' } }),
    ]);
    expect(status).toBe(200);
    expect(body.containerId).toBe(seed.content.launchTeaser);
    expect(body.scheduledPosts.map((entry: Body) => entry.socialAccountId)).toEqual([
      acmeTiktok,
      acmeInstagram,
      leased,
    ]);
    expect(body.scheduledPosts.map((entry: Body) => entry.scheduledPostId)).toEqual(body.scheduledPostIds);
    const post = (await get(`/v1/scheduled-posts/${body.scheduledPostIds[1]}`)).body;
    expect(post).toMatchObject({ platform: 'instagram', mode: 'draft', status: 'queued', scheduledFor });
    expect(events.map(({ type, data }) => [type, data.scheduledPostId])).toEqual(
      body.scheduledPostIds.map((id: string) => ['post.scheduled', id]),
    );
    expect(events[0]!.data).toMatchObject({ containerId: seed.content.launchTeaser, scheduledFor });
  });

  it('takes 50 targets, and a clock that is 30 s behind', async () => {
    const many = await schedule(Array.from({ length: 50 }, () => to(acmeTiktok)));
    expect(many.body.scheduledPostIds).toHaveLength(50);
    const almost = new Date(Date.now() - 25_000).toISOString();
    expect((await schedule([to(acmeTiktok)], teaser, almost)).status).toBe(200);
  });

  it('takes an account that has to be connected again: it may be, until then', async () => {
    expect((await schedule([to(lapsed)])).status).toBe(200);
  });

  it('once more with the same Idempotency-Key doubles nothing', async () => {
    const before = await count();
    const headers = { 'idempotency-key': 'k' };
    const body = { scheduledFor, targets: [to(acmeTiktok)] };
    const first = await post(`${teaser}/schedule`, body, { headers });
    const again = await post(`${teaser}/schedule`, body, { headers });
    expect(again.text).toBe(first.text);
    expect(await count()).toBe(before + 1);
  });

  it.each<[string, object]>([
    ['a time in the past', { scheduledFor: '2026-01-01T12:00:00Z' }],
    ['a time with an offset', { scheduledFor: '2099-01-01T12:00:00+02:00' }],
    ['a time without a zone', { scheduledFor: '2099-01-01T12:00:00' }],
    ['a day that does not exist', { scheduledFor: '2099-02-30T12:00:00Z' }],
    ['no time', { scheduledFor: undefined }],
    ['no target', { targets: [] }],
    ['51 targets', { targets: Array.from({ length: 51 }, () => to(acmeTiktok)) }],
    ['an unknown mode', { targets: [to(acmeTiktok, { mode: 'direct_publish' })] }],
    ['a caption over 4000', { targets: [to(acmeTiktok, { captionOverride: 'x'.repeat(4001) })] }],
    ['a first comment over 4000', { targets: [to(acmeTiktok, { firstCommentOverride: '☕'.repeat(4001) })] }],
  ])('with %s is a 422', async (_name, changed) => {
    const { status, body } = await post(`${teaser}/schedule`, {
      scheduledFor,
      targets: [to(acmeTiktok)],
      ...changed,
    });
    expect([status, body.error.code]).toEqual([422, 'VALIDATION']);
    expect(body.error.details.issues[0].path).toMatch(/^(scheduledFor|targets)/);
  });
});

describe('a target that will not do', () => {
  it.each<[string, object, string]>([
    ['an unknown account', to('sa_00000000-0000-4000-8000-000000000000'), 'socialAccountId'],
    ['an account of another project', to(fitnessInstagram), 'socialAccountId'],
    ['an account of another organization', to(otherTiktok), 'socialAccountId'],
    ['a disconnected account', to(revoked), 'socialAccountId'],
    ['music on a draft', to(acmeTiktok, { mode: 'draft', tiktokMusic: { mode: 'auto' } }), 'tiktokMusic'],
    [
      'manual music by itself',
      to(acmeTiktok, { tiktokMusic: { mode: 'manual', trackId: 't' } }),
      'tiktokMusic.mode',
    ],
    [
      'manual music without a track',
      to(leased, { mode: 'managed', tiktokMusic: { mode: 'manual' } }),
      'tiktokMusic.trackId',
    ],
    ['a reel on TikTok', to(acmeTiktok, { shareReelToFeed: true }), 'shareReelToFeed'],
    [
      'a reel that is a draft',
      to(acmeInstagram, { mode: 'draft', shareReelToFeed: false }),
      'shareReelToFeed',
    ],
  ])('%s is a 422, and nothing is written for the others', async (_name, target, path) => {
    const before = await count();
    for (const refused of [
      await schedule([to(acmeTiktok), target]),
      await publish([to(acmeTiktok), target]),
    ]) {
      expect([refused.status, refused.body.error.code]).toEqual([422, 'VALIDATION']);
      expect(refused.body.error.details.issues[0].path).toBe(`targets.1.${path}`);
    }
    expect(await count()).toBe(before);
    expect(events).toEqual([]);
  });

  it('says nothing about accounts of others', async () => {
    const messages = [];
    for (const id of [otherTiktok, fitnessInstagram, 'sa_nope']) {
      messages.push((await schedule([to(id)])).body.error.message);
    }
    expect(new Set(messages)).toEqual(new Set(['No such social account in this project']));
  });

  it('takes a reel where there is one, and refuses it for pictures', async () => {
    const reel = to(acmeInstagram, { shareReelToFeed: false });
    expect((await publish([reel])).status).toBe(200);
    const slides = `/v1/content/${seed.content.seasonalSlides}`;
    expect((await publish([reel], slides)).status).toBe(422);
  });
});

describe('an upload that does not fit', () => {
  it.each([
    ['tiktok', acmeTiktok],
    ['instagram', acmeInstagram],
  ])('is a 422 for %s, with the very issues of platformFit', async (platform, socialAccountId) => {
    const { platformFit } = (await get(board)).body;
    const { issues } = platformFit.find((entry: Body) => entry.platform === platform);
    for (const refused of [
      await schedule([to(socialAccountId)], board),
      await publish([to(socialAccountId)], board),
    ]) {
      expect(refused.status).toBe(422);
      expect(refused.body.error).toMatchObject({
        code: 'VALIDATION',
        message: `This uploaded content does not fit ${platform}. See platformFit on the content item.`,
      });
      expect(refused.body.error.details).toEqual({
        platform,
        socialAccountId,
        issues: issues.map((message: string) => ({ path: 'targets', message })),
      });
    }
  });

  it('is refused for the first target of several', async () => {
    const refused = await schedule([to(acmeInstagram), to(acmeTiktok)], board);
    expect(refused.body.error.details.socialAccountId).toBe(acmeInstagram);
  });
});

describe('the state of the item', () => {
  it.each([
    [seed.content.failed, 409, 'CONFLICT'],
    [seed.content.processing, 409, 'CONFLICT'],
    [seed.content.queued, 409, 'CONFLICT'],
    ['cnt_00000000-0000-4000-8000-000000000000', 404, 'NOT_FOUND'],
  ])('%s is a %i %s', async (id, status, code) => {
    for (const refused of [
      await schedule([to(acmeTiktok)], `/v1/content/${id}`),
      await publish([to(acmeTiktok)], `/v1/content/${id}`),
    ]) {
      expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    }
  });

  it('rejected is a 409 CONTENT_REJECTED, whatever the targets are', async () => {
    const roasts = `/v1/content/${seed.content.threeRoasts}`;
    await post(`${roasts}/reject`, { reason: 'no' });
    for (const refused of [await schedule([to('sa_x')], roasts), await publish([to('sa_x')], roasts)]) {
      expect([refused.status, refused.body.error.code]).toEqual([409, 'CONTENT_REJECTED']);
      expect(refused.body.error.details.approvalStatus).toBe('rejected');
    }
  });

  it('of an archived project is a 409', async () => {
    await send('DELETE', `/v1/projects/${seed.project.coffee}`);
    expect((await schedule([to(acmeTiktok)])).status).toBe(409);
  });
});

describe('publishing now', () => {
  it('can be called back for half a minute, and is out a little later', async () => {
    const id = (await publish([to(acmeTiktok)])).body.scheduledPostIds[0];
    client.emulator.advance(29_000);
    expect((await get(`/v1/scheduled-posts/${id}`)).body.status).toBe('queued');
    client.emulator.advance(2_000);
    const leaving = (await get(`/v1/scheduled-posts/${id}`)).body;
    expect(leaving.status).toBe('publishing');
    expect((await send('DELETE', `/v1/scheduled-posts/${id}`)).status).toBe(409);
    client.emulator.advance(6_000);
    const out = (await get(`/v1/scheduled-posts/${id}`)).body;
    expect(out).toMatchObject({ status: 'published', attemptedAt: leaving.attemptedAt });
    expect(out.externalUrl).toBe(`https://www.tiktok.com/@acmecoffee/video/${out.externalId}`);
  });

  it('is called back in time', async () => {
    const id = (await publish([to(acmeTiktok)])).body.scheduledPostIds[0];
    client.emulator.advance(25_000);
    expect((await send('DELETE', `/v1/scheduled-posts/${id}`)).status).toBe(200);
    client.emulator.advance(60_000);
    expect((await get(`/v1/scheduled-posts/${id}`)).body.status).toBe('canceled');
  });
});
