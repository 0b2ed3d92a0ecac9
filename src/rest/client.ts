import type { Dispatcher } from 'undici';
import type { RestAnswer } from './answer.js';
import { attempt, type RestStats } from './attempts.js';
import type { CachePolicy } from './cache-policy.js';
import { headersOf } from './caller-headers.js';
import { isKeyRefused, RestAbandonedError, RestCallerError, type RestQuotaError } from './errors.js';
import type { HttpRequest } from './exchange.js';
import type { KnownScopes } from './known-scopes.js';
import type { NeededCalls, OperationIdentity } from './needed-calls.js';
import type { Presence } from './presence.js';
import { type PutCall, put } from './put.js';
import type { Quota } from './quota.js';
import type { RateLimit } from './rate-limit.js';
import { type ReadCache, ReadKey } from './read-cache.js';
import type { Read, Reads } from './reads.js';
import { type RefusedKeys, refuseKey } from './refused-keys.js';

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Made with `path`, so that every id is one segment. */
  readonly path: string;
  /** Absent and null values are left out; an array repeats its parameter (RULES 5.3). */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | null | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** The scope that the route is documented with (RULES 2); told to the caller when Layers refuses. */
  readonly scope?: string;
  /** Milliseconds for all attempts together; default `UPSTREAM_TIMEOUT_MS`. */
  readonly timeoutMs?: number;
  /** Of a read: what it is about (`tag`). It is kept until a write changes that; without a tag it is not kept. */
  readonly tag?: string;
  /** Of a read: not from what is kept, though it may be kept for others. */
  readonly anew?: boolean;
  /** Of a write: the tags of what it changes, whatever comes of it. */
  readonly changes?: readonly string[];
}

/** What the calls of all requests have in common. */
export interface RestShared {
  readonly dispatcher: Dispatcher;
  /** For signed URLs. */
  readonly storageDispatcher: Dispatcher;
  /** Of `LAYERS_BASE_URL`. */
  readonly origin: string;
  /** The path in front of every route. */
  readonly prefix: string;
  readonly timeoutMs: number;
  /** Longest time in which storage takes no byte of a file. */
  readonly idleTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly quota: Quota;
  readonly knownScopes: KnownScopes;
  readonly cache: ReadCache;
  readonly refusedKeys: RefusedKeys;
  readonly neededCalls: NeededCalls;
  readonly reads: Reads;
}

/** One request's caller. */
export interface RestCaller {
  /** Hash of credential and organization. */
  readonly scope: string;
  /** Hash of the credential alone, whose calls Layers counts (RULES 6.1). */
  readonly keyHash: string;
  readonly credential: string | undefined;
  readonly organization: string | undefined;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  readonly stats: RestStats;
  readonly presence: Presence;
  readonly policy: CachePolicy;
}

/** What is known of an operation's reads before it runs. */
export interface ExpectedReads extends OperationIdentity {
  /** Of what it names, whatever else it finds. */
  readonly sure: number;
  readonly most: number;
}

const plain = /^[\w.-]*$/;

/** One caller's way to Layers. Throws the classes of `errors.ts`. */
export class RestClient {
  /** Until it is known whether they fit. */
  #expected: ExpectedReads | undefined;
  #refusal: RestQuotaError | undefined;
  #deciding: Promise<void> | undefined;
  #ownHeaders: string[] | undefined;

  constructor(
    private readonly shared: RestShared,
    private readonly caller: RestCaller,
  ) {}

  /** Longest wait for one call, its retries included, in milliseconds. */
  get timeoutMs(): number {
    return this.shared.timeoutMs;
  }

  /** Takes in what whoami tells of the caller's scopes: for a minute no call is made that is known to be refused. */
  learnScopes(scopes: unknown): void {
    this.shared.knownScopes.learn(this.caller.scope, scopes);
  }

  /** Takes in the tier that whoami tells (RULES 6.6): it bounds calls where answers tell no limit. */
  learnTier(tier: unknown): void {
    this.shared.quota.learnTier(this.caller.keyHash, tier);
  }

  /** What is known of a bucket of the key, without a call; null when nothing. */
  rateLimit(endpointClass: string): Promise<RateLimit | null> | RateLimit | null {
    return this.shared.quota.seen(this.caller.keyHash, endpointClass);
  }

  /** The classes of buckets that may ever be known of. */
  rateLimitClasses(): ReadonlySet<string> {
    return this.shared.quota.classes(this.caller.keyHash);
  }

  /**
   * Lets the operation make none of its calls where they do not all fit: see `Quota.shortage`. What is kept, and what
   * others are reading, answers all the same.
   */
  expectReads(expected: ExpectedReads): void {
    this.#expected = expected;
  }

  /** Streams a file to storage: see `put`. With a sandbox key it is only read, because its URLs are inert (RULES 18.2). */
  async put(call: Omit<PutCall, 'dispatcher' | 'idleMs'>): Promise<void> {
    const { storageDispatcher: dispatcher, idleTimeoutMs } = this.shared;
    if (this.caller.credential?.startsWith('lp_test_')) for await (const _chunk of call.body);
    else await put({ ...call, dispatcher, idleMs: idleTimeoutMs });
  }

