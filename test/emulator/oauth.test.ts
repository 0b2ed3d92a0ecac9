import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, post, send } = client;
const events = recordEvents(client);
const project = `/v1/projects/${seed.project.coffee}`;
const returnUrl = 'https://app.acmecoffee.com/connect/return?tab=accounts';
const asked = { platform: 'tiktok', returnUrl };
const { acmeTiktok, lapsed, leased, revoked, fitnessInstagram } = seed.socialAccount;

/** What the person's browser does at the platform, without following where it is sent. */
async function answer(authorizeUrl: string, form: Record<string, string>) {
  const { statusCode, headers, body } = await request(authorizeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status: statusCode, location: headers.location, html: await body.text() };
}

const statusOf = async (state: string) => (await get(`/v1/social/oauth-status/${state}`)).body;
const accountOf = async (id: string) =>
  (await get(`${project}/social-accounts`)).body.items.find(
    (item: { socialAccountId: string }) => item.socialAccountId === id,
  );

describe('connecting an account', () => {
  it('is pending until the person allows it, and then there is an account', async () => {
    const { body } = await post(`${project}/social/oauth-url`, asked);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(590_000);
    const page = await fetch(body.authorizeUrl);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('TikTok: connect an account to Acme Coffee');
    expect(await statusOf(body.state)).toMatchObject({ status: 'pending' });
    const allowed = await answer(body.authorizeUrl, { decision: 'allow', handle: '@acme.roastery' });
    expect(allowed).toMatchObject({ status: 303, location: returnUrl });
    const { status, socialAccountId } = await statusOf(body.state);
    expect(status).toBe('completed');
    expect(await accountOf(socialAccountId)).toMatchObject({
      platform: 'tiktok',
      handle: 'acme.roastery',
      status: 'connected',
      leased: false,
    });
    expect(events).toMatchObject([
      {
        type: 'social_account.connected',
        organizationId: seed.organization.acme.slice(4),
        data: { socialAccountId, platform: 'tiktok', displayName: 'acme.roastery' },
      },
    ]);
    const health = await get(`/v1/social-accounts/${socialAccountId}/health`);
    expect(health.body.tier).toBe('new');
  });

  it('that the person denies has failed, and the app is told so', async () => {
    const { body } = await post(`${project}/social/oauth-url`, asked);
    const denied = await answer(body.authorizeUrl, { decision: 'deny' });
    expect(denied.location).toBe(`${returnUrl}&layers_oauth_error=access_denied`);
    expect(await statusOf(body.state)).toMatchObject({ status: 'failed', error: { code: 'access_denied' } });
    const late = await answer(body.authorizeUrl, { decision: 'allow' });
    expect(late.location).toBe(denied.location);
    expect(events).toEqual([]);
  });

  it('that nobody answers within ten minutes has failed', async () => {
    const { body } = await post(`${project}/social/oauth-url`, asked);
    client.emulator.advance(10 * 60_000);
    expect(await statusOf(body.state)).toMatchObject({ status: 'failed', error: { code: 'STATE_EXPIRED' } });
    expect((await answer(body.authorizeUrl, { decision: 'allow' })).status).toBe(410);
  });

  it('under a handle that the project has is that account again', async () => {
    const { body } = await post(`${project}/social/oauth-url`, { ...asked, platform: 'instagram' });
    await answer(body.authorizeUrl, { decision: 'allow', handle: 'acmecoffee.2025' });
    expect((await statusOf(body.state)).socialAccountId).toBe(revoked);
    expect(await accountOf(revoked)).toMatchObject({ status: 'connected' });
  });

  it('with nonsense in the form asks again', async () => {
    const { body } = await post(`${project}/social/oauth-url`, asked);
    expect((await answer(body.authorizeUrl, { decision: 'maybe' })).status).toBe(400);
    const odd = await answer(body.authorizeUrl, { decision: 'allow', handle: '<b>' });
    expect(odd.status).toBe(400);
    expect(odd.html).not.toContain('<b>');
    expect(await statusOf(body.state)).toMatchObject({ status: 'pending' });
    expect((await answer(`${client.emulator.url}/oauth/authorize?state=st_0`, {})).status).toBe(404);
    expect((await fetch(body.authorizeUrl, { method: 'PUT' })).status).toBe(405);
  });

  it('goes by itself in the sandbox', async () => {
    const key = client.emulator.keys.test;
    const { body } = await post(`${project}/social/oauth-url`, asked, { key });
    const done = await get(`/v1/social/oauth-status/${body.state}`, { key });
    expect(done.body.status).toBe('completed');
  });
});

