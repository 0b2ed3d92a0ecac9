import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { type Body, useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, post, send } = client;
const events = recordEvents(client);
const posts = `/v1/projects/${seed.project.coffee}/scheduled-posts`;
const { acmeTiktok, acmeInstagram, lapsed } = seed.socialAccount;
const { queued, inbox, canceled, published, failed } = seed.scheduledPost;
const hour = 60 * 60_000;
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();
const read = async (id: string) => (await get(`/v1/scheduled-posts/${id}`)).body;
const idsOf = async (query = '') => (await get(posts + query)).body.items.map((item: Body) => item.id);

async function schedule(socialAccountId: string, scheduledFor: string, mode = 'publish'): Promise<string> {
  const path = `/v1/content/${seed.content.launchTeaser}/schedule`;
  return (await post(path, { scheduledFor, targets: [{ socialAccountId, mode }] })).body.scheduledPostIds[0];
}

describe('listing posts', () => {
  it.each([
    ['', [queued, inbox, canceled, published, failed]],
    ['?status=failed', [failed]],
    ['?status=published&status=draft', [inbox, published]],
    [`?socialAccountId=${acmeTiktok}`, [queued, published]],
    [`?socialAccountId=${acmeTiktok.slice(3)}&status=queued`, [queued]],
    ['?socialAccountId=sa_nope', []],
    ['?since=2026-04-20T17:00:00Z&until=2026-04-21T15:00:00Z', [inbox, canceled]],
    ['?until=2026-04-17T15:00:00Z', [failed]],
  ])('with %j gives what matches, the latest scheduledFor first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('goes by scheduledFor and not by creation, over pages too', async () => {
    const [late, early] = [
      await schedule(acmeTiktok, ahead(9 * hour)),
      await schedule(acmeTiktok, ahead(hour)),
    ];
    const ids = [];
    let cursor = '';
    for (let pages = 0; pages < 4; pages++) {
      const { body } = await get(`${posts}?limit=2${cursor}`);
      ids.push(...body.items.map((item: Body) => item.id));
      cursor = `&cursor=${body.nextCursor}`;
      if (body.nextCursor === null) break;
    }
    expect(ids).toEqual([queued, late, early, inbox, canceled, published, failed]);
  });

  it('gives rows that say as much as the record', async () => {
    const { items } = (await get(posts)).body;
    for (const item of items) expect(item).toEqual(await read(item.id));
  });

  it.each(['status=gone', 'since=yesterday', 'until=2026-01-01T00:00:00%2B02:00', 'limit=101', 'cursor=x'])(
    'with %s is a 422',
    async (query) => {
      expect((await get(`${posts}?${query}`)).status).toBe(422);
    },
  );

  it('refuses a cursor of another filter', async () => {
    const { nextCursor } = (await get(`${posts}?limit=1`)).body;
    expect((await get(`${posts}?limit=1&status=queued&cursor=${nextCursor}`)).status).toBe(422);
  });
});

describe('the clock', () => {
  it('takes a post from queued over publishing to published, and tells of it once', async () => {
    const scheduledFor = ahead(hour);
    const id = await schedule(acmeInstagram, scheduledFor);
    events.length = 0;
    client.emulator.advance(hour - 2_000);
    expect((await read(id)).status).toBe('queued');
    client.emulator.advance(3_000);
    expect(await read(id)).toMatchObject({
      status: 'publishing',
      attemptedAt: scheduledFor,
      publishedAt: null,
    });
    expect(events).toEqual([]);
    client.emulator.advance(6_000);
    const post = await read(id);
    expect(post).toMatchObject({ status: 'published', attemptedAt: scheduledFor, lastError: null });
    expect(Date.parse(post.publishedAt) - Date.parse(scheduledFor)).toBe(6_000);
    expect(post.externalUrl).toMatch(/^https:\/\/www\.instagram\.com\/p\/[\w-]{11}\/$/);
    const { externalId, externalUrl } = post;
    client.emulator.advance(hour);
    expect(events).toEqual([
      {
        type: 'post.published',
        organizationId: seed.organization.acme.slice(4),
        data: { scheduledPostId: id, containerId: seed.content.launchTeaser, externalId, externalUrl },
      },
    ]);
  });

  it('goes on by itself: nobody has to ask', async () => {
    const id = await schedule(acmeTiktok, ahead(500));
    events.length = 0;
    await expect.poll(() => events.map(({ type }) => type), { timeout: 12_000 }).toEqual(['post.published']);
    expect(events[0]!.data.scheduledPostId).toBe(id);
  });

  it('leaves a draft in the inbox, without a link', async () => {
    const id = await schedule(acmeTiktok, ahead(hour), 'draft');
    client.emulator.advance(2 * hour);
    expect(await read(id)).toMatchObject({ status: 'draft', externalUrl: null, publishedAt: null });
    expect((await send('DELETE', `/v1/scheduled-posts/${id}`)).status).toBe(409);
  });

  it('fails the post of an account that has to be connected again', async () => {
    const id = await schedule(lapsed, ahead(hour));
    events.length = 0;
    client.emulator.advance(2 * hour);
    const error = { code: 'CREDENTIAL_INVALID', message: expect.any(String) };
    expect(await read(id)).toMatchObject({ status: 'failed', lastError: error, publishedAt: null });
    expect(events).toMatchObject([{ type: 'post.failed', data: { scheduledPostId: id, error } }]);
  });

  it('lets things happen in their order: posts before and after a token runs out', async () => {
    const { items } = (await get(`/v1/projects/${seed.project.coffee}/social-accounts`)).body;
    const { tokenExpiresAt } = items.find((item: Body) => item.socialAccountId === acmeTiktok);
    const runsOut = Date.parse(tokenExpiresAt);
    const before = await schedule(acmeTiktok, new Date(runsOut - hour).toISOString());
    const after = await schedule(acmeTiktok, new Date(runsOut + hour).toISOString());
    client.emulator.advance(40 * 24 * hour);
    expect([(await read(before)).status, (await read(after)).status]).toEqual(['published', 'failed']);
  });
});

