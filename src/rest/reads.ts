import { type RestAnswer, readAnswer } from './answer.js';
import { type Attempted, Attempts, type AttemptsOptions, type Outcome } from './attempts.js';
import { type CachePolicy, mayJoin } from './cache-policy.js';
import { Deadlines } from './deadlines.js';
import {
  isKeyRefused,
  RestAbandonedError,
  RestNetworkError,
  RestQuotaError,
  RestResponseError,
  RestTimeoutError,
} from './errors.js';
import type { HttpAnswer } from './exchange.js';
import { etagOf, lifetimeMs } from './lifetime.js';
import { type Leaving, Presence } from './presence.js';
import type { Kept, Look, ReadCache, ReadKey } from './read-cache.js';
import { type RefusedKeys, refuseKey } from './refused-keys.js';

export interface ReadsOptions extends Omit<AttemptsOptions, 'deadlines'> {
  readonly cache: ReadCache;
  readonly refusedKeys: RefusedKeys;
  /** Lifetime of what is kept; 0 keeps nothing. */
  readonly cacheTtlMs: number;
}

/** A GET that some request wants. */
export interface Read extends Attempted {
  readonly key: ReadKey;
  /** Why this operation may make no call of its own, if so; asked for before one. A promise: to be asked again then. */
  readonly refusal: () => RestQuotaError | Promise<void> | undefined;
  readonly presence: Presence;
  readonly policy: CachePolicy;
  /** Whether what is kept and fresh would not do. */
  readonly anew: boolean;
}

/**
 * GETs of all requests. What is kept and fresh is no call; equal ones under way are one call, which is ended when
 * nobody waits for it any more. Both are the scope's own, and nobody is given what was asked for before a write of that
 * scope had ended: a request reads what it, or anybody with its key, has written before.
 */
export class Reads {
  readonly options: ReadsOptions & AttemptsOptions;
  /** By scope, then by path: no text is made to find them by. */
  readonly #flights = new Map<string, Map<string, Flight>>();
  /** Waits for what is asked for in the background, and never leaves. */
  readonly #nobody = new Presence();

  constructor(options: ReadsOptions) {
    this.options = { ...options, deadlines: new Deadlines() };
  }

  /** Whether anything is kept at all. */
  get areKept(): boolean {
    return this.options.cacheTtlMs > 0;
  }

