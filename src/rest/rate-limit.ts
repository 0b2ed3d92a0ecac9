/** One bucket of a key as an answer tells it (RULES 6.5). `resetAt` is in epoch milliseconds. */
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
  const limit = count(headers['x-ratelimit-limit'] ?? headers['ratelimit-limit']);
  const remaining = count(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
  if (limit === null && remaining === null) return undefined;
  const reset = number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  return {
    endpointClass: readClass(headers) ?? fallbackClass,
    limit,
    remaining,
    resetAt: resetTime(reset, now),
  };
}

function number(text: string | string[] | undefined): number | null {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function count(text: string | string[] | undefined): number | null {
  const value = number(text);
  return value !== null && Number.isInteger(value) && value < 2 ** 31 ? value : null;
}

/** The class that an answer names, spelled as the documentation does (RULES 22.3: how answers do is not documented). */
export function readClass(headers: Headers): string | undefined {
  const named = headers['x-ratelimit-endpoint-class'];
  if (typeof named !== 'string' || !/^[\w-]{1,32}$/.test(named)) return undefined;
  return named.toLowerCase().replaceAll('_', '-');
}

/** Neither name nor unit is documented (RULES 22.3): a time that no window can have is no time. */
function resetTime(reset: number | null, now: number): number | null {
  if (reset === null) return null;
  const at = reset > epochFromMs ? reset : reset > epochFromSeconds ? reset * 1000 : now + reset * 1000;
  return Math.abs(at - now) <= dayMs ? at : null;
}

/** RULES 6.1: calls a minute. */
const tiers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  standard: { 'read-light': 120, 'write-light': 60, 'long-running': 20 },
  pilot: { 'read-light': 1_200, 'write-light': 600, 'long-running': 60 },
  partner: { 'read-light': 6_000, 'write-light': 3_000, 'long-running': 300 },
};

/** Calls a minute that a tier allows; undefined for a tier or class that is not documented. */
export function limitOfTier(tier: unknown, endpointClass: string): number | undefined {
  if (typeof tier !== 'string' || !Object.hasOwn(tiers, tier)) return undefined;
  return Object.hasOwn(tiers[tier]!, endpointClass) ? tiers[tier]![endpointClass] : undefined;
}
