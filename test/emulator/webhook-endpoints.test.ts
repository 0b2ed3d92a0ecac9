import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { type Body, useEmulator } from './client.js';

const client = useEmulator();
const { get, patch, post, send } = client;
const path = '/v1/webhook-endpoints';
const valid = { url: 'https://example.com/hooks', events: ['job.completed', 'content.approved'] };

async function create(more: object = {}) {
  const { status, body } = await post(path, { ...valid, ...more });
  expect(status).toBe(201);
  return body as { endpoint: Body; signingSecret: string; warning: string };
}

describe('creating a webhook endpoint', () => {
  it('tells the signing secret, once', async () => {
    const { endpoint, signingSecret } = await create({ description: 'prod', metadata: { team: 'growth' } });
    expect(signingSecret).toMatch(/^whsec_[\w-]{43}$/);
    expect(endpoint).toMatchObject({
      organizationId: seed.organization.acme,
      projectId: null,
      ...valid,
      description: 'prod',
      metadata: { team: 'growth' },
      scope: 'own',
      status: 'active',
      lastSuccessAt: null,
      lastFailureAt: null,
      consecutiveFailureCount: 0,
    });
    const read = await get(`${path}/${endpoint.id}`);
    expect(read.body).toEqual(endpoint);
    expect(read.text + (await get(path)).text).not.toContain(signingSecret);
  });

  it.each([
    ['https://example.com/hooks'],
    ['http://localhost:4000/webhooks/layers'],
    ['http://127.0.0.1:4000/webhooks/layers'],
    ['http://[::1]:4000/webhooks/layers'],
  ])('takes %s', async (url) => {
    expect((await create({ url })).endpoint.url).toBe(url);
  });

  it.each([
    ['http elsewhere', { url: 'http://example.com/hooks' }, 'url'],
    ['a host that only looks like this machine', { url: 'http://localhost.example.com/' }, 'url'],
    ['another scheme', { url: 'ftp://localhost/hooks' }, 'url'],
    ['credentials', { url: 'https://me:secret@example.com/hooks' }, 'url'],
    ['no URL', { url: 'hooks' }, 'url'],
    ['an unknown event', { events: ['job.completed', 'job.started'] }, 'events.1'],
    ['no events', { events: [] }, 'events'],
    ['51 events', { events: Array(51).fill('job.completed') }, 'events'],
    ['an unknown scope', { scope: 'everything' }, 'scope'],
    ['metadata over 8 KB', { metadata: { text: 'x'.repeat(8192) } }, 'metadata'],
  ])('with %s is a 422 that names it, and makes nothing', async (_name, body, field) => {
    const answer = await post(path, { ...valid, ...body });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.error.details.fieldErrors)).toEqual([field]);
    expect((await get(path)).body.items).toEqual([]);
  });

  it('for all children takes an admin key', async () => {
    const refused = await post(path, { ...valid, scope: 'all_children' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN_SCOPE']);
    const key = client.emulator.keys.parent;
    const { body } = await post(path, { ...valid, scope: 'all_children' }, { key });
    expect(body.endpoint.scope).toBe('all_children');
    const { endpoint } = await create();
    expect((await patch(`${path}/${endpoint.id}`, { scope: 'all_children' })).status).toBe(403);
  });

  it('for a project of somebody else is a 404', async () => {
    expect((await post(path, { ...valid, projectId: seed.project.other })).status).toBe(404);
  });

  it('with the same key makes one, and tells its secret again', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await post(path, valid, { headers });
    expect((await post(path, valid, { headers })).text).toBe(first.text);
    expect((await get(path)).body.items).toHaveLength(1);
  });

  it('ends at a hundred in an organization', async () => {
    for (let count = 0; count < 100; count++) await create();
    const refused = await post(path, valid);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await post(path, valid, { key: client.emulator.keys.otherOrg })).status).toBe(201);
  });
});

describe('webhook endpoints', () => {
  it('are listed newest first, a page at a time', async () => {
    const ids = [];
    for (let count = 0; count < 3; count++) ids.unshift((await create()).endpoint.id);
    const first = (await get(`${path}?limit=2`)).body;
    const second = (await get(`${path}?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await get(`${path}?limit=101`)).status).toBe(422);
  });

  it('are found by project and by status', async () => {
    const whole = (await create()).endpoint;
    const coffee = (await create({ projectId: seed.project.coffee })).endpoint;
    await patch(`${path}/${whole.id}`, { status: 'paused' });
    const idsOf = async (query: string) =>
      (await get(`${path}?${query}`)).body.items.map(({ id }: Body) => id);
    expect(await idsOf(`projectId=${seed.project.coffee}`)).toEqual([coffee.id]);
    expect(await idsOf(`projectId=${seed.project.coffee.slice(4)}`)).toEqual([coffee.id]);
    expect(await idsOf('status=paused')).toEqual([whole.id]);
    expect((await get(`${path}?status=asleep`)).status).toBe(422);
  });

  it('of another organization or of the sandbox are not there', async () => {
    const { endpoint } = await create();
    const one = `${path}/${endpoint.id}`;
    for (const key of [client.emulator.keys.otherOrg, client.emulator.keys.test]) {
      expect((await get(path, { key })).body.items).toEqual([]);
      const answers = [
        await get(one, { key }),
        await patch(one, { status: 'paused' }, { key }),
        await send('DELETE', one, { key }),
        await post(`${one}/rotate-secret`, undefined, { key }),
        await post(`${one}/test`, undefined, { key }),
        await get(`${one}/deliveries`, { key }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    }
    expect((await get(one)).body).toEqual(endpoint);
  });
});

describe('changing a webhook endpoint', () => {
  it('keeps what is omitted', async () => {
    const { endpoint } = await create({ description: 'prod' });
    client.emulator.advance(1000);
    const { status, body } = await patch(`${path}/${endpoint.id}`, { events: ['post.published'] });
    expect(status).toBe(200);
    expect(body).toEqual({ ...endpoint, events: ['post.published'], updatedAt: body.updatedAt });
    expect(body.updatedAt > endpoint.updatedAt).toBe(true);
    const cleared = await patch(`${path}/${endpoint.id}`, { description: null });
    expect(cleared.body.description).toBeNull();
  });

  it.each([
    ['nothing', {}],
    ['nothing that is known', { secret: 'x' }],
    ['an unknown event', { events: ['job.started'] }],
    ['http elsewhere', { url: 'http://example.com' }],
    ['a status that only failures bring', { status: 'auto_paused' }],
  ])('to %s is a 422', async (_name, body) => {
    const { endpoint } = await create();
    expect((await patch(`${path}/${endpoint.id}`, body)).status).toBe(422);
    expect((await get(`${path}/${endpoint.id}`)).body).toEqual(endpoint);
  });

  it('to delete it takes its log along', async () => {
    const { endpoint } = await create();
    const { id } = endpoint;
    const deleted = await send('DELETE', `${path}/${id}`);
    expect([deleted.status, deleted.body]).toEqual([200, { id, deleted: true }]);
    expect((await get(`${path}/${id}`)).status).toBe(404);
    expect((await get(`${path}/${id}/deliveries`)).status).toBe(404);
    expect((await send('DELETE', `${path}/${id}`)).status).toBe(404);
  });
});
