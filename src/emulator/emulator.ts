import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { accountRoutes } from './account/routes.js';
import { createClock } from './clock.js';
import { contentProgressRoutes } from './content/progress.js';
import { contentRoutes } from './content/routes.js';
import { contentSessionRoutes } from './content/session-routes.js';
import { contentUrlRoutes } from './content/url-routes.js';
import type { EmulatorEvent } from './events.js';
import { createAddressGuard } from './fetch/address.js';
import { createUrlFetch } from './fetch/url-fetch.js';
import type { Api } from './http/api.js';
import { createFaults, type FailAnswer, type FailMatch } from './http/faults.js';
import { createIdempotencyStore } from './http/idempotency.js';
import { createRateLimiter, type RateLimitHeaders, type Tier } from './http/rate-limit.js';
import { createRouter, type Route } from './http/route.js';
import { createEmulatorServer, type RecordedRequest } from './http/server.js';
import { influencerJobRoutes } from './influencer/job-routes.js';
import { influencerRoutes } from './influencer/routes.js';
import { jobRoutes } from './job/routes.js';
import { mediaRoutes } from './media/routes.js';
import { projectChangeRoutes } from './project/change-routes.js';
import { projectRoutes } from './project/routes.js';
import { postRoutes } from './publishing/post-routes.js';
import { scheduleRoutes } from './publishing/schedule-routes.js';
import { watchReviews } from './review/auto-approval.js';
import { contentReviewRoutes } from './review/content-routes.js';
import { reviewPolicyRoutes } from './review/policy-routes.js';
import type { PendingSchedule, Runtime, UploadQuota } from './runtime.js';
import { seedWorld } from './seed.js';
import { directory, type EmulatorKeys, keys } from './seed-account.js';
import { seedJobs } from './seed-jobs.js';
import { adoptSeedFiles } from './seed-media.js';
import { leasedRoutes } from './social/leased-routes.js';
import { oauthRoutes } from './social/oauth-routes.js';
import { socialRoutes } from './social/routes.js';
import { openBlobs } from './storage/blobs.js';
import { createSigner } from './storage/signer.js';
import { webhookDeliveryRoutes } from './webhook/delivery-routes.js';
import { webhookEndpointRoutes } from './webhook/endpoint-routes.js';
import { createWebhookSender } from './webhook/sender.js';
import { createWorld, type World } from './world.js';

export type { EmulatorEvent } from './events.js';
export type { FailAnswer, FailMatch } from './http/faults.js';
export type { RecordedRequest } from './http/server.js';

export interface EmulatorOptions {
  /** 0, the default, takes any free one. */
  port?: number;
  /** Default '127.0.0.1'. */
  host?: string;
  /** Of every key. Default 'partner'; 'internal' has no limits. */
  tier?: Tier;
  /** Their real names are not documented. Default 'x-ratelimit', whose reset is an epoch in seconds. */
  rateLimitHeaders?: RateLimitHeaders;
  /** Whether a replayed Idempotency-Key repeats refusals too. Default false. */
  storeErrors?: boolean;
  /** Hosts, with or without port, that URL fetch may reach although they are http or not public. */
  allowedHosts?: string[];
  /** For each URL, with its redirects. Default 60 s. */
  urlFetchTimeoutMs?: number;
  /** Per project. Default 250 uploads and 25 GB. */
  uploadQuota?: UploadQuota;
  /**
   * Base of the signed URLs and of those of media, without a trailing slash: where clients reach the storage when
   * something stands in between, such as a proxy. Default: the emulator's own.
   */
  storageUrl?: string;
  /** What the schedule of an item gets that waits for approval: 202 or 403. Default 'stash', the 202. */
  pendingSchedule?: PendingSchedule;
  /** Jobs at once per organization; one more is a 429. Default 50. */
  maxRunningJobs?: number;
  /** For a webhook receiver's answer. Default 10 s. */
  webhookTimeoutMs?: number;
  /** Where the folder for uploaded bytes is made. Default: the system's temporary folder. */
  temporaryFolder?: string;
}

