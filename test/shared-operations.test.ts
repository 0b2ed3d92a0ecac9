import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { type Json, type Replica, startReplica } from './support/facade.js';
import { has } from './support/needs.js';
import { startRedisServer } from './support/redis.js';
import { type Call, startUpstream, type Upstream } from './support/upstream.js';

let emulator: Emulator;
let upstream: Upstream;
let facade: Replica;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  upstream = await startUpstream();
  facade = await start();
});
afterEach(async () => {
  await facade.close();
  await upstream.close();
});

const start = (config = {}) =>
  startReplica(emulator, { layersBaseUrl: upstream.url, upstreamTimeoutMs: 8000, ...config });

interface Request {
  readonly query?: string;
  readonly variables?: Json;
  readonly operationName?: string;
  readonly extensions?: Json;
  /** In place of a body made of these. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
  readonly get?: boolean;
  readonly url?: string;
}

interface Asked {
  readonly answer: Promise<{ readonly text: string; readonly headers: Headers; readonly status: number }>;
  leave(): void;
}

function ask({ text, headers = {}, get = false, url = facade.url, ...body }: Request): Asked {
  const leaving = new AbortController();
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(body))
    params.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  const asking = fetch(get && params.size > 0 ? `${url}?${params}` : url, {
    method: get ? 'GET' : 'POST',
    headers: {
      ...(get ? { 'apollo-require-preflight': 'true' } : { 'content-type': 'application/json' }),
      'x-api-key': 'lp_live_a',
      ...headers,
    },
    signal: leaving.signal,
    ...(!get && { body: text ?? JSON.stringify(body) }),
  });
  const answer = asking.then(async (response) => ({
    text: await response.text(),
    headers: response.headers,
    status: response.status,
  }));
  answer.catch(() => {});
  return { answer, leave: () => leaving.abort() };
}

const query = `query A($id: ID!, $first: Int) { project(id: $id) { id name } projects(first: $first) @include(if: false) { nodes { id } } }
  query B($id: ID!) { project(id: $id) { id name } }`;
/** Nothing in it keeps it from being compiled. */
const simple: Request = { query: 'query A { project(id: "a") { id name } }' };
const usual: Request = { query, operationName: 'A', variables: { id: 'a', first: null } };
const mutation = 'mutation { createProject(input: { name: "x", timezone: "UTC" }) { project { id } } }';

async function called(times: number): Promise<readonly Call[]> {
  await expect.poll(() => upstream.calls.length).toBe(times);
  await sleep(50);
  expect(upstream.calls).toHaveLength(times);
  return upstream.calls;
}

/** Answers every call, now and later, until the work is done. */
async function answering<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    for (const [index, call] of upstream.calls.entries()) call.answer(200, { id: 'a', name: `${index}` });
  }, 10);
  return work.finally(() => clearInterval(timer));
}

/** Whether the second request is answered by the first one's execution. */
async function isShared(first: Request, second: Request): Promise<boolean> {
  const before = upstream.calls.length;
  const one = ask(first);
  await expect.poll(() => upstream.calls.length).toBeGreaterThan(before);
  const two = ask(second);
  await sleep(80);
  const [a, b] = await answering(Promise.all([one.answer, two.answer]));
  expect(a.headers.get('x-layers-shared')).toBe('false');
  return b.headers.get('x-layers-shared') === 'true';
}

