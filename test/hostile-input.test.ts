import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Answer, type Json, ok, type Stage, startStage } from './support/facade.js';

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);

let stage: Stage;
beforeAll(async () => {
  process.on('unhandledRejection', onRejection);
  stage = await startStage();
});
afterEach(async () => {
  expect(ok(await stage.ask('{ projects(first: 1) { nodes { id } } }')).projects.nodes).toHaveLength(1);
  expect(rejections).toEqual([]);
  expect(stage.logs.splice(0).filter(({ msg }) => !['operation', 'refused'].includes(msg))).toEqual([]);
  await stage.emulator.reset();
  stage.calls();
});
afterAll(async () => {
  await stage.close();
  process.off('unhandledRejection', onRejection);
});

interface Sent {
  status: number;
  data: Json;
  codes: string[];
}

async function post(body: unknown): Promise<Sent> {
  const response = await fetch(stage.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { data, errors = [] } = (await response.json()) as Json;
  return { status: response.status, data, codes: errors.map((error: Json) => error.extensions.code) };
}

function codesOf({ errors }: Answer<Json>): unknown[] {
  return errors.map(({ extensions }) => extensions.code);
}

/** `{"a":{"a":...1}}`, too deep for JSON.stringify to write. */
const deepObject = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const deepList = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a request of wrong types', () => {
  const query = '{ __typename }';
  const cases: [name: string, body: unknown][] = [
    ['a query that is a number', { query: 1 }],
    ['a query that is an object', { query: {} }],
    ['a query that is a parsed document', { query: { kind: 'Document', definitions: [] } }],
    ['a query that is a list', { query: [query] }],
    ['variables that are a text', { query, variables: '{}' }],
    ['variables that are a list', { query, variables: [] }],
    ['variables that are a number', { query, variables: 7 }],
    ['an operation name that is a number', { query, operationName: 7 }],
    ['an operation name that is an object', { query, operationName: {} }],
    ['an operation name that is not there', { query, operationName: 'Nope' }],
    ['an operation name of 1 MB', { query, operationName: 'x'.repeat(1_000_000) }],
    ['an operation name __proto__', { query, operationName: '__proto__' }],
    ['no name for one of two operations', { query: 'query A { __typename } query B { __typename }' }],
    ['extensions that are a text', { query, extensions: 'x' }],
    ['extensions that are a list', { query, extensions: [] }],
    [
      'a persisted query of another version',
      { query, extensions: { persistedQuery: { version: 7, sha256Hash: 'x' } } },
    ],
    [
      'a persisted query with a wrong hash',
      { query, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
    ['a persisted query that is a number', { extensions: { persistedQuery: 1 } }],
    ['a persisted query without a hash', { extensions: { persistedQuery: { version: 1 } } }],
    [
      'a persisted query whose hash is an object',
      { extensions: { persistedQuery: { version: 1, sha256Hash: {} } } },
    ],
    ['a query of nothing but a comment', { query: '# nothing' }],
    ['a query of a NUL byte', { query: '\u0000' }],
    ['a query of a lone surrogate', { query: '{ \ud800 }' }],
    ['a subscription', { query: 'subscription { a }' }],
    ['a schema definition', { query: 'type A { b: Int }' }],
    ['a text without its end', { query: '{ project(id: "' }],
    ['a block text without its end', { query: '{ project(id: """' }],
    ['an escape without its end', { query: '{ project(id: "\\u{' }],
    ['an escape of a lone surrogate', { query: '{ project(id: "\\uD800") { id } }' }],
    ['a number of 100,000 digits', { query: `{ projects(first: ${'9'.repeat(100_000)}) { nodes { id } } }` }],
    ['first as a float', { query: '{ projects(first: 1e400) { nodes { id } } }' }],
  ];
  for (const [name, body] of cases)
    it(`${name} is refused as the client's error`, async () => {
      const { status, data, codes } = await post(body);
      expect(status).toBeLessThan(500);
      expect(data ?? null).toBeNull();
      expect(codes.length).toBeGreaterThan(0);
      expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
      expect(stage.calls()).toEqual([]);
    });

  it('null for what may be absent is absent, and keys nobody knows are ignored', async () => {
    const body = { query, variables: null, operationName: null, extensions: null, id: 7, unknown: {} };
    expect(await post(body)).toEqual({ status: 200, data: { __typename: 'Query' }, codes: [] });
    const text = `{"query":"${query}","__proto__":{"query":"x"},"constructor":1,"toString":2,"hasOwnProperty":null}`;
    expect(await post(text)).toEqual({ status: 200, data: { __typename: 'Query' }, codes: [] });
  });
});

describe('an id', () => {
  const impossible: [name: string, id: string][] = [
    ['empty', ''],
    ['.', '.'],
    ['..', '..'],
    ['with a slash', `${seed.project.coffee}/content`],
    ['with a slash that is escaped', `${seed.project.coffee}%2fcontent`],
    ['%2e%2e', '%2e%2e'],
    ['with a backslash', '..\\whoami'],
    ['with a query', `${seed.project.coffee}?limit=1`],
    ['with a fragment', `${seed.project.coffee}#a`],
    ['with a space', 'prj 1'],
    ['of a line break', 'prj\r\nX-Api-Key: a'],
    ['of a NUL byte', 'prj\u0000'],
    ['of a lone surrogate', 'prj\ud800'],
    ['with a mark that turns the text around', 'prj\u202e'],
    ['of 10 KB', 'x'.repeat(10_240)],
  ];
  const readers: [name: string, text: string][] = [
    ['project', '($id: ID!) { found: project(id: $id) { id name } }'],
    ['influencer', '($id: ID!) { found: influencer(id: $id) { id name } }'],
    ['contentItem', '($id: ID!) { found: contentItem(id: $id) { id caption } }'],
    ['mediaAsset', '($id: ID!) { found: mediaAsset(id: $id) { id } }'],
    ['influencers', '($id: ID!) { found: influencers(projectId: $id) { nodes { id } } }'],
    ['contentItems', '($id: ID!) { found: contentItems(projectId: $id) { nodes { id } } }'],
  ];
  const writers: [name: string, text: string][] = [
    ['updateInfluencer', 'updateInfluencer(input: { id: $id, vibe: "a" })'],
    ['attachReferenceImages', 'attachReferenceImages(input: { influencerId: $id, assetIds: ["a"] })'],
    ['presignMedia', 'presignMedia(input: { projectId: $id, kind: IMAGE, mimeType: "image/png" })'],
    ['finalizeMedia', 'finalizeMedia(input: { projectId: $id, uploadId: "a" })'],
    [
      'uploadContentFromUrls',
      'uploadContentFromUrls(input: { projectId: $id, media: [{ url: "https://a.b/c" }], caption: "" })',
    ],
    ['finalizeContentUpload', 'finalizeContentUpload(input: { containerId: $id, caption: "" })'],
    ['updateContentCaption', 'updateContentCaption(input: { id: $id, caption: "" })'],
  ];
  for (const [name, id] of impossible)
    it(`${name} is null without a call, or NOT_FOUND of a mutation`, async () => {
      for (const [reader, text] of readers)
        expect(ok(await stage.ask(`query${text}`, { id })), reader).toEqual({ found: null });
      for (const [writer, text] of writers)
        expect(
          ok(await stage.ask(`mutation($id: ID!) { done: ${text} { userErrors { code } } }`, { id })),
          writer,
        ).toEqual({ done: { userErrors: [{ code: 'NOT_FOUND' }] } });
      expect(stage.calls()).toEqual([]);
    });

  it('of other scripts, signs and emoji is asked for as it is', async () => {
    for (const id of [
      '🦄',
      'ünï',
      'a+b',
      'a&b=c',
      "a'b",
      'a;b',
      'a:b@c',
      '...',
      '.a',
      '__proto__',
      'constructor',
      '~',
    ]) {
      expect(
        ok(await stage.ask('query($id: ID!) { project(id: $id) { id } }', { id })).project,
        id,
      ).toBeNull();
      expect(stage.calls().map(decodeURIComponent)).toEqual([`GET /v1/projects/${id}`]);
    }
  });

  it('as a number is its text', async () => {
    expect(ok(await stage.ask('{ project(id: 7) { id } }')).project).toBeNull();
    expect(stage.calls()).toEqual(['GET /v1/projects/7']);
  });
});

describe('a JSON object', () => {
  const create = (metadata: string) =>
    post(
      `{"query":"mutation($m: JSONObject) { createProject(input: { name: \\"a\\", timezone: \\"UTC\\", metadata: $m }) { project { metadata } userErrors { code field } } }","variables":{"m":${metadata}}}`,
    );
  const update = (other: string) =>
    post(
      `{"query":"mutation($o: JSONObject) { updateInfluencer(input: { id: \\"${seed.influencer.ava}\\", personality: { other: $o } }) { influencer { personality { other } } userErrors { code field } } }","variables":{"o":${other}}}`,
    );

  it('of any depth is refused as VALIDATION or goes through, by variable', async () => {
    for (const depth of [100, 1000, 5000, 20_000, 100_000, 500_000]) {
      const { codes, data } = await create(deepObject(depth));
      expect(codes, String(depth)).toEqual([]);
      if (depth > 2000)
        expect(data.createProject.userErrors, String(depth)).toEqual([
          { code: 'VALIDATION', field: ['input', 'metadata'] },
        ]);
      const lists = await create(`{"a":${deepList(depth)}}`);
      expect(lists.codes, String(depth)).toEqual([]);
      const others = await update(deepObject(depth));
      expect(others.codes, String(depth)).toEqual([]);
    }
  });

  it('in a literal may be as deep as the tokens allow', async () => {
    for (const depth of [10, 100, 1000, 1200]) {
      const literal = `${'{a:'.repeat(depth)}1${'}'.repeat(depth)}`;
      const answer = await stage.ask(
        `mutation { createProject(input: { name: "a", timezone: "UTC", metadata: ${literal} }) { userErrors { code } } }`,
      );
      expect(codesOf(answer), String(depth)).toEqual([]);
    }
  });

  it('keeps the keys __proto__, constructor and the empty one as they are, and changes no other object', async () => {
    const metadata =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"":0,"toString":null}';
    stage.emulator.fail(
      { method: 'POST' },
      { status: 201, body: JSON.parse(`{"id":"prj_1","metadata":${metadata}}`) },
    );
    const { data, codes } = await create(metadata);
    expect(codes).toEqual([]);
    expect(JSON.stringify(stage.emulator.requests.at(-1)?.body)).toContain(`"metadata":${metadata}`);
    expect(JSON.stringify(data.createProject.project.metadata)).toBe(metadata);
    expect(({} as Json).polluted).toBeUndefined();
    const { data: updated } = await update('{"__proto__":{"polluted":1},"constructor":1}');
    expect(updated.updateInfluencer.userErrors).toEqual([]);
    expect(({} as Json).polluted).toBeUndefined();
  });

  it('that is a list, a text or null in a list is refused as the client would expect', async () => {
    for (const wrong of ['[]', '"x"', '7', 'true', '[null]'])
      expect((await create(wrong)).codes, wrong).toEqual(['BAD_USER_INPUT']);
  });
});

