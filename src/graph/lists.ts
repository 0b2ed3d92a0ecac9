import DataLoader from 'dataloader';
import type { RestAnswer } from '../rest/answer.js';
import type { RestCall, RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { type Connection, connect, type ListQuery, type Page } from './connection.js';
import type { Records } from './records.js';

type Query = NonNullable<RestCall['query']>;

/** A noun's lists in one request: equal pages are read once, and every row is kept for `rowById`. `scope` is the route's, `tag` what names these lists. */
export class Lists<T extends object> {
  readonly #connections = new Map<string, Promise<Connection<T>>>();
  readonly #pages: DataLoader<{ path: string; query: Query; known: object }, Page<T>, string>;

  constructor(rest: RestClient, records: Records<T>, scope: string, tag: string) {
    this.#pages = new DataLoader(
      (asked) =>
        Promise.all(
          asked.map(async ({ path, query, known }) => {
            try {
              const answer = await rest.call({ method: 'GET', path, query, scope, tag });
              return readPage(answer, (row) => records.addRow(row, answer, known));
            } catch (error) {
              return error as Error;
            }
          }),
        ),
      { cacheKeyFn: ({ path, query }) => JSON.stringify([path, query]) },
    );
  }

  /** One page (RULES 5.1). `known` is what the list's place says of every row and the rows leave out. */
  page(path: string, query: Query, known: object = {}): Promise<Page<T>> {
    return this.#pages.load({ path, query, known });
  }

  /**
   * A connection of these pages, once: an operation that fails in part is run twice (see `compile`), and has no more time
   * for it then.
   */
  connect(query: ListQuery<T>): Promise<Connection<T>> {
    const { identity, first, after } = query;
    const key = JSON.stringify([identity, first, after]);
    let connection = this.#connections.get(key);
    if (connection === undefined) {
      connection = connect(query);
      this.#connections.set(key, connection);
    }
    return connection;
  }

  /** Forgets all pages, after a write that changes what is listed. */
  clear(): void {
    this.#connections.clear();
    this.#pages.clearAll();
  }
}

function readPage<T>({ body, status, requestId }: RestAnswer, readRow: (row: unknown) => T): Page<T> {
  const { items, nextCursor } = (body ?? {}) as { items?: unknown; nextCursor?: unknown };
  if (!Array.isArray(items)) throw new RestBodyError('Layers answered without a list.', status, requestId);
  return {
    items: items.map((row) => readRow(row)),
    nextCursor: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : null,
  };
}
