import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, patch, post, send } = client;
const project = `/v1/projects/${seed.project.coffee}`;
const influencers = `${project}/influencers`;
const ava = `/v1/influencers/${seed.influencer.ava}`;
const chosen = '6f1d2c3b-4a59-4e68-9b7c-8d0e1f2a3b4c';

describe('creating an influencer', () => {
  it('takes no body at all, and finds a name', async () => {
    const { status, body } = await post(influencers);
    expect(status).toBe(202);
    expect((await get(`/v1/influencers/${body.influencerId}`)).body.name).not.toBe('');
  });

  it('takes the newer body', async () => {
    const { body } = await post(influencers, { gender: 'female', ageRange: 'adult', prompt: 'red scarf' });
    const influencer = (await get(`/v1/influencers/${body.influencerId}`)).body;
    expect(influencer).toMatchObject({ gender: 'female', ageRange: 'adult' });
    expect(influencer).not.toHaveProperty('prompt');
  });

  it('takes an id that nobody has, once', async () => {
    const { body } = await post(influencers, { name: 'Nora', influencerId: chosen });
    expect(body.influencerId).toBe(chosen);
    expect((await get(`/v1/influencers/inf_${chosen}`)).status).toBe(200);
    const taken = await post(influencers, { name: 'Other', influencerId: chosen });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'CONFLICT']);
    await send('DELETE', `/v1/influencers/${chosen}`);
    expect((await post(influencers, { name: 'Other', influencerId: chosen })).status).toBe(409);
  });

  it('with the same key makes one', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await post(influencers, { name: 'Nora' }, { headers });
    const again = await post(influencers, { name: 'Nora' }, { headers });
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect((await get(influencers)).body.items).toHaveLength(3);
  });

  it.each([
    ['an empty name', { name: '' }, 'name'],
    ['an unknown gender', { gender: 'robot' }, 'gender'],
    ['a long prompt', { prompt: 'x'.repeat(61) }, 'prompt'],
    ['an id that is none', { influencerId: 'nora' }, 'influencerId'],
    ['an asset id that is none', { referenceImages: { assetIds: ['x'] } }, 'referenceImages.assetIds.0'],
  ])('with %s is a 422 that names it, and makes nothing', async (_name, body, field) => {
    const answer = await post(influencers, body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.error.details.fieldErrors)).toEqual([field]);
    expect((await get(influencers)).body.items).toHaveLength(2);
  });

  it('draws from the bucket for what runs long', async () => {
    const { headers } = await post(influencers, {});
    expect(headers).toMatchObject({
      'x-ratelimit-endpoint-class': 'long-running',
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '299',
    });
  });
});

describe('cloning an influencer', () => {
  it('applies the overrides over the source, which stays as it is', async () => {
    const before = (await get(ava)).body;
    const { status, body } = await post(`${ava}/clone`, {
      name: 'Ava Chen (EU)',
      overrides: { vibe: 'sharper', style: null, personality: { tone: 'deadpan' }, language: 'en-GB' },
    });
    expect(status).toBe(202);
    const clone = (await get(`/v1/influencers/${body.influencerId}`)).body;
    const { style: _cleared, ...kept } = before;
    expect(clone).toEqual({
      ...kept,
      influencerId: body.influencerId,
      name: 'Ava Chen (EU)',
      vibe: 'sharper',
      personality: { ...before.personality, tone: 'deadpan' },
      language: 'en-GB',
      status: 'pending',
      imageUrl: null,
      createdAt: clone.createdAt,
      updatedAt: clone.updatedAt,
    });
    expect((await get(ava)).body).toEqual(before);
    client.emulator.advance(60_000);
    const ready = (await get(`/v1/influencers/${body.influencerId}`)).body;
    expect(ready).toMatchObject({ status: 'ready', imageUrl: before.imageUrl });
  });

  it.each([
    ['no name', {}, 'name'],
    ['an unknown field', { name: 'A', projectId: seed.project.fitness }, 'projectId'],
    ['a name among the overrides', { name: 'A', overrides: { name: 'B' } }, 'overrides.name'],
    ['an unknown voice', { name: 'A', overrides: { brandVoice: 'loud' } }, 'overrides.brandVoice'],
  ])('with %s is a 422', async (_name, body, field) => {
    const answer = await post(`${ava}/clone`, body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.error.details.fieldErrors)).toEqual([field]);
  });

  it('takes a new id, and refuses one that is taken', async () => {
    const { body } = await post(`${ava}/clone`, { name: 'A', newInfluencerId: chosen });
    expect(body.influencerId).toBe(chosen);
    const taken = await post(`${ava}/clone`, { name: 'A', newInfluencerId: seed.influencer.ben });
    expect(taken.status).toBe(409);
  });
});

describe('deleting an influencer', () => {
  it('makes every route of it a 404, and leaves its content alone', async () => {
    const item = (await get(`/v1/content/${seed.content.morningRitual}`)).body;
    const { status, body } = await send('DELETE', ava, { body: { reason: 'No longer with us.' } });
    expect([status, body.influencerId, body.status]).toEqual([200, seed.influencer.ava, 'deleted']);
    const answers = [
      await get(ava),
      await patch(ava, { vibe: 'x' }),
      await post(`${ava}/clone`, { name: 'A' }),
      await post(`${ava}/reference-images`, { assetIds: [seed.media.ava1] }),
      await send('DELETE', ava),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
    const rows = (await get(influencers)).body.items;
    expect(rows.map((row: { name: string }) => row.name)).toEqual(['Ben Okafor']);
    expect((await get(`/v1/content/${seed.content.morningRitual}`)).body).toEqual(item);
  });

  it.each([
    ['another field', { because: 'x' }],
    ['a long reason', { reason: 'x'.repeat(1025) }],
  ])('with %s is a 422 that deletes nothing', async (_name, body) => {
    expect((await send('DELETE', ava, { body })).status).toBe(422);
    expect((await get(ava)).status).toBe(200);
  });

  it('takes no key: a repeat is a 404 and no replay', async () => {
    const headers = { 'idempotency-key': 'delete' };
    expect((await send('DELETE', ava, { headers })).status).toBe(200);
    expect((await send('DELETE', ava, { headers })).status).toBe(404);
  });

  it('of another organization is a 404', async () => {
    const key = client.emulator.keys.otherOrg;
    expect((await send('DELETE', ava, { key })).status).toBe(404);
    expect((await get(ava)).status).toBe(200);
  });
});