describe('variables', () => {
  it('with keys of every object are no inputs', async () => {
    const text = 'mutation($i: CreateProjectInput!) { createProject(input: $i) { userErrors { code } } }';
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      expect(
        (await post(`{"query":"${text}","variables":{"i":{"name":"a","timezone":"UTC","${key}":{}}}}`)).codes,
        key,
      ).toEqual(['BAD_USER_INPUT']);
    expect(stage.calls()).toEqual([]);
  });

  it('that are lists in lists, where none or one is asked for, are refused', async () => {
    for (const depth of [1, 2, 1000, 100_000]) {
      const nested = deepList(depth);
      for (const [type, field] of [
        ['ID!', 'project(id: $v) { id }'],
        ['String', 'projects(after: $v) { nodes { id } }'],
        ['Int', 'projects(first: $v) { nodes { id } }'],
        ['ProjectFilter', 'projects(filter: $v) { nodes { id } }'],
        ['[_Any!]!', '_entities(representations: $v) { __typename }'],
      ]) {
        const { status, codes } = await post(
          `{"query":"query($v: ${type}) { ${field} }","variables":{"v":${nested}}}`,
        );
        expect(status).toBeLessThan(500);
        expect(
          codes.every((code) => code === 'BAD_USER_INPUT'),
          `${type} ${depth} ${codes}`,
        ).toBe(true);
      }
    }
  });

  it('with lone surrogates and NUL bytes in texts reach Layers as JSON', async () => {
    const { data, errors } = await stage.ask(
      'mutation($n: String!) { createProject(input: { name: $n, timezone: "UTC" }) { project { name } userErrors { code } } }',
      { n: 'a\ud800b\u0000c' },
    );
    expect(errors).toEqual([]);
    expect(data.createProject.userErrors).toEqual([]);
    const { codes } = {
      codes: codesOf(
        await stage.ask('query($s: String) { projects(filter: { search: $s }) { nodes { id } } }', {
          s: '\ud800',
        }),
      ),
    };
    expect(codes).toEqual([]);
  });

  it('with an idempotency key that no header can hold are refused without a call', async () => {
    for (const idempotencyKey of ['', ' ', 'a b', 'ä', 'a\r\nX-Api-Key: b', 'x'.repeat(256)]) {
      const { data } = await stage.ask(
        'mutation($k: String) { createProject(input: { name: "a", timezone: "UTC", idempotencyKey: $k }) { userErrors { code field } } }',
        { k: idempotencyKey },
      );
      expect(data.createProject.userErrors).toEqual([
        { code: 'VALIDATION', field: ['input', 'idempotencyKey'] },
      ]);
    }
    expect(stage.calls()).toEqual([]);
  });
});

