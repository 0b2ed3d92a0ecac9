import { LRUCache } from 'lru-cache';
import { readRetryAfter, UpstreamClock } from './answer.js';
import type { RestQuotaError } from './errors.js';
import type { HttpAnswer } from './exchange.js';
import { Lane, longestWaitMs } from './lane.js';
import { limitOfTier, type RateLimit, readClass, readRateLimit } from './rate-limit.js';
import type { SharedBuckets } from './shared-bucket.js';
import { type Operation, refusal, Turn } from './turn.js';

const mostKeys = 10_000;
/** Buckets a key may have: three classes are documented. */
const mostLanes = 16;
/** By the documentation, and where answers do not say otherwise. */
const ownClasses = ['read-light', 'write-light'];
/** Of a tier that is not known. */
const lowestTier = 'standard';
const fewestFirstCalls = 20;
/** RULES 6.2. No route of ours starts a job, so no POST is long-running. */
const readClassName = 'read-light';
const writeClassName = 'write-light';
/** Clocks that differ by less are taken for one: `Date` has whole seconds. */
const sameClockMs = 2_000;

/** One credential. Nothing here is known to another. */
interface Key {
  /** In epoch milliseconds. */
  pausedUntil: number;
  tier: unknown;
  /** The class that reads are drawn from, and that of writes: as documented, until answers name one that is not. */
  reads: string;
  writes: string;
  readonly lanes: Map<string, Lane>;
}

/** What is asked before a call: whose it is, and of which bucket. */
export interface Draw {
  /** Hash of the credential. */
  readonly caller: string;
  readonly stats: Operation;
  readonly request: { readonly method: string };
}

/**
 * Spends the calls that Layers allows each API key (RULES 6): every call first takes one from its bucket, and every
 * answer tells what is left. Where nothing is known, calls go until the first answer, as many as the lowest tier allows.
 * With `shared` all replicas draw from the same buckets.
 *
 * Keys are bounded: the least recently used is forgotten first, but none that has calls under way or waiting.
 */
