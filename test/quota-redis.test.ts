import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { ok, type Replica, startReplica } from './support/facade.js';
import { has } from './support/needs.js';
import { codes, readMany, teach, timed, write } from './support/quota.js';
import { type RedisServer, startRedisServer } from './support/redis.js';

describe.skipIf(!has.redis)('two replicas with Redis', () => {
  let redis: RedisServer;
  let emulator: Emulator;
  let a: Replica;
  let b: Replica;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  beforeEach(async () => {
    await redis.command('FLUSHALL');
    emulator = await startEmulator({ tier: 'standard' });
    [a, b] = (await Promise.all([1, 2].map(() => startReplica(emulator, { redisUrl: redis.url })))) as [
      Replica,
      Replica,
    ];
  });
  afterEach(async () => {
    await Promise.all([a.close(), b.close()]);
    await emulator.close();
  });
  afterAll(() => redis.kill());

  const bucket = async (replica: Replica) =>
    ok(await replica.ask('{ layersViewer { rateLimit { limit remaining } } }')).layersViewer.rateLimit;

  it('draw from one bucket: the one that has seen nothing refuses when the other has used it up', async () => {
    ok(await readMany(a, 60));
    ok(await readMany(a, 60));
    const { errors } = await readMany(b, 1);
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(50_000);
    expect(errors[0]?.extensions.retryAfterMs).toBeLessThanOrEqual(61_000);
    expect(emulator.requests).toHaveLength(120);
    expect(await bucket(b)).toEqual({ limit: 120, remaining: 0 });
    ok(await b.ask(write));
  });

  it('refuse what does not fit whole, whoever has used the rest', async () => {
    ok(await readMany(a, 100));
    expect(codes(await readMany(b, 21))).toEqual(['RATE_LIMITED']);
    expect(emulator.requests).toHaveLength(100);
    ok(await readMany(b, 20));
    expect(await bucket(a)).toEqual({ limit: 120, remaining: 0 });
  });

  it('make no call too many when both are asked at once', async () => {
    ok(await readMany(a, 1));
    const asked = Array.from({ length: 160 }, (_, index) => readMany(index % 2 === 0 ? a : b, 1));
    const answers = await Promise.all(asked);
    // A call that ends while the other asks may count twice for a moment: never too many, at times one too few.
    const answered = answers.filter(({ errors }) => errors.length === 0).length;
    expect(answered).toBeLessThanOrEqual(119);
    expect(answered).toBeGreaterThanOrEqual(114);
    for (const { errors } of answers) for (const { message } of errors) expect(message).toMatch(/^The calls/);
    expect(emulator.requests).toHaveLength(1 + answered);
  });

  it('know that a window is new, where Layers tells no reset, once one of them finds much more', async () => {
    const teachIt = (replica: Replica, remaining: number) =>
      teach({ ...replica, emulator, calls: () => [] }, { remaining, resetS: null });
    await teachIt(a, 50);
    await teachIt(a, 8);
    expect(codes(await readMany(b, 20))).toEqual(['RATE_LIMITED']);
    await teachIt(b, 118);
    expect(await bucket(a)).toEqual({ limit: 120, remaining: 118 });
    ok(await readMany(a, 20));
  });

  it('know what the other has under way, and no more of it when that has ended', async () => {
    ok(await readMany(a, 1));
    emulator.fail({ times: 10 }, { delayMs: 400 });
    const reading = readMany(a, 10);
    await sleep(200);
    expect(await bucket(b)).toEqual({ limit: 120, remaining: 109 });
    ok(await reading);
    await sleep(50);
    expect(await bucket(b)).toEqual({ limit: 120, remaining: 109 });
  });

  it('share a pause that Layers has asked one of them for', async () => {
    ok(await readMany(b, 1));
    const headers = { 'Retry-After': '30' };
    emulator.fail({ method: 'GET' }, { status: 429, headers });
    expect(codes(await readMany(a, 1))).toEqual(['RATE_LIMITED']);
    await sleep(50);
    const { errors } = await readMany(b, 1);
    expect(errors[0]).toMatchObject({ message: expect.stringMatching(/^Layers has asked/) });
    expect(ok(await b.ask(write)).createProject.userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    expect(emulator.requests).toHaveLength(2);
    const other = { headers: { 'x-api-key': emulator.keys.readOnly } };
    ok(await b.ask('{ projects { nodes { id } } }', {}, other));
  });

  it('go on without it, each with what it knows, and share again when it is back', async () => {
    ok(await readMany(a, 80));
    await redis.kill();
    ok(await readMany(b, 1));
    const [refused, ms] = await timed(readMany(a, 41));
    expect(codes(refused)).toEqual(['RATE_LIMITED']);
    expect(ms).toBeLessThan(600);
    ok(await readMany(a, 10));
    expect(emulator.requests).toHaveLength(91);
    await redis.restart();
    for (const { logs } of [a, b])
      while (logs.filter(({ msg }) => msg === 'redis is there').length < 2) await sleep(20);
    ok(await readMany(a, 29));
    expect(codes(await readMany(b, 1))).toEqual(['RATE_LIMITED']);
    expect(emulator.requests).toHaveLength(120);
  });
});
