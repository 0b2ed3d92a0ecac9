/** What a caller says of kept answers, by the directives of its request's `Cache-Control` (RFC 9111, 5.2.1; RFC 5861). */
export interface CachePolicy {
  /** An older answer is asked for anew. `no-cache` is 0. */
  readonly maxAgeMs: number;
  /** Nothing is kept, and nothing kept is used. */
  readonly noStore: boolean;
  /** How long after its lifetime an answer still serves. */
  readonly maxStaleMs: number;
  /** The same, while it is asked for anew in the background. */
  readonly staleWhileRevalidateMs: number;
  /** The same, when Layers cannot be reached, fails, or has no calls left. */
  readonly staleIfErrorMs: number;
}

const usualPolicy: CachePolicy = {
  maxAgeMs: Number.POSITIVE_INFINITY,
  noStore: false,
  maxStaleMs: 0,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
};

/** Reads the header; what it does not say, or says in no way that can be read, is as usual. */
export function readCachePolicy(header: string | undefined): CachePolicy {
  if (header === undefined) return usualPolicy;
  const directives = new Map<string, string | undefined>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', value] = part.split('=').map((text) => text.trim());
    directives.set(name, value?.replaceAll('"', ''));
  }
  const milliseconds = (name: string, bare: number, absent: number): number => {
    if (!directives.has(name)) return absent;
    const value = directives.get(name);
    if (value === undefined) return bare;
    return /^\d{1,9}$/.test(value) ? Number(value) * 1000 : absent;
  };
  const { POSITIVE_INFINITY: forever } = Number;
  return {
    maxAgeMs: directives.has('no-cache') ? 0 : milliseconds('max-age', forever, forever),
    noStore: directives.has('no-store'),
    maxStaleMs: milliseconds('max-stale', forever, 0),
    staleWhileRevalidateMs: milliseconds('stale-while-revalidate', 0, 0),
    staleIfErrorMs: milliseconds('stale-if-error', 0, 0),
  };
}

/** Whether a caller takes what was asked for before it came: an answer that is under way. */
export function mayJoin({ maxAgeMs, noStore }: CachePolicy): boolean {
  return maxAgeMs > 0 && !noStore;
}
