import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, type FailAnswer, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed.js';
import { startClock } from './support/clock.js';
import { ok, type Replica, startReplica } from './support/facade.js';
import { has } from './support/needs.js';
import { type RedisServer, startRedisServer } from './support/redis.js';

const { ava, ben } = seed.influencer;
const { coffee } = seed.project;
const route = `/v1/influencers/${ava}`;
const lands = { delayMs: 900 };
const ends: [how: string, answer: FailAnswer, times: number, code: string][] = [
  ['is not answered in time', lands, 1, 'UPSTREAM_TIMEOUT'],
  ['loses its connection', 'reset', 3, 'UPSTREAM_UNAVAILABLE'],
  ['is given up by what stands before Layers', { status: 504 }, 3, 'UPSTREAM_UNAVAILABLE'],
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ tier: 'internal' });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const start = (more = {}) => startReplica(emulator, { cacheTtlMs: 600_000, upstreamTimeoutMs: 600, ...more });
const vibe = async (replica: Replica) =>
  ok(await replica.ask(`{ influencer(id: "${ava}") { vibe } }`)).influencer.vibe;
async function change(replica: Replica, to: string): Promise<unknown> {
  const text = `mutation { updateInfluencer(input: { id: "${ava}", vibe: "${to}" }) { userErrors { code } } }`;
  return ok(await replica.ask(text)).updateInfluencer.userErrors[0]?.code;
}
/** How many calls reads of these make. */
async function callsOf(replica: Replica, ...fields: string[]): Promise<number> {
  const before = emulator.requests.length;
  ok(await replica.ask(`{ ${fields.join(' ')} }`));
  return emulator.requests.length - before;
}
const changed = [`influencer(id: "${ava}") { vibe }`, `influencers(projectId: "${coffee}") { nodes { id } }`];
const others = [`o: influencer(id: "${ben}") { vibe }`, `project(id: "${coffee}") { metadata }`];

describe('what a write may change that nobody knows the end of', () => {
  let replica: Replica;
  let clock: ReturnType<typeof startClock>;
  beforeEach(async () => {
    replica = await start();
    clock = startClock();
  });
  afterEach(async () => {
    clock.stop();
    await replica.close();
  });

  it('is read as it is once the write has landed, whoever has read it in between', async () => {
    const before = await vibe(replica);
    emulator.fail({ method: 'PATCH', path: route }, lands);
    expect(await change(replica, 'late')).toBe('UPSTREAM_TIMEOUT');
    expect(await vibe(replica)).toBe(before);
    await sleep(500);
    expect(await vibe(replica)).toBe('late');
  });

  it.each(ends)('is not kept for a minute where it %s', async (_how, answer, times, code) => {
    await callsOf(replica, ...others);
    emulator.fail({ method: 'PATCH', path: route, times }, answer);
    expect(await change(replica, 'late')).toBe(code);
    for (const ms of [0, 30_000, 29_000]) {
      clock.advance(ms);
      expect(await callsOf(replica, ...changed)).toBe(2);
      expect(await callsOf(replica, ...others)).toBe(0);
    }
    clock.advance(1500);
    expect(await callsOf(replica, ...changed)).toBe(2);
    expect(await callsOf(replica, ...changed)).toBe(0);
  });

  it('is not kept either after another write that has ended', async () => {
    emulator.fail({ method: 'PATCH', path: route }, lands);
    await change(replica, 'late');
    expect(await change(replica, 'soon')).toBeUndefined();
    expect(await callsOf(replica, ...changed)).toBe(2);
    expect(await callsOf(replica, ...changed)).toBe(2);
  });

  it('is not kept where the write was lost, and Layers refused to be asked again', async () => {
    const body = { error: { code: 'VALIDATION', message: 'No.' } };
    emulator.fail({ method: 'PATCH', path: route }, 'reset');
    emulator.fail({ method: 'PATCH', path: route }, { status: 422, body });
    const before = emulator.requests.length;
    expect(await change(replica, 'late')).toBe('VALIDATION');
    expect(emulator.requests.length - before).toBe(2);
    for (let times = 0; times < 2; times++) expect(await callsOf(replica, ...changed)).toBe(2);
    clock.advance(61_000);
    expect(await callsOf(replica, ...changed)).toBe(2);
    expect(await callsOf(replica, ...changed)).toBe(0);
  });

  it('is not kept by clients either', async () => {
    const cacheControl = async () => {
      const { headers } = await replica.ask(`{ influencer(id: "${ava}") { vibe } }`);
      return headers.get('cache-control');
    };
    expect(await cacheControl()).toMatch(/max-age=[1-9]/);
    emulator.fail({ method: 'PATCH', path: route }, lands);
    await change(replica, 'late');
    for (let times = 0; times < 2; times++) expect(await cacheControl()).toMatch(/max-age=0|no-store/);
    clock.advance(61_000);
    expect(await cacheControl()).toMatch(/max-age=[1-9]/);
  });

  it('is kept at once where Layers has refused or explained', async () => {
    for (const status of [422, 500]) {
      const body = { error: { code: 'VALIDATION', message: 'No.' } };
      emulator.fail({ method: 'PATCH', path: route }, { status, body });
      await change(replica, 'never');
      expect(await callsOf(replica, ...changed)).toBe(2);
      expect(await callsOf(replica, ...changed)).toBe(0);
    }
  });
});

describe.skipIf(!has.redis)('replicas with Redis', () => {
  let redis: RedisServer;
  let replicas: [Replica, Replica];
  beforeAll(async () => {
    redis = await startRedisServer();
    const both = [1, 2].map(() => start({ redisUrl: redis.url }));
    replicas = (await Promise.all(both)) as typeof replicas;
  });
  beforeEach(() => redis.command('FLUSHALL'));
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await redis.kill();
  });

  it('keep nothing of what a write of any of them may change yet, for a minute', async () => {
    const [a, b] = replicas;
    const before = await vibe(b);
    expect(await callsOf(b, ...others)).toBe(2);
    emulator.fail({ method: 'PATCH', path: route }, lands);
    expect(await change(a, 'late')).toBe('UPSTREAM_TIMEOUT');
    for (const replica of [a, b]) expect(await vibe(replica)).toBe(before);
    await sleep(500);
    for (const replica of [a, b, a]) expect(await vibe(replica)).toBe('late');
    expect(await callsOf(b, ...others)).toBe(0);
    const marks = (await redis.keys()).filter((key) => key.includes(':late:'));
    expect(marks).toHaveLength(2);
    for (const key of marks) {
      const ms = Number(await redis.command('PTTL', key));
      expect(ms).toBeGreaterThan(50_000);
      expect(ms).toBeLessThanOrEqual(60_000);
      await redis.command('DEL', key);
    }
    // `a` knows of its own write by itself.
    expect(await callsOf(b, ...changed)).toBe(2);
    expect(await callsOf(b, ...changed)).toBe(0);
  });
});
