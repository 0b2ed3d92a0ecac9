import { LRUCache } from 'lru-cache';
import { isKeyRefusedEverywhere, isSwitchedOff } from './errors.js';
import type { ReadCache } from './read-cache.js';

/** Told when a key is refused, everywhere (its hash) or in one organization (`nameOfScope`), and when it is taken again. */
export type KeyWatcher = (hash: string, isRefused: boolean) => void;

/** The name of a scope here: that of a key's own organization is the key's hash. */
export const nameOfScope = (scope: string) => `scope ${scope}`;

/**
 * Keys that Layers has refused as such (401, `KILL_SWITCH`), everywhere or in one organization, until it takes them again
 * there: what is known without a call is not told to them meanwhile. By hash of the key, or by `nameOfScope`. Bounded, the
 * least recently used go first, but for those of which something is known: anybody can make up keys.
 */
export class RefusedKeys {
  readonly #since = new LRUCache<string, number>({
    max: 10_000,
    dispose: (since, hash, reason) => {
      if (reason === 'evict' && this.#isKnown(hash)) this.#sinceOfKnown.set(hash, since);
    },
  });
  readonly #sinceOfKnown = new Map<string, number>();
  #isKnown: (hash: string) => boolean = () => false;
  /** When the last call began that was taken: known where somebody watches. */
  readonly #takenAt = new LRUCache<string, number>({ max: 10_000 });
  readonly #watchers: KeyWatcher[] = [];

  watch(watcher: KeyWatcher): void {
    this.#watchers.push(watcher);
  }

  /** `isKnown`: of what something is known. Who says so forgets it once that is over. */
  keepFor(isKnown: (hash: string) => boolean): void {
    this.#isKnown = isKnown;
  }

  forget(hash: string): void {
    this.#sinceOfKnown.delete(hash);
  }

  has(hash: string): boolean {
    return (this.#since.size > 0 && this.#since.has(hash)) || this.#sinceOfKnown.has(hash);
  }

  add(hash: string): void {
    this.note(hash);
    for (const watcher of this.#watchers) watcher(hash, true);
  }

  /** The same when it is known from somebody who has told all; in epoch milliseconds. */
  note(hash: string, since = Date.now()): void {
    this.#since.set(hash, since);
  }

  /** Whether Layers has taken a call since then, in epoch milliseconds. */
  wasTakenSince(hash: string, since: number): boolean {
    return (this.#takenAt.get(hash) ?? 0) > since;
  }

  /** Layers has taken the key for a call that began then, in epoch milliseconds: before the refusal it says nothing. */
  taken(scope: string, keyHash: string, begunAt: number): void {
    const isWatched = this.#watchers.length > 0;
    if (this.#since.size === 0 && this.#sinceOfKnown.size === 0 && !isWatched) return;
    for (const hash of [nameOfScope(scope), keyHash]) {
      if (isWatched) this.#takenAt.set(hash, Math.max(begunAt, this.#takenAt.get(hash) ?? 0));
      this.#takeBack(hash, begunAt);
    }
  }

  #takeBack(hash: string, begunAt: number): void {
    const since = this.#since.get(hash) ?? this.#sinceOfKnown.get(hash);
    if (since === undefined || begunAt < since) return;
    this.#since.delete(hash);
    this.#sinceOfKnown.delete(hash);
    for (const watcher of this.#watchers) watcher(hash, false);
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
  else if (isSwitchedOff(error)) refusedKeys.add(nameOfScope(scope));
  await cache.empty(scope, isEverywhere ? keyHash : undefined);
}
