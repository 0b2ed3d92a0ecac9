import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const { coffee } = seed.project;
const { ava } = seed.influencer;
const rowFields = {
  Project:
    'id name status statusRaw customerExternalId timezone primaryLanguage ownerEmail createdAt updatedAt',
  Influencer: 'id name gender genderRaw ageRange status statusRaw thumbnailUrl createdAt project { id }',
  ContentItem:
    'id status statusRaw format hook caption approvalStatus approvalStatusRaw creativeType creativeTypeRaw adsEnrollment adsEnrollmentRaw createdAt completedAt preview { kind primaryUrl videoUrl thumbnailUrl hlsUrl durationMs aspectRatio imageUrls } primaryAsset { id kind url } project { id }',
};

describe('rows and records', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  it.each([
    ['projects', `projects { nodes { ${rowFields.Project} } }`],
    ['influencers', `influencers(projectId: "${coffee}") { nodes { ${rowFields.Influencer} } }`],
    ['content items', `contentItems(projectId: "${coffee}") { nodes { ${rowFields.ContentItem} } }`],
  ])('a page of %s costs one call for everything that rows hold', async (_name, field) => {
    ok(await stage.ask(`{ ${field} }`));
    expect(stage.calls()).toHaveLength(1);
  });

  it('rows and records agree on every field that rows hold', async () => {
    const lists = ok(
      await stage.ask(`{ projects { nodes { ${rowFields.Project} } }
        influencers(projectId: "${coffee}") { nodes { ${rowFields.Influencer} } }
        contentItems(projectId: "${coffee}") { nodes { ${rowFields.ContentItem} } } }`),
    );
    const roots = {
      projects: ['project', 'Project'],
      influencers: ['influencer', 'Influencer'],
      contentItems: ['contentItem', 'ContentItem'],
    } as const;
    for (const [list, [root, type]] of Object.entries(roots))
      for (const row of lists[list].nodes) {
        const record = ok(
          await stage.ask(`query ($id: ID!) { ${root}(id: $id) { ${rowFields[type]} } }`, { id: row.id }),
        )[root];
        expect(record, `${root} ${row.id}`).toEqual(row);
      }
  });

  it('a field that rows lack costs one read of each listed thing, however many such fields and aliases', async () => {
    const text = `{ a: contentItems(projectId: "${coffee}") { nodes { id platformFit { ok } assets { id } influencer { id } updatedAt } }
      b: contentItems(projectId: "${coffee}") { nodes { id firstComment } } }`;
    const { a } = ok(await stage.ask(text));
    const calls = stage.calls();
    expect(calls).toHaveLength(1 + a.nodes.length);
    expect(new Set(calls).size).toBe(calls.length);
  });

  it('a record that fails costs only the fields it would have filled', async () => {
    stage.emulator.fail(
      { path: `/v1/influencers/${ava}`, times: Number.POSITIVE_INFINITY },
      { status: 500, body: '' },
    );
    const answer = await stage.ask(
      `{ influencers(projectId: "${coffee}") { nodes { id name vibe personality { tone } } } }`,
    );
    const { nodes } = answer.data.influencers;
    expect(nodes.find((node: Json) => node.id === ava)).toEqual({
      id: ava,
      name: 'Ava Chen',
      vibe: null,
      personality: null,
    });
    expect(nodes).toHaveLength(2);
    const index = nodes.findIndex((node: Json) => node.id === ava);
    expect(answer.errors.map(({ path, extensions }) => [path!.join('.'), extensions.code])).toEqual([
      [`influencers.nodes.${index}.vibe`, 'UPSTREAM_ERROR'],
      [`influencers.nodes.${index}.personality`, 'UPSTREAM_ERROR'],
    ]);
  });

  it('a record says null for what it leaves out and is not read again', async () => {
    const body = {
      influencerId: 'inf_slim',
      projectId: coffee,
      name: 'Slim',
      status: 'ready',
      createdAt: '2026-04-01T14:22:10Z',
      updatedAt: '2026-04-01T14:22:10Z',
    };
    stage.emulator.fail({ path: '/v1/influencers/inf_slim' }, { status: 200, body });
    const { influencer } = ok(
      await stage.ask(
        '{ influencer(id: "inf_slim") { name gender vibe personality { tone } referenceImages { addedAt } imageUrl } }',
      ),
    );
    expect(influencer).toEqual({
      name: 'Slim',
      gender: null,
      vibe: null,
      personality: null,
      referenceImages: null,
      imageUrl: null,
    });
    expect(stage.calls()).toEqual(['GET /v1/influencers/inf_slim']);
  });

  it('a row says null for what it leaves out of its row table', async () => {
    const row = {
      influencerId: 'inf_slim',
      name: 'Slim',
      status: 'ready',
      createdAt: '2026-04-01T14:22:10Z',
    };
    stage.emulator.fail({ path: /influencers$/ }, { status: 200, body: { items: [row] } });
    const { influencers } = ok(
      await stage.ask(
        `{ influencers(projectId: "${coffee}") { nodes { id gender ageRange thumbnailUrl } pageInfo { hasNextPage } } }`,
      ),
    );
    expect(influencers).toEqual({
      nodes: [{ id: 'inf_slim', gender: null, ageRange: null, thumbnailUrl: null }],
      pageInfo: { hasNextPage: false },
    });
    expect(stage.calls()).toHaveLength(1);
  });

  it('a root always reads; a single edge asked for its id alone costs nothing', async () => {
    ok(await stage.ask(`{ project(id: "${coffee}") { id __typename } }`));
    expect(stage.calls()).toHaveLength(1);
    const { influencer } = ok(await stage.ask(`{ influencer(id: "${ava}") { project { id __typename } } }`));
    expect(influencer.project).toEqual({ id: coffee, __typename: 'Project' });
    expect(stage.calls()).toEqual([`GET /v1/influencers/${ava}`]);
  });

  it('edges of a listed thing are served from rows that the same request has seen', async () => {
    ok(
      await stage.ask('{ projects { nodes { influencers { nodes { id project { id name timezone } } } } } }'),
    );
    expect(stage.calls().sort()).toEqual(
      [
        'GET /v1/projects',
        `GET /v1/projects/${seed.project.fitness}/influencers`,
        `GET /v1/projects/${coffee}/influencers`,
      ].sort(),
    );
  });

  it('a thing asked for in many places is read once', async () => {
    ok(
      await stage.ask(`{ a: influencer(id: "${ava}") { vibe project { metadata } } b: influencer(id: "${ava}") { style project { requiresApproval } }
        contentItem(id: "${seed.content.morningRitual}") { influencer { vibe } project { metadata } } }`),
    );
    expect(stage.calls().sort()).toEqual([
      `GET /v1/content/${seed.content.morningRitual}`,
      `GET /v1/influencers/${ava}`,
      `GET /v1/projects/${coffee}`,
    ]);
  });

  it('equal pages are read once, unequal ones each', async () => {
    ok(
      await stage.ask(
        '{ a: projects { nodes { id } } b: projects(first: 25) { nodes { name } } c: projects(first: 1) { nodes { id } } }',
      ),
    );
    expect(stage.calls()).toHaveLength(2);
  });

  it('@skip and @include and fragments count for what is selected', async () => {
    const text = `query ($more: Boolean!) { influencer(id: "${ava}") { ...Parts } }
      fragment Parts on Influencer { project { ... on Project { id } name @include(if: $more) metadata @skip(if: true) } }`;
    ok(await stage.ask(text, { more: false }));
    expect(stage.calls()).toHaveLength(1);
    ok(await stage.ask(text, { more: true }));
    expect(stage.calls()).toHaveLength(2);
  });

  it('nothing is kept from one request to the next', async () => {
    for (let round = 0; round < 2; round++) ok(await stage.ask(`{ influencer(id: "${ava}") { vibe } }`));
    expect(stage.calls()).toHaveLength(2);
  });

  it('after a write the same request sees the new record, never the old one', async () => {
    const text = `mutation { a: updateInfluencer(input: { id: "${ava}", vibe: "one" }) { influencer { id vibe project { influencers { nodes { id name vibe } } } } }
      b: updateInfluencer(input: { id: "${ava}", name: "Two" }) { influencer { vibe name project { influencers { nodes { id name vibe } } } } } }`;
    const { a, b } = ok(await stage.ask(text));
    const find = (payload: Json) =>
      payload.influencer.project.influencers.nodes.find((node: Json) => node.id === ava);
    expect(find(a)).toMatchObject({ name: 'Ava Chen', vibe: 'one' });
    expect(find(b)).toMatchObject({ name: 'Two', vibe: 'one' });
    expect(stage.calls().filter((call) => call === `GET /v1/influencers/${ava}`)).toEqual([]);
  });

  it('after a write that may have happened the same request reads anew', async () => {
    const seen = (vibe: string) =>
      `updateInfluencer(input: { id: "${ava}", vibe: "${vibe}" }) { userErrors { code } influencer { vibe } }`;
    stage.emulator.fail({ method: 'PATCH', times: 3, skip: 1 }, 'reset-after');
    const text = `mutation { a: ${seen('one')} b: ${seen('two')}
      c: attachReferenceImages(input: { influencerId: "${seed.influencer.ben}", assetIds: ["${seed.media.ben1}"] }) {
        influencer { project { influencers { nodes { id vibe } } } } } }`;
    const { a, b, c } = ok(await stage.ask(text));
    expect([a.influencer.vibe, b.userErrors]).toEqual(['one', [{ code: 'UPSTREAM_UNAVAILABLE' }]]);
    const { nodes } = c.influencer.project.influencers;
    expect(nodes.find((node: Json) => node.id === ava).vibe).toBe('two');
  });
});
