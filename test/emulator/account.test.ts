import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, send, post } = client;
const keys = () => client.emulator.keys;

describe('credentials', () => {
  it('are well-formed keys, one for each environment', () => {
    for (const key of Object.values(keys()))
      expect(key).toMatch(/^lp_(live|test)_[A-Za-z0-9]{16}_[\w-]{43}$/);
    expect(keys().test).toMatch(/^lp_test_/);
  });

  it.each([
    ['no key', {}],
    ['an unknown key', { authorization: 'Bearer lp_live_0000000000000000_nope' }],
    [
      'a key of the right shape with the wrong environment',
      () => ({ 'x-api-key': keys().live.replace('_live_', '_test_') }),
    ],
    ['another scheme', () => ({ authorization: `Basic ${keys().live}` })],
    ['an empty key', { 'x-api-key': '' }],
  ])('%s is a 401', async (_name, given) => {
    const headers = typeof given === 'function' ? given() : given;
    const answer = await get('/v1/whoami', { key: null, headers: headers as Record<string, string> });
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('UNAUTHENTICATED');
  });

  it('are taken from Authorization and from X-Api-Key', async () => {
    expect((await get('/v1/whoami')).status).toBe(200);
    expect((await get('/v1/whoami', { key: null, headers: { 'x-api-key': keys().live } })).status).toBe(200);
  });

  it('in X-Api-Key win over Authorization, right or wrong', async () => {
    const wrong = await get('/v1/whoami', { headers: { 'x-api-key': 'lp_live_wrong' } });
    expect(wrong.status).toBe(401);
    const other = await get('/v1/whoami', { headers: { 'x-api-key': keys().otherOrg } });
    expect(other.body.organizationId).toBe(seed.organization.other);
  });

  it('that were killed are a 503 on every route', async () => {
    for (const path of ['/v1/whoami', '/v1/projects', `/v1/content/${seed.content.menuBoard}`]) {
      const answer = await get(path, { key: keys().killed });
      expect(answer.status).toBe(503);
      expect(answer.body.error).toMatchObject({ code: 'KILL_SWITCH', details: { scope: 'key' } });
    }
  });
});

describe('whoami', () => {
  it('needs no scope and tells organization, scopes and tier', async () => {
    const { body } = await get('/v1/whoami', { key: keys().noScopes });
    expect(body).toMatchObject({
      organizationId: seed.organization.acme,
      scopes: [],
      rateLimitTier: 'partner',
    });
    const live = await get('/v1/whoami');
    expect(live.body.scopes).toEqual([
      'projects:read',
      'projects:write',
      'influencers:write',
      'content:read',
      'content:write',
      'content:approve',
      'publish:read',
      'publish:write',
      'social:read',
      'social:write',
      'leased:write',
      'jobs:read',
      'jobs:cancel',
    ]);
  });
});

const { coffee } = seed.project;
const routes: [string, string, string][] = [
  ['POST', '/v1/projects', 'projects:write'],
  ['GET', '/v1/projects', 'projects:read'],
  ['GET', `/v1/projects/${coffee}`, 'projects:read'],
  ['GET', `/v1/projects/${coffee}/influencers`, 'influencers:write'],
  ['GET', `/v1/influencers/${seed.influencer.ava}`, 'influencers:write'],
  ['PATCH', `/v1/influencers/${seed.influencer.ava}`, 'influencers:write'],
  ['POST', `/v1/influencers/${seed.influencer.ava}/reference-images`, 'influencers:write'],
  ['POST', `/v1/projects/${coffee}/influencers`, 'influencers:write'],
  ['POST', `/v1/influencers/${seed.influencer.ava}/clone`, 'influencers:write'],
  ['DELETE', `/v1/influencers/${seed.influencer.ava}`, 'influencers:write'],
  ['GET', `/v1/jobs/${seed.job.processing}`, 'jobs:read'],
  ['POST', `/v1/jobs/${seed.job.processing}/cancel`, 'jobs:cancel'],
  ['GET', `/v1/content/${seed.content.processing}/progress`, 'content:read'],
  ['POST', `/v1/projects/${coffee}/media/presign`, 'projects:write'],
  ['POST', `/v1/projects/${coffee}/media/finalize`, 'projects:write'],
  ['POST', `/v1/projects/${coffee}/media`, 'projects:write'],
  ['GET', `/v1/projects/${coffee}/content`, 'content:read'],
  ['POST', `/v1/projects/${coffee}/content/upload`, 'content:write'],
  ['POST', `/v1/projects/${coffee}/content/uploads`, 'content:write'],
  ['GET', `/v1/content/${seed.content.menuBoard}`, 'content:read'],
  ['PATCH', `/v1/content/${seed.content.menuBoard}`, 'content:write'],
  ['POST', `/v1/content/${seed.content.menuBoard}/finalize-upload`, 'content:write'],
  ['PATCH', `/v1/projects/${coffee}`, 'projects:write'],
  ['DELETE', `/v1/projects/${coffee}`, 'projects:write'],
  ['POST', `/v1/content/${seed.content.threeRoasts}/approve`, 'content:approve'],
  ['POST', `/v1/content/${seed.content.threeRoasts}/reject`, 'content:approve'],
  ['GET', `/v1/projects/${coffee}/content-review-policy`, 'content:read'],
  ['PATCH', `/v1/projects/${coffee}/content-review-policy`, 'content:approve'],
  ['GET', `/v1/projects/${coffee}/approval-policy`, 'content:read'],
  ['PATCH', `/v1/projects/${coffee}/approval-policy`, 'content:approve'],
  ['POST', `/v1/content/${seed.content.launchTeaser}/schedule`, 'publish:write'],
  ['POST', `/v1/content/${seed.content.launchTeaser}/publish`, 'publish:write'],
  ['GET', `/v1/projects/${coffee}/scheduled-posts`, 'publish:read'],
  ['GET', `/v1/scheduled-posts/${seed.scheduledPost.queued}`, 'publish:read'],
  ['DELETE', `/v1/scheduled-posts/${seed.scheduledPost.queued}`, 'publish:write'],
  ['POST', `/v1/scheduled-posts/${seed.scheduledPost.queued}/reschedule`, 'publish:write'],
  ['GET', `/v1/projects/${coffee}/social-accounts`, 'social:read'],
  ['POST', `/v1/projects/${coffee}/social/oauth-url`, 'social:write'],
  ['POST', `/v1/projects/${coffee}/social/reauth-url`, 'social:write'],
  ['GET', '/v1/social/oauth-status/st_0', 'social:read'],
  ['GET', `/v1/social-accounts/${seed.socialAccount.acmeTiktok}/health`, 'social:read'],
  ['DELETE', `/v1/social-accounts/${seed.socialAccount.acmeTiktok}`, 'social:write'],
  ['GET', `/v1/projects/${coffee}/leased-accounts`, 'leased:write'],
  ['DELETE', `/v1/leased-accounts/${seed.socialAccount.leased}`, 'leased:write'],
];

