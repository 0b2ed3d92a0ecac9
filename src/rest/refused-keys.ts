import { LRUCache } from 'lru-cache';
import { isKeyRefusedEverywhere } from './errors.js';
import type { ReadCache } from './read-cache.js';

/** Told when a key is refused, and when it is taken again. */
export type KeyWatcher = (keyHash: string, isRefused: boolean) => void;

/**
 * Keys that Layers has refused as such (401, `KILL_SWITCH`), until it takes them again: what is known without a call is not
 * told to them meanwhile. By hash; bounded, the least recently used go first.
 */
export class RefusedKeys {
  readonly #since = new LRUCache<string, number>({ max: 10_000 });
  readonly #watchers: KeyWatcher[] = [];

  watch(watcher: KeyWatcher): void {
    this.#watchers.push(watcher);
  }

  has(keyHash: string): boolean {
    return this.#since.size > 0 && this.#since.has(keyHash);
  }

  add(keyHash: string): void {
    this.note(keyHash);
    for (const watcher of this.#watchers) watcher(keyHash, true);
  }

  /** The same when it is known from somebody who has told all. */
  note(keyHash: string): void {
    this.#since.set(keyHash, Date.now());
  }

  /** Layers has taken the key for a call that began then, in epoch milliseconds: before the refusal it says nothing. */
  taken(keyHash: string, begunAt: number): void {
    const since = this.#since.size === 0 ? undefined : this.#since.get(keyHash);
    if (since === undefined || begunAt < since) return;
    this.#since.delete(keyHash);
    for (const watcher of this.#watchers) watcher(keyHash, false);
  }
}

/** Leaves nothing of what is kept for a key that Layers has refused: in one scope, or in all where it refuses it everywhere. */
export async function refuseKey(
  { cache, refusedKeys }: { readonly cache: ReadCache; readonly refusedKeys: RefusedKeys },
  scope: string,
  keyHash: string,
  error: unknown,
): Promise<void> {
  const isEverywhere = isKeyRefusedEverywhere(error);
  if (isEverywhere) refusedKeys.add(keyHash);
  await cache.empty(scope, isEverywhere ? keyHash : undefined);
}
