import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const { coffee, fitness } = seed.project;
const { ava, ben } = seed.influencer;
const handle = 'acme-coffee-ios';

describe('federation entities', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  const entities = (selection: string, r: unknown) =>
    stage.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`, { r });
  const project = (key: object) => ({ __typename: 'Project', ...key });

  it('asked for their key alone cost nothing and claim nothing', async () => {
    const r = [
      project({ id: 'prj_anything' }),
      project({ customerExternalId: 'anybody' }),
      { __typename: 'Influencer', id: 'inf_x' },
      { __typename: 'ContentItem', id: 'cnt_x' },
      { __typename: 'MediaAsset', id: 'med_x' },
    ];
    const selection = '... on Influencer { id } ... on ContentItem { id } ... on MediaAsset { id }';
    expect(ok(await entities(selection, r))._entities).toEqual([
      { __typename: 'Project' },
      { __typename: 'Project' },
      { __typename: 'Influencer', id: 'inf_x' },
      { __typename: 'ContentItem', id: 'cnt_x' },
      { __typename: 'MediaAsset', id: 'med_x' },
    ]);
    expect(ok(await entities('... on Project { id }', [r[0]]))._entities[0].id).toBe('prj_anything');
    expect(
      ok(await entities('... on Project { customerExternalId }', [r[1]]))._entities[0].customerExternalId,
    ).toBe('anybody');
    expect(stage.calls()).toEqual([]);
  });

  it('cost the distinct keys that are needed, in order, duplicates and types mixed', async () => {
    const r = [
      { __typename: 'Influencer', id: ava },
      project({ id: coffee }),
      { __typename: 'Influencer', id: ava },
      { __typename: 'ContentItem', id: seed.content.menuBoard },
      { __typename: 'Influencer', id: ben },
    ];
    const { _entities } = ok(
      await entities(
        '... on Influencer { name vibe } ... on Project { metadata } ... on ContentItem { platformFit { ok } }',
        r,
      ),
    );
    expect(_entities.map((entity: Json) => entity.name ?? entity.__typename)).toEqual([
      'Ava Chen',
      'Project',
      'Ava Chen',
      'ContentItem',
      'Ben Okafor',
    ]);
    expect(stage.calls().sort()).toEqual(
      [
        `GET /v1/influencers/${ava}`,
        `GET /v1/influencers/${ben}`,
        `GET /v1/projects/${coffee}`,
        `GET /v1/content/${seed.content.menuBoard}`,
      ].sort(),
    );
  });

  it('that are unknown are null in place', async () => {
    const r = [project({ id: coffee }), project({ id: 'prj_nobody' }), project({ id: fitness })];
    const answer = await entities('... on Project { name }', r);
    expect(answer.errors).toEqual([]);
    expect(answer.data._entities.map((entity: Json) => entity?.name ?? null)).toEqual([
      'Acme Coffee',
      null,
      'Acme Fitness',
    ]);
  });

  it('that fail are an error at their own path; their siblings are whole', async () => {
    stage.emulator.fail({ path: `/v1/projects/${coffee}`, times: 3 }, { status: 503, body: 'busy' });
    const answer = await entities('... on Project { name metadata }', [
      project({ id: fitness }),
      project({ id: coffee }),
    ]);
    expect(answer.data._entities[0].name).toBe('Acme Fitness');
    expect(answer.data._entities[1]).toBeNull();
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } },
    ]);
  });

  it('by handle cost one list call each, deduplicated; rows serve what rows hold', async () => {
    const r = [
      project({ customerExternalId: handle }),
      project({ customerExternalId: handle }),
      project({ customerExternalId: 'nobody' }),
    ];
    const { _entities } = ok(await entities('... on Project { id name }', r));
    expect(_entities).toMatchObject([{ id: coffee }, { id: coffee }, null]);
    expect(stage.calls()).toEqual(['GET /v1/projects', 'GET /v1/projects']);
    ok(await entities('... on Project { metadata }', r.slice(0, 2)));
    expect(stage.calls()).toEqual(['GET /v1/projects', `GET /v1/projects/${coffee}`]);
  });

  it('take the id before the handle, and null in a key is null without an error', async () => {
    const r = [
      project({ id: coffee, customerExternalId: 'nobody' }),
      project({ customerExternalId: null }),
      project({ id: null }),
      { __typename: 'Influencer', id: null },
    ];
    const answer = await entities('... on Project { id }', r);
    expect(answer.errors).toEqual([]);
    expect(answer.data._entities).toEqual([{ __typename: 'Project', id: coffee }, null, null, null]);
    expect(stage.calls()).toEqual([]);
  });

  it('serve edges that have a route of their own without reading the entity', async () => {
    ok(await entities('... on Project { id influencers { nodes { id name } } }', [project({ id: coffee })]));
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}/influencers`]);
  });

  it.each([
    ['no __typename', { id: 'x' }],
    ['an unknown type', { __typename: 'Nobody', id: 'x' }],
    ['a type that is no entity', { __typename: 'PageInfo', id: 'x' }],
    ['a __typename of the prototype', { __typename: 'constructor', id: 'x' }],
    ['a __typename that is no text', { __typename: 5, id: 'x' }],
    ['no key', { __typename: 'Project' }],
    ['an id that is no text', { __typename: 'Influencer', id: { a: 1 } }],
    ['an empty id', { __typename: 'ContentItem', id: '' }],
    ['text', 'Project'],
    ['a list', []],
    ['a number', 1],
  ])(
    'refuse a representation that is or has %s, at its own path and without a call',
    async (_name, wrong) => {
      const answer = await entities('... on Influencer { id }', [
        { __typename: 'Influencer', id: 'inf_fine' },
        wrong,
      ]);
      expect(answer.data._entities).toEqual([{ __typename: 'Influencer', id: 'inf_fine' }, null]);
      expect(answer.errors).toMatchObject([
        { path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect(stage.calls()).toEqual([]);
    },
  );

  it('survive a gateway: aliased roots, fragments and variables under other names', async () => {
    const text = `query ($_v0: [_Any!]!) { _v0_entities: _entities(representations: $_v0) { ... on Project { ...P } } }
      fragment P on Project { _v0_name: name _v1_edge: influencers(first: 1) { nodes { __typename id } } }`;
    const { _v0_entities } = ok(await stage.ask(text, { _v0: [project({ id: coffee })] }));
    expect(_v0_entities[0]._v0_name).toBe('Acme Coffee');
    expect(_v0_entities[0]._v1_edge.nodes).toHaveLength(1);
  });
});
