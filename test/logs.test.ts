import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ config: { maxDepth: 6 } });
});
afterEach(async () => {
  await stage.emulator.reset();
  stage.logs.length = 0;
});
afterAll(() => stage.close());

/** The only line since the last test. */
function line(): Json {
  expect(stage.logs).toHaveLength(1);
  return stage.logs[0];
}

const whoami = 'query WhoAmI { layersViewer { organizationId } }';

describe('an operation', () => {
  it('is one line with who asked, how long it took, what it cost and how it ended, and nothing more', async () => {
    const { headers } = await stage.ask(whoami, {}, { headers: { 'x-request-id': 'req-7' } });
    expect(headers.get('x-request-id')).toBe('req-7');
    expect(line()).toEqual({
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      msg: 'operation',
      operationName: 'WhoAmI',
      operationType: 'query',
      scope: expect.stringMatching(/^[\w-]{12}$/),
      durationMs: expect.any(Number),
      upstreamCalls: 1,
      retries: 0,
      cacheHits: 0,
      shared: false,
      errorCodes: [],
      requestId: 'req-7',
      traceId: null,
    });
    expect(line().durationMs).toBeGreaterThan(0);
    expect(line().durationMs).toBeLessThan(5000);
  });

  it('of one credential and organization has one scope, of others another', async () => {
    const { keys } = stage.emulator;
    const child = { 'x-api-key': keys.parent, 'x-layers-organization': seed.organization.child };
    for (const headers of [
      {},
      {},
      { 'x-api-key': keys.readOnly },
      { 'x-api-key': keys.parent },
      child,
      { 'x-api-key': '' },
    ])
      await stage.ask(whoami, {}, { headers });
    const [first, second, ...others] = stage.logs.map(({ scope }) => scope);
    expect(first).toBe(second);
    expect(new Set([first, ...others]).size).toBe(5);
  });

  it('counts every attempt as a call, and the second and third as retries', async () => {
    stage.emulator.fail({ path: '/v1/whoami', times: 2 }, 'reset');
    ok(await stage.ask(whoami));
    expect(line()).toMatchObject({ upstreamCalls: 3, retries: 2, errorCodes: [] });
  });

  it('that asks for nothing of Layers costs no call', async () => {
    ok(await stage.ask('{ __typename }'));
    expect(line()).toMatchObject({ operationName: null, upstreamCalls: 0 });
  });

  it('is a mutation when it is one', async () => {
    ok(
      await stage.ask(
        `mutation M { updateContentCaption(input: { id: "${seed.content.menuBoard}", caption: "a" }) { userErrors { code } } }`,
      ),
    );
    expect(line()).toMatchObject({ operationName: 'M', operationType: 'mutation', upstreamCalls: 1 });
  });

  const failures: [name: string, query: string, answer: FailAnswer | undefined, codes: string[]][] = [
    ['a failed read', whoami, { status: 500, body: '<h1>' }, ['UPSTREAM_ERROR']],
    ['a failed read without an answer', whoami, 'truncate', ['UPSTREAM_INVALID_RESPONSE']],
    [
      'a user error',
      `mutation { updateContentCaption(input: { id: "nobody", caption: "a" }) { userErrors { code } } }`,
      undefined,
      ['NOT_FOUND'],
    ],
    [
      'a user error that was not asked for',
      `mutation { updateContentCaption(input: { id: "nobody", caption: "a" }) { idempotencyKey } }`,
      undefined,
      ['NOT_FOUND'],
    ],
    [
      'two kinds of errors',
      `mutation { a: updateContentCaption(input: { id: "nobody", caption: "a" }) { idempotencyKey }
        b: updateInfluencer(input: { id: "x" }) { idempotencyKey } c: updateInfluencer(input: { id: "x" }) { idempotencyKey } }`,
      undefined,
      ['NOT_FOUND', 'VALIDATION'],
    ],
    ['an operation that does not fit the schema', '{ nothing }', undefined, ['GRAPHQL_VALIDATION_FAILED']],
    ['a text that is not GraphQL', '{', undefined, ['GRAPHQL_PARSE_FAILED']],
  ];
  for (const [name, query, answer, codes] of failures)
    it(`tells the codes of ${name}`, async () => {
      if (answer !== undefined) stage.emulator.fail({ times: Number.POSITIVE_INFINITY }, answer);
      await stage.ask(query);
      expect(line().errorCodes.toSorted()).toEqual(codes);
    });

  it('that is refused before it is looked at is one line too', async () => {
    const text = `{ ${'a { '.repeat(7)} a ${'}'.repeat(7)} }`;
    const { errors } = await stage.ask(text, {}, { headers: { 'x-request-id': 'req-8' } });
    expect(errors).toHaveLength(1);
    const { level: _, time: __, pid: ___, hostname: ____, ...fields } = line();
    expect(fields).toEqual({
      msg: 'refused',
      status: 400,
      errorCodes: ['GRAPHQL_VALIDATION_FAILED'],
      requestId: 'req-8',
      traceId: null,
    });
  });

  it('has a name of bounded length, and only a name', async () => {
    const long = 'N'.repeat(5000);
    await stage.ask(`query ${long} { __typename }`);
    expect(line().operationName).toBe('N'.repeat(100));
    stage.logs.length = 0;
    for (const operationName of ['not a name', 'https://a.b/c?X-Amz-Signature=1', 'x'.repeat(200_000), 'ä'])
      await fetch(stage.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'query A { __typename } query B { __typename }', operationName }),
      });
    expect(stage.logs.map(({ operationName }) => operationName)).toEqual([null, null, 'x'.repeat(100), null]);
  });
});

