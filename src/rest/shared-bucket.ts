import type { BucketState, Told } from './bucket.js';

/** The buckets of all keys, as far as replicas share them. */
export interface SharedBuckets {
  readonly isThere: boolean;
  /** `caller`: hash of the credential. */
  of(caller: string, endpointClass: string): SharedBucket;
}

/** What replicas share of one bucket. Nothing rejects; undefined while that is away. */
export interface SharedBucket {
  readonly isThere: boolean;
  /**
   * Takes calls, numbered from `firstCall`; with `whole`, all or none where the window's end is far. `limit` is for when
   * none is known to all.
   */
  take(count: number, whole: boolean, limit: number | undefined): Promise<SharedState | undefined>;
  /**
   * Ends a call that was taken, 0 for none. `isDrawn`: it has told nothing of what is left, and counts as drawn.
   */
  end(call: number, isDrawn: boolean, told: Told | undefined): Promise<SharedState | undefined>;
  pause(ms: number, isOfAll: boolean): void;
  /** Holds it empty until the reset that Layers told. */
  empty(): void;
  look(): Promise<SharedState | undefined>;
}

export interface SharedState extends BucketState {
  /** Milliseconds until the pauses of the bucket and of the key end; 0 without one. */
  readonly pausedMs: number;
  readonly allPausedMs: number;
  readonly granted: number;
  readonly firstCall: number;
}
