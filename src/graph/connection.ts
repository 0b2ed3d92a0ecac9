import { hash } from 'node:crypto';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { isNotFound, RestBodyError } from '../rest/errors.js';
import { within } from './deadline.js';
import { CacheFor } from './directives.js';
import { badUserInput } from './errors.js';

@ObjectType('PageInfo', {
  simpleResolvers: true,
  description: "Relay's page information. Paging is forward only.",
})
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'True when more items follow.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, {
    description: 'True when `after` was given: the item it points at comes before this page.',
  })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    // Not a default of the schema: Cosmo's composer takes no `@listSize` with both a default and an `assumedSize`.
    description: 'How many items: 1 to 200 projects or content items, 1 to 100 influencers. Default: 25.',
  })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the edge to go on after.' })
  after?: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** Makes Relay's connection and edge types for a noun. */
export function createConnectionType<T extends object>(
  node: () => ClassType<T>,
  name: string,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} of a page.` })
  class NodeEdge {
    @Field(() => String, {
      description: 'Opaque. Works as `after` with the same parent and filter, whatever `first` is.',
    })
    cursor!: string;
    @Field(node, { description: 'The item.' })
    node!: T;
  }
  @CacheFor(10)
  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `A page of ${name}s, newest first. Layers counts no total.`,
  })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: 'The items with their cursors.' })
    edges!: NodeEdge[];
    @Field(() => [node()], { description: 'The items alone.' })
    nodes!: T[];
    @Field(() => PageInfo, { description: 'How to go on.' })
    pageInfo!: PageInfo;
  }
  return NodeConnection as unknown as ClassType<Connection<T>>;
}

/** One page of a REST list (RULES 5.1). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  /** Set when it was read some time ago: what it lacks may be there. */
  readonly isKept: boolean;
}

export interface ListQuery<T> extends PageArgs {
  /** The route's own maximum for `limit` (RULES 5.2). */
  readonly maxFirst: number;
  /** For all calls of the page together. */
  readonly timeoutMs: number;
  /** Route, parent and filters: a cursor works only with the list it came from. */
  readonly identity: unknown;
  readonly idOf: (node: T) => string;
  readonly read: (cursor: string | null, limit: number) => Promise<Page<T>>;
}

/**
 * A place in a list: after item `index` of the page that `cursor` and `limit` give; index -1 is before its first item.
 * `id` is that item's: when newer items have pushed it along, it is found by it.
 */
interface Place {
  readonly cursor: string | null;
  readonly limit: number;
  readonly index: number;
  readonly id?: string | undefined;
}

const cursorVersion = 1;
const defaultFirst = 25;
/** Pages that Layers cuts short, or leaves empty, are followed this far and no further. */
const mostPages = 5;

/** A list of an unknown parent is null, not an error. */
export async function nullWithoutParent<T>(
  list: () => Promise<Connection<T>>,
): Promise<Connection<T> | null> {
  try {
    return await list();
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Reads `first` items after `after`: one call, or two from the middle of a page. */
export function connect<T>(query: ListQuery<T>): Promise<Connection<T>> {
  return within(query.timeoutMs, readConnection(query));
}

async function readConnection<T>(query: ListQuery<T>): Promise<Connection<T>> {
  const { maxFirst, idOf } = query;
  const first = query.first ?? defaultFirst;
  if (!Number.isInteger(first) || first < 1 || first > maxFirst)
    throw badUserInput(`\`first\` must be from 1 to ${maxFirst}.`);
  let items: T[] = [];
  const runs: Run[] = [];
  let place: Place =
    query.after == null
      ? { cursor: null, limit: first, index: -1 }
      : readCursor(query.after, listOf(query), maxFirst);
  let hasNextPage = true;
  for (let pages = 1; items.length < first && hasNextPage; pages++) {
    const limit = place.index === -1 ? first - items.length : place.limit;
    const { cursor } = place;
    const page = await query.read(cursor, limit);
    const { nextCursor } = page;
    const { length } = page.items;
    const from = startIn(page.items, place, idOf);
    const until = Math.min(length, from + first - items.length);
    runs.push({ start: items.length, from, cursor, limit, length, nextCursor });
    items = items.concat(page.items.slice(from, until));
    hasNextPage = until < length || nextCursor !== null;
    if (hasNextPage && until === length) {
      if (nextCursor === cursor || (pages >= mostPages && items.length === 0))
        throw new RestBodyError('Layers answered with a list that does not go on.', 200);
      if (pages >= mostPages) break;
    }
    place = { cursor: nextCursor, limit, index: -1 };
  }
  return new LazyConnection(query, items, runs, hasNextPage);
}

