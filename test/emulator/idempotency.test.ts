import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { type Client, useEmulator } from './client.js';

const client = useEmulator();
const { get, post, patch } = client;
const day = 24 * 60 * 60 * 1000;
const project = { name: 'Acme Bakery', timezone: 'UTC' };
const withKey = (key = 'a') => ({ headers: { 'idempotency-key': key } });
const count = async ({ get }: Client) => (await get('/v1/projects')).body.items.length;

describe('a repeated Idempotency-Key', () => {
  it('with the same body replays status and body verbatim', async () => {
    const first = await post('/v1/projects', project, withKey());
    const again = await post('/v1/projects', project, withKey());
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(await count(client)).toBe(3);
  });

  it('compares bodies by content', async () => {
    const first = await client.send('POST', '/v1/projects', {
      rawBody: '{"name":"A", "timezone":"UTC"}',
      ...withKey(),
    });
    const again = await client.send('POST', '/v1/projects', {
      rawBody: '{"timezone":"UTC","name":"A"}',
      ...withKey(),
    });
    expect(again.body.id).toBe(first.body.id);
  });

  it('with another body is CONFLICT on create, IDEMPOTENCY_CONFLICT elsewhere', async () => {
    await post('/v1/projects', project, withKey());
    const create = await post('/v1/projects', { ...project, name: 'Other' }, withKey());
    expect([create.status, create.body.error.code]).toEqual([409, 'CONFLICT']);
    const path = `/v1/influencers/${seed.influencer.ava}`;
    await patch(path, { vibe: 'a' }, withKey());
    const update = await patch(path, { vibe: 'b' }, withKey());
    expect([update.status, update.body.error.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    expect((await get(path)).body.vibe).toBe('a');
  });

  it('is another one on another endpoint, with another key and in another organization', async () => {
    const { parent } = client.emulator.keys;
    const ids = new Set<string>();
    ids.add((await post('/v1/projects', project, withKey())).body.id);
    ids.add((await post('/v1/projects', project, { ...withKey(), key: parent })).body.id);
    const headers = { 'idempotency-key': 'a', 'x-layers-organization': seed.organization.child };
    ids.add((await post('/v1/projects', project, { headers, key: parent })).body.id);
    expect(ids.size).toBe(3);
    const one = await patch(`/v1/content/${seed.content.menuBoard}`, { caption: 'x' }, withKey());
    const two = await patch(`/v1/content/${seed.content.launchTeaser}`, { caption: 'x' }, withKey());
    expect(two.body.id).not.toBe(one.body.id);
  });

  it('runs afresh after 24 hours, and not before', async () => {
    const first = await post('/v1/projects', project, withKey());
    client.emulator.advance(day - 1000);
    expect((await post('/v1/projects', project, withKey())).body.id).toBe(first.body.id);
    client.emulator.advance(2000);
    expect((await post('/v1/projects', project, withKey())).body.id).not.toBe(first.body.id);
  });

  it('does not keep a refusal', async () => {
    const taken = { ...project, customerExternalId: 'acme-prod-987' };
    expect((await post('/v1/projects', taken, withKey())).status).toBe(409);
    const corrected = await post('/v1/projects', project, withKey());
    expect(corrected.status).toBe(201);
  });

  it('at the same time runs once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('/v1/projects', project, withKey())),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await count(client)).toBe(3);
  });

  it('at the same time as a refusal waits, and then has its own turn', async () => {
    const bad = { ...project, timezone: 'Mars/Olympus' };
    const answers = await Promise.all([1, 2, 3].map(() => post('/v1/projects', bad, withKey())));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(new Set(answers.map(({ body }) => body.error.requestId)).size).toBe(3);
  });

  it('finds the answer of a call whose connection was lost', async () => {
    client.emulator.fail({ method: 'POST', path: '/v1/projects' }, 'reset-after');
    await expect(post('/v1/projects', project, withKey())).rejects.toThrow();
    expect(await count(client)).toBe(3);
    expect((await post('/v1/projects', project, withKey())).status).toBe(201);
    expect(await count(client)).toBe(3);
  });
});

it('without a key every call runs', async () => {
  await post('/v1/projects', project);
  await post('/v1/projects', project);
  expect(await count(client)).toBe(4);
});

describe('with errors stored', () => {
  const strict = useEmulator({ storeErrors: true });

  it('a refusal is replayed verbatim as well', async () => {
    const taken = { ...project, customerExternalId: 'acme-prod-987' };
    const first = await strict.post('/v1/projects', taken, withKey());
    const again = await strict.post('/v1/projects', taken, withKey());
    expect(again.status).toBe(409);
    expect(again.text).toBe(first.text);
  });
});