describe('no line', () => {
  const marks = {
    caption: 'caption-7Fq',
    filename: 'holiday-7Fq.mp4',
    vibe: 'vibe-7Fq',
    name: 'name-7Fq',
    url: 'https://files-7Fq.example.com/a.jpg?X-Amz-Signature=7Fq',
    metadata: 'metadata-7Fq',
    email: 'someone-7fq@example.com',
    checksum: '7f'.repeat(32),
    data: Buffer.from('data-7Fq').toString('base64'),
    key: 'idempotency-7Fq',
    cookie: 'cookie-7Fq',
    search: 'search-7Fq',
  };
  const writes = `mutation Everything($key: String) {
    a: createProject(input: { name: "${marks.name}", timezone: "UTC", ownerEmail: "${marks.email}", metadata: { a: "${marks.metadata}" }, idempotencyKey: $key }) { project { name metadata } userErrors { message } }
    b: updateInfluencer(input: { id: "${seed.influencer.ava}", vibe: "${marks.vibe}" }) { influencer { vibe } userErrors { message } }
    c: presignMedia(input: { projectId: "${seed.project.coffee}", kind: VIDEO, mimeType: "video/mp4", filename: "${marks.filename}", checksumSha256: "${marks.checksum}" }) { upload { url } userErrors { message } }
    d: createContentUpload(input: { projectId: "${seed.project.coffee}", grouping: PER_FILE, files: [{ filename: "${marks.filename}", contentType: "video/mp4", sizeBytes: 9 }] }) { uploads { files { uploadUrl storageKey } } userErrors { message } }
    e: uploadContentFromUrls(input: { projectId: "${seed.project.coffee}", media: [{ url: "${marks.url}" }], caption: "${marks.caption}" }) { userErrors { message } }
    f: finalizeContentUpload(input: { containerId: "cnt_1", caption: "${marks.caption}" }) { userErrors { message } }
    g: updateContentCaption(input: { id: "${seed.content.menuBoard}", caption: "${marks.caption}" }) { contentItem { caption } userErrors { message } }
    h: uploadMediaInline(input: { projectId: "${seed.project.coffee}", kind: IMAGE, mimeType: "image/png", filename: "${marks.filename}", dataBase64: "${marks.data}" }) { userErrors { message } }
  }`;
  const reads = `query Reads { contentItem(id: "${seed.content.menuBoard}") { caption assets { url } } projects(filter: { search: "${marks.search}" }) { nodes { name } } influencer(id: "${seed.influencer.ava}") { vibe } }`;
  const headers = () => ({
    cookie: marks.cookie,
    authorization: `Bearer eyJhbGciOi.${marks.cookie}`,
    'x-gateway-secret': marks.cookie,
  });

  function expectClean(): void {
    const text = JSON.stringify(stage.logs);
    for (const mark of Object.values(marks)) expect(text.toLowerCase()).not.toContain(mark.toLowerCase());
    for (const key of Object.values(stage.emulator.keys)) expect(text).not.toContain(key);
    expect(text).not.toMatch(/7fq|lp_live_|lp_test_|Signature|X-Emulator|https?:|\.mp4|\.jpg|eyJ/i);
  }

  it('holds a credential, a signed URL, a caption or a file name, when all goes well', async () => {
    const { data } = await stage.ask(writes, { key: marks.key }, { headers: headers() });
    expect(data.d.uploads[0].files[0].uploadUrl).toMatch(/^http/);
    ok(await stage.ask(reads, {}, { headers: headers() }));
    expect(stage.logs).toHaveLength(2);
    expectClean();
  });

  const echo = Object.values(marks).join(' ');
  const answers: [name: string, answer: FailAnswer][] = [
    [
      'a refusal that repeats them',
      {
        status: 422,
        body: {
          error: {
            code: 'VALIDATION',
            message: echo,
            requestId: 'req_1',
            details: { fieldErrors: { [echo]: [echo] } },
          },
        },
      },
    ],
    [
      'an unknown code that repeats them',
      { status: 500, body: { error: { code: echo, message: echo, requestId: echo } } },
    ],
    ['HTML that repeats them', { status: 500, body: `<h1>${echo}</h1>`, headers: { 'x-request-id': 'a b' } }],
    ['a 2xx that is not what it should be', { status: 200, body: { id: 7, caption: echo } }],
    [
      'a record of wrong types',
      {
        status: 200,
        body: {
          id: 'x',
          containerId: 'x',
          influencerId: 'x',
          name: { a: echo },
          caption: { a: echo },
          vibe: [{ a: echo }],
          status: { toString: null },
          assets: echo,
          items: [{ id: 'x', name: { a: echo } }],
        },
      },
    ],
    ['JSON that is cut short', 'truncate'],
    ['a lost connection', 'reset'],
    ['a connection lost midway', 'reset-midway'],
  ];
  for (const [name, answer] of answers)
    it(`holds any of them after ${name}`, async () => {
      for (const query of [writes, reads]) {
        stage.emulator.fail({ times: Number.POSITIVE_INFINITY }, answer);
        await stage.ask(query, query === writes ? { key: marks.key } : {}, { headers: headers() });
        await stage.emulator.reset();
      }
      expect(stage.logs.filter(({ msg }) => msg !== 'operation')).toEqual([]);
      expect(stage.logs).toHaveLength(2);
      expectClean();
    });

  const requests: [name: string, body: string][] = [
    ['a body that is not JSON', `{"query":"${echo}`],
    ['a query that is not GraphQL', JSON.stringify({ query: `{ project(id: "${echo}` })],
    ['a field that is not there', JSON.stringify({ query: '{ captions(a: "caption-7Fq") { id } }' })],
    [
      'variables of a wrong type',
      JSON.stringify({
        query: 'query($a: Int) { projects(first: $a) { nodes { id } } }',
        variables: { a: echo },
      }),
    ],
    ['variables that are a text', JSON.stringify({ query: '{ __typename }', variables: echo })],
    [
      'an operation name that is none',
      JSON.stringify({ query: 'query A { __typename }', operationName: echo }),
    ],
    [
      'a persisted query of a wrong hash',
      JSON.stringify({
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: echo } },
      }),
    ],
    [
      'an operation that is too deep',
      JSON.stringify({ query: `{ a { a { a { a { a { a { a(a: "${marks.caption}") } } } } } } }` }),
    ],
  ];
  for (const [name, body] of requests)
    it(`holds any of them after ${name}`, async () => {
      await fetch(stage.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live, ...headers() },
        body,
      });
      expectClean();
    });
});
