import { createHash } from 'node:crypto';
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
  const { maxFirst } = query;
  const first = query.first ?? defaultFirst;
  if (!Number.isInteger(first) || first < 1 || first > maxFirst)
    throw badUserInput(`\`first\` must be from 1 to ${maxFirst}.`);
  const list = createHash('sha256')
    .update(JSON.stringify(query.identity, nullIsAbsent))
    .digest('base64url')
    .slice(0, 16);
  const items: T[] = [];
  const places: Place[] = [];
  let place: Place =
    query.after == null ? { cursor: null, limit: first, index: -1 } : readCursor(query.after, list, maxFirst);
  let hasNextPage = true;
  for (let pages = 1; items.length < first && hasNextPage; pages++) {
    const limit = place.index === -1 ? first - items.length : place.limit;
    const page = await query.read(place.cursor, limit);
    const { nextCursor } = page;
    const from = startIn(page.items, place, query.idOf);
    const until = Math.min(page.items.length, from + first - items.length);
    for (let index = from; index < until; index++) {
      const node = page.items[index]!;
      items.push(node);
      // The last item of a page points at the start of the next, so that going on costs one call.
      const isLast = index === page.items.length - 1 && nextCursor !== null;
      places.push(
        isLast
          ? { cursor: nextCursor, limit, index: -1 }
          : { cursor: place.cursor, limit, index, id: query.idOf(node) },
      );
    }
    hasNextPage = until < page.items.length || nextCursor !== null;
    if (hasNextPage && until === page.items.length) {
      if (nextCursor === place.cursor || (pages >= mostPages && items.length === 0))
        throw new RestBodyError('Layers answered with a list that does not go on.', 200);
      if (pages >= mostPages) break;
    }
    place = { cursor: nextCursor, limit, index: -1 };
  }
  return new LazyConnection(items, places, list, hasNextPage, query.after != null);
}

/** Writes cursors when they are asked for: most queries want the nodes alone. */
class LazyConnection<T> implements Connection<T> {
  constructor(
    readonly nodes: readonly T[],
    private readonly places: readonly Place[],
    private readonly list: string,
    private readonly hasNextPage: boolean,
    private readonly hasPreviousPage: boolean,
  ) {}

  get edges(): readonly Edge<T>[] {
    return this.nodes.map((node, index) => ({ cursor: this.cursorAt(index)!, node }));
  }

  get pageInfo(): PageInfo {
    const { hasNextPage, hasPreviousPage } = this;
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: this.cursorAt(0),
      endCursor: this.cursorAt(this.places.length - 1),
    };
  }

  private cursorAt(index: number): string | null {
    const place = this.places[index];
    return place === undefined ? null : writeCursor(place, this.list);
  }
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
