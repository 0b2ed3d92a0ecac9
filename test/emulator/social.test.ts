import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, post, send } = client;
const events = recordEvents(client);
const project = `/v1/projects/${seed.project.coffee}`;
const { acmeTiktok, acmeInstagram, lapsed, leased, revoked, fitnessInstagram, otherTiktok } =
  seed.socialAccount;
const later = '2099-01-01T12:00:00Z';
const unknown = 'sa_00000000-0000-4000-8000-000000000000';

async function statusOf(id: string): Promise<string> {
  const { body } = await get(`${project}/social-accounts`);
  return body.items.find((item: { socialAccountId: string }) => item.socialAccountId === id).status;
}

describe('listing social accounts', () => {
  const idsOf = async (query: string) =>
    (await get(`${project}/social-accounts${query}`)).body.items.map(
      (item: { socialAccountId: string }) => item.socialAccountId,
    );

  it.each([
    ['', [leased, acmeTiktok, acmeInstagram, lapsed, revoked]],
    ['?platform=tiktok', [leased, acmeTiktok, lapsed]],
    ['?status=connected', [leased, acmeTiktok, acmeInstagram]],
    ['?status=reauth_required', [lapsed]],
    ['?status=disconnected', [revoked]],
    ['?leased=true', [leased]],
    ['?leased=false&platform=instagram', [acmeInstagram, revoked]],
    ['?platform=instagram&status=reauth_required', []],
  ])('with %j gives what matches, newest first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('gives connected and leased accounts one shape', async () => {
    const { items } = (await get(`${project}/social-accounts`)).body;
    const shapes = new Set(items.map((item: object) => Object.keys(item).sort().join()));
    expect(shapes.size).toBe(1);
  });

  it('goes on where a page ends', async () => {
    const first = (await get(`${project}/social-accounts?limit=2`)).body;
    const second = (await get(`${project}/social-accounts?limit=3&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ socialAccountId }) => socialAccountId);
    expect(ids).toEqual([leased, acmeTiktok, acmeInstagram, lapsed, revoked]);
    expect(second.nextCursor).toBeNull();
  });

  it.each(['platform=myspace', 'status=gone', 'leased=maybe', 'limit=201', 'cursor=x'])(
    'with %s is a 422',
    async (query) => {
      const { status, body } = await get(`${project}/social-accounts?${query}`);
      expect([status, body.error.code]).toEqual([422, 'VALIDATION']);
    },
  );
});

describe('the health of an account', () => {
  it('is a score with a tier', async () => {
    const { body } = await get(`/v1/social-accounts/${acmeTiktok}/health`);
    expect(body).toMatchObject({ socialAccountId: acmeTiktok, score: 82, tier: 'warm' });
  });

  it.each([unknown, otherTiktok, 'nonsense'])('of %s is a 404', async (id) => {
    expect((await get(`/v1/social-accounts/${id}/health`)).status).toBe(404);
  });
});

describe('revoking an account', () => {
  const revoke = (id: string) => send('DELETE', `/v1/social-accounts/${id}`);
  const scheduleTo = async (socialAccountId: string) => {
    const targets = [{ socialAccountId, mode: 'publish' }];
    const path = `/v1/content/${seed.content.launchTeaser}/schedule`;
    return (await post(path, { scheduledFor: later, targets })).body.scheduledPostIds[0];
  };

  it('cancels its queued posts and no others, and tells of each', async () => {
    const [own, others] = [await scheduleTo(acmeTiktok), await scheduleTo(acmeInstagram)];
    events.length = 0;
    const { status, body } = await revoke(acmeTiktok);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'disconnected', canceledScheduledPosts: 2 });
    const post = (await get(`/v1/scheduled-posts/${own}`)).body;
    expect(post).toMatchObject({ status: 'canceled', canceledAt: body.disconnectedAt });
    expect((await get(`/v1/scheduled-posts/${others}`)).body.status).toBe('queued');
    const published = (await get(`/v1/scheduled-posts/${seed.scheduledPost.published}`)).body;
    expect(published.status).toBe('published');
    expect(events.map(({ type }) => type)).toEqual([
      'post.canceled',
      'post.canceled',
      'social_account.revoked',
    ]);
    expect(events[2]!.data).toMatchObject({ socialAccountId: acmeTiktok, platform: 'tiktok' });
  });

  it('keeps it in the list as disconnected, and is a 404 a second time', async () => {
    await revoke(acmeInstagram);
    expect(await statusOf(acmeInstagram)).toBe('disconnected');
    expect((await revoke(acmeInstagram)).status).toBe(404);
  });

  it.each([
    [400, 'VALIDATION', 'nonsense'],
    [404, 'NOT_FOUND', unknown],
    [404, 'NOT_FOUND', otherTiktok],
    [409, 'CONFLICT', leased],
  ])('is a %i %s for %s', async (wanted, code, id) => {
    const { status, body } = await revoke(id);
    expect([status, body.error.code]).toEqual([wanted, code]);
    expect(events).toEqual([]);
  });
});

describe('leased accounts', () => {
  it('have a list and a release of their own, which cancels queued posts too', async () => {
    const list = (await get(`${project}/leased-accounts`)).body.items;
    expect(list).toMatchObject([
      { socialAccountId: leased, projectId: seed.project.coffee, followers: 12_840 },
    ]);
    const targets = [{ socialAccountId: leased, mode: 'managed' }];
    const path = `/v1/content/${seed.content.launchTeaser}/schedule`;
    const id = (await post(path, { scheduledFor: later, targets })).body.scheduledPostIds[0];
    const released = await send('DELETE', `/v1/leased-accounts/${leased}`);
    expect(released.status).toBe(200);
    expect((await get(`/v1/scheduled-posts/${id}`)).body.status).toBe('canceled');
    expect((await get(`${project}/leased-accounts`)).body.items).toEqual([]);
    const gone = (await get(`${project}/leased-accounts?status=disconnected`)).body.items;
    expect(gone).toMatchObject([{ socialAccountId: leased, status: 'disconnected' }]);
    expect((await send('DELETE', `/v1/leased-accounts/${leased}`)).status).toBe(404);
  });

  it('are a 404 when they are none', async () => {
    expect((await send('DELETE', `/v1/leased-accounts/${acmeTiktok}`)).status).toBe(404);
  });
});

describe('a token that runs out', () => {
  it('makes its account reauth_required at its time, and says so once', async () => {
    client.emulator.advance(31 * 24 * 60 * 60 * 1000);
    expect(await statusOf(acmeTiktok)).toBe('reauth_required');
    expect(await statusOf(acmeInstagram)).toBe('connected');
    const told = events.filter(({ type }) => type === 'social_account.needs_reauth');
    expect(told.map(({ data }) => data.socialAccountId)).toEqual([acmeTiktok]);
    client.emulator.advance(1000);
    expect(events.filter(({ type }) => type === 'social_account.needs_reauth')).toHaveLength(1);
  });
});

it('other projects have their own accounts', async () => {
  const { body } = await get(`/v1/projects/${seed.project.fitness}/social-accounts`);
  expect(body.items).toMatchObject([{ socialAccountId: fitnessInstagram, handle: 'acme.fitness' }]);
});
