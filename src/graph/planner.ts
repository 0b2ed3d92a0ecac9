import { LRUCache } from 'lru-cache';
import type { RestAnswer } from '../rest/answer.js';
import { isNotFound, RestBodyError, RestResponseError, RestTimeoutError } from '../rest/errors.js';
import type { Page } from './connection.js';
import { bareId, isPathSegment, looseId } from './spelling.js';

/** From how many ids of one parent up a page is tried. */
export const fewestForPage = 3;

/** How a noun's rows are found by listing. */
export interface Listing<T> {
  /** Of its ids (RULES 3.1), without the underscore. */
  readonly prefixes: readonly string[];
  readonly idOf: (row: T) => string;
  /** One page of a parent's list, as long as the route allows and without a filter; `anew`: not one that is kept. */
  readonly page: (parent: string, cursor: string | null, anew: boolean) => Promise<Page<T>>;
  /** For all calls of one answer together. */
  readonly timeoutMs: number;
  readonly missed: MissedLists;
  /** Answers to single reads that are kept, in the order of the ids; absent where none ever are. */
  readonly kept: ((ids: readonly string[]) => Promise<(RestAnswer | undefined)[]>) | undefined;
}

/** What the planner asks of a noun's things. */
interface Things<T> {
  /** What this request knows of an id, or is about to; undefined when nothing. */
  known(id: string): Promise<T | null> | undefined;
  byId(id: string): Promise<T | null>;
  /** Takes in a single read. */
  addRead(id: string, answer: RestAnswer): Promise<T | null>;
  /** Lets go what has been read and waits for others that are not. */
  letGo(): void;
}

/** How long a list that did not help is left alone. */
const missedMs = 3_600_000;

/** Lists of one caller and noun that cost a call and saved none, by parent. */
export interface MissedLists {
  has(parent: string): boolean;
  add(parent: string): void;
}

/** The same of all callers; bounded, the least recently used go first. */
export class MissedPages {
  readonly #lists = new LRUCache<string, true>({ max: 10_000, ttl: missedMs });

  of(scope: string, typename: string): MissedLists {
    const key = (parent: string) => JSON.stringify([scope, typename, parent]);
    return {
      has: (parent) => this.#lists.has(key(parent)),
      add: (parent) => void this.#lists.set(key(parent), true),
    };
  }
}

interface Asked<T> {
  readonly id: string;
  readonly parent: string;
  readonly resolve: (row: T | null | Promise<T | null>) => void;
  readonly reject: (error: unknown) => void;
}

/** One parent's list being read. */
interface Walk<T> {
  readonly parent: string;
  readonly missing: Map<string, Asked<T>>;
  /** See `#spelled`. */
  readonly spelled: ReadonlyMap<string, readonly string[]>;
  calls: number;
  /** Whether any page of it was kept. */
  hasKept: boolean;
}

/**
 * Chooses between single reads and pages of lists, for one noun in one request. Layers has no route that takes a list of
 * ids (RULES 21), but a page has up to 200 things of one parent for the price of one.
 *
 * - The rows that one tick asks for are looked at together. What the request knows already, or is about to read in full,
 *   is not counted, and neither is what no path can name.
 * - Below three ids of one parent they are read one by one; those whose single reads are kept cost nothing and are not counted. From three up the first page of the parent's list is read.
 * - The next page is read while the last one found something, three or more are still missing, and there is one.
 * - A list that was read to its end also says what is not there; one that is kept, in any of its pages, does not: where it
 *   leaves three or more it is read anew. What is left is read one by one.
 *
 * **At most N + 1 calls for N things.** Every page of a walk but its last has found at least one thing, so p pages have
 * found at least p - 1, and the pages and the reads of the rest are p + (N - found) <= N + 1. Pages that are kept are no
 * calls, and a list is read anew only while none is lost. The one call that may be lost is lost once a request: a walk begins only while `#spare` has one, and gives back what it saved. So with several parents
 * the first is tried alone, and what it saves lets the others go at once.
 *
 * **A page that missed**, by losing that call, is remembered beyond the request, per caller and parent, and the parent's things are
 * read one by one from then on; for an hour, so that one look at old things does not cost a parent its pages for good. A
 * write does not end it sooner: one thing more in a list says nothing of those that were asked for.
 *
 * **Failures.** What would befall a single read as well (the key, the rate limit, an outage) is the answer for everything
 * that is still missing: N more calls would fail the same way. What is wrong with the list alone is left to single reads. A
 * plain 500 may be either: it is the answer, and the list is left alone from then on.
 */
