import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { codes, readMany, teach, timed, write } from './support/quota.js';

// Layers tells nothing but what a test lets it tell.
let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ emulator: { rateLimitHeaders: 'none' } });
});
afterEach(() => stage.close());

describe('a read of a key that has none left', () => {
  it('waits for a window that begins soon', async () => {
    await teach(stage, { remaining: 0, resetS: 1 });
    const [answer, ms] = await timed(readMany(stage, 3));
    ok(answer);
    expect(ms).toBeGreaterThan(700);
    expect(ms).toBeLessThan(1900);
    expect(stage.calls()).toHaveLength(3);
  });

  it('is refused at once where that is more than 2 s away', async () => {
    await teach(stage, { remaining: 0, resetS: 4 });
    const [{ errors }, ms] = await timed(readMany(stage, 1));
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(2_000);
    expect(errors[0]?.extensions.retryAfterMs).toBeLessThanOrEqual(4_000);
    expect(ms).toBeLessThan(500);
  });

  it('is refused at once where that is beyond the deadline of its field', async () => {
    const hasty = await startStage({
      emulator: { rateLimitHeaders: 'none' },
      config: { upstreamTimeoutMs: 400 },
    });
    try {
      await teach(hasty, { remaining: 0, resetS: 1 });
      const [answer, ms] = await timed(readMany(hasty, 1));
      expect(codes(answer)).toEqual(['RATE_LIMITED']);
      expect(ms).toBeLessThan(400);
    } finally {
      await hasty.close();
    }
  });

  it('waits no longer when Layers asks for a pause meanwhile', async () => {
    await teach(stage, { remaining: 0, resetS: 2 });
    const waiting = timed(readMany(stage, 1));
    await sleep(100);
    stage.emulator.fail({ method: 'POST' }, { status: 429, headers: { 'Retry-After': '30' } });
    ok(await stage.ask(write));
    const [answer, ms] = await waiting;
    expect(answer.errors[0]?.extensions.retryAfterMs).toBeGreaterThan(25_000);
    expect(ms).toBeLessThan(1000);
    expect(stage.calls()).toHaveLength(1);
  });

  it('is not made when its client has left', async () => {
    await teach(stage, { remaining: 0, resetS: 1 });
    const leaving = new AbortController();
    const asked = fetch(stage.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live },
      body: JSON.stringify({ query: `{ project(id: "${seed.project.coffee}") { id timezone } }` }),
      signal: leaving.signal,
    });
    await sleep(300);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await sleep(1200);
    expect(stage.calls()).toEqual([]);
    expect(await remaining()).toBe(120);
  });
});

describe('operations that wait together', () => {
  it('are dealt calls in turn, so that a small one is answered whole', async () => {
    await teach(stage, { limit: 10, remaining: 0, resetS: 1 });
    const greedy = Promise.all(Array.from({ length: 3 }, () => readMany(stage, 10)));
    await sleep(100);
    const small = readMany(stage, 2);
    ok(await small);
    const answered = (await greedy).map(({ errors }) => 10 - errors.length);
    expect(answered).toEqual([3, 3, 2]);
    expect(stage.calls()).toHaveLength(10);
  });
});

describe('where few calls are left', () => {
  beforeEach(() => teach(stage, { remaining: 20 }));

  it('an operation that asks for all of them leaves room for a small one that comes later', async () => {
    stage.emulator.fail({ times: Number.POSITIVE_INFINITY }, { delayMs: 300 });
    const greedy = readMany(stage, 20);
    await sleep(100);
    expect(stage.calls()).toHaveLength(4);
    const [small, ms] = await timed(readMany(stage, 1));
    ok(small);
    expect(ms).toBeLessThan(900);
    expect((await greedy).errors).toHaveLength(1);
  });

  it('it goes on after 2 s without waiting for its own', async () => {
    stage.emulator.fail({ times: Number.POSITIVE_INFINITY }, { delayMs: 2600 });
    const greedy = readMany(stage, 8);
    await sleep(1700);
    expect(stage.calls()).toHaveLength(4);
    ok(await greedy);
    expect(stage.calls()).toHaveLength(4);
  });

  it('writes do not wait behind reads', async () => {
    stage.emulator.fail({ method: 'GET', times: Number.POSITIVE_INFINITY }, { delayMs: 1000 });
    const greedy = readMany(stage, 8);
    await sleep(100);
    const [answer, ms] = await timed(stage.ask(write));
    expect(ok(answer).createProject.userErrors).toEqual([]);
    expect(ms).toBeLessThan(500);
    ok(await greedy);
  });
});

async function remaining(): Promise<number> {
  return ok(await stage.ask('{ layersViewer { rateLimit { remaining } } }')).layersViewer.rateLimit.remaining;
}
