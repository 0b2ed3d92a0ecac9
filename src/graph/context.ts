import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.js';
import { type ContentSource, createContentSource } from '../content/source.js';
import { createInfluencerSource, type InfluencerSource } from '../influencer/source.js';
import { createRedisMediaStore } from '../media/redis-store.js';
import { createMediaSource, type MediaSource } from '../media/source.js';
import { createMemoryMediaStore, type MediaStore } from '../media/store.js';
import { createProjectSource, type ProjectSource } from '../project/source.js';
import type { Redis } from '../redis/client.js';
import { readCachePolicy } from '../rest/cache-policy.js';
import { type ExpectedReads, RestClient, type RestShared } from '../rest/client.js';
import { KnownScopes } from '../rest/known-scopes.js';
import { createMemoryCache } from '../rest/memory-cache.js';
import { NeededCalls } from '../rest/needed-calls.js';
import { Presence } from '../rest/presence.js';
import { Quota } from '../rest/quota.js';
import { Reads } from '../rest/reads.js';
import { createRedisCache } from '../rest/redis-cache.js';
import { createSharedBuckets } from '../rest/redis-quota.js';
import { RefusedKeys } from '../rest/refused-keys.js';
import { createViewerSource, type ViewerSource } from '../viewer/source.js';
import { type Caller, text } from './caller.js';
import { type IncomingFiles, noFiles } from './incoming-file.js';
import { createStats } from './operation-stats.js';
import { MissedPages } from './planner.js';

/** What outlives a request. */
export interface Shared {
  readonly config: Config;
  readonly rest: RestShared;
  readonly mediaStore: MediaStore;
  readonly missedPages: MissedPages;
}

/** Makes it, empty; with Redis, what the other replicas know is in it too. */
export function createShared(
  config: Config,
  dispatchers: Pick<RestShared, 'dispatcher' | 'storageDispatcher'>,
  redis?: Redis,
): Shared {
  const { origin, pathname } = new URL(config.layersBaseUrl);
  const refusedKeys = new RefusedKeys();
  const media = { maxBytes: config.mediaStoreBytes, refusedKeys };
  const quota = new Quota(redis && createSharedBuckets(redis));
  const cache = redis ? createRedisCache(redis, config) : createMemoryCache({ maxBytes: config.cacheBytes });
  return {
    config,
    rest: {
      ...dispatchers,
      origin,
      prefix: pathname.replace(/\/$/, ''),
      timeoutMs: config.upstreamTimeoutMs,
      idleTimeoutMs: config.idleTimeoutMs,
      maxAnswerBytes: config.maxAnswerBytes,
      quota,
      knownScopes: new KnownScopes(),
      cache,
      refusedKeys,
      neededCalls: new NeededCalls(),
      reads: new Reads({ ...config, ...dispatchers, quota, cache, refusedKeys }),
    },
    mediaStore: redis ? createRedisMediaStore(redis, media) : createMemoryMediaStore(media),
    missedPages: new MissedPages(),
  };
}

/** One request: who asks, and where each noun comes from. */
export class Context {
  readonly scope: string;
  readonly requestId: string;
  readonly traceId: string | undefined;
  /** The request's `Idempotency-Key` header. */
  readonly idempotencyKey: string | undefined;
  readonly stats = createStats();
  /** Whether somebody still waits for the answer; a mutation goes on all the same. */
  readonly presence = new Presence();
  /** Milliseconds that one field may wait for Layers. */
  readonly timeoutMs: number;
  /** Set where an answer holds something that may be known better the next moment. */
  uncacheable = false;
  /** Of each representation, in order: what a router may invalidate it by. Null when more than one list was asked for. */
  entityCacheTags: string[][] | null | undefined;
  /** Files of a multipart request; the front door sets them. */
  files: IncomingFiles = noFiles;
  /** Folder for files whose size was not declared. */
  readonly spoolDir: string;
  // Not #private: Apollo Server runs operations with a copy of their context. What both have to see is not made lazily.
  private readonly caller: Caller;
  private readonly cacheControl: string | undefined;
  private readonly shared: Shared;
  private writes?: Map<object, unknown>;
  private ordinals?: Map<string, number>;
  private restClient?: RestClient;
  private projectSource?: ProjectSource;
  private influencerSource?: InfluencerSource;
  private mediaSource?: MediaSource;
  private contentSource?: ContentSource;
  private viewerSource?: ViewerSource;

  constructor(caller: Caller, headers: IncomingHttpHeaders, shared: Shared) {
    this.scope = caller.scope;
    this.requestId = caller.requestId;
    this.traceId = caller.traceId;
    this.idempotencyKey = text(headers['idempotency-key']);
    this.timeoutMs = shared.config.upstreamTimeoutMs;
    this.spoolDir = shared.config.spoolDir;
    this.caller = caller;
    this.cacheControl = headers['cache-control'];
    this.shared = shared;
  }

  /** What has come of each mutation of the operation, by its field. */
  get written(): Map<object, unknown> {
    this.writes ??= new Map();
    return this.writes;
  }

  /** How often each mutation field has run with the same input in this request. */
  get mutationOrdinals(): Map<string, number> {
    this.ordinals ??= new Map();
    return this.ordinals;
  }

  private get rest(): RestClient {
    this.restClient ??= new RestClient(this.shared.rest, {
      ...this.caller,
      stats: this.stats,
      presence: this.presence,
      policy: readCachePolicy(this.cacheControl),
    });
    return this.restClient;
  }

  /** Tells, before a query runs, how many reads it makes: where they do not all fit it makes none. */
  expectReads(expected: ExpectedReads): void {
    if (expected.most > 0) this.rest.expectReads(expected);
  }

  // Made when they are first asked for: most operations need one or two.
  get project(): ProjectSource {
    this.projectSource ??= createProjectSource(this.rest, this.shared.missedPages.of(this.scope, 'Project'));
    return this.projectSource;
  }

  get influencer(): InfluencerSource {
    this.influencerSource ??= createInfluencerSource(
      this.rest,
      this.media.remember,
      this.shared.missedPages.of(this.scope, 'Influencer'),
    );
    return this.influencerSource;
  }

  get media(): MediaSource {
    this.mediaSource ??= createMediaSource(this.rest, this.shared.mediaStore, this.caller);
    return this.mediaSource;
  }

  get content(): ContentSource {
    this.contentSource ??= createContentSource(this.rest, this.media.remember);
    return this.contentSource;
  }

  get viewer(): ViewerSource {
    this.viewerSource ??= createViewerSource(this.rest);
    return this.viewerSource;
  }
}
