import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  expect(ok(await stage.ask('{ projects { nodes { id } } }')).projects.nodes).toHaveLength(2);
});
afterAll(() => stage.close());

interface Sent {
  status: number;
  codes: unknown[];
  message: string;
  data: Json;
}

async function send(body: string | Buffer, headers: Record<string, string> = {}, search = ''): Promise<Sent> {
  const response = await fetch(stage.url + search, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  return told(response.status, await response.text());
}

async function get(params: Record<string, string>, headers: Record<string, string> = {}): Promise<Sent> {
  const response = await fetch(`${stage.url}?${new URLSearchParams(params)}`, {
    headers: { 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': '1', ...headers },
  });
  return told(response.status, await response.text());
}

function told(status: number, text: string): Sent {
  const { data, errors = [] } = JSON.parse(text) as Json;
  return {
    status,
    data,
    codes: errors.map((error: Json) => error.extensions?.code),
    message: errors[0]?.message ?? '',
  };
}

const operation = (query: string, variables: Json = {}) => JSON.stringify({ query, variables });

describe('the size of an operation', () => {
  const repeat = (count: number, part: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => part(i)).join(' ');
  const chain = (links: number, entry = '...F0', last = '__typename') =>
    `query { ${entry} } ${repeat(links, (i) => `fragment F${i} on Query { ${i === links - 1 ? last : `...F${i + 1}`} }`)}`;

  const refused: [name: string, query: string, message: RegExp][] = [
    ['more than 5,000 tokens', `{ ${repeat(5001, () => '__typename')} }`, /more than 5000 tokens/],
    ['more than 5,000 comments', `{ __typename ${'#\n'.repeat(5001)} }`, /more than 5000 comments/],
    ['21 fields in each other', `{ ${'a { '.repeat(20)} a ${'}'.repeat(20)} }`, /21 fields deep; at most 20/],
    [
      '21 fields in each other through fragments',
      `{ ...A } fragment A on Query { ${'a { '.repeat(10)} ...B ${'}'.repeat(10)} } fragment B on Query { ${'a { '.repeat(10)} a ${'}'.repeat(10)} }`,
      /21 fields deep/,
    ],
    [
      '21 fields in each other through inline fragments',
      `{ ${'a { ... on Query { ... { '.repeat(20)} a ${'} } }'.repeat(20)} }`,
      /21 fields deep/,
    ],
    ['201 aliases', `{ ${repeat(201, (i) => `a${i}: __typename`)} }`, /201 aliases; at most 200/],
    [
      'aliases multiplied by fragments',
      `{ ${repeat(21, (i) => `a${i}: project(id: "x") { ...F }`)} } fragment F on Project { ${repeat(9, (i) => `b${i}: id`)} }`,
      /210 aliases/,
    ],
    ['a chain of 300 fragments', chain(300), /nests more than 250/],
    ['a chain of 300 fragments that nothing uses', chain(300, '__typename'), /nests more than 250/],
    ['a chain of 5,000 fragments', chain(5000), /tokens/],
    [
      '300 inline fragments in each other',
      `{ ${'... { '.repeat(300)} __typename ${'}'.repeat(300)} }`,
      /nests more than 250/,
    ],
    ['2,400 brackets {a{a{', `{ ${'a{'.repeat(2400)}`, /./],
    ['20,000 brackets {a{a{', `{ ${'a{'.repeat(20_000)}`, /tokens|nested/],
    ['4,900 brackets [[[[', `{ project(id: ${'['.repeat(2400)}${']'.repeat(2400)}) { id } }`, /./],
    ['2,000 brackets {a:{a:', `{ project(id: ${'{a:'.repeat(1200)}1${'}'.repeat(1200)}) { id } }`, /./],
    [
      '3,000 brackets in a variable type',
      `query($a: ${'['.repeat(2400)}Int${']'.repeat(2400)}) { __typename }`,
      /./,
    ],
    ['brackets in a default', `query($a: [ID] = ${'['.repeat(2400)}${']'.repeat(2400)}) { __typename }`, /./],
    ['brackets in a directive', `{ __typename @include(if: ${'['.repeat(2400)}${']'.repeat(2400)}) }`, /./],
  ];
  for (const [name, query, message] of refused)
    it(`${name} is refused as the client's error, without a call`, async () => {
      stage.calls();
      const { status, codes, message: words, data } = await send(operation(query));
      expect(status).toBeLessThan(500);
      expect(data).toBeUndefined();
      expect(codes[0]).toMatch(/^(?:GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/);
      expect(words).toMatch(message);
      expect(words.length).toBeLessThan(10_000);
      expect(stage.calls()).toEqual([]);
    });

  const cycles: [name: string, query: string][] = [
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['two fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      'a circle with fields in it',
      '{ ...A } fragment A on Query { project(id: "x") { influencers { nodes { project { ...B } } } } } fragment B on Project { ...C } fragment C on Project { ...B }',
    ],
    ['a circle that nothing uses', '{ __typename } fragment A on Query { ...A }'],
  ];
  for (const [name, query] of cycles)
    it(`${name} is refused by validation`, async () => {
      expect((await send(operation(query))).codes).toContain('GRAPHQL_VALIDATION_FAILED');
    });

  it("a gateway's aliases have room: one for each of 100 entity fields", async () => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Project { ${repeat(100, (i) => `_v${i}_influencers: influencers(first: ${i + 1}) { nodes { id } }`)} } } }`;
    const answer = await send(operation(query, { r: [] }));
    expect(answer).toMatchObject({ status: 200, codes: [], data: { _entities: [] } });
  });

  it('the standard introspection query is within every limit', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await send(operation(getIntrospectionQuery({ inputValueDeprecation: true })))).codes).toEqual([]);
  });

  it('the same field 4,900 times in one place is refused before comparing takes long', async () => {
    const startedAt = performance.now();
    const { codes, message } = await send(operation(`{ projects { nodes { ${'id '.repeat(4900)} } } }`));
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(message).toMatch(/repeats fields/);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('of a known text is no looser than that of a new one, and its errors name the same places', async () => {
    const request = async (query: string) => {
      const response = await fetch(stage.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'lp_live_wrong' },
        body: operation(query),
      });
      const { errors } = (await response.json()) as Json;
      return errors.map(({ message, locations }: Json) => ({ message, locations }));
    };
    for (const [query, ...locations] of [
      ['# first\n{ a: __typename\n  layersViewer { scopes } }', { line: 3, column: 3 }],
      ['query ($n: Int!) { projects(first: $n) { nodes { id } } }', { line: 1, column: 8 }],
      ['{\n  captions\n  titles }', { line: 2, column: 3 }, { line: 3, column: 3 }],
      ['{\n  projects {', { line: 2, column: 13 }],
    ] as const) {
      const first = await request(query);
      expect(first.map((error: Json) => error.locations)).toEqual(locations.map((place) => [place]));
      for (let again = 0; again < 2; again++) expect(await request(query)).toEqual(first);
    }
  });

  it('the limits are configurable', async () => {
    const narrow = await startStage({ config: { maxTokens: 100, maxDepth: 3, maxAliases: 1 } });
    try {
      const words = async (query: string) => (await narrow.ask(query)).errors[0]?.message;
      expect(await words('{ projects { nodes { id } } }')).toBeUndefined();
      expect(await words('{ projects { nodes { influencers { __typename } } } }')).toMatch(/at most 3/);
      expect(await words('{ a: __typename b: __typename }')).toMatch(/at most 1/);
      expect(await words(`{ ${'__typename '.repeat(100)} }`)).toMatch(/100 tokens/);
      expect(await words(`{ __typename ${'#\n'.repeat(101)} }`)).toMatch(/100 comments/);
    } finally {
      await narrow.close();
    }
  });

  it('with the highest limits, chains and brackets are still refused and not a crash', async () => {
    const wide = await startStage({ config: { maxTokens: 1_000_000, maxDepth: 100, maxAliases: 10_000 } });
    try {
      for (const query of [
        chain(5000),
        chain(5000, '__typename'),
        chain(5000, '...F0', '...F0'),
        `{ ${'a{'.repeat(50_000)}`,
        `{ ${'a{'.repeat(50_000)} a ${'}'.repeat(50_000)} }`,
        `{ project(id: ${'['.repeat(50_000)}${']'.repeat(50_000)}) { id } }`,
        `{ project(id: ${'{a:'.repeat(50_000)}1${'}'.repeat(50_000)}) { id } }`,
        `query($a: ${'['.repeat(50_000)}Int${']'.repeat(50_000)}) { __typename }`,
        `query($a: [ID] = ${'['.repeat(3000)}${']'.repeat(3000)}) { projects { nodes { id } } }`,
        `mutation { createProject(input: { name: "a", timezone: "UTC", metadata: ${'{a:'.repeat(3000)}1${'}'.repeat(3000)} }) { idempotencyKey } }`,
      ]) {
        const { status, errors } = await wide.ask(query);
        const about = query.slice(0, 40);
        expect(status, about).toBeLessThan(500);
        expect(JSON.stringify(errors), about).not.toContain('INTERNAL_SERVER_ERROR');
      }
      expect(ok(await wide.ask('{ projects { nodes { id } } }')).projects.nodes).toHaveLength(2);
    } finally {
      await wide.close();
    }
  });
});

describe('how an operation is sent', () => {
  const query = '{ projects { nodes { id } } }';
  const boundary = '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--\r\n';

  const cases: [name: string, answer: () => Promise<Sent>, status: number, code: string, message?: RegExp][] =
    [
      ['a list of operations', () => send(JSON.stringify([{ query }])), 400, 'BAD_REQUEST'],
      ['an empty list', () => send('[]'), 400, 'BAD_REQUEST'],
      [
        'plain text',
        () => send(query, { 'content-type': 'text/plain' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        /application\/json/,
      ],
      [
        'a form',
        () => send(`query=${query}`, { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'application/graphql',
        () => send(query, { 'content-type': 'application/graphql' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'no content type',
        () => send(operation(query), { 'content-type': '' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'UTF-16',
        () => send(operation(query), { 'content-type': 'application/json; charset=utf-16' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'a multipart form without a header that a foreign page cannot send',
        () => send(boundary, { 'content-type': 'multipart/form-data; boundary=x' }),
        400,
        'BAD_REQUEST',
        /apollo-require-preflight/,
      ],
      [
        'gzip',
        () => send(gzipSync(operation(query)), { 'content-encoding': 'gzip' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        /uncompressed/,
      ],
      ['JSON that is cut short', () => send('{"query":"{ a'), 400, 'BAD_REQUEST', /not JSON/],
      ['an empty body', () => send(''), 400, 'BAD_REQUEST'],
      ['bytes that are not UTF-8', () => send(Buffer.from([0xff, 0xfe, 0x7b])), 400, 'BAD_REQUEST'],
      ['null', () => send('null'), 400, 'BAD_REQUEST'],
      ['a text', () => send('"{ __typename }"'), 400, 'BAD_REQUEST'],
      ['an object without a query', () => send('{"variables":{}}'), 400, 'BAD_REQUEST'],
      ['an empty query', () => send('{"query":""}'), 400, 'BAD_REQUEST'],
      [
        'a query in the URL of a POST',
        () => send('{"a":1}', {}, `?query=${encodeURIComponent(query)}`),
        400,
        'BAD_REQUEST',
      ],
      [
        'a GET without a header that a page must ask leave for',
        () => get({ query }, { 'apollo-require-preflight': '' }),
        400,
        'BAD_REQUEST',
      ],
      [
        'a mutation by GET',
        () =>
          get({
            query: 'mutation { createProject(input: { name: "a", timezone: "UTC" }) { idempotencyKey } }',
          }),
        405,
        'BAD_REQUEST',
      ],
      ['variables of a GET that are not JSON', () => get({ query, variables: '{' }), 400, 'BAD_REQUEST'],
      [
        'a GET over the limits',
        () => get({ query: `{ ${'a { '.repeat(20)} a ${'}'.repeat(20)} }` }),
        400,
        'GRAPHQL_VALIDATION_FAILED',
        /21 fields deep/,
      ],
      [
        'a persisted query that is not known',
        () =>
          send(
            JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
          ),
        200,
        'PERSISTED_QUERY_NOT_FOUND',
      ],
    ];
  for (const [name, answer, status, code, message] of cases)
    it(`${name} is ${status} ${code}`, async () => {
      stage.calls();
      const sent = await answer();
      expect({ status: sent.status, codes: sent.codes }).toEqual({ status, codes: [code] });
      if (message) expect(sent.message).toMatch(message);
      expect(stage.calls()).toEqual([]);
    });

  it('a GET query is answered, with its variables and name', async () => {
    const answer = await get({
      query: 'query A($id: ID!) { project(id: $id) { id } } query B { __typename }',
      operationName: 'A',
      variables: JSON.stringify({ id: seed.project.coffee }),
    });
    expect(answer).toMatchObject({ status: 200, codes: [], data: { project: { id: seed.project.coffee } } });
  });
});
