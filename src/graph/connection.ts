import { createHash } from 'node:crypto';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { RestBodyError, RestResponseError } from '../rest/errors.js';
import { within } from './deadline.js';
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
    defaultValue: 25,
    description: 'How many items: 1 to 200 projects or content items, 1 to 100 influencers.',
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
  readonly read: (cursor: string | null, limit: number) => Promise<Page<T>>;
}

/** A place in a list: after item `index` of the page that `cursor` and `limit` give; index -1 is before its first item. */
interface Place {
  readonly cursor: string | null;
  readonly limit: number;
  readonly index: number;
}

const cursorVersion = 1;
const defaultFirst = 25;
/** Empty pages that promise more are followed this far, and no further. */
const mostEmptyPages = 5;

/** A list of an unknown parent is null, not an error. */
export async function nullWithoutParent<T>(
  list: () => Promise<Connection<T>>,
): Promise<Connection<T> | null> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof RestResponseError && error.code === 'NOT_FOUND') return null;
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
  const edges: Edge<T>[] = [];
  let place =
    query.after == null ? { cursor: null, limit: first, index: -1 } : readCursor(query.after, list, maxFirst);
  let hasNextPage = true;
  for (let emptyPages = 0; edges.length < first && hasNextPage; ) {
    const limit = place.index === -1 ? first - edges.length : place.limit;
    const page = await query.read(place.cursor, limit);
    const from = place.index + 1;
    const until = Math.min(page.items.length, from + first - edges.length);
    for (let index = from; index < until; index++) {
      // The last item of a page points at the start of the next, so that going on costs one call.
      const isLast = index === page.items.length - 1 && page.nextCursor !== null;
      const at = isLast
        ? { cursor: page.nextCursor, limit, index: -1 }
        : { cursor: place.cursor, limit, index };
      edges.push({ cursor: writeCursor(at, list), node: page.items[index]! });
    }
    hasNextPage = until < page.items.length || page.nextCursor !== null;
    if (until <= from) emptyPages++;
    if (
      hasNextPage &&
      (page.nextCursor === place.cursor || emptyPages > mostEmptyPages) &&
      until === page.items.length
    )
      throw new RestBodyError('Layers answered with a list that does not go on.', 200);
    place = { cursor: page.nextCursor, limit, index: -1 };
  }
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: query.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function nullIsAbsent(_name: string, value: unknown): unknown {
  return value ?? undefined;
}

function writeCursor({ cursor, limit, index }: Place, list: string): string {
  return Buffer.from(JSON.stringify([cursorVersion, list, cursor, limit, index])).toString('base64url');
}

function readCursor(text: string, list: string, maxFirst: number): Place {
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    fields = undefined;
  }
  const [version, ofList, cursor, limit, index] = Array.isArray(fields) ? (fields as unknown[]) : [];
  const isPlace =
    version === cursorVersion &&
    (cursor === null || (typeof cursor === 'string' && cursor.length <= 4096)) &&
    isBetween(limit, 1, maxFirst) &&
    isBetween(index, -1, limit - 1);
  if (!isPlace) throw badUserInput('`after` is not a cursor of this API.');
  if (ofList !== list)
    throw badUserInput('`after` is a cursor of another list: it works only with the same parent and filter.');
  return { cursor, limit, index };
}

function isBetween(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}
