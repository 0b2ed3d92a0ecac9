import { LRUCache } from 'lru-cache';
import type { MediaAsset } from './types.js';

/**
 * Remembers media assets, because Layers has no read for its media library (RULES 10.8). Everything is keyed by scope:
 * what one credential has seen, no other can.
 */
export interface MediaStore {
  /** In the order of `ids`; undefined for each that this scope has not seen, or that was forgotten for room. */
  get(scope: string, ids: readonly string[]): Promise<(MediaAsset | undefined)[]>;
  /** Adds what was not known of each asset; what an asset has now replaces what it had. */
  put(scope: string, assets: readonly MediaAsset[]): Promise<void>;
}

/** Keeps assets in this process, `maxBytes` of JSON at most; the least recently used go first. */
export function createMemoryMediaStore({ maxBytes }: { maxBytes: number }): MediaStore {
  const assets = new LRUCache<string, MediaAsset>({ maxSize: maxBytes });
  const keyOf = (scope: string, id: string) => `${scope} ${id}`;
  return {
    get: (scope, ids) => Promise.resolve(ids.map((id) => assets.get(keyOf(scope, id)))),
    put: (scope, seen) => {
      for (const asset of seen) {
        const key = keyOf(scope, asset.assetId);
        const whole = mergeAsset(assets.get(key), asset);
        const size = sizeOf(key, whole);
        if (size !== undefined) assets.set(key, whole, { size });
      }
      return Promise.resolve();
    },
  };
}

/** What was known of an asset and what an answer tells of it now; a null tells nothing. */
export function mergeAsset(known: MediaAsset | undefined, seen: MediaAsset): MediaAsset {
  const told = Object.entries(seen).filter(([, value]) => value !== null && value !== undefined);
  return { ...known, ...Object.fromEntries(told) } as MediaAsset;
}

/** Bytes of JSON; undefined for what is nested too deeply to be any asset. */
function sizeOf(key: string, asset: MediaAsset): number | undefined {
  try {
    return key.length + JSON.stringify(asset).length;
  } catch {
    return undefined;
  }
}
