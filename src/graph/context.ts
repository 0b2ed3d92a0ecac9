import { hash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Config, isLoopback } from '../config.js';
import { type ContentSource, createContentSource } from '../content/source.js';
import { createInfluencerSource, type InfluencerSource } from '../influencer/source.js';
import { createRedisMediaStore } from '../media/redis-store.js';
import { createMediaSource, type MediaSource } from '../media/source.js';
import { createMemoryMediaStore, type MediaStore } from '../media/store.js';
import { createProjectSource, type ProjectSource } from '../project/source.js';
import type { Redis } from '../redis/client.js';
import type { RestStats } from '../rest/attempts.js';
import { readCachePolicy } from '../rest/cache-policy.js';
import { RestClient, type RestShared } from '../rest/client.js';
import { KnownScopes } from '../rest/known-scopes.js';
import { createMemoryCache } from '../rest/memory-cache.js';
import { Presence } from '../rest/presence.js';
import { Quota } from '../rest/quota.js';
import { Reads } from '../rest/reads.js';
import { createRedisCache } from '../rest/redis-cache.js';
import { createSharedBuckets } from '../rest/redis-quota.js';
import { createViewerSource, type ViewerSource } from '../viewer/source.js';
import { type IncomingFiles, noFiles } from './incoming-file.js';
import { MissedPages } from './planner.js';
import { readTraceContext } from './trace-context.js';

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
  const maxBytes = config.mediaStoreBytes;
  const { origin, pathname } = new URL(config.layersBaseUrl);
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
      reads: new Reads({ ...config, ...dispatchers, quota, cache }),
    },
    mediaStore: redis ? createRedisMediaStore(redis, { maxBytes }) : createMemoryMediaStore({ maxBytes }),
    missedPages: new MissedPages(),
  };
}

export interface OperationStats extends RestStats {
  readonly startedAt: number;
  readonly errorCodes: Set<string>;
}

/** Who asks. */
export interface Caller {
  readonly credential: string | undefined;
  readonly organization: string | undefined;
  /** Hash of credential and organization: everything that is shared between requests is keyed by it. */
  readonly scope: string;
  /** Hash of the credential alone, whose calls Layers counts. */
  readonly keyHash: string;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  /** Of the caller's `traceparent`. */
  readonly traceId: string | undefined;
}

/** Never throws: a caller without a credential may still ask for the SDL. */
export function readCaller(headers: IncomingHttpHeaders, config: Config): Caller {
  const credential = readCredential(headers) ?? serverKey(headers, config);
  const organization = text(headers['x-layers-organization']);
  const scope = hashOf(credential, organization);
  const trace = readTraceContext(headers.traceparent);
  return {
    credential,
    organization,
    scope,
    // Most callers name no organization, and then it is the same.
    keyHash: organization === undefined ? scope : hashOf(credential, undefined),
    requestId: matching(headers['x-request-id'], /^[\w.:-]{1,128}$/) ?? randomUUID(),
    traceparent: trace?.traceparent,
    traceId: trace?.traceId,
  };
}

/** One request: who asks, and where each noun comes from. */
export class Context {
  readonly scope: string;
  readonly requestId: string;
  readonly traceId: string | undefined;
  /** The request's `Idempotency-Key` header. */
  readonly idempotencyKey: string | undefined;
  /** How often each mutation field has run with the same input in this request. */
  readonly mutationOrdinals = new Map<string, number>();
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
  // Not #private: Apollo Server runs operations with a copy of their context.
  private readonly shared: Shared;
  private readonly rest: RestClient;
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
    this.shared = shared;
    this.rest = new RestClient(shared.rest, {
      ...caller,
      stats: this.stats,
      presence: this.presence,
      policy: readCachePolicy(headers['cache-control']),
    });
  }

  /** Tells, before a query runs, how many things it reads: where their calls do not all fit it makes none. */
  expectReads(reads: number): void {
    this.rest.expectReads(reads);
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
    this.mediaSource ??= createMediaSource(this.rest, this.shared.mediaStore, this.scope);
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

/** Counts of an operation that has just begun. */
export function createStats(): OperationStats {
  return {
    calls: 0,
    retries: 0,
    cacheHits: 0,
    oldestMs: 0,
    startedAt: performance.now(),
    errorCodes: new Set(),
  };
}

function hashOf(credential: string | undefined, organization: string | undefined): string {
  return hash('sha256', JSON.stringify([credential ?? null, organization ?? null]), 'base64url');
}

/** `X-Api-Key` wins; a Bearer token counts only when it is a Layers key, because routers put a company's own JWT there. */
function readCredential(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^[Bb][Ee][Aa][Rr][Ee][Rr] +(lp_.*)$/s.exec(headers.authorization ?? '')?.[1]?.trim();
  return text(headers['x-api-key']) ?? bearer;
}

/** The server-held key, kept from pages of origins that are not allowed here. */
function serverKey({ origin, host }: IncomingHttpHeaders, config: Config): string | undefined {
  if (origin !== undefined && !config.corsOrigins.includes(origin)) return undefined;
  // A page whose name was rebound to loopback is of one origin with this server and sends no Origin, but its own name.
  return config.gatewaySecret !== undefined || isLoopback(host ?? '') ? config.layersApiKey : undefined;
}

function text(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function matching(value: string | string[] | undefined, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}