export class Planner<T extends object> {
  readonly #loads = new Map<string, Promise<T | null>>();
  #batch: Asked<T>[] = [];
  /** Calls that may still be lost. */
  #spare = 1;
  readonly #walks = new Set<Promise<unknown>>();

  constructor(
    private readonly things: Things<T>,
    private readonly listing: Listing<T>,
  ) {}

  /** The row, or the record where that was cheaper; null when Layers knows none. */
  load(id: string, parent: string): Promise<T | null> {
    const pending = this.#loads.get(id);
    if (pending) return pending;
    const load = new Promise<T | null>((resolve, reject) => {
      // As DataLoader does: once all that this tick's promises ask for has been asked.
      if (this.#batch.push({ id, parent, resolve, reject }) === 1)
        void Promise.resolve().then(() => process.nextTick(() => this.#run()));
    });
    this.#loads.set(id, load);
    return load;
  }

  /** Forgets all answers, after a write. */
  clear(): void {
    this.#loads.clear();
  }

  #run(): void {
    const byParent = new Map<string, Asked<T>[]>();
    const batch = this.#batch;
    this.#batch = [];
    for (const asked of batch) {
      const known = this.things.known(asked.id);
      if (known) {
        asked.resolve(known);
        continue;
      }
      const group = byParent.get(asked.parent);
      if (group) group.push(asked);
      else byParent.set(asked.parent, [asked]);
    }
    for (const [parent, group] of byParent) {
      const counted = group.length < fewestForPage ? [] : group.filter(({ id }) => isPathSegment(id));
      if (counted.length < fewestForPage || this.listing.missed.has(parent))
        for (const { id, resolve } of group) resolve(this.things.byId(id));
      else {
        for (const { id, resolve } of group) if (!isPathSegment(id)) resolve(null);
        void this.#list(parent, counted);
      }
    }
  }

  async #list(parent: string, group: readonly Asked<T>[]): Promise<void> {
    const missing = new Map(group.map((asked) => [asked.id, asked]));
    const fail = (error: unknown) => {
      for (const { reject } of missing.values()) reject(error);
    };
    const { timeoutMs } = this.listing;
    const timer = setTimeout(() => {
      this.things.letGo();
      setImmediate(() => {
        fail(new RestTimeoutError(timeoutMs));
        missing.clear();
      });
    }, timeoutMs);
    try {
      if (this.listing.kept) await this.#takeKept(this.listing.kept, missing);
      const isEnough = () => missing.size >= fewestForPage;
      // What the walks under way save decides.
      while (isEnough() && this.#spare < 1 && this.#walks.size > 0)
        await Promise.race(this.#walks).catch(() => undefined);
      if (isEnough() && this.#spare > 0 && !this.listing.missed.has(parent)) {
        this.#spare--;
        const walk = this.#walk(parent, missing);
        this.#walks.add(walk);
        await walk.finally(() => this.#walks.delete(walk));
      }
      const read = ({ id, resolve, reject }: Asked<T>) => this.things.byId(id).then(resolve, reject);
      await Promise.all([...missing.values()].map(read));
    } catch (error) {
      fail(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Takes out of `missing` what costs no call. */
  async #takeKept(kept: NonNullable<Listing<T>['kept']>, missing: Map<string, Asked<T>>): Promise<void> {
    const asked = [...missing.values()];
    const answers = await kept(asked.map(({ id }) => id));
    for (const [index, { id, resolve }] of asked.entries()) {
      const answer = answers[index];
      if (answer === undefined || !missing.delete(id)) continue;
      resolve(this.things.known(id) ?? this.things.addRead(id, answer));
    }
  }

  /** Takes out of `missing` what the list answers. Throws what would befall single reads too. */
  async #walk(parent: string, missing: Map<string, Asked<T>>): Promise<void> {
    const { missed } = this.listing;
    const asked = missing.size;
    const walk: Walk<T> = { parent, missing, spelled: this.#spelled(missing), calls: 0, hasKept: false };
    let left = 0;
    try {
      await this.#follow(walk, false);
      if (walk.hasKept && missing.size >= fewestForPage && walk.calls <= asked - missing.size)
        await this.#follow(walk, true);
      left = missing.size;
    } catch (error) {
      if (error instanceof RestResponseError && error.status === 500) missed.add(parent);
      if (!isOfListAlone(error)) throw error;
      left = missing.size;
    } finally {
      // What was thrown answers everything.
      const saved = asked - left - walk.calls;
      if (saved < 0) missed.add(parent);
      this.#spare += 1 + saved;
    }
  }

  /** Follows the list from its beginning. */
  async #follow(walk: Walk<T>, anew: boolean): Promise<void> {
    const { parent, missing, spelled } = walk;
    const rows: T[] = [];
    let cursor: string | null = null;
    let before: number;
    walk.hasKept = false;
    do {
      // Whether it is kept is known only then.
      walk.calls++;
      const { items, nextCursor, isKept }: Page<T> = await this.listing.page(parent, cursor, anew);
      if (isKept) {
        walk.hasKept = true;
        walk.calls--;
      }
      before = missing.size;
      rows.push(...items);
      this.#take(items, missing, spelled);
      cursor = nextCursor;
    } while (cursor !== null && missing.size >= fewestForPage && missing.size < before);
    if (cursor === null && !walk.hasKept) this.#takeAbsent(rows, missing);
  }

  #take(
    rows: readonly T[],
    missing: Map<string, Asked<T>>,
    spelled: ReadonlyMap<string, readonly string[]>,
  ): void {
    const { idOf, prefixes } = this.listing;
    for (const row of rows)
      for (const id of spelled.get(bareId(idOf(row), prefixes)) ?? []) {
        missing.get(id)?.resolve(row);
        missing.delete(id);
      }
  }

  /** What is asked for, by the bare id that its spellings have in common: a page looks at its own rows only. */
  #spelled(missing: Map<string, Asked<T>>): ReadonlyMap<string, readonly string[]> {
    const spelled = new Map<string, string[]>();
    for (const id of missing.keys()) {
      const bare = bareId(id, this.listing.prefixes);
      const known = spelled.get(bare);
      if (known) known.push(id);
      else spelled.set(bare, [id]);
    }
    return spelled;
  }

  /** An id that is a row's in another spelling may be known to Layers: it is neither found nor absent. */
  #takeAbsent(rows: readonly T[], missing: Map<string, Asked<T>>): void {
    const { idOf, prefixes } = this.listing;
    const spellings = new Set(missing.size === 0 ? [] : rows.map((row) => looseId(idOf(row), prefixes)));
    for (const [id, { resolve }] of [...missing]) {
      if (spellings.has(looseId(id, prefixes))) continue;
      resolve(null);
      missing.delete(id);
    }
  }
}

/** An unknown parent, a page that is refused as such, or one that is no list: single reads may succeed. */
function isOfListAlone(error: unknown): boolean {
  return (
    isNotFound(error) ||
    error instanceof RestBodyError ||
    (error instanceof RestResponseError && [400, 404, 413, 422].includes(error.status))
  );
}
