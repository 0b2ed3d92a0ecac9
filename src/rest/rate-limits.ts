import { LRUCache } from 'lru-cache';

/** One bucket of a scope as the last answer told it (RULES 6.5). `resetAt` is in epoch milliseconds. */
export interface RateLimit {
  readonly endpointClass: string;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Resets above this are an epoch in seconds, below it a delta: no window lasts 30 years. */
const epochFromSeconds = 1_000_000_000;

/** Reads `X-RateLimit-*` or the draft `RateLimit-*` headers; undefined when an answer carries none. */
export function readRateLimit(headers: Headers, now: number, fallbackClass: string): RateLimit | undefined {
  const number = (name: string): number | null => {
    const text = headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
    return Number.isFinite(value) && value >= 0 ? value : null;
  };
  const limit = number('limit');
  const remaining = number('remaining');
  if (limit === null && remaining === null) return undefined;
  const reset = number('reset');
  const named = headers['x-ratelimit-endpoint-class'];
  return {
    endpointClass: typeof named === 'string' ? named : fallbackClass,
    limit,
    remaining,
    resetAt: reset === null ? null : reset > epochFromSeconds ? reset * 1000 : now + reset * 1000,
  };
}

/** What is known of each scope's buckets: kept for the process, bounded, the least recently used scope goes first. */
export class RateLimits {
  readonly #scopes = new LRUCache<string, Map<string, RateLimit>>({ max: 10_000 });

  learn(scope: string, limit: RateLimit): void {
    const buckets = this.#scopes.get(scope) ?? new Map<string, RateLimit>();
    buckets.set(limit.endpointClass, limit);
    this.#scopes.set(scope, buckets);
  }

  of(scope: string, endpointClass: string): RateLimit | null {
    return this.#scopes.get(scope)?.get(endpointClass) ?? null;
  }
}
