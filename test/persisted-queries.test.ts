import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  await stage.emulator.reset();
  stage.calls();
});
afterAll(() => stage.close());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });

async function told(response: Response) {
  const { data, errors = [] } = (await response.json()) as Json;
  const codes: unknown[] = errors.map(({ extensions }: Json) => extensions?.code);
  return { status: response.status, headers: response.headers, data, codes, message: errors[0]?.message };
}

async function post(body: Json, { key = stage.emulator.keys.live, url = stage.url } = {}) {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  return told(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function get(params: Record<string, string>, headers: Record<string, string> = {}) {
  const ours = { 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': '1' };
  return told(
    await fetch(`${stage.url}?${new URLSearchParams(params)}`, { headers: { ...ours, ...headers } }),
  );
}

const notFound = { status: 200, codes: ['PERSISTED_QUERY_NOT_FOUND'], message: 'PersistedQueryNotFound' };

describe('a hash alone', () => {
  it('that is not known asks for the text, in the words of the protocol, and not to be cached', async () => {
    const extensions = persisted('{ unheard: __typename }');
    for (const answer of [
      await post({ extensions }),
      await get({ extensions: JSON.stringify(extensions) }),
    ]) {
      expect(answer).toMatchObject(notFound);
      expect(answer.data).toBeUndefined();
      expect(answer.headers.get('cache-control')).toMatch(/no-cache/);
    }
    expect(stage.calls()).toEqual([]);
  });

  it('is enough once its text was sent with it, by POST and by GET, with any variables', async () => {
    const query = 'query Known($id: ID!) { project(id: $id) { id } } query Other { __typename }';
    const operation = { operationName: 'Known', extensions: persisted(query) };
    const coffee = { id: seed.project.coffee };
    expect(await post({ ...operation, variables: coffee })).toMatchObject(notFound);
    const served = { status: 200, codes: [], data: { project: coffee } };
    expect(await post({ query, ...operation, variables: coffee })).toMatchObject(served);
    expect(await post({ ...operation, variables: coffee })).toMatchObject(served);
    expect(
      await get({
        operationName: 'Known',
        extensions: JSON.stringify(operation.extensions),
        variables: JSON.stringify(coffee),
      }),
    ).toMatchObject(served);
    expect(await post({ ...operation, variables: { id: 'nobody' } })).toMatchObject({
      data: { project: null },
    });
    expect(await post({ ...operation, variables: {} })).toMatchObject({ codes: ['BAD_USER_INPUT'] });
  });

  it('by GET needs the header against CSRF all the same', async () => {
    const query = '{ byGet: __typename }';
    await post({ query, extensions: persisted(query) });
    const extensions = JSON.stringify(persisted(query));
    expect(await get({ extensions }, { 'apollo-require-preflight': '' })).toMatchObject({ status: 400 });
    expect(await get({ extensions })).toMatchObject({ status: 200, data: { byGet: 'Query' } });
  });

  it('of a mutation runs by POST, and is refused by GET before anything is written', async () => {
    const query = 'mutation { createProject(input: { name: "A", timezone: "UTC" }) { project { name } } }';
    const extensions = persisted(query);
    await post({ query, extensions });
    stage.calls();
    expect(await get({ extensions: JSON.stringify(extensions) })).toMatchObject({
      status: 405,
      codes: ['BAD_REQUEST'],
    });
    expect(stage.calls()).toEqual([]);
    expect(await post({ extensions })).toMatchObject({
      data: { createProject: { project: { name: 'A' } } },
    });
  });

  it('shares the text with other credentials, and no data', async () => {
    const query = '{ layersViewer { organizationId } }';
    const extensions = persisted(query);
    const acme = { layersViewer: { organizationId: seed.organization.acme } };
    expect(await post({ query, extensions })).toMatchObject({ data: acme });
    expect(await post({ extensions }, { key: stage.emulator.keys.otherOrg })).toMatchObject({
      data: { layersViewer: { organizationId: seed.organization.other } },
    });
    expect(await post({ extensions }, { key: '' })).toMatchObject({
      data: { layersViewer: null },
      codes: ['UNAUTHENTICATED'],
    });
    expect(await post({ extensions })).toMatchObject({ data: acme });
  });

  it('is forgotten for room when it was not used for long, and can be told again', async () => {
    const [old, used] = ['{ old: __typename }', '{ used: __typename }'];
    for (const query of [old, used]) await post({ query, extensions: persisted(query) });
    // A text is charged two bytes a character: 40 of a million are more than there is room for.
    for (let i = 0; i < 40; i++) {
      const search = `${i}${'x'.repeat(1_000_000)}`;
      const large = `{ __typename projects(filter: { search: "${search}" }) @skip(if: true) { nodes { id } } }`;
      expect(await post({ query: large })).toMatchObject({ data: { __typename: 'Query' } });
      expect(await post({ extensions: persisted(used) })).toMatchObject({ data: { used: 'Query' } });
    }
    expect(await post({ extensions: persisted(old) })).toMatchObject(notFound);
    expect(await post({ query: old, extensions: persisted(old) })).toMatchObject({ data: { old: 'Query' } });
    expect(await post({ extensions: persisted(old) })).toMatchObject({ data: { old: 'Query' } });
  });
});

describe('a text that is refused', () => {
  const refused: [name: string, query: string, code: string][] = [
    ['of too many tokens', `{ ${'__typename '.repeat(5001)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['of too many comments', `{ __typename ${'#\n'.repeat(5001)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['that is too deep', `{ ${'a { '.repeat(20)} a ${'}'.repeat(20)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'of too many aliases',
      `{ ${Array.from({ length: 201 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['that is not GraphQL', '{ __typename', 'GRAPHQL_PARSE_FAILED'],
    ['that does not fit the schema', '{ __typename captions }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that spreads a fragment in itself',
      '{ ...A } fragment A on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ];
  for (const [name, query, code] of refused)
    it(`${name} does not become known by its hash, however often it is sent`, async () => {
      const extensions = persisted(query);
      const first = await post({ query, extensions });
      expect(first).toMatchObject({ codes: [code], data: undefined });
      for (let i = 0; i < 2; i++) {
        expect(await post({ extensions })).toMatchObject(notFound);
        expect(await get({ extensions: JSON.stringify(extensions) })).toMatchObject(notFound);
        const { status, codes, message } = await post({ query, extensions });
        expect({ status, codes, message }).toEqual({
          status: first.status,
          codes: first.codes,
          message: first.message,
        });
      }
    });

  it('for the size of its answer is refused by its hash too', async () => {
    const query = `{ projects(first: 100) { nodes { contentItems(first: 100) { nodes { project { contentItems(first: 100) { nodes { id } } } } } } } }`;
    for (const body of [{ query }, { extensions: persisted(query) }])
      expect(await post(body)).toMatchObject({
        codes: ['GRAPHQL_VALIDATION_FAILED'],
        message: expect.stringMatching(/could have/),
      });
    expect(stage.calls()).toEqual([]);
  });

  it('because introspection is off is not known by its hash, and where it is on it is', async () => {
    const query = '{ __schema { queryType { name } } }';
    const extensions = persisted(query);
    const closed = await startStage({ config: { introspection: false } });
    try {
      for (const body of [{ query, extensions }, { query }])
        expect(await post(body, closed)).toMatchObject({ codes: ['GRAPHQL_VALIDATION_FAILED'] });
      expect(await post({ extensions }, closed)).toMatchObject(notFound);
    } finally {
      await closed.close();
    }
    expect(await post({ query, extensions })).toMatchObject({ codes: [] });
    expect(await post({ extensions })).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
  });
});

describe('what is not by the protocol', () => {
  const query = '{ __typename }';
  const sha256Hash = hashOf(query);
  const cyclic = '['.repeat(100_000) + ']'.repeat(100_000);

  const malformed: [name: string, extensions: string, message: RegExp][] = [
    [
      'another hash than the text has',
      `{"persistedQuery":{"version":1,"sha256Hash":"${hashOf('{ a }')}"}}`,
      /sha/,
    ],
    [
      'a hash in capitals',
      `{"persistedQuery":{"version":1,"sha256Hash":"${sha256Hash.toUpperCase()}"}}`,
      /sha/,
    ],
    ['another version', `{"persistedQuery":{"version":2,"sha256Hash":"${sha256Hash}"}}`, /version/],
    [
      'a version that is a text',
      `{"persistedQuery":{"version":"1","sha256Hash":"${sha256Hash}"}}`,
      /version/,
    ],
    ['no version', `{"persistedQuery":{"sha256Hash":"${sha256Hash}"}}`, /version/],
    ['no hash', '{"persistedQuery":{"version":1}}', /sha256Hash/],
    ['a hash that is a number', '{"persistedQuery":{"version":1,"sha256Hash":7}}', /sha256Hash/],
    ['a hash that is null', '{"persistedQuery":{"version":1,"sha256Hash":null}}', /sha256Hash/],
    [
      'a hash that makes no text',
      '{"persistedQuery":{"version":1,"sha256Hash":{"toString":1,"valueOf":1}}}',
      /sha256Hash/,
    ],
    ['a hash of lists', `{"persistedQuery":{"version":1,"sha256Hash":[[["a"]]]}}`, /sha256Hash/],
    ['true', '{"persistedQuery":true}', /sha256Hash/],
    ['a text', '{"persistedQuery":"1"}', /sha256Hash/],
    ['a list', '{"persistedQuery":[]}', /sha256Hash/],
    ['extensions that are a list', '[]', /extensions/],
    ['extensions that are a text', '"a"', /extensions/],
    ['extensions that are a number', '7', /extensions/],
  ];
  for (const [name, extensions, message] of malformed)
    it(`is 400 BAD_REQUEST, with a text, by POST and by GET: ${name}`, async () => {
      const body = { query, extensions: JSON.parse(extensions) };
      for (const answer of [await post(body), await get({ query, extensions })])
        expect(answer).toMatchObject({
          status: 400,
          codes: ['BAD_REQUEST'],
          message: expect.stringMatching(message),
          data: undefined,
        });
      const { status } = await post({ extensions: JSON.parse(extensions) });
      // A well-formed hash without its text is only not known.
      expect(status).toBe(/^\/sha\/$/.test(String(message)) ? 200 : 400);
    });

  it('is 400 when a GET has extensions that are not JSON, or two of them', async () => {
    expect(await get({ query, extensions: '{' })).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    const twice = await fetch(`${stage.url}?extensions={}&extensions={}&query={__typename}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(twice.status).toBe(400);
  });

  it('is 400 when the hash is lists without end', async () => {
    const body = `{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":${cyclic}}}}`;
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(stage.url, { method: 'POST', headers, body })).status).toBe(400);
  });

  it('is nothing when extensions are null, empty, or of others', async () => {
    for (const extensions of [null, {}, { persistedQuery: null }, { other: { a: 1 } }])
      expect(await post({ query, extensions })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });
});