/** Items that are of one page of Layers: the first of them is item `start` here and item `from` there. */
interface Run {
  readonly start: number;
  readonly from: number;
  readonly cursor: string | null;
  readonly limit: number;
  /** Items of that page. */
  readonly length: number;
  readonly nextCursor: string | null;
}

/**
 * Writes cursors when they are asked for: most queries want the nodes alone. With its accessors in classes: those of an
 * object literal are kept by its hidden class, and the nodes with them, until the next full garbage collection.
 */
class LazyConnection<T> implements Connection<T> {
  constructor(
    private readonly query: ListQuery<T>,
    readonly nodes: readonly T[],
    private readonly runs: readonly Run[],
    private readonly hasNextPage: boolean,
  ) {}

  get pageInfo(): PageInfo {
    return new LazyPageInfo(this, this.hasNextPage, this.query.after != null);
  }

  get edges(): readonly Edge<T>[] {
    const list = listOf(this.query);
    return this.nodes.map((node, index) => ({ cursor: this.cursorAt(index, list)!, node }));
  }

  cursorAt(index: number, list = listOf(this.query)): string | null {
    const node = this.nodes[index];
    const run = this.runs.findLast(({ start }) => start <= index);
    if (node === undefined || run === undefined) return null;
    const { cursor, limit, nextCursor } = run;
    const at = run.from + index - run.start;
    // The last item of a page points at the start of the next, so that going on costs one call.
    const isLast = at === run.length - 1 && nextCursor !== null;
    return writeCursor(
      isLast
        ? { cursor: nextCursor, limit, index: -1 }
        : { cursor, limit, index: at, id: this.query.idOf(node) },
      list,
    );
  }
}

class LazyPageInfo<T> implements PageInfo {
  constructor(
    private readonly connection: LazyConnection<T>,
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {}

  get startCursor(): string | null {
    return this.connection.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.connection.cursorAt(this.connection.nodes.length - 1);
  }
}

/** Names a list in its cursors. */
function listOf({ identity }: Pick<ListQuery<never>, 'identity'>): string {
  return hash('sha256', JSON.stringify(identity, nullIsAbsent), 'base64url').slice(0, 16);
}

/** Where to go on in a page: behind the item of that id where the page still has it, else behind its index. */
function startIn<T>(items: readonly T[], { index, id }: Place, idOf: (node: T) => string): number {
  const found = id === undefined ? -1 : items.findIndex((item) => idOf(item) === id);
  return (found === -1 ? index : found) + 1;
}

function nullIsAbsent(_name: string, value: unknown): unknown {
  return value ?? undefined;
}

function writeCursor({ cursor, limit, index, id }: Place, list: string): string {
  const fields = [cursorVersion, list, cursor, limit, index, ...(id === undefined ? [] : [id])];
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

function readCursor(text: string, list: string, maxFirst: number): Place {
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    fields = undefined;
  }
  const [version, ofList, cursor, limit, index, id] = Array.isArray(fields) ? (fields as unknown[]) : [];
  const isPlace =
    version === cursorVersion &&
    (cursor === null || (typeof cursor === 'string' && cursor.length <= 4096)) &&
    isBetween(limit, 1, maxFirst) &&
    isBetween(index, -1, limit - 1) &&
    (id === undefined || typeof id === 'string');
  if (!isPlace) throw badUserInput('`after` is not a cursor of this API.');
  if (ofList !== list)
    throw badUserInput('`after` is a cursor of another list: it works only with the same parent and filter.');
  return { cursor, limit, index, id };
}

function isBetween(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}
