import type { RestAnswer } from './answer.js';
import { Attempts, type AttemptsOptions, type RestStats } from './attempts.js';
import { type CachePolicy, mayJoin } from './cache-policy.js';
import {
  isKeyRefused,
  RestAbandonedError,
  RestNetworkError,
  RestQuotaError,
  RestResponseError,
  RestTimeoutError,
} from './errors.js';
import type { HttpAnswer, HttpRequest } from './exchange.js';
import { Presence } from './presence.js';
import type { Kept, Look, ReadCache, ReadKey } from './read-cache.js';

export interface ReadsOptions extends AttemptsOptions {
  readonly cache: ReadCache;
  /** Lifetime of what is kept; 0 keeps nothing. */
  readonly cacheTtlMs: number;
}

/** A GET that some request wants. */
export interface Read {
  readonly key: ReadKey;
  readonly request: HttpRequest;
  readonly timeoutMs: number;
  /** The REST scope of the route. */
  readonly restScope: string | undefined;
  /** Hash of the credential. */
  readonly caller: string;
  /** Why this operation may make no call of its own, if so; asked for before one. */
  readonly refusal: () => RestQuotaError | undefined;
  readonly stats: RestStats;
  readonly presence: Presence;
  readonly policy: CachePolicy;
}

/** One call under way, and how many wait for it. */
interface Flight {
  readonly answer: Promise<RestAnswer>;
  readonly epoch: string;
  readonly stamp: string;
  readonly attempts: Attempts;
  waiting: number;
}

/**
 * GETs of all requests. What is kept and fresh is no call; equal ones under way are one call, which is ended when
 * nobody waits for it any more. Both are the scope's own, and nobody is given what was asked for before a write of that
 * scope had ended: a request reads what it, or anybody with its key, has written before.
 */
export class Reads {
  readonly #flights = new Map<string, Flight>();

  constructor(private readonly options: ReadsOptions) {}

  get keeps(): boolean {
    return this.options.cacheTtlMs > 0;
  }

  get(read: Read): Promise<RestAnswer> {
    const look = this.options.cache.look(read.key);
    return look instanceof Promise ? look.then((found) => this.#serve(read, found)) : this.#serve(read, look);
  }

  /** What is kept and fresh of many reads, in their order, without a call. */
  async kept(reads: readonly Pick<Read, 'key' | 'stats' | 'policy'>[]): Promise<(RestAnswer | undefined)[]> {
    if (this.options.cacheTtlMs === 0) return reads.map(() => undefined);
    const looks = await this.options.cache.lookAll(reads.map(({ key }) => key));
    return reads.map((read, index) => {
      const { kept } = looks[index]!;
      return kept !== undefined && isFresh(kept, read.policy) ? this.#hit(read, kept) : undefined;
    });
  }

  #serve(read: Read, look: Look): Promise<RestAnswer> {
    const { kept } = look;
    const { policy } = read;
    if (kept === undefined || policy.noStore) return this.#fetch(read, look);
    if (isFresh(kept, policy)) return Promise.resolve(this.#hit(read, kept));
    // What the caller finds too old, though it is fresh, is not stale: `no-cache` asks for nothing but the truth.
    const staleMs = performance.now() - kept.freshUntil;
    if (staleMs >= 0 && !kept.mustRevalidate && policy.maxAgeMs === Number.POSITIVE_INFINITY) {
      if (staleMs < policy.maxStaleMs) return Promise.resolve(this.#hit(read, kept));
      if (staleMs < policy.staleWhileRevalidateMs) {
        this.#fetch({ ...read, presence: nobody }, look, kept).catch(() => {});
        return Promise.resolve(this.#hit(read, kept));
      }
    }
    const answer = this.#fetch(read, look, kept);
    return policy.staleIfErrorMs === 0 ? answer : answer.catch((error: unknown) => this.#cover(read, error));
  }

  /** A failure that will pass is covered by what is kept, if it still is: the key may have been refused meanwhile. */
  async #cover(read: Read, error: unknown): Promise<RestAnswer> {
    const { kept } = await this.options.cache.look(read.key);
    if (kept === undefined || !isPassing(error)) throw error;
    const staleMs = performance.now() - kept.freshUntil;
    if (staleMs >= (kept.mustRevalidate ? 0 : read.policy.staleIfErrorMs)) throw error;
    return this.#hit(read, kept);
  }

  #hit({ stats }: Pick<Read, 'stats'>, { answer, readAt }: Kept): RestAnswer {
    stats.cacheHits++;
    stats.oldestMs = Math.max(stats.oldestMs, performance.now() - readAt);
    return { ...answer, isKept: true };
  }

  /** Joins the equal call that is under way, or makes one. */
  async #fetch(read: Read, look: Look, kept?: Kept, mayJoinAgain = true): Promise<RestAnswer> {
    const name = `${read.key.scope} ${read.key.url}`;
    const known = this.#flights.get(name);
    const joined =
      mayJoin(read.policy) && known?.epoch === look.epoch && known.stamp === look.stamp ? known : undefined;
    const refusal = joined ? undefined : read.refusal();
    if (refusal) throw refusal;
    try {
      return await this.#wait(joined ?? this.#start(name, read, look, kept), name, read.presence);
    } catch (error) {
      // Its time was up, or its operation's turn, not that of who came later; they go on together.
      const isItsOwn = error instanceof RestTimeoutError || error instanceof RestQuotaError;
      if (joined && mayJoinAgain && isItsOwn && !read.presence.left)
        return this.#fetch(read, look, kept, false);
      throw error;
    }
  }

  async #wait(flight: Flight, name: string, presence: Presence): Promise<RestAnswer> {
    flight.waiting++;
    const stay = presence.onLeave(() => {
      flight.waiting--;
      if (flight.waiting > 0) return;
      // It is known to have ended only in a moment, and until then somebody could join it.
      this.#land(name, flight);
      flight.attempts.cancel(new RestAbandonedError('Nobody waits for it.'));
    });
    try {
      return await flight.answer;
    } finally {
      stay();
    }
  }

