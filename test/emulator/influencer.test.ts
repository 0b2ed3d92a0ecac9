import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, patch, post } = client;
const ava = `/v1/influencers/${seed.influencer.ava}`;

describe('an influencer', () => {
  it('leaves out the fields that are not set', async () => {
    const { body } = await get(`/v1/influencers/${seed.influencer.ben}`);
    expect(Object.keys(body).sort()).toEqual([
      'createdAt',
      'gender',
      'influencerId',
      'name',
      'projectId',
      'referenceImages',
      'status',
      'updatedAt',
    ]);
  });

  it('is slim in a list', async () => {
    const { body } = await get(`/v1/projects/${seed.project.coffee}/influencers`);
    expect(body.nextCursor).toBeNull();
    expect(body.items.map((row: { name: string }) => row.name)).toEqual(['Ben Okafor', 'Ava Chen']);
    expect(body.items[1]).toEqual({
      influencerId: seed.influencer.ava,
      name: 'Ava Chen',
      gender: 'female',
      ageRange: '25-34',
      status: 'ready',
      thumbnailUrl: expect.stringContaining('ava-01-thumb.jpg'),
      createdAt: '2026-04-10T10:00:00.000Z',
    });
  });

  it('is found by status, several at once', async () => {
    const list = `/v1/projects/${seed.project.coffee}/influencers`;
    expect((await get(`${list}?status=training`)).body.items).toHaveLength(1);
    expect((await get(`${list}?status=training&status=ready`)).body.items).toHaveLength(2);
    expect((await get(`${list}?status=failed`)).body.items).toHaveLength(0);
    expect((await get(`${list}?status=alive`)).status).toBe(422);
  });
});

describe('changing an influencer', () => {
  it('keeps what is omitted, and merges personality key by key', async () => {
    const before = (await get(ava)).body;
    const { status, body } = await patch(ava, {
      vibe: 'precise and energetic',
      personality: { humor: 'observational', traits: ['calm'], favouriteCup: 'flat white' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      vibe: 'precise and energetic',
      personality: {
        traits: ['calm'],
        tone: 'conversational',
        humor: 'observational',
        favouriteCup: 'flat white',
      },
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(body.updatedAt).not.toBe(before.updatedAt);
    expect((await get(ava)).body).toEqual(body);
  });

  it('clears a field, or a key of personality, with null', async () => {
    const { body } = await patch(ava, { gender: null, style: null, personality: { tone: null } });
    expect(body).not.toHaveProperty('gender');
    expect(body).not.toHaveProperty('style');
    expect(body.personality).toEqual({ traits: ['curious', 'warm', 'direct'], humor: 'dry' });
  });

  it.each([
    ['an unknown gender', { gender: 'robot' }, { gender: ['Invalid enum value'] }],
    ['an unknown field', { imageUrl: 'x' }, { imageUrl: ['Unrecognized key'] }],
    ['a field called constructor', { constructor: 1 }, { constructor: ['Unrecognized key'] }],
    ['reference images', { referenceImages: [] }, { referenceImages: ['Unrecognized key'] }],
    ['no name', { name: null }, { name: ['Expected string, received null'] }],
    ['an empty name', { name: '' }, { name: ['String must contain at least 1 character(s)'] }],
    [
      'a long age',
      { ageRange: 'x'.repeat(17) },
      { ageRange: ['String must contain at most 16 character(s)'] },
    ],
    [
      'a number as humor',
      { personality: { humor: 7 } },
      { 'personality.humor': ['Expected string, received number'] },
    ],
    [
      'a number among traits',
      { personality: { traits: ['a', 1] } },
      { 'personality.traits.1': ['Expected string, received number'] },
    ],
    ['personality null', { personality: null }, { personality: ['Expected object, received null'] }],
    ['two mistakes', { name: '', vibe: 1 }, { name: expect.any(Array), vibe: expect.any(Array) }],
  ])('to %s is a 422 that names it, and changes nothing', async (_name, body, fieldErrors) => {
    const before = (await get(ava)).body;
    const answer = await patch(ava, body);
    expect(answer.status).toBe(422);
    expect(answer.body.error).toMatchObject({
      code: 'VALIDATION',
      message: 'Invalid body.',
      details: { fieldErrors },
    });
    expect((await get(ava)).body).toEqual(before);
  });

  it('by an empty patch is a 422', async () => {
    const answer = await patch(ava, {});
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.formErrors).toEqual(['At least one field is required']);
  });
});

describe('attaching reference images', () => {
  const attach = (assetIds: unknown, id: string = seed.influencer.ava) =>
    post(`/v1/influencers/${id}/reference-images`, { assetIds });
  const idsOf = (body: { referenceImages: { assetId: string }[] }) =>
    body.referenceImages.map(({ assetId }) => assetId);
  const { ava1, ava2, barista, ben1, mia1, pourOver } = seed.media;

  it('merges into the list, and refreshes what was there', async () => {
    const { status, body } = await attach([barista, ava1]);
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual([ava1, ava2, barista]);
    const [first, second, third] = body.referenceImages;
    expect(first.addedAt).toBe(third.addedAt);
    expect(second.addedAt).toBe('2026-04-10T10:05:10.000Z');
    expect(third.thumbnailUrl).toContain('barista-thumb.jpg');
    expect((await get(ava)).body.referenceImages).toEqual(body.referenceImages);
  });

  it('drops ids of other projects, unknown ones and videos without a word', async () => {
    const unknown = 'med_00000000-0000-4000-8000-000000000000';
    const { status, body } = await attach([
      ben1,
      mia1,
      unknown,
      pourOver,
      seed.media.other,
      'asset_01HXZ9ABCDEFGHJKMNPQRSTVWX',
    ]);
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual([ava1, ava2, ben1]);
  });

  it('takes an id bare or with another of its prefixes', async () => {
    expect(idsOf((await attach([ben1.slice(4)])).body)).toContain(ben1);
    expect(idsOf((await attach([`asset_${barista.slice(4)}`])).body)).toContain(barista);
  });

  it.each([
    ['none', [], { assetIds: ['Array must contain at least 1 element(s)'] }],
    ['21', Array(21).fill(barista), { assetIds: ['Array must contain at most 20 element(s)'] }],
    ['an id that is no UUID', [ava1, 'nope'], { 'assetIds.1': ['Invalid uuid'] }],
    ['no list', 'nope', { assetIds: ['Expected array, received string'] }],
  ])('of %s is a 422', async (_name, assetIds, fieldErrors) => {
    const answer = await attach(assetIds);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.fieldErrors).toEqual(fieldErrors);
  });

  it('is strict, takes 20, and is a 404 for an unknown influencer', async () => {
    const extra = await post(`${ava}/reference-images`, { assetIds: [ava1], replace: true });
    expect(extra.body.error.details.fieldErrors).toEqual({ replace: ['Unrecognized key'] });
    expect((await attach(Array(20).fill(barista))).status).toBe(200);
    const unknown = await attach([ava1], 'inf_00000000-0000-4000-8000-000000000000');
    expect(unknown.body.error).toMatchObject({ code: 'NOT_FOUND', message: 'Influencer not found.' });
  });
});
