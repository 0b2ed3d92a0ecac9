import type { Clock } from '../clock.js';
import { ApiError } from './api-error.js';
import type { RateClass } from './route.js';

export type Tier = 'standard' | 'pilot' | 'partner' | 'internal';
export type RateLimitHeaders = 'x-ratelimit' | 'ratelimit' | 'none';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** RULES 6.1: requests a minute by class, and writes a day. `internal` has no bounds. */
const limits: Record<Exclude<Tier, 'internal'>, Record<RateClass, number> & { dailyWrites: number }> = {
  standard: { 'read-light': 120, 'write-light': 60, 'long-running': 20, dailyWrites: 10_000 },
  pilot: { 'read-light': 1_200, 'write-light': 600, 'long-running': 60, dailyWrites: 100_000 },
  partner: { 'read-light': 6_000, 'write-light': 3_000, 'long-running': 300, dailyWrites: 500_000 },
};

interface Window {
  used: number;
  endsAtMs: number;
}

interface BucketState {
  limit: number;
  remaining: number;
  resetAtMs: number;
}

export interface RateLimiter {
  /** Draws one call; `headers` go on the answer, and on `refusal` when the bucket was empty. */
  draw(keyId: string, rateClass: RateClass): { headers: Record<string, string>; refusal?: ApiError };
  clear(): void;
}

/** Fixed windows of a minute (and a day for writes), each opened by its first call. */
export function createRateLimiter(clock: Clock, tier: Tier, style: RateLimitHeaders): RateLimiter {
  const windows = new Map<string, Window>();

  function windowOf(name: string, lengthMs: number): Window {
    const now = clock.now();
    let window = windows.get(name);
    if (!window || window.endsAtMs <= now) {
      window = { used: 0, endsAtMs: now + lengthMs };
      windows.set(name, window);
    }
    return window;
  }

  /** The header names are not documented, so a client must cope with each style (RULES 6.5, 22.3). */
  function headersOf(rateClass: RateClass, state: BucketState): Record<string, string> {
    const named = { 'X-RateLimit-Endpoint-Class': rateClass };
    if (style === 'none') return named;
    const { limit, remaining, resetAtMs } = state;
    const inSeconds = String(Math.max(0, Math.ceil((resetAtMs - clock.now()) / 1000)));
    if (style === 'ratelimit') {
      return {
        ...named,
        'RateLimit-Limit': `${limit}`,
        'RateLimit-Remaining': `${remaining}`,
        'RateLimit-Reset': inSeconds,
      };
    }
    return {
      ...named,
      'X-RateLimit-Limit': `${limit}`,
      'X-RateLimit-Remaining': `${remaining}`,
      'X-RateLimit-Reset': `${Math.ceil(resetAtMs / 1000)}`,
    };
  }

  return {
    draw(keyId, rateClass) {
      if (tier === 'internal') return { headers: { 'X-RateLimit-Endpoint-Class': rateClass } };
      const limit = limits[tier][rateClass];
      const minute = windowOf(`${keyId} ${rateClass}`, minuteMs);
      const day = rateClass === 'write-light' ? windowOf(`${keyId} day`, dayMs) : undefined;
      const spent =
        day && day.used >= limits[tier].dailyWrites ? day : minute.used >= limit ? minute : undefined;
      if (spent) {
        const retryAfter = Math.max(1, Math.ceil((spent.endsAtMs - clock.now()) / 1000));
        const state = {
          limit: spent === day ? limits[tier].dailyWrites : limit,
          remaining: 0,
          resetAtMs: spent.endsAtMs,
        };
        const message = `The ${spent === day ? 'daily ' : ''}${rateClass} budget is used up. Retry in ${retryAfter} s.`;
        const refusal = new ApiError(429, 'RATE_LIMITED', message, undefined, {
          'Retry-After': `${retryAfter}`,
        });
        return { headers: headersOf(rateClass, state), refusal };
      }
      minute.used++;
      if (day) day.used++;
      const state = { limit, remaining: limit - minute.used, resetAtMs: minute.endsAtMs };
      return { headers: headersOf(rateClass, state) };
    },
    clear: () => windows.clear(),
  };
}
