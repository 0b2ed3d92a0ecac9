import { LRUCache } from 'lru-cache';
import { type Look, longestLateMs, type ReadKey } from './read-cache.js';

/** Tags that the writes of all scopes have named; a scope weighs as much as some of them. 30 MB at most, as measured. */
const most = 200_000;
const scopeWeight = 5;
/** Tags of one scope; more count as a change of all it has. */
const mostOfOne = 10_000;

/** What the scopes of one key have in common, as long as there are any. */
interface KeyNumbers {
  emptied: number;
  scopes: number;
}

interface Numbers {
  epoch: number;
  all: number;
  /** Its key, once it has looked for something kept. */
  keyHash: string | undefined;
  key: KeyNumbers | undefined;
  readonly tags: Map<string, number>;
  /** Until when a write under a tag may happen yet, those that end first in front; most scopes have none. */
  late: Map<string, number> | undefined;
}

/**
 * Numbers the writes of each scope, for the stamps and epochs of `Look`. Every number is given once, so that what is
 * forgotten for room cannot come back under an old one.
 */
export class Writes {
  #last = 0;
  /** The one asked for last, which is the most recently used: the reads of one operation come together. */
  #lastScope: string | undefined;
  #lastKnown: Numbers | undefined;
  readonly #scopes = new LRUCache<string, Numbers>({
    maxSize: most,
    dispose: ({ keyHash, key }) => {
      if (key !== undefined && --key.scopes === 0) this.#keys.delete(keyHash!);
    },
  });
  /** By hash of the credential. */
  readonly #keys = new Map<string, KeyNumbers>();

  /** A look that finds nothing kept. */
  look({ scope, keyHash, tag }: ReadKey): Look {
    const known = this.#of(scope);
    const { epoch, tags, late } = known;
    const all = Math.max(known.all, (known.key ?? this.#join(known, keyHash)).emptied);
    const changed = tag === undefined || tags.size === 0 ? undefined : tags.get(tag);
    const isLate = late !== undefined && tag !== undefined && performance.now() < (late.get(tag) ?? 0);
    return {
      kept: undefined,
      stamp: isLate ? '' : String(changed === undefined ? all : Math.max(all, changed)),
      epoch: String(epoch),
    };
  }

  epoch(scope: string): string {
    return String(this.#of(scope).epoch);
  }

  changed(scope: string, tags: readonly string[], late: boolean): void {
    const known = this.#of(scope);
    known.epoch = ++this.#last;
    for (const tag of tags) known.tags.set(tag, this.#last);
    if (late) addLate(known, tags);
    if (known.tags.size > mostOfOne) this.empty(scope);
    else this.#hold(scope, known);
  }

  /** `keyHash`: of all scopes of that key. */
  empty(scope: string, keyHash?: string): void {
    const key = keyHash === undefined ? undefined : this.#keys.get(keyHash);
    if (key !== undefined) key.emptied = ++this.#last;
    const known = this.#of(scope);
    known.all = known.epoch = ++this.#last;
    known.tags.clear();
    this.#hold(scope, known);
  }

  #of(scope: string): Numbers {
    if (this.#lastKnown !== undefined && this.#lastScope === scope) return this.#lastKnown;
    let known = this.#scopes.get(scope);
    if (known === undefined) {
      this.#last++;
      known = {
        epoch: this.#last,
        all: this.#last,
        tags: new Map(),
        late: undefined,
        keyHash: undefined,
        key: undefined,
      };
      this.#hold(scope, known);
    }
    this.#lastScope = scope;
    this.#lastKnown = known;
    return known;
  }

  #join(known: Numbers, keyHash: string): KeyNumbers {
    let key = this.#keys.get(keyHash);
    if (key === undefined) {
      key = { emptied: 0, scopes: 0 };
      this.#keys.set(keyHash, key);
    }
    key.scopes++;
    known.keyHash = keyHash;
    known.key = key;
    return key;
  }

  #hold(scope: string, known: Numbers): void {
    this.#scopes.set(scope, known, { size: scopeWeight + known.tags.size });
  }
}

function addLate(known: Numbers, tags: readonly string[]): void {
  const now = performance.now();
  known.late ??= new Map();
  for (const [tag, until] of known.late) {
    if (until > now) break;
    known.late.delete(tag);
  }
  for (const tag of tags) {
    known.late.delete(tag);
    known.late.set(tag, now + longestLateMs);
  }
}