describe('rescheduling', () => {
  const reschedule = (id: string, scheduledFor?: string) =>
    post(`/v1/scheduled-posts/${id}/reschedule`, { scheduledFor });

  it('moves a queued post, which then goes out at its new time', async () => {
    const scheduledFor = ahead(hour);
    const { status, body } = await reschedule(queued, scheduledFor);
    expect([status, body.scheduledFor]).toEqual([200, scheduledFor]);
    expect(await read(queued)).toMatchObject({ status: 'queued', scheduledFor, updatedAt: body.updatedAt });
    expect(events).toMatchObject([
      { type: 'post.scheduled', data: { scheduledPostId: queued, scheduledFor } },
    ]);
    client.emulator.advance(hour + 7_000);
    expect((await read(queued)).status).toBe('published');
  });

  it('to a later time leaves nothing of the old one', async () => {
    const id = await schedule(acmeTiktok, ahead(hour));
    await reschedule(id, ahead(3 * hour));
    client.emulator.advance(2 * hour);
    expect((await read(id)).status).toBe('queued');
    client.emulator.advance(hour + 7_000);
    expect((await read(id)).status).toBe('published');
  });

  it.each([published, failed, canceled, inbox])('%s is a 409, being at its end', async (id) => {
    const { status, body } = await reschedule(id, ahead(hour));
    expect([status, body.error.code]).toEqual([409, 'CONFLICT']);
  });

  it('a post that is on its way is a 409', async () => {
    const id = await schedule(acmeTiktok, ahead(hour));
    client.emulator.advance(hour + 1_000);
    expect((await reschedule(id, ahead(3 * hour))).status).toBe(409);
  });

  it.each([
    ['the past', () => ahead(-hour)],
    ['less than 30 s ahead', () => ahead(20_000)],
    ['local time', () => '2099-01-01T12:00:00'],
    ['nothing', () => undefined],
  ])('to %s is a 422', async (_name, time) => {
    const { status, body } = await reschedule(queued, time());
    expect([status, body.error.details.issues[0].path]).toEqual([422, 'scheduledFor']);
  });
});

describe('canceling', () => {
  it('keeps the row, tells of it, and works once', async () => {
    const { status, body } = await send('DELETE', `/v1/scheduled-posts/${queued}`, {
      body: { reason: 'no' },
    });
    expect([status, body.status]).toEqual([200, 'canceled']);
    expect(await read(queued)).toMatchObject({ status: 'canceled', canceledAt: body.canceledAt });
    expect(events).toMatchObject([{ type: 'post.canceled', data: { scheduledPostId: queued } }]);
    expect((await send('DELETE', `/v1/scheduled-posts/${queued}`)).status).toBe(409);
    client.emulator.advance(72 * hour);
    expect((await read(queued)).status).toBe('canceled');
  });

  it('for a reason over 1024 characters is a 422, and cancels nothing', async () => {
    const body = { reason: 'x'.repeat(1025) };
    expect((await send('DELETE', `/v1/scheduled-posts/${queued}`, { body })).status).toBe(422);
    expect((await read(queued)).status).toBe('queued');
  });
});
