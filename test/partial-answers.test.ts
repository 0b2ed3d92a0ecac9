import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CannedAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.emulator.reset());
afterAll(() => stage.close());

const json = (body: object): CannedAnswer => ({ status: 200, body });

describe('where a failure shows', () => {
  it('a failed record costs the list rows only the fields it would have filled', async () => {
    stage.emulator.fail(
      { path: `/v1/projects/${seed.project.coffee}` },
      { status: 409, body: { error: { code: 'CONFLICT', message: 'No.' } } },
    );
    const { data, errors } = await stage.ask('{ projects { nodes { id name requiresApproval } } }');
    const rows = Object.fromEntries(data.projects.nodes.map((row: Json) => [row.id, row]));
    expect(rows[seed.project.coffee]).toMatchObject({ name: expect.any(String), requiresApproval: null });
    expect(rows[seed.project.fitness]).toMatchObject({ name: expect.any(String), requiresApproval: false });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.path).toEqual(['projects', 'nodes', expect.any(Number), 'requiresApproval']);
  });

  it('a failed edge is null and leaves its parent alone', async () => {
    stage.emulator.fail({ path: /\/content$/ }, { status: 500, body: '<h1>500</h1>' });
    const { data, errors } = await stage.ask(
      `{ project(id: "${seed.project.coffee}") { name contentItems { nodes { id } } influencers { nodes { id } } } }`,
    );
    expect(data.project).toMatchObject({ name: expect.any(String), contentItems: null });
    expect(data.project.influencers.nodes).toHaveLength(2);
    expect(errors.map(({ path }) => path)).toEqual([['project', 'contentItems']]);
  });

  // Anything JSON can say, where the API promises something else.
  const wrong: unknown[] = [
    [{}, null, {}, null],
    null,
    0,
    -1.5,
    1e300,
    true,
    'text',
    [],
    {},
    [null],
    [[]],
    [0],
    { a: { b: [null] } },
    { toString: null },
  ];
  const whole: Record<string, { text: string; path: RegExp; sound: Json }> = {
    project: {
      text: `{ project(id: "x") { id name status statusRaw timezone metadata requiresApproval firstNPostsBlocked createdAt
        brand brandContext { audience keywords } ingestState { github { status jobId completedAt } } } }`,
      path: /^\/v1\/projects\/x$/,
      sound: { id: 'x', name: 'Tea' },
    },
    influencer: {
      text: `{ influencer(id: "x") { id name gender genderRaw status thumbnailUrl project { id }
        personality { traits tone humor other } referenceImages { addedAt mediaAsset { id url kind } } createdAt } }`,
      path: /^\/v1\/influencers\/x$/,
      sound: { influencerId: 'x', name: 'Ava', projectId: 'y' },
    },
    contentItem: {
      text: `{ contentItem(id: "x") { id caption status preview { kind durationMs aspectRatio } project { id } influencer { id }
        assets { id width height durationMs } primaryAsset { id } platformFit { platform ok issues } } }`,
      path: /^\/v1\/content\/x$/,
      sound: { containerId: 'x', id: 'x', caption: 'c' },
    },
  };

  for (const [noun, { text, path, sound }] of Object.entries(whole))
    it(`a ${noun} whose fields have wrong types is never an internal error`, async () => {
      stage.emulator.fail({ path }, json(sound));
      expect((await stage.ask(text)).errors).toEqual([]);
      const names = [
        ...['name', 'status', 'timezone', 'metadata', 'requiresApproval', 'firstNPostsBlocked', 'createdAt'],
        ...['brand', 'brandContext', 'ingestState', 'gender', 'thumbnailUrl', 'projectId', 'personality'],
        ...['referenceImages', 'caption', 'preview', 'influencerId', 'assets', 'primaryAsset', 'platformFit'],
      ];
      const unfit = new Map<string, unknown>();
      for (const name of names)
        for (const value of wrong) {
          if (sound[name] === 'x') continue;
          await stage.emulator.reset();
          stage.emulator.fail({ path }, json({ ...sound, [name]: value }));
          const { errors } = await stage.ask(text);
          for (const { extensions, path: at } of errors)
            if (extensions.code !== 'UPSTREAM_INVALID_RESPONSE' || extensions.retryable !== false)
              unfit.set(`${name} ${JSON.stringify(value)} at ${at?.join('.')}`, extensions);
        }
      expect([...unfit]).toEqual([]);
    });
});
