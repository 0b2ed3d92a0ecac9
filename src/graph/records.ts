import type { RestAnswer } from '../rest/answer.js';
import { isNotFound, RestBodyError } from '../rest/errors.js';
import { hold, type Selection, type Shape } from './entity.js';
import { type Listing, Planner } from './planner.js';

/** One noun's things as this request has seen them: list rows, and records read one by one, never the same one twice. */
export class Records<T extends object> {
  /** Fields selected below a field of this request, by its nodes. */
  readonly selections = new Map<object, Selection>();
  readonly #rows = new Map<string, T>();
  readonly #foundAt = new Map<object, Map<string, Promise<T | null>>>();
  /** Read or being read. No route takes a list of ids (RULES 21), so a record waits for no batch. */
  readonly #records = new Map<string, Promise<T | null>>();
  /** Each lets those of one tick go that wait for the others. */
  readonly #waits = new Set<() => void>();
  #tick: { readonly reads: Promise<unknown>[]; readonly answered: Promise<unknown> } | undefined;
  readonly #planner: Pick<Planner<T>, 'load' | 'clear'> | undefined;

  /** `listing`: where rows may be had by the page. */
  constructor(
    readonly shape: Shape,
    private readonly read: (id: string) => Promise<RestAnswer>,
    listing?: Omit<Listing<T>, 'idOf'>,
  ) {
    const idOf = (row: T) => this.#idOf(row);
    this.#planner = listing && new Planner(this, { ...listing, idOf });
  }

  /** The full record; null when Layers knows none. */
  byId(id: string): Promise<T | null> {
    const known = this.#records.get(id);
    if (known) return known;
    const record = this.#together(this.#recordOf(this.read(id)));
    this.#records.set(id, record);
    return record;
  }

  /**
   * Those that are asked for in one tick are answered in one: what is below each of them is then asked for together,
   * and may be one page instead of a read for each.
   */
  #together<R>(read: Promise<R>): Promise<R> {
    if (this.#tick === undefined) {
      const reads: Promise<unknown>[] = [];
      const asked = new Promise<void>((resolve) => process.nextTick(resolve));
      const answered = asked.then(() => {
        this.#tick = undefined;
        return reads.length > 1 ? this.#all(reads) : undefined;
      });
      this.#tick = { reads, answered };
    }
    const { reads, answered } = this.#tick;
    reads.push(read);
    return answered.then(() => read);
  }

  #all(reads: readonly Promise<unknown>[]): Promise<void> {
    return new Promise((resolve) => {
      this.#waits.add(resolve);
      void Promise.allSettled(reads).then(() => {
        this.#waits.delete(resolve);
        resolve();
      });
    });
  }

  /** Ends the wait for others of the same tick, for who has no time left: one that is silent costs no other its answer. */
  letGo(): void {
    for (const resolve of this.#waits) resolve();
    this.#waits.clear();
  }

  /** Takes in what is kept of a record. */
  addRead(id: string, answer: RestAnswer): Promise<T | null> {
    const record = this.#recordOf(Promise.resolve(answer));
    this.#records.set(id, record);
    return record;
  }

  /** What this request knows of an id, or is about to. */
  known(id: string): Promise<T | null> | undefined {
    const row = this.#rows.get(id);
    return row ? Promise.resolve(row) : this.#records.get(id);
  }

  /** A list row seen in this request, else the record or, where the parent is known, whichever of row and record is cheaper. */
  rowById(id: string, parent = this.shape.list.parent === undefined ? '' : undefined): Promise<T | null> {
    const known = this.known(id);
    if (known) return known;
    return this.#planner && parent !== undefined ? this.#planner.load(id, parent) : this.byId(id);
  }

  /**
   * What `find` finds under a key, once at each place of an operation, whatever is known later: one that fails in part is
   * run twice (see `compile`), and is to be answered as it was, in the time that it had.
   */
  at(place: object, key: string, find: () => Promise<T | null>): Promise<T | null> {
    let found = this.#foundAt.get(place);
    if (found === undefined) {
      found = new Map();
      this.#foundAt.set(place, found);
    }
    let thing = found.get(key);
    if (thing === undefined) {
      thing = find();
      found.set(key, thing);
    }
    return thing;
  }

  /** Takes in a row of a list answer, with what the list's place says of it and the row leaves out; throws without an id. */
  addRow(row: unknown, list: RestAnswer, known: object = {}): T {
    const { shape } = this;
    const identified = this.#identified(row, list);
    const tells = shape.told !== undefined && shape.told.property in identified;
    const held = hold(identified, tells ? shape.told.row : shape.row);
    for (const name in known)
      (held as Record<string, unknown>)[name] ??= (known as Record<string, unknown>)[name];
    this.#rows.set(this.#idOf(held), held);
    return held;
  }

  /** Takes in the record that a write answered with: what was known before is gone. */
  addRecord(answer: RestAnswer): T {
    const record = this.#record(answer);
    const id = this.#idOf(record);
    this.forget(id);
    this.#records.set(id, Promise.resolve(record));
    return record;
  }

  /** Forgets what is known of an id, after a write that does not answer with the record. */
  forget(id: string): void {
    this.#rows.delete(id);
    this.#records.delete(id);
    this.#foundAt.clear();
    // All of them: the same thing may have been asked for by another spelling.
    this.#planner?.clear();
  }

  #recordOf(read: Promise<RestAnswer>): Promise<T | null> {
    return read.then((answer) => this.#record(answer), unknownIsNull);
  }

  #record(answer: RestAnswer): T {
    return hold(this.#identified(answer.body, answer), 'record');
  }

  #idOf(thing: T): string {
    return (thing as Record<string, string>)[this.shape.idProperty]!;
  }

  #identified(body: unknown, { status, requestId }: RestAnswer): T {
    if (typeof body === 'object' && body !== null) {
      const id = (body as Record<string, unknown>)[this.shape.idProperty];
      if (typeof id === 'string' && id !== '') return body as T;
    }
    throw new RestBodyError(`Layers answered without a ${this.shape.typename}.`, status, requestId);
  }
}

function unknownIsNull(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}
