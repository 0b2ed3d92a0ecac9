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
  facade = await startReplica(emulator, { layersBaseUrl: upstream.url, upstreamTimeoutMs: 8000 });
});
afterEach(async () => {
  await facade.close();
  await upstream.close();
});

const text = '{ project(id: "a") { name } }';
/** The same read in operations that differ, so that it is not they that are shared. */
const named = (name: string) => `query ${name} ${text}`;
const route = 'GET /v1/projects/a';

interface Asked {
  readonly body: Promise<Json>;
  /** Hangs up. */
  leave(): void;
}

function ask(query: string, headers: Record<string, string> = {}): Asked {
  const leaving = new AbortController();
  const body = fetch(facade.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'lp_live_a', ...headers },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  }).then((response) => response.json());
  body.catch(() => {});
  return { body, leave: () => leaving.abort() };
}

/** Resolves when Layers has had so many calls, and none follows. */
async function called(times: number): Promise<readonly Call[]> {
  await expect.poll(() => upstream.calls.length).toBe(times);
  await sleep(50);
  expect(upstream.calls).toHaveLength(times);
  return upstream.calls;
}

const project = (name: string) => ({ id: 'a', name });

describe('Equal reads of requests at the same time', () => {
  it('are one call, though the operations differ', async () => {
    const all = [ask(text), ask('{ project(id: "a") { id name status } }'), ask(`query Named ${text}`)];
    const [call] = await called(1);
    call!.answer(200, project('One'));
    for (const { body } of all) expect((await body).data.project.name).toBe('One');
    const later = ask(text);
    (await called(2))[1]!.answer(200, project('Two'));
    expect((await later.body).data.project.name).toBe('Two');
  });

  it('are one call of each, however many and of several reads they are', async () => {
    const several = '{ a: project(id: "a") { name } b: project(id: "b") { name } projects { nodes { id } } }';
    const all = Array.from({ length: 40 }, () => ask(several));
    await sleep(1000);
    const calls = await called(3);
    expect(calls.map(({ asked }) => asked).sort()).toEqual([
      'GET /v1/projects/a',
      'GET /v1/projects/b',
      expect.stringMatching(/^GET \/v1\/projects\?limit=/),
    ]);
    for (const call of calls)
      call.answer(200, call.asked.includes('limit') ? { items: [] } : { id: 'x', name: call.asked });
    for (const { body } of all) expect((await body).data.b.name).toBe('GET /v1/projects/b');
  });

  it.each<[what: string, first: Record<string, string>, second: Record<string, string>]>([
    ['another key', {}, { 'x-api-key': 'lp_live_b' }],
    ['another organization', {}, { 'x-layers-organization': 'org_b' }],
    [
      'one organization and another',
      { 'x-layers-organization': 'org_a' },
      { 'x-layers-organization': 'org_b' },
    ],
  ])('of %s are not: each gets its own answer', async (_, first, second) => {
    const [mine, yours] = [ask(text, first), ask(text, second)];
    const calls = await called(2);
    for (const [index, call] of calls.entries()) call.answer(200, project(`${index}`));
    const names = [(await mine.body).data.project.name, (await yours.body).data.project.name];
    expect(names.sort()).toEqual(['0', '1']);
  });

  it('of different pages, filters or things are not', async () => {
    const asked = [
      'projects(first: 1)',
      'projects(first: 2)',
      'projects(filter: { status: ACTIVE }, first: 1)',
    ];
    const all = asked.map((field) => ask(`{ ${field} { nodes { id } } }`));
    for (const call of await called(3)) call.answer(200, { items: [] });
    for (const { body } of all) expect((await body).errors).toBeUndefined();
  });

  it('of who says no-cache or no-store are not joined to what is under way', async () => {
    const first = ask(text);
    await called(1);
    const second = ask(text, { 'cache-control': 'no-cache' });
    await called(2);
    const third = ask(text, { 'cache-control': 'no-store' });
    for (const [index, call] of (await called(3)).entries()) call.answer(200, project(`${index}`));
    for (const [index, { body }] of [first, second, third].entries())
      expect((await body).data.project.name).toBe(`${index}`);
  });

  it('that fail tell it to all who wait', async () => {
    const all = Array.from({ length: 5 }, (_, index) => ask(named(`Asked${index}`)));
    (await called(1))[0]!.answer(422, { error: { code: 'VALIDATION', message: 'No.' } });
    for (const { body } of all) expect((await body).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    await called(1);
  });

  it('that are not answered in time cost who came later one more call for all of them, not one each', async () => {
    await facade.close();
    facade = await startReplica(emulator, { layersBaseUrl: upstream.url, upstreamTimeoutMs: 1500 });
    const first = ask(text);
    await called(1);
    await sleep(500);
    const later = Array.from({ length: 5 }, (_, index) => ask(named(`Later${index}`)));
    expect((await first.body).errors[0].extensions.code).toBe('UPSTREAM_TIMEOUT');
    (await called(2))[1]!.answer(200, project('Late'));
    for (const { body } of later) expect((await body).data.project.name).toBe('Late');
  });
});

describe('A caller who leaves', () => {
  it('does not end the call for those who stay, whoever came first', async () => {
    const [first, second, third] = [ask(named('A')), ask(named('B')), ask(named('C'))];
    const [call] = await called(1);
    first.leave();
    third.leave();
    await sleep(100);
    expect(call!.closed).toBe(false);
    call!.answer(200, project('One'));
    expect((await second.body).data.project.name).toBe('One');
    await called(1);
  });

  it('as the last one ends it, and who comes later makes a new one', async () => {
    const all = [ask(named('A')), ask(named('B'))];
    const [call] = await called(1);
    for (const { leave } of all) leave();
    await expect.poll(() => call!.closed).toBe(true);
    const later = ask(text);
    (await called(2))[1]!.answer(200, project('Two'));
    expect((await later.body).data.project.name).toBe('Two');
  });

  it('is no reason for whoever comes in that moment to get an error', async () => {
    for (let round = 0; round < 40; round++) {
      const asked = `{ project(id: "r${round}") { name } }`;
      const calls = () => upstream.calls.filter((call) => call.asked === `GET /v1/projects/r${round}`);
      const first = ask(asked);
      await expect.poll(calls, { interval: 1 }).toHaveLength(1);
      const second = ask(`query Second ${asked}`);
      // Somewhere between before and after it has come.
      for (let turns = round % 10; turns > 0; turns--) await sleep(0);
      first.leave();
      // It has joined, or waits for a call of its own.
      const answering = setInterval(() => {
        for (const call of calls()) call.answer(200, project('Mine'));
      }, 20);
      await second.body.finally(() => clearInterval(answering));
      expect((await second.body).data?.project?.name).toBe('Mine');
    }
  });

  it('between two attempts ends it too', async () => {
    const left = ask(text);
    (await called(1))[0]!.answer(503, {});
    left.leave();
    await sleep(500);
    await called(1);
  });

  it('ends none of the calls that would have followed', async () => {
    const left = ask('{ projects(first: 100) { nodes { id metadata } } }');
    const [list] = await called(1);
    list!.answer(200, {
      items: Array.from({ length: 50 }, (_, index) => ({ id: `p${index}` })),
      nextCursor: null,
    });
    await expect.poll(() => upstream.calls.length).toBeGreaterThan(10);
    left.leave();
    await expect.poll(() => upstream.calls.slice(1).every(({ closed }) => closed)).toBe(true);
    const made = upstream.calls.length;
    await sleep(100);
    expect(upstream.calls).toHaveLength(made);
  });

  it.skipIf(!has.redis)('before it is known what is kept makes no call, and no error', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    const redis = await startRedisServer();
    try {
      await facade.close();
      facade = await startReplica(emulator, {
        layersBaseUrl: upstream.url,
        redisUrl: redis.url,
        cacheTtlMs: 60_000,
      });
      const left = ask('{ projects(first: 1) { nodes { id metadata } } }');
      const [list] = await called(1);
      redis.signal('SIGSTOP');
      list!.answer(200, { items: [{ id: 'a' }] });
      await sleep(50);
      left.leave();
      await expect.poll(() => facade.logs.map(({ msg }) => msg)).toContain('redis is away');
      await called(1);
      await sleep(100);
      expect(rejections).toEqual([]);
      const told = facade.logs.map(({ msg }) => String(msg));
      expect(told.filter((msg) => !/^(?:operation|redis is \w+)$/.test(msg))).toEqual([]);
    } finally {
      process.off('unhandledRejection', onRejection);
      redis.signal('SIGCONT');
      await redis.kill();
    }
  });

  it('does not end a mutation, nor what is read for its answer', async () => {
    const left = ask(
      'mutation { attachReferenceImages(input: { influencerId: "a", assetIds: ["m"] }) { influencer { name } } }',
    );
    const [write] = await called(1);
    left.leave();
    await sleep(100);
    expect(write!.closed).toBe(false);
    write!.answer(503, {});
    await expect.poll(() => upstream.calls.length).toBe(2);
    upstream.calls[1]!.answer(200, { influencerId: 'a', referenceImages: [] });
    await expect.poll(() => upstream.calls.length).toBe(3);
    upstream.calls[2]!.answer(200, { influencerId: 'a', name: 'Ava' });
    await expect.poll(() => facade.logs.filter(({ msg }) => msg === 'operation')).toHaveLength(1);
    expect(upstream.calls.map(({ asked }) => asked)).toEqual([
      'POST /v1/influencers/a/reference-images',
      'POST /v1/influencers/a/reference-images',
      'GET /v1/influencers/a',
    ]);
    expect(facade.logs.at(-1)).toMatchObject({ operationType: 'mutation', errorCodes: [] });
  });
});

