import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Ask, type Json, ok, type Stage, startStage } from './support/facade.js';

const { coffee, fitness } = seed.project;
const { ava } = seed.influencer;
const item = seed.content.morningRitual;
const unseen = 'med_00000000-0000-4000-8000-000000000000';
const noStore = 'no-store';
const kept = (seconds: number) => `max-age=${seconds}, private`;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ config: { corsOrigins: ['https://app.example.com'] } });
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.emulator.reset();
  stage.calls();
});

async function hintOf(text: string, variables: Json = {}, ask: Ask = {}): Promise<string | null> {
  const answer = await stage.ask(text, variables, ask);
  ok(answer);
  return answer.headers.get('cache-control');
}

describe('Cache-Control', () => {
  const project = (selection: string) => `{ project(id: "${coffee}") { ${selection} } }`;
  const content = (selection: string) => `{ contentItem(id: "${item}") { ${selection} } }`;
  const answers: [what: string, text: string, header: string][] = [
    ['the row of a project', project('id name status'), kept(60)],
    ['a whole project', project('metadata brandContext { appName keywords }'), kept(60)],
    [
      'value types inside each other, of the partner contract too',
      project('ingestState { github { status } }'),
      kept(60),
    ],
    [
      'a project by its handle',
      '{ projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { id } }',
      kept(60),
    ],
    ['an influencer', `{ influencer(id: "${ava}") { personality { tone } } }`, kept(60)],
    [
      'an influencer with its images',
      `{ influencer(id: "${ava}") { referenceImages { addedAt mediaAsset { url } } } }`,
      kept(60),
    ],
    ['a content item', content('caption preview { kind } assets { url } platformFit { ok }'), kept(10)],
    ['why a content item failed', content('lastError { code }'), kept(10)],
    ['a content item with what belongs to it', content('project { name } influencer { name }'), kept(10)],
    [
      'a list',
      '{ projects { nodes { name } edges { cursor node { id } } pageInfo { hasNextPage } } }',
      kept(10),
    ],
    ['a list of nothing but its end', '{ projects { pageInfo { hasNextPage } } }', kept(10)],
    ['a list inside a project', project('name contentItems { nodes { id } }'), kept(10)],
    [
      'a project and an influencer',
      `{ project(id: "${coffee}") { name } influencer(id: "${ava}") { name } }`,
      kept(60),
    ],
    [
      'a project and a content item',
      `{ project(id: "${coffee}") { name } contentItem(id: "${item}") { id } }`,
      kept(10),
    ],
    ['the viewer', '{ layersViewer { organizationId scopes } }', kept(30)],
    ['the viewer and a project', `{ layersViewer { scopes } project(id: "${coffee}") { name } }`, kept(30)],
    ['a rate limit', '{ layersViewer { organizationId rateLimit { remaining } } }', noStore],
    ['nothing but the name of the root', '{ __typename }', noStore],
    ['introspection', '{ __schema { queryType { name } } }', noStore],
    [
      'introspection beside a project',
      `{ __type(name: "Project") { name } project(id: "${coffee}") { name } }`,
      noStore,
    ],
    ['the SDL', '{ _service { sdl } }', noStore],
    ['the SDL beside a project', `{ _service { sdl } project(id: "${coffee}") { name } }`, noStore],
    ['a project that is not there', '{ project(id: "prj_nobody") { name } }', noStore],
    [
      'a project beside one that is not there',
      `{ a: project(id: "${coffee}") { name } b: project(id: "prj_nobody") { name } }`,
      noStore,
    ],
    ['a list without its parent', '{ influencers(projectId: "prj_nobody") { nodes { id } } }', noStore],
    ['a media asset that was not seen', `{ mediaAsset(id: "${unseen}") { id } }`, noStore],
    ['an alias', `{ mine: project(id: "${coffee}") { it: name } }`, kept(60)],
    [
      'inline fragments',
      `{ ... { ... on Query { project(id: "${coffee}") { ... on Project { ... { name } } } } } }`,
      kept(60),
    ],
    [
      'the least in an inline fragment',
      `{ ... on Query { layersViewer { ... { rateLimit { limit } } } } }`,
      noStore,
    ],
    [
      'a fragment that is spread again and again',
      `query { a: project(id: "${coffee}") { ...P ...P } b: project(id: "${fitness}") { ...P } } fragment P on Project { name ...Q } fragment Q on Project { status }`,
      kept(60),
    ],
    [
      'the least in a fragment of a fragment',
      `query { project(id: "${coffee}") { ...P } } fragment P on Project { name ...Q } fragment Q on Project { influencers { nodes { id } } }`,
      kept(10),
    ],
    [
      'the least behind a fragment that was seen before',
      `query { contentItem(id: "${item}") { project { ...P } } layersViewer { ...V } } fragment P on Project { name } fragment V on LayersViewer { rateLimit { limit } }`,
      noStore,
    ],
    [
      'a fragment of the root',
      `query { ...R } fragment R on Query { project(id: "${coffee}") { name } layersViewer { scopes } }`,
      kept(30),
    ],
    [
      'a fragment beside it that has no part in it',
      `query { project(id: "${coffee}") { name } contentItem(id: "${item}") @skip(if: true) { ...F } } fragment F on ContentItem { id }`,
      kept(10),
    ],
  ];
  for (const [what, text, header] of answers)
    it(`of ${what} is ${header}`, async () => {
      expect(await hintOf(text)).toBe(header);
    });

  it('is never longer for @skip and @include than for all that could be there', async () => {
    const text = `query ($with: Boolean!) { project(id: "${coffee}") { name contentItems(first: 1) @include(if: $with) { nodes { id } } }
      layersViewer @skip(if: $with) { organizationId } }`;
    for (const flag of [true, false]) expect(await hintOf(text, { with: flag })).toBe(kept(10));
  });

  it('is that of the operation that was asked for, not of its neighbours in the document', async () => {
    const query = `query A { project(id: "${coffee}") { ...P } } query B { contentItem(id: "${item}") { project { ...P } } }
      query C { layersViewer { rateLimit { limit } } } query D { project(id: "prj_nobody") { name } } fragment P on Project { name }`;
    const headers: Json = {};
    for (const operationName of ['A', 'B', 'C', 'D', 'A']) {
      const response = await fetch(stage.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live },
        body: JSON.stringify({ query, operationName }),
      });
      headers[operationName] = response.headers.get('cache-control');
    }
    expect(headers).toEqual({ A: kept(60), B: kept(10), C: noStore, D: noStore });
  });

  it('of a GET is that of a POST', async () => {
    const search = new URLSearchParams({ query: project('name') });
    const response = await fetch(`${stage.url}?${search}`, {
      headers: { 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': '1' },
    });
    expect(response.headers.get('cache-control')).toBe(kept(60));
  });

  it('of a mutation is no-store, whether it did something or not', async () => {
    const text =
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { name } userErrors { code } } }';
    for (const name of ['Acme Bakery', ''])
      expect(await hintOf(text, { input: { name, timezone: 'UTC' } })).toBe(noStore);
  });

  const failing: [what: string, text: string, headers: Record<string, string>][] = [
    ['is malformed', '{ project(', {}],
    ['does not fit the schema', '{ nothing }', {}],
    ['is of a stranger', project('name'), { 'x-api-key': 'lp_live_wrong' }],
    ['is half refused', '{ projects { nodes { name influencers { nodes { id } } } } }', { readOnly: '' }],
    ['asks for a page that is too large', '{ projects(first: 201) { nodes { id } } }', {}],
  ];
  for (const [what, text, headers] of failing)
    it(`of an operation that ${what} is no-store`, async () => {
      const key = 'readOnly' in headers ? { 'x-api-key': stage.emulator.keys.readOnly } : headers;
      const answer = await stage.ask(text, {}, { headers: key });
      expect(answer.errors).not.toEqual([]);
      expect(answer.headers.get('cache-control')).toBe(noStore);
    });

  it('takes one look at each of 200 fragments that spread the next one twice', async () => {
    const fragments = Array.from(
      { length: 200 },
      (_, index) =>
        `fragment F${index} on Project { ${index < 199 ? `...F${index + 1} ...F${index + 1}` : 'name'} }`,
    );
    const text = `query { project(id: "${coffee}") { ...F0 } } ${fragments.join(' ')}`;
    const startedAt = performance.now();
    const answer = await stage.ask(text);
    expect(ok(answer).project.name).toBe('Acme Coffee');
    expect(answer.headers.get('cache-control')).toBe(kept(60));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('goes with a Vary by everything that an answer depends on', async () => {
    for (const text of [project('name'), '{ __typename }', '{ nothing }']) {
      const plain = (await stage.ask(text)).headers.get('vary');
      for (const name of ['Accept', 'Authorization', 'X-Api-Key', 'X-Layers-Organization'])
        expect(plain?.split(/, */)).toContain(name);
      for (const origin of ['https://app.example.com', 'https://evil.example.com']) {
        const vary = (await stage.ask(text, {}, { headers: { origin } })).headers.get('vary');
        expect(vary?.split(/, */).sort()).toEqual([
          'Accept',
          'Authorization',
          'Origin',
          'X-Api-Key',
          'X-Layers-Organization',
        ]);
      }
    }
  });
});