export class Quota {
  readonly clock = new UpstreamClock();
  readonly #busy = new Map<string, Key>();
  readonly #keys = new LRUCache<string, Key>({
    max: mostKeys,
    dispose: (key, caller, reason) => {
      if (reason === 'evict' && isBusy(key)) this.#busy.set(caller, key);
    },
  });

  /** The one asked for last, which is the most recently used: the calls of one operation come together. */
  #lastCaller: string | undefined;
  #lastKey: Key | undefined;

  constructor(private readonly shared?: SharedBuckets) {}

  /** The turn of a call, which `admit` then waits for. It ends with `answered` or `failed`. */
  turn({ caller, stats, request }: Draw, deadline: number): Turn {
    const { reads, writes } = this.#key(caller);
    const isRead = request.method === 'GET';
    return new Turn(caller, this.#lane(caller, isRead ? reads : writes), stats, isRead, deadline);
  }

  /** `isSent`: Layers may have counted it. */
  failed(turn: Turn, isSent: boolean): void {
    turn.lane.end(turn, isSent ? undefined : null);
    this.#settle(turn.caller);
  }

  /** `date`: when it was made, by upstream's clock. */
  answered(turn: Turn, { status, headers }: HttpAnswer, date: number): void {
    const { caller, lane } = turn;
    const now = Date.now();
    const clock = Math.abs(date - now) > sameClockMs ? date : now;
    const told = ourTime(readRateLimit(headers, clock, lane.endpointClass), clock - now);
    const named = readClass(headers);
    const isElsewhere = named !== undefined && named !== lane.endpointClass;
    if (isElsewhere) this.#learnClass(turn, named);
    const drawn = isElsewhere ? this.#lane(caller, named) : lane;
    const retryAfterMs = status === 429 ? readRetryAfter(headers['retry-after'], date) : undefined;
    lane.isHeard = true;
    // First of all: the end of a call lets others go.
    if (retryAfterMs !== undefined) this.#pause(turn, drawn, retryAfterMs, named === undefined);
    // A call that was refused was not drawn.
    lane.end(turn, isElsewhere || (status === 429 && told === undefined) ? null : told);
    if (isElsewhere && told) {
      drawn.isHeard = true;
      drawn.learn(told);
    }
    // With calls left it was something else: so many jobs at once, say (RULES 6.4).
    if (status === 429 && retryAfterMs === undefined && !told?.remaining) drawn.empty();
    this.#settle(caller);
  }

  /** The tier of a key (RULES 6.6): the limits of its buckets, where answers do not tell them. */
  learnTier(caller: string, tier: unknown): void {
    const key = this.#key(caller);
    key.tier = tier;
    for (const [name, lane] of key.lanes) lane.learnLimit(limitOfTier(tier, documented(key, name)));
  }

  /** Whether so many reads fit for sure, as far as is known now. */
  covers(caller: string, reads: number): boolean {
    const key = this.#find(caller);
    const lane = key?.lanes.get(key.reads);
    const now = Date.now();
    return lane !== undefined && lane.bucket.left(now) !== undefined && lane.opensAt(now, reads).at <= now;
  }

  /**
   * Why so many reads may not begin: they do not fit now and not soon, but would in a window of their own; also where any
   * read would be refused. Undefined where nothing is known, and for more than a window holds, unless that is `certain`: else
   * such an operation may still be answered from what is kept and under way.
   */
  shortage(caller: string, reads: number, certain: boolean): RestQuotaError | undefined {
    const key = this.#find(caller);
    const lane = key?.lanes.get(key.reads);
    if (lane === undefined || reads <= 0) return undefined;
    const now = Date.now();
    const limit = lane.bucket.limit();
    const count = limit !== undefined && reads > limit && !certain ? 1 : reads;
    const opens = lane.opensAt(now, count);
    return opens.at > now + longestWaitMs ? refusal(opens, now, count, lane.bucket) : undefined;
  }

  /** What is known of a bucket, without a call; null when nothing. */
  seen(caller: string, endpointClass: string): Promise<RateLimit | null> | RateLimit | null {
    const known = this.#find(caller);
    const named = known === undefined ? endpointClass : drawnFrom(known, endpointClass);
    if (!this.shared?.isThere) return tell(known?.lanes.get(named));
    const key = this.#key(caller);
    // What a client asks for makes no bucket.
    const lane = key.lanes.get(named) ?? this.#newLane(caller, key, named);
    return lane.look().then(() => tell(lane));
  }

  /** The classes that calls of ours draw from, and those that answers to the key have named. */
  classes(caller: string): ReadonlySet<string> {
    return new Set([...ownClasses, ...(this.#find(caller)?.lanes.keys() ?? [])]);
  }

  /**
   * Draws the next calls of the kind from the class that an answer has named for one, if that is none of the documented
   * ones, each of which is a bucket of its own kind.
   */
  #learnClass({ caller, isRead }: Turn, named: string): void {
    const usual = isRead ? readClassName : writeClassName;
    if (named !== usual && limitOfTier(lowestTier, named) !== undefined) return;
    const key = this.#key(caller);
    if (isRead) key.reads = named;
    else key.writes = named;
  }

  /**
   * Honours the Retry-After of a 429. It is the whole credential's, not only the operation's that met it: of the class
   * that the answer names, since each has a bucket of its own (RULES 6.2) and reads that are used up must not hold up
   * writes, and of the one that the call was taken from, where the next would meet the same; of every class where it names
   * none, because then nobody can say which calls Layers means.
   */
  #pause({ caller, lane }: Turn, drawn: Lane, ms: number, isOfAll: boolean): void {
    const until = Date.now() + ms;
    if (isOfAll) {
      const key = this.#key(caller);
      key.pausedUntil = Math.max(key.pausedUntil, until);
      for (const each of key.lanes.values()) each.deal();
      drawn.shared?.pause(ms, true);
      return;
    }
    for (const each of new Set([drawn, lane])) {
      each.pause(until);
      each.shared?.pause(ms, false);
    }
  }

  #find(caller: string): Key | undefined {
    if (this.#lastKey === undefined || this.#lastCaller !== caller) {
      this.#lastKey = this.#keys.get(caller) ?? this.#busy.get(caller);
      this.#lastCaller = caller;
    }
    return this.#lastKey;
  }

  #key(caller: string): Key {
    let key = this.#find(caller);
    if (key === undefined) {
      key = {
        pausedUntil: 0,
        tier: undefined,
        reads: readClassName,
        writes: writeClassName,
        lanes: new Map(),
      };
      this.#keys.set(caller, key);
      this.#lastKey = key;
    }
    return key;
  }

  #lane(caller: string, endpointClass: string): Lane {
    const key = this.#key(caller);
    let lane = key.lanes.get(endpointClass);
    if (lane === undefined) {
      lane = this.#newLane(caller, key, endpointClass);
      if (key.lanes.size < mostLanes) key.lanes.set(endpointClass, lane);
    }
    return lane;
  }

  #newLane(caller: string, key: Key, endpointClass: string): Lane {
    const usual = documented(key, endpointClass);
    const firstCalls = limitOfTier(lowestTier, usual) ?? fewestFirstCalls;
    const lane = new Lane(endpointClass, key, firstCalls, this.shared?.of(caller, endpointClass));
    lane.learnLimit(limitOfTier(key.tier, usual));
    return lane;
  }

  /** One that was to be forgotten while it was busy is like any other again. */
  #settle(caller: string): void {
    if (this.#busy.size === 0) return;
    const key = this.#busy.get(caller);
    if (key === undefined || isBusy(key)) return;
    this.#busy.delete(caller);
    this.#keys.set(caller, key);
    this.#lastCaller = this.#lastKey = undefined;
  }
}

/** The documented class that a key's class stands for. */
function documented({ reads, writes }: Key, endpointClass: string): string {
  if (endpointClass === reads) return readClassName;
  return endpointClass === writes ? writeClassName : endpointClass;
}

/** The class that stands for a documented one. */
function drawnFrom({ reads, writes }: Key, endpointClass: string): string {
  if (endpointClass === readClassName) return reads;
  return endpointClass === writeClassName ? writes : endpointClass;
}

function isBusy({ lanes }: Key): boolean {
  for (const lane of lanes.values()) if (lane.isBusy) return true;
  return false;
}

function tell(lane: Lane | undefined): RateLimit | null {
  const now = Date.now();
  const limit = lane?.bucket.limit() ?? null;
  const left = lane?.bucket.left(now) ?? null;
  if (lane === undefined || (limit === null && left === null)) return null;
  return {
    endpointClass: lane.endpointClass,
    limit,
    remaining: left === null ? null : Math.max(left, 0),
    resetAt: lane.bucket.toldResetAt(now) ?? null,
  };
}

/** The same by our clock, which is behind upstream's by `behindMs`. */
function ourTime(told: RateLimit | undefined, behindMs: number): RateLimit | undefined {
  if (behindMs === 0 || told?.resetAt == null) return told;
  return { ...told, resetAt: told.resetAt - behindMs };
}
