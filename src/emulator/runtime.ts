import type { Clock } from './clock.js';
import type { UrlFetch } from './fetch/url-fetch.js';
import type { Blobs } from './storage/blobs.js';
import type { Signer } from './storage/signer.js';
import type { WebhookSender } from './webhook/sender.js';

/** What every route may use; made once by `startEmulator`. */
export interface Runtime {
  /** Base of every URL that is handed out, without a trailing slash. */
  storageUrl: string;
  clock: Clock;
  blobs: Blobs;
  signer: Signer;
  urlFetch: UrlFetch;
  /** As whoami shows it. */
  tierName: string;
  uploadQuota: UploadQuota;
  pendingSchedule: PendingSchedule;
  /** Per organization (RULES 6.4). */
  maxRunningJobs: number;
  webhooks: WebhookSender;
  /** Finalize calls in progress by container, so that two at once make one item. */
  finalizing: Map<string, Promise<unknown>>;
}

/** What the schedule of a pending item gets: kept until approval, or refused. The sources disagree (RULES 20.20). */
export type PendingSchedule = 'stash' | 'refuse';

/** Per project (RULES 13.1). */
export interface UploadQuota {
  maxUploads: number;
  maxBytes: number;
}
