import { LRUCache } from 'lru-cache';
import type { Look, ReadKey } from './read-cache.js';

const mostScopes = 10_000;
/** Tags of a scope that its writes have named; more count as a change of all it has. */
const mostTags = 10_000;

interface Numbers {
  epoch: number;
  all: number;
  readonly tags: Map<string, number>;
}

/**
 * Numbers the writes of each scope, for the stamps and epochs of `Look`. Every number is given once, so that what is
 * forgotten for room cannot come back under an old one.
 */
export class Writes {
  #last = 0;
  readonly #scopes = new LRUCache<string, Numbers>({ max: mostScopes });

  stamps({ scope, tag }: ReadKey): Pick<Look, 'stamp' | 'epoch'> {
    const { epoch, all, tags } = this.#of(scope);
    const changed = tag === undefined ? undefined : tags.get(tag);
    return {
      stamp: String(changed === undefined ? all : Math.max(all, changed)),
      epoch: String(epoch),
    };
  }

  epoch(scope: string): string {
    return String(this.#of(scope).epoch);
  }

  changed(scope: string, tags: readonly string[]): void {
    const known = this.#of(scope);
    known.epoch = ++this.#last;
    for (const tag of tags) known.tags.set(tag, this.#last);
    if (known.tags.size > mostTags) this.empty(scope);
  }

  empty(scope: string): void {
    const known = this.#of(scope);
    known.all = known.epoch = ++this.#last;
    known.tags.clear();
  }

  #of(scope: string): Numbers {
    let known = this.#scopes.get(scope);
    if (known === undefined) {
      this.#last++;
      known = { epoch: this.#last, all: this.#last, tags: new Map() };
      this.#scopes.set(scope, known);
    }
    return known;
  }
}