describe.each([true, false])('equal queries at the same time, with jit: %s', (jit) => {
  beforeEach(async () => {
    await facade.close();
    facade = await start({ jit });
  });

  it.each([false, true])('are one execution and one answer (GET: %s)', async (get) => {
    // The fourth round is compiled, where anything is.
    for (let round = 1; round <= 4; round++) {
      facade.logs.length = 0;
      const all = Array.from({ length: 12 }, () => ask({ ...simple, get }));
      const calls = await called(round);
      await sleep(100);
      calls[round - 1]!.answer(200, { id: 'a', name: 'One' });
      const answers = await Promise.all(all.map(({ answer }) => answer));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(JSON.parse(answers[0]!.text)).toEqual({
        data: { project: { id: 'a', name: 'One' } },
        extensions: { layers: { upstreamCalls: 1, cacheHits: 0 } },
      });
      const costs = answers.map(({ headers }) =>
        ['shared', 'upstream-calls', 'cache-hits'].map((name) => headers.get(`x-layers-${name}`)).join(),
      );
      expect(costs.toSorted()).toEqual(['false,1,0', ...Array.from({ length: 11 }, () => 'true,0,0')]);
      const ids = new Set(answers.map(({ headers }) => headers.get('x-request-id')));
      expect(ids.size).toBe(12);
      const lines = facade.logs.filter(({ msg }) => msg === 'operation');
      expect(lines.map(({ shared, upstreamCalls }) => `${shared} ${upstreamCalls}`).toSorted()).toEqual([
        'false 1',
        ...Array.from({ length: 11 }, () => 'true 0'),
      ]);
      expect(new Set(lines.map(({ requestId }) => requestId))).toEqual(ids);
      for (const line of lines) expect(line).toMatchObject({ operationName: 'A', operationType: 'query' });
    }
  });

  it('that fail say so to all, in the answers and in every line of the log', async () => {
    const all = Array.from({ length: 4 }, () => ask(simple));
    (await called(1))[0]!.answer(403, { error: { code: 'FORBIDDEN_SCOPE', message: 'No.' } });
    for (const { answer } of all) expect((await answer).text).toContain('"FORBIDDEN"');
    const lines = facade.logs.filter(({ msg }) => msg === 'operation');
    expect(lines.map(({ errorCodes }) => errorCodes)).toEqual(Array.from({ length: 4 }, () => ['FORBIDDEN']));
  });
});

describe('Late callers of a query that runs out of time or calls', () => {
  it.each(['UPSTREAM_TIMEOUT', 'RATE_LIMITED'])(
    'have an execution of their own, one for all of them: %s',
    async (code) => {
      await facade.close();
      facade = await start({ upstreamTimeoutMs: 1000 });
      const first = [ask(usual), ask(usual)];
      const [call] = await called(1);
      await sleep(500);
      const late = [ask(usual), ask(usual), ask(usual)];
      await sleep(100);
      if (code === 'RATE_LIMITED') call!.answer(429, { error: { code, message: 'No.' } });
      for (const { answer } of first) expect((await answer).text).toContain(`"${code}"`);
      (await called(2))[1]!.answer(200, { id: 'a', name: 'Now' });
      const answers = await Promise.all(late.map(({ answer }) => answer));
      for (const { text } of answers) expect(JSON.parse(text).data.project.name).toBe('Now');
      const shared = answers.map(({ headers }) => headers.get('x-layers-shared'));
      expect(shared.toSorted()).toEqual(['false', 'true', 'true']);
    },
  );

  it('are told so after their own time, when nothing has come by then either', async () => {
    await facade.close();
    facade = await start({ upstreamTimeoutMs: 500 });
    const first = ask(usual);
    await called(1);
    await sleep(300);
    const late = [ask(usual), ask(usual)];
    for (const { answer } of [first, ...late]) expect((await answer).text).toContain('"UPSTREAM_TIMEOUT"');
    await called(2);
  });
});