  /** Makes a call; a read may be answered without one, from what is kept or under way for the same caller. */
  call(call: RestCall): Promise<RestAnswer> {
    if (call.method !== 'GET') return this.#write(call);
    try {
      if (this.caller.presence.left) throw new RestAbandonedError('Nobody waits for it.');
      return this.shared.reads.get(this.#read(call));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Whether reads are kept at all. */
  get keepsReads(): boolean {
    return this.shared.reads.areKept;
  }

  /** What is kept of many reads, in their order, without a call. */
  async kept(calls: readonly RestCall[]): Promise<(RestAnswer | undefined)[]> {
    const { reads } = this.shared;
    if (!reads.areKept) return calls.map(() => undefined);
    return reads.kept(calls.map((call) => this.#read(call)));
  }

  /** Why the operation may make no call, if so; a promise where that is known in a moment. Looked at before the first. */
  #refused(): RestQuotaError | Promise<void> | undefined {
    const expected = this.#expected;
    if (expected === undefined) return this.#refusal;
    if (this.#deciding) return this.#deciding;
    const { keyHash, stats } = this.caller;
    if (this.shared.quota.covers(keyHash, expected.most - savedBy(stats))) this.#expected = undefined;
    else if (this.#shortage(expected) === undefined) this.#allow(expected);
    // What else it asks for in this tick may be kept: that has been looked at by then.
    else
      this.#deciding = new Promise((resolve) => {
        setImmediate(() => {
          this.#refusal = this.#shortage(expected);
          if (this.#refusal) this.#expected = undefined;
          else this.#allow(expected);
          this.#deciding = undefined;
          resolve();
        });
      });
    return this.#deciding;
  }

  #shortage(expected: ExpectedReads): RestQuotaError | undefined {
    const { quota, neededCalls } = this.shared;
    const { scope, keyHash, stats } = this.caller;
    const shortage = quota.shortage(keyHash, expected.sure - savedBy(stats), false);
    if (shortage) return shortage;
    const needed = neededCalls.get(scope, expected);
    return needed === undefined ? undefined : quota.shortage(keyHash, needed - savedBy(stats), true);
  }

  /** Lets the calls be made, as far as they go. */
  #allow(expected: ExpectedReads): void {
    const { scope, stats } = this.caller;
    this.#expected = undefined;
    stats.onRefused = (count) => this.shared.neededCalls.set(scope, expected, stats.calls + count);
  }

  #read(call: RestCall): Read {
    const { scope, keyHash, stats, presence, policy } = this.caller;
    const request = this.#request(call);
    return {
      key: new ReadKey(scope, keyHash, request.origin, request.path, call.tag),
      request,
      timeoutMs: call.timeoutMs ?? this.shared.timeoutMs,
      mayRepeat: true,
      scope: call.scope,
      caller: keyHash,
      refusal: () => this.#refused(),
      stats,
      presence,
      policy,
      anew: call.anew === true,
    };
  }

  /** Nobody ends a write: whoever has left may want to know later what became of it. */
  async #write(call: RestCall): Promise<RestAnswer> {
    const { shared, caller } = this;
    const request = this.#request(call);
    const begunAt = Date.now();
    let late = false;
    try {
      const made = {
        caller: caller.keyHash,
        stats: caller.stats,
        request,
        timeoutMs: call.timeoutMs ?? shared.timeoutMs,
        mayRepeat: call.idempotencyKey !== undefined,
        scope: call.scope,
      };
      const answer = await attempt(shared.reads.options, made, () => {
        late = true;
      });
      shared.refusedKeys.taken(caller.scope, caller.keyHash, begunAt);
      return answer;
    } catch (error) {
      if (isKeyRefused(error)) await refuseKey(shared, caller.scope, caller.keyHash, error);
      throw error;
    } finally {
      await shared.cache.changed(caller.scope, call.changes ?? [], late);
    }
  }

  #request(call: RestCall): HttpRequest {
    const { method, body } = call;
    const { origin, prefix } = this.shared;
    const path = prefix + call.path + queryString(call.query);
    const headers = this.#headers(call);
    return { origin, path, method, headers, body: body === undefined ? null : JSON.stringify(body) };
  }

  #headers(call: RestCall): string[] {
    this.#ownHeaders ??= headersOf(this.caller);
    if (call.scope !== undefined && this.shared.knownScopes.lacks(this.caller.scope, call.scope))
      throw new RestCallerError('FORBIDDEN', `This API key lacks the scope ${call.scope}.`, call.scope);
    if (call.idempotencyKey === undefined && call.body === undefined) return this.#ownHeaders;
    const headers = [...this.#ownHeaders];
    if (call.idempotencyKey !== undefined) headers.push('idempotency-key', call.idempotencyKey);
    if (call.body !== undefined) headers.push('content-type', 'application/json');
    return headers;
  }
}

/** Reads that have needed no call of the operation's own. */
function savedBy({ cacheHits, joined }: RestStats): number {
  return cacheHits + joined;
}

function queryString(query: RestCall['query']): string {
  if (query === undefined) return '';
  let search = '';
  for (const name in query) {
    const value = query[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'object') for (const item of value) search += parameter(name, item);
    else search += parameter(name, String(value));
  }
  return search === '' ? '' : `?${search.slice(1)}`;
}

/** Most values have nothing to encode. */
function parameter(name: string, value: string): string {
  return `&${plain.test(value) ? `${name}=${value}` : new URLSearchParams([[name, value]])}`;
}
