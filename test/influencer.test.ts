import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { attachReferenceImages, updateInfluencer } from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';

const { ava, ben, mia } = seed.influencer;

describe('influencers', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  it('are found by id with all their fields; deleted, foreign and unknown ones are null', async () => {
    const text =
      'query ($id: ID!) { influencer(id: $id) { id name gender genderRaw status ageRange style vibe personality { traits tone humor other } thumbnailUrl project { id } referenceImages { addedAt mediaAsset { id url thumbnailUrl } } createdAt } }';
    const { influencer } = ok(await stage.ask(text, { id: ava }));
    expect(influencer).toMatchObject({
      id: ava,
      name: 'Ava Chen',
      gender: 'FEMALE',
      status: 'READY',
      project: { id: seed.project.coffee },
    });
    expect(influencer.referenceImages).toHaveLength(2);
    expect(stage.calls()).toEqual([`GET /v1/influencers/${ava}`]);
    expect(ok(await stage.ask(text, { id: 'inf_nobody' })).influencer).toBeNull();
  });

  it('read both generations of the API: non_binary is NONBINARY, and newer fields show', async () => {
    const body = {
      influencerId: 'inf_new',
      projectId: 'prj_x',
      name: 'N',
      gender: 'non_binary',
      ageRange: 'young_adult',
      brandVoice: 'casual',
      language: 'en',
      imageUrl: 'https://media.example.com/n.png',
      errorMessage: null,
      status: 'ready',
      createdAt: '2026-04-01T14:22:10Z',
      updatedAt: '2026-04-01T14:22:10Z',
    };
    stage.emulator.fail({ path: '/v1/influencers/inf_new' }, { status: 200, body });
    const { influencer } = ok(
      await stage.ask(
        '{ influencer(id: "inf_new") { gender genderRaw brandVoice language imageUrl thumbnailUrl referenceImages { addedAt } vibe } }',
      ),
    );
    expect(influencer).toEqual({
      gender: 'NONBINARY',
      genderRaw: 'non_binary',
      brandVoice: 'casual',
      language: 'en',
      imageUrl: 'https://media.example.com/n.png',
      thumbnailUrl: 'https://media.example.com/n.png',
      referenceImages: null,
      vibe: null,
    });
  });

  it('are listed by project and filtered by status; of an unknown project the list is null', async () => {
    const text =
      'query ($id: ID!, $filter: InfluencerFilter) { influencers(projectId: $id, filter: $filter) { nodes { id name status thumbnailUrl project { id } } } }';
    const { influencers } = ok(await stage.ask(text, { id: seed.project.coffee }));
    expect(influencers.nodes.map((node: { id: string }) => node.id).sort()).toEqual([ava, ben].sort());
    expect(influencers.nodes[0].project).toEqual({ id: seed.project.coffee });
    const ready = ok(
      await stage.ask(text, { id: seed.project.coffee, filter: { status: 'READY' } }),
    ).influencers;
    expect(ready.nodes.map((node: { id: string }) => node.id)).toEqual([ava]);
    expect(ok(await stage.ask(text, { id: 'prj_nobody' })).influencers).toBeNull();
  });

  it('tell absent from null: an absent field stays, null clears it', async () => {
    const before = ok(await stage.ask(`{ influencer(id: "${ava}") { style vibe } }`)).influencer;
    const { influencer } = ok(
      await stage.ask(updateInfluencer, { input: { id: ava, vibe: null, name: 'Ava C.' } }),
    ).updateInfluencer!;
    expect(stage.emulator.requests.at(-1)!.body).toEqual({ vibe: null, name: 'Ava C.' });
    expect(influencer).toMatchObject({ name: 'Ava C.', vibe: null, style: before.style, gender: 'FEMALE' });
  });

  it('merge the personality key by key: null clears a key, lists are replaced, other keys travel in `other`', async () => {
    const input = {
      id: ava,
      personality: { humor: 'observational', tone: null, traits: ['direct'], other: { mood: 'sunny' } },
    };
    const { influencer, userErrors } = ok(await stage.ask(updateInfluencer, { input })).updateInfluencer!;
    expect(userErrors).toEqual([]);
    expect(stage.emulator.requests.at(-1)!.body).toEqual({
      personality: { humor: 'observational', tone: null, traits: ['direct'], mood: 'sunny' },
    });
    expect(influencer!.personality).toMatchObject({
      humor: 'observational',
      tone: null,
      traits: ['direct'],
      other: { mood: 'sunny' },
    });
    const again = ok(await stage.ask(updateInfluencer, { input: { id: ava, personality: { humor: null } } }))
      .updateInfluencer!;
    expect(again.influencer!.personality).toMatchObject({
      humor: null,
      traits: ['direct'],
      other: { mood: 'sunny' },
    });
  });

  it('spell an enum as the wire does, and clear it with null', async () => {
    const set = ok(await stage.ask(updateInfluencer, { input: { id: ava, gender: 'NONBINARY' } }))
      .updateInfluencer!;
    expect(stage.emulator.requests.at(-1)!.body).toEqual({ gender: 'nonbinary' });
    expect(set.influencer!.gender).toBe('NONBINARY');
    const cleared = ok(await stage.ask(updateInfluencer, { input: { id: ava, gender: null } }))
      .updateInfluencer!;
    expect(cleared.influencer!.gender).toBeNull();
  });

  it.each([
    ['an empty patch', { id: ava }, ['input']],
    ['UNKNOWN as a gender', { id: ava, gender: 'UNKNOWN' }, ['input', 'gender']],
    [
      'a named key under other',
      { id: ava, personality: { other: { tone: 'x' } } },
      ['input', 'personality', 'other', 'tone'],
    ],
  ] as const)('refuse %s without a call', async (_name, input, field) => {
    const { influencer, userErrors } = ok(await stage.ask(updateInfluencer, { input: input as never }))
      .updateInfluencer!;
    expect(influencer).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'VALIDATION', field }]);
    expect(stage.calls()).toEqual([]);
  });

  it('say at which input path Layers refused a value', async () => {
    const { userErrors } = ok(await stage.ask(updateInfluencer, { input: { id: ava, name: '' } }))
      .updateInfluencer!;
    expect(userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'name'] }]);
    const gone = ok(await stage.ask(updateInfluencer, { input: { id: 'inf_nobody', name: 'x' } }))
      .updateInfluencer!;
    expect(gone.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'id'] }]);
  });

  describe('get reference images', () => {
    const { ben1, barista, mia1 } = seed.media;
    const nobody = 'med_00000000-0000-4000-8000-000000000000';

    it('attached with one call, told whole, and dropped ids by name', async () => {
      const input = { influencerId: ben, assetIds: [ben1, mia1, nobody, ben1] };
      const payload = ok(await stage.ask(attachReferenceImages, { input })).attachReferenceImages!;
      expect(payload.userErrors).toEqual([]);
      expect(payload.referenceImages!.map((image) => image.mediaAsset!.id)).toEqual([ben1]);
      expect(payload.influencer).toEqual({
        id: ben,
        referenceImages: [{ addedAt: payload.referenceImages![0]!.addedAt, mediaAsset: { id: ben1 } }],
      });
      expect(payload.droppedAssetIds).toEqual([mia1, nobody]);
      expect(stage.calls()).toEqual([`POST /v1/influencers/${ben}/reference-images`]);
    });

    it('and a read of the influencer only for what the answer does not hold', async () => {
      const text = `mutation { attachReferenceImages(input: { influencerId: "${ben}", assetIds: ["${barista}"] }) { influencer { name referenceImages { mediaAsset { id } } } } }`;
      const { influencer } = ok(await stage.ask(text)).attachReferenceImages;
      expect(influencer).toEqual({ name: 'Ben Okafor', referenceImages: [{ mediaAsset: { id: barista } }] });
      expect(stage.calls()).toEqual([
        `POST /v1/influencers/${ben}/reference-images`,
        `GET /v1/influencers/${ben}`,
      ]);
    });

    it.each([[0], [21]])('refused without a call when there are %i ids', async (count) => {
      const assetIds = Array.from(
        { length: count },
        (_, index) => `med_00000000-0000-4000-8000-0000000000${10 + index}`,
      );
      const payload = ok(await stage.ask(attachReferenceImages, { input: { influencerId: ava, assetIds } }))
        .attachReferenceImages!;
      expect(payload).toMatchObject({ influencer: null, referenceImages: null, droppedAssetIds: null });
      expect(payload.userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'assetIds'] }]);
      expect(stage.calls()).toEqual([]);
    });

    it('twenty at once', async () => {
      const assetIds = Array.from(
        { length: 20 },
        (_, index) => `med_00000000-0000-4000-8000-0000000000${10 + index}`,
      );
      const payload = ok(await stage.ask(attachReferenceImages, { input: { influencerId: mia, assetIds } }))
        .attachReferenceImages!;
      expect(payload.droppedAssetIds).toHaveLength(20);
      expect(payload.referenceImages).toHaveLength(1);
    });
  });
});
