import { LRUCache } from 'lru-cache';
import { nameOfScope, type RefusedKeys } from '../rest/refused-keys.js';
import type { MediaAsset } from './types.js';

/** Who has seen assets. */
export interface MediaOwner {
  /** Hash of credential and organization. */
  readonly scope: string;
  /** Hash of the credential alone. */
  readonly keyHash: string;
}

/**
 * Remembers media assets, because Layers has no read for its media library (RULES 10.8). Everything is keyed by scope:
 * what one credential has seen, no other can. A key that Layers refuses is given nothing until Layers takes it again.
 */
export interface MediaStore {
  /** In the order of `ids`; undefined for each that this scope has not seen, or that was forgotten for room. */
  get(owner: MediaOwner, ids: readonly string[]): Promise<(MediaAsset | undefined)[]>;
  /** Adds what was not known of each asset; what an asset has now replaces what it had. */
  put(owner: MediaOwner, assets: readonly MediaAsset[]): Promise<void> | undefined;
}

export interface MediaStoreOptions {
  readonly maxBytes: number;
  readonly refusedKeys: RefusedKeys;
}

/** Keeps assets in this process, `maxBytes` of JSON at most; the least recently used go first. */
export function createMemoryMediaStore({ maxBytes, refusedKeys }: MediaStoreOptions): MediaStore {
  /** How many assets there are of each key, and of each of its scopes. */
  const counts = new Map<string, number>();
  const assets = new HeldAssets(maxBytes, (key, change) => {
    const [keyHash = '', scope = ''] = key.split(' ', 2);
    for (const hash of [keyHash, nameOfScope(scope)]) {
      const count = (counts.get(hash) ?? 0) + change;
      if (count > 0) counts.set(hash, count);
      else {
        counts.delete(hash);
        refusedKeys.forget(hash);
      }
    }
  });
  refusedKeys.keepFor((hash) => counts.has(hash));
  const keyOf = ({ scope, keyHash }: MediaOwner, id: string) => `${keyHash} ${scope} ${id}`;
  return {
    get: (owner, ids) => {
      const isRefused = refusedKeys.has(owner.keyHash) || refusedKeys.has(nameOfScope(owner.scope));
      return Promise.resolve(ids.map((id) => (isRefused ? undefined : assets.get(keyOf(owner, id)))));
    },
    put: (owner, seen) => {
      for (const asset of seen) assets.add(keyOf(owner, asset.assetId), asset);
      return undefined;
    },
  };
}

/** Assets by key, `maxBytes` of JSON at most; the least recently used go first. */
export class HeldAssets {
  readonly #assets: LRUCache<string, MediaAsset>;

  /** `count` is told of each that comes or goes. */
  constructor(maxBytes: number, count: (key: string, change: 1 | -1) => void = () => {}) {
    this.#assets = new LRUCache({
      maxSize: maxBytes,
      onInsert: (_, key, reason) => reason === 'add' && count(key, 1),
      dispose: (_, key, reason) => reason !== 'set' && count(key, -1),
    });
  }

  get(key: string): MediaAsset | undefined {
    return this.#assets.get(key);
  }

  /** Merges with what was held. Every answer's assets come by here, and most tell nothing new: then nothing is made. */
  add(key: string, asset: MediaAsset): void {
    const known = this.#assets.get(key);
    if (known !== undefined && !tellsMore(known, asset)) return;
    const whole = known === undefined ? asset : mergeAsset(known, asset);
    const size = sizeOf(key, whole);
    if (size !== undefined) this.#assets.set(key, whole, { size });
  }

  /** Gives an asset away: it is no longer held. */
  take(key: string): MediaAsset | undefined {
    const asset = this.#assets.get(key);
    this.#assets.delete(key);
    return asset;
  }

  /** Gives up to `most` assets away, those used last first. */
  takeSome(most: number): [key: string, asset: MediaAsset][] {
    const some: [string, MediaAsset][] = [];
    for (const entry of this.#assets.entries()) {
      if (some.length === most) break;
      some.push(entry);
    }
    for (const [key] of some) this.#assets.delete(key);
    return some;
  }
}

/** What was known of an asset and what an answer tells of it now; a null tells nothing. */
export function mergeAsset(known: MediaAsset | undefined, seen: MediaAsset): MediaAsset {
  return { ...known, ...Object.fromEntries(toldOf(seen)) } as MediaAsset;
}

/** The properties of an asset that tell something. */
export function toldOf(asset: MediaAsset): [name: string, value: unknown][] {
  return Object.entries(asset).filter(([, value]) => value !== null && value !== undefined);
}

function tellsMore(known: MediaAsset, asset: MediaAsset): boolean {
  const had = known as unknown as Record<string, unknown>;
  const has = asset as unknown as Record<string, unknown>;
  for (const name in has) {
    const value = has[name];
    if (value !== null && value !== undefined && value !== had[name]) return true;
  }
  return false;
}

/** What is around a property in JSON: quotes, colon and comma. */
const charsAround = 6;
/** Of a number or a word. */
const charsOfWord = 8;

/** About the bytes of JSON, without making it; undefined for what is nested too deeply to be any asset. */
function sizeOf(key: string, asset: MediaAsset): number | undefined {
  const properties = asset as unknown as Record<string, unknown>;
  let size = key.length;
  try {
    for (const name in properties) {
      const value = properties[name];
      size += name.length + charsAround;
      if (typeof value === 'string') size += value.length;
      else if (typeof value === 'object' && value !== null) size += JSON.stringify(value).length;
      else size += charsOfWord;
    }
    return size;
  } catch {
    return undefined;
  }
}
