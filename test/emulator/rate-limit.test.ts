import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import type { ApiError } from '../../src/emulator/http/api-error.js';
import { createRateLimiter } from '../../src/emulator/http/rate-limit.js';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const names = (headers: Record<string, string>) =>
  Object.keys(headers)
    .filter((name) => name.includes('ratelimit'))
    .sort();

describe('on the standard tier', () => {
  const client = useEmulator({ tier: 'standard' });
  const { get, patch } = client;
  const path = `/v1/content/${seed.content.menuBoard}`;

  it('120 reads a minute pass, and the next is told how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, () => get('/v1/whoami')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const refused = await get('/v1/whoami');
    expect(refused.status).toBe(429);
    expect(refused.body.error.code).toBe('RATE_LIMITED');
    const retryAfter = Number(refused.headers['retry-after']);
    expect(retryAfter).toBeGreaterThan(50);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers['x-ratelimit-remaining']).toBe('0');
    client.emulator.advance(retryAfter * 1000);
    expect((await get('/v1/whoami')).status).toBe(200);
  });

  it('writes, and other keys, have buckets of their own', async () => {
    await Promise.all(Array.from({ length: 121 }, () => get('/v1/whoami')));
    expect((await get('/v1/whoami', { key: client.emulator.keys.readOnly })).status).toBe(200);
    const writes = await Promise.all(Array.from({ length: 61 }, () => patch(path, { caption: 'x' })));
    expect(writes.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(writes.filter(({ status }) => status === 200)).toHaveLength(60);
  });

  it('every answer names its class and the state of its bucket, refusals too', async () => {
    const read = await get('/v1/content/nope');
    expect(read.status).toBe(404);
    expect(read.headers).toMatchObject({
      'x-ratelimit-endpoint-class': 'read-light',
      'x-ratelimit-limit': '120',
      'x-ratelimit-remaining': '119',
    });
    const now = Date.parse(read.headers.date!) / 1000;
    expect(Number(read.headers['x-ratelimit-reset']) - now).toBeGreaterThan(55);
    const write = await patch(path, {});
    expect(write.headers).toMatchObject({
      'x-ratelimit-endpoint-class': 'write-light',
      'x-ratelimit-limit': '60',
    });
    const anonymous = await get('/v1/whoami', { key: null });
    expect(names(anonymous.headers)).toEqual(['x-ratelimit-endpoint-class']);
  });

  it('whoami tells the tier', async () => {
    expect((await get('/v1/whoami')).body.rateLimitTier).toBe('standard');
  });
});

describe('the daily cap on writes', () => {
  it.each([
    ['standard', 60, 10_000],
    ['pilot', 600, 100_000],
  ] as const)('on the tier %s lets %i a minute pass, %i in all', (tier, perMinute, perDay) => {
    const clock = createClock();
    const limiter = createRateLimiter(clock, tier, 'x-ratelimit');
    let passed = 0;
    let refusal: ApiError | undefined;
    // A little over what the day allows, a minute at a time.
    for (let minute = 0; minute <= perDay / perMinute; minute++) {
      for (let call = 0; call < perMinute; call++) {
        refusal = limiter.draw('key', 'write-light').refusal;
        if (!refusal) passed++;
      }
      clock.advance(60_000);
    }
    expect(passed).toBe(perDay);
    expect(refusal?.message).toContain('daily');
    // The day began with its first call.
    const retryAfterMs = Number(refusal?.headers['Retry-After']) * 1000;
    expect(retryAfterMs).toBeGreaterThan(20 * 60 * 60 * 1000);
    expect(limiter.draw('key', 'read-light').refusal).toBeUndefined();
    clock.advance(retryAfterMs);
    expect(limiter.draw('key', 'write-light').refusal).toBeUndefined();
  });
});

describe('on the other tiers', () => {
  const pilot = useEmulator({ tier: 'pilot', rateLimitHeaders: 'ratelimit' });
  const partner = useEmulator({ rateLimitHeaders: 'none' });
  const internal = useEmulator({ tier: 'internal' });

  it('the headers may be those of the IETF draft, with seconds to go', async () => {
    const { headers } = await pilot.get('/v1/whoami');
    expect(headers).toMatchObject({
      'ratelimit-limit': '1200',
      'ratelimit-remaining': '1199',
      'ratelimit-reset': '60',
    });
    expect(names(headers)).toEqual([
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
      'x-ratelimit-endpoint-class',
    ]);
  });

  it('the headers may be none but the class', async () => {
    expect(names((await partner.get('/v1/whoami')).headers)).toEqual(['x-ratelimit-endpoint-class']);
  });

  it('internal has no limit, and is not shown', async () => {
    const { headers, body } = await internal.get('/v1/whoami');
    expect(names(headers)).toEqual(['x-ratelimit-endpoint-class']);
    expect(body.rateLimitTier).toBe('partner');
  });
});