  get(read: Read): Promise<RestAnswer> {
    const look = this.options.cache.look(read.key);
    return look instanceof Promise ? look.then((found) => this.#serve(read, found)) : this.#serve(read, look);
  }

  /** What is kept and fresh of many reads, in their order, without a call. */
  async kept(reads: readonly Pick<Read, 'key' | 'stats' | 'policy'>[]): Promise<(RestAnswer | undefined)[]> {
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
    if (!read.anew && isFresh(kept, policy)) return Promise.resolve(this.#hit(read, kept));
    // What the caller finds too old, though it is fresh, is not stale: `no-cache` asks for nothing but the truth.
    const staleMs = performance.now() - kept.freshUntil;
    if (staleMs >= 0 && !kept.mustRevalidate && policy.maxAgeMs === Number.POSITIVE_INFINITY) {
      if (staleMs < policy.maxStaleMs) return Promise.resolve(this.#hit(read, kept));
      if (staleMs < policy.staleWhileRevalidateMs) {
        this.#fetch({ ...read, presence: this.#nobody }, look, kept).catch(() => {});
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

  #hit({ stats }: Pick<Read, 'stats'>, { answer, readAt, toldMs }: Kept): RestAnswer {
    stats.cacheHits++;
    const ageMs = performance.now() - readAt;
    stats.oldestMs = Math.max(stats.oldestMs, ageMs);
    if (toldMs !== undefined) stats.leastMs = Math.min(stats.leastMs, toldMs - ageMs);
    return { ...answer, isKept: true };
  }

  /** Joins the equal call that is under way, or makes one. */
  #fetch(read: Read, look: Look, kept?: Kept, mayJoinAgain = true): Promise<RestAnswer> {
    if (read.presence.left) return Promise.reject(new RestAbandonedError('Nobody waits for it.'));
    const { key, policy } = read;
    const known = this.#flights.get(key.scope)?.get(key.path);
    if (
      known !== undefined &&
      mayJoin(policy) &&
      known.look.epoch === look.epoch &&
      known.look.stamp === look.stamp
    ) {
      read.stats.joined++;
      return mayJoinAgain ? this.#join(known, read, look, kept) : known.wait(read);
    }
    const refusal = read.refusal();
    if (refusal !== undefined)
      return refusal instanceof Promise ? refusal.then(() => this.get(read)) : Promise.reject(refusal);
    const flight = new Flight(this, read, look, kept);
    this.#takeOff(key, flight);
    // It may have failed as soon as it has begun.
    const answer = flight.wait(read);
    flight.attempts.start();
    return answer;
  }

  async #join(flight: Flight, read: Read, look: Look, kept: Kept | undefined): Promise<RestAnswer> {
    try {
      return await flight.wait(read);
    } catch (error) {
      // Its time was up, or its operation's turn, not that of who came later; they go on together.
      const isItsOwn = error instanceof RestTimeoutError || error instanceof RestQuotaError;
      if (!isItsOwn || read.presence.left) throw error;
      read.stats.joined--;
      return this.#fetch(read, look, kept, false);
    }
  }

  #takeOff({ scope, path }: ReadKey, flight: Flight): void {
    const others = this.#flights.get(scope);
    if (others) others.set(path, flight);
    else this.#flights.set(scope, new Map([[path, flight]]));
  }

  /** Nobody joins it any more. */
  land({ scope, path }: ReadKey, flight: Flight): void {
    const flights = this.#flights.get(scope);
    if (flights?.get(path) !== flight) return;
    flights.delete(path);
    if (flights.size === 0) this.#flights.delete(scope);
  }
}

/** One call under way, and who waits for it. */
class Flight implements Outcome, Leaving {
  readonly attempts: Attempts;
  #answer: Promise<RestAnswer> | undefined;
  #resolve!: (answer: RestAnswer) => void;
  #reject!: (error: unknown) => void;
  /** Most calls have one that waits, and no list. */
  #first: Read | undefined;
  #others: Read[] | undefined;

  constructor(
    private readonly reads: Reads,
    private readonly call: Read,
    readonly look: Look,
    private readonly kept: Kept | undefined,
  ) {
    this.#answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.attempts = new Attempts(
      reads.options,
      kept?.etag === undefined ? call : revalidating(call, kept.etag),
      this,
    );
  }

  wait(read: Read): Promise<RestAnswer> {
    if (this.#first === undefined) this.#first = read;
    else if (this.#others === undefined) this.#others = [read];
    else this.#others.push(read);
    const answer = this.#answer!;
    read.presence.add(this);
    return answer;
  }

  /** One of those who wait has left. */
  left(): void {
    if (!this.#first?.presence.left || this.#others?.some(({ presence }) => !presence.left)) return;
    // It is known to have ended only in a moment, and until then somebody could join it.
    this.reads.land(this.call.key, this);
    this.attempts.cancel(new RestAbandonedError('Nobody waits for it.'));
  }

  read(http: HttpAnswer, date: number): RestAnswer {
    const { kept, look } = this;
    const { key, policy, scope } = this.call;
    const { cache, cacheTtlMs } = this.reads.options;
    const isSame = http.status === 304 && kept?.etag !== undefined;
    const answer = isSame ? kept.answer : readAnswer(http, date, scope);
    const { 'cache-control': control } = http.headers;
    // What a 304 does not say is as it was (RFC 9111, 4.3.4).
    const isAsBefore = isSame && control === undefined;
    const toldMs = isAsBefore ? kept.toldMs : control === undefined ? undefined : lifetimeMs(http);
    // Of what a write may change yet, nobody is to keep anything.
    const holdsMs = look.stamp === '' ? 0 : toldMs;
    if (holdsMs !== undefined) this.#tell(holdsMs);
    const ttlMs = key.tag === undefined || policy.noStore ? 0 : Math.min(cacheTtlMs, toldMs ?? cacheTtlMs);
    if (ttlMs > 0) {
      const readAt = performance.now();
      const text = isSame ? JSON.stringify(answer.body) : http.text!;
      const fresh: Kept = {
        answer,
        readAt,
        freshUntil: readAt + ttlMs,
        etag: isSame ? kept.etag : etagOf(http),
        toldMs,
        mustRevalidate: isAsBefore ? kept.mustRevalidate : /\bmust-revalidate\b/i.test(String(control)),
      };
      cache.keep(key, look, fresh, text);
    } else if (look.kept && !policy.noStore) cache.forget(key);
    return answer;
  }

  /** How long what all who wait are given holds. */
  #tell(toldMs: number): void {
    if (this.#first) this.#first.stats.leastMs = Math.min(this.#first.stats.leastMs, toldMs);
    if (this.#others) for (const { stats } of this.#others) stats.leastMs = Math.min(stats.leastMs, toldMs);
  }

  came(answer: RestAnswer): void {
    const { key, caller, timeoutMs } = this.call;
    this.reads.options.refusedKeys.taken(key.scope, caller, this.attempts.deadline - timeoutMs);
    const resolve = this.#resolve;
    this.#land();
    resolve(answer);
  }

  /** What Layers refuses is not kept any longer; a key that it refuses has nothing kept. */
  failed(error: unknown): void {
    const { cache } = this.reads.options;
    const { key, caller } = this.call;
    const end = () => {
      const reject = this.#reject;
      this.#land();
      reject(error);
    };
    if (isKeyRefused(error)) {
      void refuseKey(this.reads.options, key.scope, caller, error).then(end, end);
      return;
    }
    if (error instanceof RestResponseError && error.status < 500 && error.status !== 429) cache.forget(key);
    end();
  }

  #land(): void {
    this.reads.land(this.call.key, this);
    this.#first?.presence.delete(this);
    if (this.#others) for (const { presence } of this.#others) presence.delete(this);
    // Nobody asks any more, and a map's former tables keep this for a while: not what came of it.
    this.#answer = undefined;
    this.#resolve = this.#reject = ignore;
  }
}

function ignore(): void {}

function revalidating(call: Attempted, etag: string): Attempted {
  const { request } = call;
  return { ...call, request: { ...request, headers: [...request.headers, 'if-none-match', etag] } };
}

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
