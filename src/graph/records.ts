import DataLoader from 'dataloader';
import type { RestAnswer } from '../rest/answer.js';
import { isNotFound, RestBodyError } from '../rest/errors.js';
import { hold, type Shape } from './entity.js';

/** One noun's things as this request has seen them: list rows, and records read one by one, never the same one twice. */
export class Records<T extends object> {
  /** Fields selected below a field of this request, by its nodes. */
  readonly selections = new Map<object, ReadonlySet<string>>();
  readonly #rows = new Map<string, T>();
  readonly #records: DataLoader<string, T | null>;

  constructor(
    readonly shape: Shape,
    read: (id: string) => Promise<RestAnswer>,
  ) {
    this.#records = new DataLoader<string, T | null>(
      (ids) =>
        Promise.all(
          ids.map((id) =>
            read(id)
              .then((answer) => this.#record(answer), unknownIsNull)
              .catch((error: Error) => error),
          ),
        ),
      // No route takes a list of ids (RULES 21), so there is nothing to gain from a bound on a batch.
      { maxBatchSize: Number.POSITIVE_INFINITY },
    );
  }

  /** The full record; null when Layers knows none. */
  byId(id: string): Promise<T | null> {
    return this.#records.load(id);
  }

  /** A list row seen in this request, else the record. */
  rowById(id: string): Promise<T | null> {
    const row = this.#rows.get(id);
    return row === undefined ? this.byId(id) : Promise.resolve(row);
  }

  /** Takes in a row of a list answer, with what the list's place says of it and the row leaves out; throws without an id. */
  addRow(row: unknown, list: RestAnswer, known: object = {}): T {
    const held = hold(this.#identified(row, list), this.shape.row);
    for (const [name, value] of Object.entries(known)) (held as Record<string, unknown>)[name] ??= value;
    this.#rows.set(this.#idOf(held), held);
    return held;
  }

  /** Takes in the record that a write answered with: what was known before is gone. */
  addRecord(answer: RestAnswer): T {
    const record = this.#record(answer);
    const id = this.#idOf(record);
    this.forget(id);
    this.#records.prime(id, record);
    return record;
  }

  /** Forgets what is known of an id, after a write that does not answer with the record. */
  forget(id: string): void {
    this.#rows.delete(id);
    this.#records.clear(id);
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