  #land(name: string, flight: Flight): void {
    if (this.#flights.get(name) === flight) this.#flights.delete(name);
  }

  #start(name: string, read: Read, look: Look, kept: Kept | undefined): Flight {
    const { cache, cacheTtlMs } = this.options;
    const { key, request, restScope: scope } = read;
    const etag = kept?.etag;
    const attempts = new Attempts(this.options, {
      ...read,
      scope,
      mayRepeat: true,
      request:
        etag === undefined ? request : { ...request, headers: { ...request.headers, 'if-none-match': etag } },
    });
    const take = (http: HttpAnswer, answered: () => RestAnswer): RestAnswer => {
      const isSame = http.status === 304 && kept !== undefined && etag !== undefined;
      const answer = isSame ? kept.answer : answered();
      const ttlMs = key.tag === undefined || read.policy.noStore ? 0 : lifetimeMs(http, cacheTtlMs);
      if (ttlMs > 0) {
        const readAt = performance.now();
        const text = isSame ? JSON.stringify(answer.body) : http.text!;
        const fresh: Kept = {
          answer,
          readAt,
          freshUntil: readAt + ttlMs,
          etag: isSame ? etag : etagOf(http),
          mustRevalidate: /\bmust-revalidate\b/i.test(String(http.headers['cache-control'])),
        };
        cache.keep(key, look, fresh, text);
      } else if (look.kept && !read.policy.noStore) cache.forget(key);
      return answer;
    };
    const flight: Flight = {
      answer: attempts.run(take).catch((error: unknown) => this.#refused(key, error)),
      epoch: look.epoch,
      stamp: look.stamp,
      attempts,
      waiting: 0,
    };
    this.#flights.set(name, flight);
    const land = () => this.#land(name, flight);
    flight.answer.then(land, land);
    return flight;
  }

  /** What Layers refuses is not kept any longer; a key that it refuses has nothing kept. */
  async #refused(key: ReadKey, error: unknown): Promise<never> {
    if (isKeyRefused(error)) await this.options.cache.empty(key.scope);
    else if (error instanceof RestResponseError && error.status < 500 && error.status !== 429)
      this.options.cache.forget(key);
    throw error;
  }
}

/** For what is asked for in the background. */
const nobody = new Presence();

function isFresh({ freshUntil, readAt }: Kept, { maxAgeMs, noStore }: CachePolicy): boolean {
  const now = performance.now();
  return !noStore && now < freshUntil && now - readAt < maxAgeMs;
}

/** What may be over the next moment, and says nothing about the key. */
function isPassing(error: unknown): boolean {
  if (error instanceof RestNetworkError || error instanceof RestTimeoutError) return true;
  if (error instanceof RestQuotaError) return true;
  if (!(error instanceof RestResponseError) || error.code === 'KILL_SWITCH') return false;
  return error.status >= 500 || error.status === 429;
}

function etagOf({ headers: { etag } }: HttpAnswer): string | undefined {
  return typeof etag === 'string' && /^(?:W\/)?"[\x21\x23-\x7e]{0,256}"$/.test(etag) ? etag : undefined;
}

/** Ours, or less where Layers, or what stands before it, allows less (RFC 9111, 4.2 and 5.2.2). */
function lifetimeMs({ headers }: HttpAnswer, longestMs: number): number {
  const control = headers['cache-control'];
  if (control === undefined || longestMs === 0) return longestMs;
  const directives = String(control);
  if (/\bno-(?:store|cache)\b/i.test(directives)) return 0;
  const seconds = /(?:^|[,\s])max-age="?(\d{1,9})\b/i.exec(directives)?.[1];
  if (seconds === undefined) return longestMs;
  const spent = /^\d{1,9}$/.exec(String(headers.age ?? ''))?.[0] ?? 0;
  return Math.min(longestMs, (Number(seconds) - Number(spent)) * 1000);
}
