import type { RestAnswer } from '../rest/answer.js';
import type { RestCall, RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { type Connection, connect, type ListQuery, type Page } from './connection.js';
import type { Records } from './records.js';

type Query = NonNullable<RestCall['query']>;

/** A noun's lists in one request: equal pages are read once, and every row is kept for `rowById`. `scope` is the route's, `tag` what names these lists. */
export class Lists<T extends object> {
  readonly #connections = new Map<string, Promise<Connection<T>>>();
  /** Read or being read. */
  readonly #pages = new Map<string, Promise<Page<T>>>();

  constructor(
    private readonly rest: RestClient,
    private readonly records: Records<T>,
    private readonly scope: string,
    private readonly tag: string,
  ) {}

  /**
   * One page (RULES 5.1). `known` is what the list's place says of every row and the rows leave out; `anew`: not one that is
   * kept.
   */
  page(path: string, query: Query, known: object = {}, anew = false): Promise<Page<T>> {
    const key = JSON.stringify([path, query]);
    let page = this.#pages.get(key);
    if (page === undefined || anew) {
      page = this.#read(path, query, known, anew);
      this.#pages.set(key, page);
    }
    return page;
  }

  async #read(path: string, query: Query, known: object, anew: boolean): Promise<Page<T>> {
    const { scope, tag } = this;
    const answer = await this.rest.call({ method: 'GET', path, query, scope, tag, anew });
    return readPage(answer, (row) => this.records.addRow(row, answer, known));
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
    this.#pages.clear();
  }
}

function readPage<T>({ body, status, requestId, isKept }: RestAnswer, readRow: (row: unknown) => T): Page<T> {
  const { items, nextCursor } = (body ?? {}) as { items?: unknown; nextCursor?: unknown };
  if (!Array.isArray(items)) throw new RestBodyError('Layers answered without a list.', status, requestId);
  return {
    items: items.map((row) => readRow(row)),
    nextCursor: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : null,
    isKept: isKept === true,
  };
}
