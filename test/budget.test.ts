import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { randomOperation } from './support/operations.js';
import { sizeOf } from './support/sizes.js';

const { coffee } = seed.project;
const { ava, ben } = seed.influencer;

const entities = (fields: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ContentItem { ${fields} } ... on Project { id name } } }`;
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ __typename: 'ContentItem', id: `cnt_${index}` }));
const pages =
  'query ($n: Int = 200) { projects(first: $n) { nodes { contentItems(first: 200) { nodes { platformFit { ok } } } } } }';

describe('the call budget', () => {
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
    ['pages inside each other', pages, {}, 40_201],
    ['10,000 items in full', entities('platformFit { ok }'), { r: items(10_000) }, 10_000],
    [
      'a page of projects with an influencer list each, and a record of each of those',
      '{ projects(first: 50) { nodes { influencers { nodes { vibe } } } } }',
      {},
      1 + 50 + 50 * 25,
    ],
  ])('refuses %s, with the number and without a call', async (_what, text, variables, calls) => {
    const answer = await stage.ask(text, variables, {
      headers: { accept: 'application/graphql-response+json' },
    });
    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([
      {
        message: `The operation could need ${calls} calls to Layers; at most 1000 are allowed (CALL_BUDGET). Ask for smaller pages, or for fewer inside each other.`,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    expect(stage.calls()).toEqual([]);
  });

  it('goes by what the variables of each request say', async () => {
    ok(await stage.ask(pages, { n: 2 }));
    expect((await stage.ask(pages)).errors).toHaveLength(1);
    ok(await stage.ask(pages, { n: 1 }));
    expect((await stage.ask(pages, { n: null })).errors[0]!.message).toContain('5026 calls');
  });

  it('lets pass 10,000 keys, which cost nothing, and 10,000 times the same item, which costs one call', async () => {
    ok(await stage.ask(entities('id'), { r: items(10_000) }));
    expect(stage.calls()).toEqual([]);
    const r = items(10_000).map((item) => ({ ...item, id: seed.content.menuBoard }));
    ok(await stage.ask(entities('platformFit { ok }'), { r }));
    expect(stage.calls()).toEqual([`GET /v1/content/${seed.content.menuBoard}`]);
  });

  it('is what the configuration says', async () => {
    const frugal = await startStage({ config: { callBudget: 3 } });
    ok(await frugal.ask('{ projects(first: 2) { nodes { metadata } } }'));
    const { errors } = await frugal.ask('{ projects(first: 3) { nodes { metadata } } }');
    expect(errors[0]!.message).toMatch(/could need 4 calls to Layers; at most 3 are allowed/);
    await frugal.close();
  });
});

describe('what an operation may cost', () => {
  const row = '{ id name status }';
  const content = (below: string, args = 'first: 100') =>
    `{ contentItems(projectId: "${coffee}", ${args}) { ${below} } }`;

  it.each<[what: string, text: string, most: number, sure: number]>([
    ['a root', `{ project(id: "x") { id } }`, 1, 1],
    ['equal roots', `{ a: project(id: "x") { name } b: project(id: "x") { metadata } }`, 1, 1],
    [
      'three rows',
      `{ a: project(id: "x") ${row} b: project(id: "y") ${row} c: project(id: "z") ${row} }`,
      4,
      1,
    ],
    ['a page', `{ projects(first: 200) { nodes ${row} } }`, 1, 1],
    ['going on', `{ projects(after: "x") { nodes ${row} } }`, 2, 2],
    ['not going on', `{ projects(after: null) { nodes ${row} } }`, 1, 1],
    ['records', content('nodes { platformFit { ok } assets { id } updatedAt }'), 101, 1],
    ['rows by both ways', content('nodes { assets { id } } edges { node { updatedAt } }'), 101, 1],
    ['two aliases of a page', content('a: nodes { assets { id } } b: nodes { updatedAt }'), 101, 1],
    ['edges for their key', content('nodes { project { id __typename } }'), 1, 1],
    [
      'one project of all rows',
      content('nodes { project { name } } edges { node { project { metadata } } }'),
      2,
      1,
    ],
    [
      'the speakers of a page',
      content('nodes { influencer { name } project { name } }'),
      1 + 100 + 101 + 1,
      1,
    ],
    ['a list of each', `{ projects(first: 10) { nodes { id influencers { nodes { name } } } } }`, 11, 1],
    [
      'the project of a project',
      `{ projects(first: 10) { nodes { name influencers { nodes { project { name } } } } } }`,
      // All of them are asked for at once.
      1 + 10 + 10 + 1,
      1,
    ],
    [
      'fragments',
      `{ projects(first: 10) { nodes { ...A ...B } } } fragment A on Project { influencers { nodes { ...C } } } fragment B on Project { name influencers { nodes { ...C id } } } fragment C on Influencer { vibe }`,
      1 + 10 + 250,
      1,
    ],
    ['a look-up', '{ projectByCustomerExternalId(customerExternalId: "x") { name } }', 1, 1],
    [
      'a look-up of a record',
      '{ projectByCustomerExternalId(customerExternalId: "x") { metadata influencers { nodes { id } } } }',
      3,
      1,
    ],
    ['nothing', '{ __typename mediaAsset(id: "x") { url } __schema { types { name } } }', 0, 0],
  ])('is known for %s', (_what, text, most, sure) => {
    expect(sizeOf(text)).toMatchObject({ most: { reads: most, writes: 0 }, sure: { reads: sure } });
  });

  it('is known for variables: what is the same by several is read once for sure', () => {
    const text = `query ($a: ID!, $b: ID!, $h: String!) {
      a: project(id: $a) { metadata } b: project(id: $b) { metadata contentItems { nodes { id } } } c: project(id: "x") { metadata }
      d: projectByCustomerExternalId(customerExternalId: $h) { name } e: projectByCustomerExternalId(customerExternalId: "h") { name }
      f: contentItems(projectId: $a) { nodes { id } } g: contentItems(projectId: $b) { nodes { id } } }`;
    const of = (variables: object) => sizeOf(text, { ...variables });
    expect(of({ a: 'y', b: 'z', h: 'i' })).toMatchObject({ most: { reads: 8 }, sure: { reads: 8 } });
    expect(of({ a: 'y', b: 'y', h: 'i' })).toMatchObject({ most: { reads: 8 }, sure: { reads: 5 } });
    expect(of({ a: 'x', b: 'x', h: 'h' })).toMatchObject({ most: { reads: 8 }, sure: { reads: 3 } });
  });

  it('is known for writes and what is read after each', () => {
    const text = `mutation { a: updateInfluencer(input: { id: "x", vibe: "a" }) { influencer { vibe project { name } } }
      b: updateInfluencer(input: { id: "x", vibe: "b" }) { influencer { project { name } } }
      uploadContent(input: {}) { contentItems { platformFit { ok } influencer { vibe } } } }`;
    expect(sizeOf(text).most).toEqual({ reads: 2 + 10, writes: 2 + 32 });
    const twice = `mutation ($i: UpdateInfluencerInput!) { a: updateInfluencer(input: $i) { influencer { project { name } } } b: updateInfluencer(input: $i) { influencer { project { name } } } }`;
    expect(sizeOf(twice).most).toEqual({ reads: 2, writes: 2 });
  });

  it('is known for representations: distinct ones, by each of their keys', () => {
    const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { id name influencers { nodes { id } } } ... on Influencer { vibe } } }`;
    const of = (r: object[]) => sizeOf(text, { r: r.map((each) => ({ __typename: 'Project', ...each })) });
    const many = Array.from({ length: 300 }, (_, index) => ({ id: `prj_${index}` }));
    expect(of(many)).toMatchObject({ most: { reads: 601 }, sure: { reads: 302 } });
    expect(
      of([{ id: 1 }, { id: '1' }, { customerExternalId: 'a' }, { customerExternalId: 'a' }]),
    ).toMatchObject({
      most: { reads: 4 },
    });
    const influencers = [ava, ben, ava].map((id) => ({ __typename: 'Influencer', id }));
    expect(of(influencers)).toMatchObject({ most: { reads: 2 }, sure: { reads: 2 } });
    const misfits = [null, 'x', { __typename: 'Nobody' }, { __typename: 'Influencer', id: {} }];
    expect(sizeOf(text, { r: misfits }).most).toEqual({ reads: 0, writes: 0 });
  });

  it('is found at once for a text that was seen before', () => {
    const r = items(10_000);
    sizeOf(entities('platformFit { ok }'), { r });
    const started = performance.now();
    sizeOf(entities('platformFit { ok }'), { r });
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe('no operation costs more calls than were computed', () => {
  it.each([1, 2, 3, 4])('of those made from seed %i', async (from) => {
    const stage = await startStage({ config: { callBudget: 1_000_000, maxFields: 1_000_000 } });
    for (let seed = from * 1000; seed < from * 1000 + 25; seed++) {
      const text = randomOperation(seed);
      const { most } = sizeOf(text);
      stage.calls();
      await stage.ask(text);
      expect(stage.calls().length, text).toBeLessThanOrEqual(most.reads + most.writes);
    }
    await stage.close();
  });
});