describe('a connect URL', () => {
  it.each([
    ['of another host', { ...asked, returnUrl: 'https://evil.example/' }, 403, 'RETURN_URL_NOT_ALLOWED'],
    [
      'of a host that only ends like it',
      { ...asked, returnUrl: 'https://x.localhost/' },
      403,
      'RETURN_URL_NOT_ALLOWED',
    ],
    ['without a platform', { returnUrl }, 422, 'VALIDATION'],
    ['of an unknown platform', { ...asked, platform: 'myspace' }, 422, 'VALIDATION'],
    ['of a script', { ...asked, returnUrl: 'javascript:alert(1)' }, 422, 'VALIDATION'],
    ['with 33 scopes', { ...asked, scopes: Array(33).fill('a') }, 422, 'VALIDATION'],
  ])('%s is refused', async (_name, body, status, code) => {
    const refused = await post(`${project}/social/oauth-url`, body);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });

  it('takes its host in any case, and has no use for an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'k' };
    const body = { ...asked, returnUrl: 'https://APP.AcmeCoffee.com/x' };
    const [first, second] = [
      await post(`${project}/social/oauth-url`, body, { headers }),
      await post(`${project}/social/oauth-url`, body, { headers }),
    ];
    expect(first.status).toBe(200);
    expect(second.body.state).not.toBe(first.body.state);
  });

  it('has a state that no other key can see', async () => {
    const { state } = (await post(`${project}/social/oauth-url`, asked)).body;
    const key = client.emulator.keys.parent;
    expect((await get(`/v1/social/oauth-status/${state}`, { key })).status).toBe(404);
  });
});

describe('connecting an account again', () => {
  it('keeps its id', async () => {
    const { body } = await post(`${project}/social/reauth-url`, { socialAccountId: lapsed, returnUrl });
    expect(await (await fetch(body.authorizeUrl)).text()).toContain('value="acmecoffee.la" readonly');
    await answer(body.authorizeUrl, { decision: 'allow', handle: 'somebody.new' });
    expect(await statusOf(body.state)).toMatchObject({ status: 'completed', socialAccountId: lapsed });
    expect(await accountOf(lapsed)).toMatchObject({ status: 'connected', handle: 'acmecoffee.la' });
  });

  it('outlives the token that it had before', async () => {
    const day = 24 * 60 * 60_000;
    client.emulator.advance(29 * day);
    const { body } = await post(`${project}/social/reauth-url`, { socialAccountId: acmeTiktok, returnUrl });
    await answer(body.authorizeUrl, { decision: 'allow' });
    client.emulator.advance(2 * day);
    expect((await accountOf(acmeTiktok)).status).toBe('connected');
    client.emulator.advance(29 * day);
    expect((await accountOf(acmeTiktok)).status).toBe('reauth_required');
  });

  it.each([
    ['an unknown key', { socialAccountId: lapsed, returnUrl, usageNote: 'x' }, 422],
    ['an account of another project', { socialAccountId: fitnessInstagram, returnUrl }, 404],
    ['a disconnected account', { socialAccountId: revoked, returnUrl }, 404],
    ['a leased account', { socialAccountId: leased, returnUrl }, 422],
    ['a host that is not allowed', { socialAccountId: lapsed, returnUrl: 'https://evil.example/' }, 403],
  ])('with %s is refused', async (_name, body, status) => {
    expect((await post(`${project}/social/reauth-url`, body)).status).toBe(status);
  });

  it('after it was revoked is a matter of connecting anew', async () => {
    const { body } = await post(`${project}/social/reauth-url`, { socialAccountId: acmeTiktok, returnUrl });
    await send('DELETE', `/v1/social-accounts/${acmeTiktok}`);
    await answer(body.authorizeUrl, { decision: 'allow' });
    expect((await accountOf(acmeTiktok)).status).toBe('disconnected');
  });
});