describe('A read that follows a write', () => {
  it('joins nothing that was asked for before the write had ended', async () => {
    const early = ask(text);
    await called(1);
    const writing = ask(
      'mutation { createProject(input: { name: "x", timezone: "UTC" }) { project { id } } }',
    );
    const calls = await called(2);
    const during = ask(text);
    await sleep(50);
    expect(upstream.calls).toHaveLength(2);
    calls[1]!.answer(201, project('x'));
    await writing.body;
    const late = ask(text);
    (await called(3))[2]!.answer(200, project('New'));
    calls[0]!.answer(200, project('Old'));
    expect((await late.body).data.project.name).toBe('New');
    for (const { body } of [early, during]) expect((await body).data.project.name).toBe('Old');
  });

  it('of another key may join as before', async () => {
    const early = ask(text);
    await called(1);
    const writing = ask(
      'mutation { createProject(input: { name: "x", timezone: "UTC" }) { project { id } } }',
      {
        'x-api-key': 'lp_live_b',
      },
    );
    (await called(2))[1]!.answer(201, project('x'));
    await writing.body;
    const late = ask(text);
    const calls = await called(2);
    expect(calls[0]!.asked).toBe(route);
    calls[0]!.answer(200, project('Old'));
    for (const { body } of [early, late]) expect((await body).data.project.name).toBe('Old');
  });
});
