import { LRUCache } from 'lru-cache';

/** How long an answer of whoami counts, in milliseconds. */
const freshMs = 60_000;

interface Known {
  readonly scopes: ReadonlySet<string>;
  readonly learnedAt: number;
}

/** What whoami has told of callers' scopes (RULES 2.6), by scope hash; bounded, the least recently used go first. */
export class KnownScopes {
  readonly #callers = new LRUCache<string, Known>({ max: 10_000 });

  /**
   * `scopes` as whoami answers them. An empty list says nothing, since an older Layers always sends one (RULES 2.5), and
   * neither does one that is not all words.
   */
  learn(caller: string, scopes: unknown): void {
    const words: unknown[] = Array.isArray(scopes) ? scopes : [];
    if (words.length > 0 && words.every((word) => typeof word === 'string'))
      this.#callers.set(caller, { scopes: new Set(words), learnedAt: Date.now() });
    else this.#callers.delete(caller);
  }

  /** True only when it is known for sure: `*` covers every scope of data, and org:admin has to be named (RULES 2.5). */
  lacks(caller: string, scope: string): boolean {
    const known = this.#callers.size === 0 ? undefined : this.#callers.get(caller);
    if (known === undefined || Date.now() - known.learnedAt > freshMs) return false;
    return !known.scopes.has(scope) && (scope === 'org:admin' || !known.scopes.has('*'));
  }
}