describe('scopes', () => {
  it.each(routes)('%s %s needs %s', async (method, path, scope) => {
    const answer = await send(method, path, { key: keys().noScopes });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: 'FORBIDDEN_SCOPE', details: { scope } });
  });

  it('to read do not allow writing', async () => {
    const key = keys().readOnly;
    expect((await get(`/v1/projects/${coffee}`, { key })).status).toBe(200);
    expect((await get(`/v1/content/${seed.content.menuBoard}`, { key })).status).toBe(200);
    expect((await post('/v1/projects', {}, { key })).status).toBe(403);
  });
});

describe('another organization', () => {
  it.each(routes.filter(([, path]) => path !== '/v1/projects'))(
    'finds nothing at %s %s, never a 403',
    async (method, path) => {
      const answer = await send(method, path, {
        key: keys().otherOrg,
        ...(method !== 'GET' && { body: {} }),
      });
      expect(answer.status).toBe(404);
      expect(answer.body.error.code).toBe('NOT_FOUND');
    },
  );

  it('lists only its own projects', async () => {
    const { body } = await get('/v1/projects', { key: keys().otherOrg });
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([seed.project.other]);
  });
});

describe('X-Layers-Organization', () => {
  const acting = (organization: string) => ({
    headers: { 'x-layers-organization': organization },
    key: keys().parent,
  });

  it('lets a parent key act inside its child, and there alone', async () => {
    const child = acting(seed.organization.child);
    expect((await get('/v1/whoami', child)).body).toMatchObject({
      organizationId: seed.organization.child,
      parentOrganizationId: seed.organization.acme,
    });
    expect((await get(`/v1/projects/${seed.project.child}`, child)).status).toBe(200);
    expect((await get(`/v1/projects/${coffee}`, child)).status).toBe(404);
    const created = await post('/v1/projects', { name: 'Matcha', timezone: 'UTC' }, child);
    expect(created.body.organizationId).toBe(seed.organization.child);
    expect((await get(`/v1/projects/${seed.project.child}`, { key: keys().parent })).status).toBe(404);
  });

  it.each([
    ['a stranger', seed.organization.other],
    ['nobody', 'org_00000000-0000-4000-8000-000000000000'],
    ['nonsense', '../..'],
  ])('naming %s is a 404', async (_name, organization) => {
    expect((await get('/v1/projects', acting(organization))).status).toBe(404);
  });

  it('takes the bare UUID, and the own organization', async () => {
    expect((await get('/v1/whoami', acting(seed.organization.child.slice(4)))).status).toBe(200);
    const own = await get('/v1/whoami', acting(seed.organization.acme));
    expect(own.body.organizationId).toBe(seed.organization.acme);
  });

  it('needs org:admin', async () => {
    const answer = await get('/v1/projects', {
      headers: { 'x-layers-organization': seed.organization.child },
    });
    expect(answer.status).toBe(403);
    expect(answer.body.error.details).toEqual({ scope: 'org:admin' });
  });
});

describe('routes that do not exist', () => {
  it.each([
    ['DELETE', `/v1/content/${seed.content.menuBoard}`],
    ['GET', '/v1/nope'],
    ['GET', '/v1/projects/'],
    ['PUT', '/v1/projects'],
    ['GET', '/v1/projects/%E0%A4%A'],
    ['GET', '/elsewhere'],
  ])('%s %s is a 404', async (method, path) => {
    const answer = await send(method, path);
    expect(answer.status).toBe(404);
    expect(answer.body.error.code).toBe('NOT_FOUND');
  });
});