/** Layers on a port of this machine. */
export interface Emulator {
  /** Base URL, without a trailing slash. */
  url: string;
  keys: EmulatorKeys;
  /** The last 10,000 calls under /v1, in order of arrival. */
  requests: readonly RecordedRequest[];
  /** The last 10,000 signed PUTs and media GETs. */
  storageRequests: readonly RecordedRequest[];
  /** Makes the next matching requests fail. */
  fail(match: FailMatch, answer: FailAnswer): void;
  /** Calls `listener` with what live keys would get a webhook for, until the function that it returns is called. */
  onEvent(listener: (event: EmulatorEvent) => void): () => void;
  /** Moves the emulator's clock, and with it every expiry, window, timestamp, post, job and webhook retry. */
  advance(ms: number): void;
  /** Back to the seeded state, with nothing recorded, no failures and real time. */
  reset(): Promise<void>;
  /** Ends every connection and removes all files. */
  close(): Promise<void>;
}

/** By noun; whatever is in none of them is a 404, DELETE /v1/content/{id} included. */
const routes: readonly Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...projectChangeRoutes,
  ...influencerRoutes,
  ...influencerJobRoutes,
  ...mediaRoutes,
  ...contentRoutes,
  ...contentSessionRoutes,
  ...contentUrlRoutes,
  ...contentReviewRoutes,
  ...reviewPolicyRoutes,
  ...scheduleRoutes,
  ...postRoutes,
  ...socialRoutes,
  ...oauthRoutes,
  ...leasedRoutes,
  ...contentProgressRoutes,
  ...jobRoutes,
  ...webhookEndpointRoutes,
  ...webhookDeliveryRoutes,
];

const defaultQuota: UploadQuota = { maxUploads: 250, maxBytes: 26_843_545_600 };

/** Starts an emulator of the Layers Partner API. Close it when done. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', tier = 'partner' } = options;
  const clock = createClock();
  const blobs = await openBlobs(options.temporaryFolder);
  const faults = createFaults();
  const closing = new AbortController();
  // Each answer that is delayed listens to it, however many there are.
  setMaxListeners(0, closing.signal);
  const requests: RecordedRequest[] = [];
  const storageRequests: RecordedRequest[] = [];
  const idempotency = createIdempotencyStore(clock, options.storeErrors ?? false);
  const rateLimiter = createRateLimiter(clock, tier, options.rateLimitHeaders ?? 'x-ratelimit');
  const urlFetch = createUrlFetch({
    guard: createAddressGuard(),
    allowedHosts: options.allowedHosts ?? [],
    timeoutMs: options.urlFetchTimeoutMs ?? 60_000,
    closing: closing.signal,
  });
  const webhooks = createWebhookSender({
    clock,
    directory,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  const runtime: Runtime = {
    storageUrl: '',
    clock,
    blobs,
    signer: createSigner(clock),
    urlFetch,
    // RULES 6.1: the internal tier is never shown to partners.
    tierName: tier === 'internal' ? 'partner' : tier,
    uploadQuota: options.uploadQuota ?? defaultQuota,
    pendingSchedule: options.pendingSchedule ?? 'stash',
    maxRunningJobs: options.maxRunningJobs ?? 50,
    webhooks,
    finalizing: new Map(),
  };
  const listeners = new Set<(event: EmulatorEvent) => void>();
  let worlds: Record<'live' | 'test', World>;
  const api: Api = {
    runtime,
    directory,
    rateLimiter,
    idempotency,
    match: createRouter(routes),
    worldOf: (environment) => worlds[environment],
  };
  const server = createEmulatorServer({ api, faults, requests, storageRequests, closing: closing.signal });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(options.port ?? 0, host, resolve);
    });
  } catch (error) {
    await blobs.close();
    throw error;
  }
  const url = urlOf(host, (server.address() as AddressInfo).port);
  runtime.storageUrl = options.storageUrl ?? url;

  function seedAll() {
    adoptSeedFiles(blobs);
    worlds = { live: createWorld(), test: createWorld() };
    for (const world of Object.values(worlds)) {
      seedWorld({ world, clock }, runtime.storageUrl);
      watchReviews({ world, clock });
      seedJobs({ world, clock }, runtime.storageUrl);
      webhooks.watch(world);
    }
    worlds.live.events.on((event) => {
      for (const listener of [...listeners]) listener(event);
    });
  }
  seedAll();

  return {
    url,
    keys,
    requests,
    storageRequests,
    fail: faults.add,
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    advance: clock.advance,
    async reset() {
      faults.clear();
      idempotency.clear();
      rateLimiter.clear();
      clock.reset();
      requests.length = 0;
      storageRequests.length = 0;
      await webhooks.reset();
      await blobs.clear();
      seedAll();
    },
    async close() {
      closing.abort();
      // Posts, jobs and retries end here, and so does what is being sent.
      clock.reset();
      await webhooks.reset();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await blobs.close();
    },
  };
}

/** What a client on this machine can reach. */
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