describe('What makes queries equal', () => {
  const other: [what: string, request: Partial<Request>][] = [
    ['another key', { headers: { 'x-api-key': 'lp_live_b' } }],
    ['an organization', { headers: { 'x-layers-organization': 'org_b' } }],
    ['another id', { variables: { id: 'b', first: null } }],
    ['a variable that is absent and not null', { variables: { id: 'a' } }],
    ['a variable more', { variables: { id: 'a', first: null, more: 1 } }],
    ['variables in another order', { variables: { first: null, id: 'a' } }],
    ['another operation of the text', { operationName: 'B' }],
    ['a text with other white space', { query: `${query} ` }],
    ['another type of answer', { headers: { accept: 'application/graphql-response+json' } }],
    ['a wish for a trace', { headers: { 'apollo-federation-include-trace': 'ftv1' } }],
    ['another Cache-Control', { headers: { 'cache-control': 'max-age=5' } }],
    ['GET', { get: true }],
  ];
  for (const [what, request] of other)
    it(`is not ${what}`, async () => {
      expect(await isShared(usual, { ...usual, ...request })).toBe(false);
      expect(await isShared({ ...usual, ...request }, usual)).toBe(false);
      // By itself it is shared like any other.
      expect(await isShared({ ...usual, ...request }, { ...usual, ...request })).toBe(true);
    });

  it('is neither the request id, nor a traceparent, nor an Idempotency-Key', async () => {
    const headers = {
      'x-request-id': 'r1',
      'idempotency-key': 'k',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    expect(await isShared(usual, { ...usual, headers })).toBe(true);
  });

  it('is not how the JSON of the body is written', async () => {
    const text = JSON.stringify({ variables: usual.variables, query, operationName: 'A' }, null, 2);
    expect(await isShared(usual, { text })).toBe(true);
  });

  it('is the text, or its hash', async () => {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const { query: _, ...rest } = usual;
    expect(
      await isShared(usual, { ...rest, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    ).toBe(true);
  });

  it('is a number as it is: one beyond all numbers is not null', async () => {
    const infinite = JSON.stringify(usual).replace('"first":null', '"first":1e400');
    const one = ask(usual);
    await called(1);
    const two = await ask({ text: infinite }).answer;
    expect(JSON.parse(two.text).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    await answering(one.answer);
  });

  it('is the value of the header that asks for a trace', async () => {
    const [one, two] = ['ftv1', 'ftv2'].map((value) =>
      ask({ ...usual, headers: { 'apollo-federation-include-trace': value } }),
    );
    const [traced, plain] = await answering(Promise.all([one!.answer, two!.answer]));
    expect(JSON.parse(traced.text).extensions.ftv1).toEqual(expect.any(String));
    expect(JSON.parse(plain.text).extensions.ftv1).toBeUndefined();
  });

  it('is whether a GET could come from a foreign page', async () => {
    const foreign = { ...usual, get: true, headers: { 'apollo-require-preflight': '' } };
    const [refused, answered, named] = await answering(
      Promise.all(
        [
          foreign,
          { ...usual, get: true },
          { ...foreign, headers: { ...foreign.headers, 'x-apollo-operation-name': 'A' } },
        ].map((request) => ask(request).answer),
      ),
    );
    expect([refused!.status, answered!.status, named!.status]).toEqual([400, 200, 200]);
    const open = ask({ ...usual, get: true });
    await expect.poll(() => upstream.calls.some((call) => !call.closed)).toBe(true);
    expect((await ask(foreign).answer).status).toBe(400);
    await answering(open.answer);
  });

  it.each(['query', 'operationName', 'variables', 'extensions'])(
    'is never a GET that says its %s twice, which is refused',
    async (name) => {
      const said = { ...usual, get: true, extensions: {} };
      const params = new URLSearchParams({ query, operationName: 'A', extensions: '{}' });
      params.set('variables', JSON.stringify(usual.variables));
      params.append(name, params.get(name)!);
      const open = ask(said);
      await called(1);
      const twice = ask({ get: true, url: `${facade.url}?${params}` });
      const [, refused] = await answering(Promise.all([open.answer, twice.answer]));
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('may only be specified once');
    },
  );

  it.each(['no-cache', 'no-store', 'max-age=0', 'Max-Age="0"'])(
    'is nothing where a caller says %s: it waits for no answer but its own',
    async (said) => {
      const headers = { 'cache-control': said };
      expect(await isShared({ ...usual, headers }, { ...usual, headers })).toBe(false);
      expect(upstream.calls).toHaveLength(2);
    },
  );

  it('is nothing of variables that are nested too deeply to be compared', async () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    const text = JSON.stringify(usual).replace('"first":null', `"first":null,"more":${deep}`);
    const [one, two] = [ask({ text }), ask({ text })];
    const answers = await answering(Promise.all([one.answer, two.answer]));
    for (const answer of answers) expect(JSON.parse(answer.text).data.project.id).toBe('a');
  });

  it('is never a mutation', async () => {
    const all = [ask({ query: mutation }), ask({ query: mutation })];
    const calls = await called(2);
    for (const [index, call] of calls.entries()) call.answer(201, { id: `p${index}` });
    const answers = await Promise.all(all.map(({ answer }) => answer));
    expect(new Set(answers.map(({ text }) => JSON.parse(text).data.createProject.project.id)).size).toBe(2);
    for (const { headers } of answers) expect(headers.get('x-layers-shared')).toBe('false');
  });
});

describe('A query that was begun before a mutation had ended', () => {
  it('is joined by nobody who came after it', async () => {
    const early = ask(usual);
    await called(1);
    const writing = ask({ query: mutation });
    const calls = await called(2);
    const during = ask(usual);
    await sleep(50);
    calls[1]!.answer(201, { id: 'x' });
    await writing.answer;
    const late = ask(usual);
    (await called(3))[2]!.answer(200, { id: 'a', name: 'New' });
    calls[0]!.answer(200, { id: 'a', name: 'Old' });
    expect((await late.answer).text).toContain('New');
    for (const { answer } of [early, during]) expect((await answer).text).toContain('Old');
    expect((await during.answer).headers.get('x-layers-shared')).toBe('true');
    expect((await late.answer).headers.get('x-layers-shared')).toBe('false');
  });

  it('is joined as before by another mutation’s neighbours: those of other keys', async () => {
    const early = ask(usual);
    await called(1);
    const writing = ask({ query: mutation, headers: { 'x-api-key': 'lp_live_b' } });
    const calls = await called(2);
    calls[1]!.answer(201, { id: 'x' });
    await writing.answer;
    const late = ask(usual);
    await sleep(80);
    calls[0]!.answer(200, { id: 'a', name: 'Old' });
    expect((await late.answer).headers.get('x-layers-shared')).toBe('true');
    expect((await early.answer).text).toContain('Old');
  });

  it.skipIf(!has.redis)(
    'is joined by nobody either where another replica has made the mutation',
    async () => {
      const redis = await startRedisServer();
      const [a, b] = await Promise.all([start({ redisUrl: redis.url }), start({ redisUrl: redis.url })]);
      try {
        const early = ask({ ...usual, url: a.url });
        await called(1);
        const during = ask({ ...usual, url: a.url });
        const writing = ask({ query: mutation, url: b.url });
        const calls = await called(2);
        calls[1]!.answer(201, { id: 'x' });
        await writing.answer;
        const late = ask({ ...usual, url: a.url });
        (await called(3))[2]!.answer(200, { id: 'a', name: 'New' });
        calls[0]!.answer(200, { id: 'a', name: 'Old' });
        expect((await late.answer).text).toContain('New');
        expect((await late.answer).headers.get('x-layers-shared')).toBe('false');
        expect((await early.answer).text).toContain('Old');
        expect((await during.answer).headers.get('x-layers-shared')).toBe('true');
      } finally {
        await Promise.all([a.close(), b.close()]);
        await redis.kill();
      }
    },
  );
});

describe('One who leaves', () => {
  it.each([0, 1, 2])('leaves the others their answer, whoever it is (%s)', async (leaver) => {
    const all: Asked[] = [];
    for (let index = 0; index < 3; index++) {
      all.push(ask(usual));
      await sleep(30);
    }
    const [call] = await called(1);
    all[leaver]!.leave();
    await sleep(80);
    expect(call!.closed).toBe(false);
    call!.answer(200, { id: 'a', name: 'One' });
    for (const [index, { answer }] of all.entries())
      if (index !== leaver) expect((await answer).text).toContain('One');
    await called(1);
  });

  it('as the last ends the call, and who comes then begins another', async () => {
    const all = [ask(usual), ask(usual), ask(usual)];
    const [call] = await called(1);
    for (const { leave } of all) leave();
    await expect.poll(() => call!.closed).toBe(true);
    const later = ask(usual);
    (await called(2))[1]!.answer(200, { id: 'a', name: 'Two' });
    expect((await later.answer).text).toContain('Two');
    expect((await later.answer).headers.get('x-layers-shared')).toBe('false');
  });
});
