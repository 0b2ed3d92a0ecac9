import { LRUCache } from 'lru-cache';

/** One bucket of a scope as the last answer told it (RULES 6.5). `resetAt` is in epoch milliseconds. */
export interface RateLimit {
  readonly endpointClass: string;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** A reset above the first is an epoch in milliseconds, above the second one in seconds, else a delta in seconds. */
const epochFromMs = 100_000_000_000;
const epochFromSeconds = 1_000_000_000;
const dayMs = 86_400_000;

/** Reads `X-RateLimit-*` or the draft `RateLimit-*` headers; undefined when an answer carries none. */
export function readRateLimit(headers: Headers, now: number, fallbackClass: string): RateLimit | undefined {
  const number = (name: string): number | null => {
    const text = headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
    return Number.isFinite(value) && value >= 0 ? value : null;
  };
  const count = (name: string): number | null => {
    const value = number(name);
    return value !== null && Number.isInteger(value) && value < 2 ** 31 ? value : null;
  };
  const limit = count('limit');
  const remaining = count('remaining');
  if (limit === null && remaining === null) return undefined;
  const named = headers['x-ratelimit-endpoint-class'];
  return {
    endpointClass: typeof named === 'string' && /^[\w-]{1,32}$/.test(named) ? named : fallbackClass,
    limit,
    remaining,
    resetAt: resetTime(number('reset'), now),
  };
}

/** Neither name nor unit is documented (RULES 22.3): a time that no window can have is no time. */
function resetTime(reset: number | null, now: number): number | null {
  if (reset === null) return null;
  const at = reset > epochFromMs ? reset : reset > epochFromSeconds ? reset * 1000 : now + reset * 1000;
  return Math.abs(at - now) <= dayMs ? at : null;
}

/** Buckets a scope may have: three classes are documented. */
const mostBuckets = 16;

/** What is known of each scope's buckets: kept for the process, bounded, the least recently used scope goes first. */
export class RateLimits {
  readonly #scopes = new LRUCache<string, Map<string, RateLimit>>({ max: 10_000 });

  learn(scope: string, limit: RateLimit): void {
    const buckets = this.#scopes.get(scope) ?? new Map<string, RateLimit>();
    if (buckets.size < mostBuckets || buckets.has(limit.endpointClass))
      buckets.set(limit.endpointClass, limit);
    this.#scopes.set(scope, buckets);
  }

  of(scope: string, endpointClass: string): RateLimit | null {
    return this.#scopes.get(scope)?.get(endpointClass) ?? null;
  }
}