describe('a header', () => {
  const body = '{"query":"{ layersViewer { organizationId } }"}';

  /** Writes header lines as bytes, which no HTTP client would. */
  async function raw(...lines: string[]): Promise<Json> {
    const { port } = new URL(stage.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = ['POST /graphql HTTP/1.1', 'Host: x', 'Connection: close', 'Content-Type: application/json'];
    socket.write(
      Buffer.from(
        `${[...head, `Content-Length: ${body.length}`, ...lines].join('\r\n')}\r\n\r\n${body}`,
        'latin1',
      ),
    );
    let text = '';
    for await (const chunk of socket) text += chunk;
    return JSON.parse(text.slice(text.indexOf('\r\n\r\n')));
  }

  const key = () => stage.emulator.keys.live;
  const cases: [name: string, lines: () => string[], code: string][] = [
    ['two X-Api-Key', () => [`X-Api-Key: ${key()}`, `X-Api-Key: ${key()}`], 'UNAUTHENTICATED'],
    ['an X-Api-Key outside ASCII', () => ['X-Api-Key: lp_live_\u00fc'], 'UNAUTHENTICATED'],
    ['an X-Api-Key with a space', () => ['X-Api-Key: a b'], 'UNAUTHENTICATED'],
    ['an X-Api-Key of 8 KB', () => [`X-Api-Key: ${'x'.repeat(8192)}`], 'UNAUTHENTICATED'],
    ['an empty X-Api-Key', () => ['X-Api-Key:'], 'UNAUTHENTICATED'],
    ['an empty Bearer', () => ['Authorization: Bearer '], 'UNAUTHENTICATED'],
    ['a Bearer of spaces', () => ['Authorization: Bearer     '], 'UNAUTHENTICATED'],
    ['a Bearer outside ASCII', () => ['Authorization: Bearer lp_live_\u00fc'], 'UNAUTHENTICATED'],
    [
      'X-Layers-Organization with spaces',
      () => [`X-Api-Key: ${key()}`, 'X-Layers-Organization: org 1'],
      'BAD_USER_INPUT',
    ],
    [
      'two X-Layers-Organization',
      () => [`X-Api-Key: ${key()}`, 'X-Layers-Organization: org_1', 'X-Layers-Organization: org_2'],
      'BAD_USER_INPUT',
    ],
    [
      'X-Layers-Organization outside ASCII',
      () => [`X-Api-Key: ${key()}`, 'X-Layers-Organization: \u00fc'],
      'BAD_USER_INPUT',
    ],
  ];
  for (const [name, lines, code] of cases)
    it(`${name} is ${code} without a call`, async () => {
      const { data, errors } = await raw(...lines());
      expect(data).toEqual({ layersViewer: null });
      expect(errors).toMatchObject([{ extensions: { code, retryable: false } }]);
      expect(JSON.stringify(errors)).not.toContain(key());
      expect(stage.calls()).toEqual([]);
    });

  const harmless = [
    'X-Request-Id: \u00fc',
    'X-Request-Id: a b',
    'traceparent: \u00fc',
    'Idempotency-Key: \u00fc',
    'Accept: \u00fc',
    'Origin: \u00fc',
    'Cookie: \u00fc',
  ];
  for (const line of harmless)
    it(`${line.slice(0, line.indexOf(':'))} of nonsense does no harm: ${JSON.stringify(line)}`, async () => {
      const { data, errors = [] } = await raw(`X-Api-Key: ${key()}`, line);
      if (!line.startsWith('Accept')) expect(data.layersViewer.organizationId).toBe(seed.organization.acme);
      expect(errors.map((error: Json) => error.extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    });
});
