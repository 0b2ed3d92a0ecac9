import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CannedAnswer } from '../src/emulator/http/faults.js';
import { startClock } from './support/clock.js';
import { ok, type Replica, type Stage, startReplica, startStage } from './support/facade.js';
import { has } from './support/needs.js';
import { startRedisServer } from './support/redis.js';

let stage: Stage;
let clock: ReturnType<typeof startClock>;
beforeAll(async () => {
  stage = await startStage({ config: { cacheTtlMs: 60_000 } });
  clock = startClock();
});
afterAll(async () => {
  clock.stop();
  await stage.close();
});
beforeEach(async () => {
  await stage.emulator.reset();
  stage.calls();
  // Beyond all that the tests before have left.
  clock.advance(3_600_000);
});

/** Makes Layers answer a project once. */
function answers(id: string, headers: Record<string, string>, more: Partial<CannedAnswer> = {}): void {
  stage.emulator.fail(
    { path: `/v1/projects/${id}` },
    { status: 200, body: { id, name: `Project ${id}` }, headers, ...more },
  );
}
const notModified = (id: string, headers: Record<string, string> = {}) =>
  answers(id, headers, { status: 304, body: '' });

const textOf = (...ids: string[]) =>
  `{ ${ids.map((id) => `${id}: project(id: "${id}") { name metadata }`).join(' ')} }`;
const ask = (ids: string[], headers: Record<string, string> = {}, asked: Replica = stage) =>
  asked.ask(textOf(...ids), {}, { headers });
async function hint(ids: string[], asked: Replica = stage): Promise<string | null> {
  const answer = await ask(ids, {}, asked);
  ok(answer);
  return answer.headers.get('cache-control');
}

describe('a 304', () => {
  const etag = '"1"';

  it('that says nothing of lifetimes leaves them as they were', async () => {
    answers('a', { etag, 'cache-control': 'max-age=2' });
    await hint(['a']);
    for (let round = 0; round < 3; round++) {
      clock.advance(2001);
      notModified('a');
      expect(await hint(['a'])).toBe('max-age=2, private');
      expect(await hint(['a'])).toBe('max-age=1, private');
    }
    expect(stage.calls()).toHaveLength(4);
  });

  it('leaves what must be revalidated so', async () => {
    answers('a', { etag, 'cache-control': 'max-age=2, must-revalidate' });
    await hint(['a']);
    clock.advance(2001);
    notModified('a');
    await hint(['a']);
    clock.advance(2001);
    answers('a', {}, { status: 500 });
    const { errors } = await ask(['a'], { 'cache-control': 'max-stale, stale-if-error=60' });
    expect(errors).toHaveLength(1);
    expect(stage.calls()).toHaveLength(3);
  });

  it('that says something changes them', async () => {
    answers('a', { etag, 'cache-control': 'max-age=2, must-revalidate' });
    await hint(['a']);
    clock.advance(2001);
    notModified('a', { 'cache-control': 'max-age=20' });
    expect(await hint(['a'])).toBe('max-age=20, private');
    clock.advance(21_000);
    ok(await ask(['a'], { 'cache-control': 'max-stale' }));
    expect(stage.calls()).toHaveLength(2);
  });
});

describe('how long an answer may be kept', () => {
  it('is what the schema says where Layers says nothing', async () => {
    answers('a', {});
    expect(await hint(['a'])).toBe('max-age=60, private');
  });

  it.each([
    ['no-store', 'no-store'],
    ['private, no-cache', 'no-store'],
    ['max-age=0', 'no-store'],
    ['max-age=7', 'max-age=7, private'],
    ['max-age=3600', 'max-age=60, private'],
    ['private', 'max-age=60, private'],
  ])('is no longer than Layers allows: %s', async (said, told) => {
    answers('a', { 'cache-control': said });
    expect(await hint(['a'])).toBe(told);
  });

  it('counts the age that Layers tells, and the time in which it was kept here', async () => {
    answers('a', { 'cache-control': 'max-age=30', age: '10' });
    expect(await hint(['a'])).toBe('max-age=20, private');
    clock.advance(5000);
    expect(await hint(['a'])).toBe('max-age=14, private');
    expect(stage.calls()).toHaveLength(1);
  });

  it('is the least of all that was read', async () => {
    answers('a', { 'cache-control': 'max-age=30' });
    answers('b', { 'cache-control': 'max-age=9' });
    answers('c', {});
    expect(await hint(['a', 'b', 'c'])).toBe('max-age=9, private');
  });

  it('is told to each of those who share a read', async () => {
    answers('a', { 'cache-control': 'max-age=9' }, { delayMs: 100 });
    const texts = ['A', 'B', 'C'].map((name) => `query ${name} ${textOf('a')}`);
    const answered = await Promise.all(texts.map((text) => stage.ask(text)));
    expect(answered.map(({ headers }) => headers.get('cache-control'))).toEqual(
      texts.map(() => 'max-age=9, private'),
    );
    expect(stage.calls()).toHaveLength(1);
  });

  it('is so without a cache too, and whatever runs the operation', async () => {
    const bare = await startStage({ config: { cacheTtlMs: 0, jit: false } });
    const body = { id: 'a', name: 'A' };
    const headers = { 'cache-control': 'max-age=4' };
    bare.emulator.fail({ path: '/v1/projects/a' }, { status: 200, body, headers });
    expect(await hint(['a'], bare)).toBe('max-age=4, private');
    await bare.close();
  });
});

describe.skipIf(!has.redis)('what Layers allows', () => {
  it('is known to every replica with Redis, and a 304 to one of them changes it for all', async () => {
    const redis = await startRedisServer();
    const shared = { redisUrl: redis.url, cacheTtlMs: 60_000 };
    const a = await startReplica(stage.emulator, shared);
    const b = await startReplica(stage.emulator, shared);
    const kept = 'max-age=1, private';
    answers('a', { etag: '"1"', 'cache-control': 'max-age=2, must-revalidate' });
    await hint(['a'], a);
    for (const replica of [a, b]) expect(await hint(['a'], replica)).toBe(kept);
    expect(stage.calls()).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    notModified('a');
    await hint(['a'], b);
    for (const replica of [a, b]) expect(await hint(['a'], replica)).toBe(kept);
    expect(stage.calls()).toHaveLength(1);
    await Promise.all([a.close(), b.close()]);
    await redis.kill();
  });
});