describe('Cache-Control of _entities', () => {
  const all = `... on Project { name } ... on Influencer { name } ... on ContentItem { caption } ... on MediaAsset { url }`;
  const entities = (selection: string) =>
    `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`;
  const image = { __typename: 'MediaAsset', id: seed.media.ava1 };
  const file = { __typename: 'MediaAsset', id: 'ast_032fb429-a9e4-4ec1-8a3c-b7b2dc5617b1' };
  const cases: [what: string, selection: string, representations: object[], header: string][] = [
    [
      'of one type is that of the type',
      '... on Project { name }',
      [{ __typename: 'Project', id: coffee }],
      kept(60),
    ],
    [
      'by handle too',
      '... on Project { name }',
      [{ __typename: 'Project', customerExternalId: 'acme-coffee-ios' }],
      kept(60),
    ],
    [
      'of several types is the least',
      all,
      [
        { __typename: 'Project', id: coffee },
        { __typename: 'ContentItem', id: item },
      ],
      kept(10),
    ],
    ['of the name of their type alone is no-store', '', [{ __typename: 'Project', id: coffee }], noStore],
    [
      'of which one is unknown is no-store',
      '... on Project { name }',
      [
        { __typename: 'Project', id: coffee },
        { __typename: 'Project', id: 'prj_nobody' },
      ],
      noStore,
    ],
    [
      'of an asset that was not seen is no-store',
      '... on MediaAsset { url }',
      [{ __typename: 'MediaAsset', id: unseen }],
      noStore,
    ],
    [
      'of an asset that was not seen beside one that was is no-store',
      '... on MediaAsset { url }',
      [image, { __typename: 'MediaAsset', id: unseen }],
      noStore,
    ],
    [
      'of an asset that was seen as a part of something is none',
      '... on MediaAsset { url }',
      [image],
      noStore,
    ],
    ['of an asset that was seen whole is 300 s', '... on MediaAsset { url }', [file], kept(300)],
  ];
  for (const [what, selection, r, header] of cases)
    it(what, async () => {
      const item = `contentItem(id: "${seed.content.menuBoard}") { assets { id } }`;
      ok(await stage.ask(`{ influencer(id: "${ava}") { referenceImages { mediaAsset { id } } } ${item} }`));
      expect(await hintOf(entities(selection), { r })).toBe(header);
    });

  it('with a fragment of the union is that of what it spreads', async () => {
    const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ...E } } fragment E on _Entity { __typename ...P } fragment P on Project { name ...L }
      fragment L on Project { influencers(first: 1) { nodes { id } } }`;
    expect(await hintOf(text, { r: [{ __typename: 'Project', id: coffee }] })).toBe(kept(10));
  });
});

describe('extensions.apolloEntityCacheTags', () => {
  const names = '... on Project { name } ... on Influencer { name } ... on ContentItem { caption }';
  async function extensionsOf(query: string, variables: Json = {}, headers: Record<string, string> = {}) {
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': stage.emulator.keys.live,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as Json).extensions;
  }
  const text = (selection = names) =>
    `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`;
  const byHandle = (customerExternalId: unknown) => ({ __typename: 'Project', customerExternalId });
  const handle = 'acme-coffee-ios';
  const tagged = [
    ['an id', { __typename: 'Project', id: coffee }, [`Project:${coffee}`]],
    ['an id that is a number', { __typename: 'Project', id: 7 }, ['Project:7']],
    ['an id of another type', { __typename: 'ContentItem', id: item }, [`ContentItem:${item}`]],
    ['an id that is unknown', { __typename: 'Influencer', id: 'inf_nobody' }, ['Influencer:inf_nobody']],
    ['an asset', { __typename: 'MediaAsset', id: unseen }, [`MediaAsset:${unseen}`]],
    ['a handle', byHandle(handle), [`Project:customerExternalId:${handle}`, `Project:${coffee}`]],
    [
      'a handle beside no id',
      { ...byHandle(handle), id: null },
      [`Project:customerExternalId:${handle}`, `Project:${coffee}`],
    ],
    ['a handle that is unknown', byHandle('nobody'), ['Project:customerExternalId:nobody']],
    [
      'an id and a handle',
      { ...byHandle('mine'), id: coffee },
      [`Project:${coffee}`, 'Project:customerExternalId:mine'],
    ],
    [
      'a handle of what has none',
      { __typename: 'Influencer', id: ava, customerExternalId: 'a' },
      [`Influencer:${ava}`],
    ],
    ['no key', { __typename: 'Project' }, []],
    ['an empty id', { __typename: 'Project', id: '' }, []],
    ['an id that is no whole number', { __typename: 'Project', id: 1.5 }, []],
    ['an id that is no text beside a handle', { ...byHandle(handle), id: [] }, []],
    ['a handle that is no text', byHandle(5), []],
    ['an unknown type', { __typename: 'Nobody', id: 'x' }, []],
    ['a type of the prototype', { __typename: 'constructor', id: 'x' }, []],
    ['nothing but text', 'Project', []],
  ] satisfies [string, unknown, string[]][];
  for (const [what, representation, tags] of tagged)
    it(`has of a representation with ${what} ${tags.length === 0 ? 'no tag' : tags.join(' and ')}`, async () => {
      const { apolloEntityCacheTags } = await extensionsOf(text(), { r: [representation] });
      expect(apolloEntityCacheTags).toEqual([tags]);
    });

  it('has one list per representation, in their order, duplicates too', async () => {
    const r = [...tagged, ...tagged].map(([, representation]) => representation);
    const { apolloEntityCacheTags } = await extensionsOf(text(), { r });
    expect(apolloEntityCacheTags).toEqual([...tagged, ...tagged].map(([, , tags]) => tags));
  });

  it('has no id of a handle that nobody had to look up', async () => {
    const { apolloEntityCacheTags } = await extensionsOf(text(''), { r: [byHandle(handle)] });
    expect(apolloEntityCacheTags).toEqual([[`Project:customerExternalId:${handle}`]]);
    expect(stage.calls()).toEqual([]);
  });

  it('is an empty list for no representations', async () => {
    expect((await extensionsOf(text(), { r: [] })).apolloEntityCacheTags).toEqual([]);
  });

  it('is there under an alias, and for one field that is written twice', async () => {
    const r = [{ __typename: 'Project', id: coffee }];
    const alias = 'query ($r: [_Any!]!) { mine: _entities(representations: $r) { ... on Project { name } } }';
    expect((await extensionsOf(alias, { r })).apolloEntityCacheTags).toEqual([[`Project:${coffee}`]]);
    const twice = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { name } } _entities(representations: $r) { __typename } }`;
    expect((await extensionsOf(twice, { r })).apolloEntityCacheTags).toEqual([[`Project:${coffee}`]]);
  });

  it('is left out where _entities is asked for more than once: positions would mean nothing', async () => {
    const r = [{ __typename: 'Project', id: coffee }];
    for (const aliases of [
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
    ]) {
      const fields = aliases.map(
        (alias) => `${alias}: _entities(representations: $r) { ... on Project { name } }`,
      );
      expect(await extensionsOf(`query ($r: [_Any!]!) { ${fields.join(' ')} }`, { r })).not.toHaveProperty(
        'apolloEntityCacheTags',
      );
    }
  });

  it('is absent without _entities', async () => {
    for (const query of [`{ project(id: "${coffee}") { name } }`, '{ _service { sdl } }', '{ nothing }'])
      expect((await extensionsOf(query)) ?? {}).not.toHaveProperty('apolloEntityCacheTags');
  });

  it('is beside a trace', async () => {
    const headers = { 'apollo-federation-include-trace': 'ftv1' };
    const extensions = await extensionsOf(text(), { r: [{ __typename: 'Project', id: coffee }] }, headers);
    expect(extensions).toMatchObject({
      ftv1: expect.any(String),
      apolloEntityCacheTags: [[`Project:${coffee}`]],
    });
  });
});
