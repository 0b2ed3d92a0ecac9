import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isObjectType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';
import type { CompiledInfo } from './execution.js';
import type { Records } from './records.js';

/** Says which fields of an entity each kind of parent object can answer. Names are the schema's. */
export interface Shape {
  readonly typename: string;
  /** Where a parent object has its id. */
  readonly idProperty: string;
  /** Answered from the id alone, edges that have a route of their own among them. */
  readonly key: ReadonlySet<string>;
  /** Answered from a list row: the noun's row table and everything in `key`. */
  readonly row: ReadonlySet<string>;
  /**
   * Rows of some Layers have a property that the documented ones lack. A row that has it, be it null, tells the field it is
   * for; in any other the field is as unknown as ever.
   */
  readonly told?: { readonly property: string; readonly row: ReadonlySet<string> };
  readonly list: {
    /** The route's own maximum for `limit` (RULES 5.2). */
    readonly maxFirst: number;
    /** Typename of the one thing that all rows of a list belong to; absent where it is the organization. */
    readonly parent?: string;
    /** Rows are looked up by id in pages of that list too: see `Planner`. */
    readonly isPlanned: boolean;
  };
}

export function createShape(
  typename: string,
  idProperty: string,
  fields: {
    key: readonly string[];
    row: readonly string[];
    told?: { property: string; field: string };
    list: Shape['list'];
  },
): Shape {
  const key = new Set(['__typename', ...fields.key]);
  const row = new Set([...key, ...fields.row]);
  const told = fields.told && { property: fields.told.property, row: new Set([...row, fields.told.field]) };
  return { typename, idProperty, key, row, list: fields.list, ...(told && { told }) };
}

/** What a parent object holds: 'record' is everything that there is, absent properties are null. */
type Holding = ReadonlySet<string> | 'record';

const holding = Symbol('holding');

interface Held {
  [holding]?: Holding;
}

/** Marks a wire object with what it holds and gives it back: nothing is ever guessed from its properties. */
export function hold<T extends object>(parent: T, what: Holding): T {
  (parent as Held)[holding] = what;
  return parent;
}

function holds(parent: object, field: string): boolean {
  const what = (parent as Held)[holding];
  return what === 'record' || (what?.has(field) ?? false);
}

/** Names of the fields selected on `typename` below this field, fragments and `@skip`/`@include` included. */
export function selectedFields(
  info: GraphQLResolveInfo & Partial<CompiledInfo>,
  typename: string,
): ReadonlySet<string> {
  const known = info.selected?.get(typename);
  if (known) return known;
  const type = info.schema.getType(typename) as GraphQLObjectType;
  const fields = collectSubfields(info.schema, info.fragments, info.variableValues, type, info.fieldNodes);
  return new Set([...fields.values()].map(([node]) => node!.name.value));
}

/** What is selected below a field, and the least that holds all of it. */
export interface Selection {
  readonly wanted: ReadonlySet<string>;
  readonly from: 'key' | 'row' | 'record';
}

/** The same for a noun; graphql-js hands every item of a list one array of nodes, so a list collects once. */
function selectionOf<T extends object>(
  { shape, selections }: Records<T>,
  info: GraphQLResolveInfo,
): Selection {
  const known = selections.get(info.fieldNodes);
  if (known) return known;
  const wanted = selectedFields(info, shape.typename);
  const from = isSubset(wanted, shape.key) ? 'key' : isSubset(wanted, shape.row) ? 'row' : 'record';
  const selection: Selection = { wanted, from };
  selections.set(info.fieldNodes, selection);
  return selection;
}

/**
 * Completes a root, a reference or a single edge once, before it is returned: the key alone when nothing else is
 * selected (a root always reads), a row where rows hold all that is selected, else the record. Null when unknown. `parent`
 * is the id of what it belongs to, where that is known: then rows may be had by the page.
 */
export function complete<T extends object>(
  records: Records<T>,
  id: string,
  info: GraphQLResolveInfo,
  { root = false, parent }: { root?: boolean; parent?: string } = {},
): T | Promise<T | null> {
  const { shape } = records;
  const { from } = selectionOf(records, info);
  if (!root && from === 'key') return hold({ [shape.idProperty]: id } as T, shape.key);
  if (from === 'record') return records.byId(id);
  return records.at(info.fieldNodes[0]!, id, () => records.rowById(id, parent));
}

/** The same for a thing that is looked up by another key: the row that the look-up finds, or the record behind it. */
export async function completeFound<T extends object>(
  records: Records<T>,
  key: Partial<T>,
  find: () => Promise<T | null>,
  info: GraphQLResolveInfo,
  { root = false } = {},
): Promise<T | null> {
  const { wanted } = selectionOf(records, info);
  const held = new Set(['__typename', ...Object.keys(key)]);
  if (!root && isSubset(wanted, held)) return hold({ ...key } as T, held);
  const row = await find();
  if (row === null || isSubset(wanted, records.shape.row)) return row;
  return records.byId((row as Record<string, string>)[records.shape.idProperty]!);
}

/** The same for a parent object that holds a few fields: itself when they are all that is selected, else the record. */
export async function completePartial<T extends object>(
  records: Records<T>,
  partial: T,
  info: GraphQLResolveInfo,
): Promise<T | null> {
  const { wanted } = selectionOf(records, info);
  const { key, idProperty } = records.shape;
  const suffices = [...wanted].every((name) => key.has(name) || holds(partial, name));
  return suffices ? partial : records.byId((partial as Record<string, string>)[idProperty]!);
}

/** The id of a representation; a clear refusal, without a call, of anything that is none. */
export function readKey(typename: string, id: unknown): string {
  if (typeof id === 'string' && id !== '') return id;
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  throw badUserInput(`A representation of ${typename} needs the text \`id\`.`);
}

export function isSubset(wanted: ReadonlySet<string>, held: ReadonlySet<string>): boolean {
  for (const name of wanted) if (!held.has(name)) return false;
  return true;
}

/**
 * Lets list rows complete per field: a field outside the row table reads the record first, so that a record that fails
 * costs only the fields it would have filled.
 */
export function completeRows(
  schema: GraphQLSchema,
  nouns: readonly { shape: Shape; records: (ctx: Context) => Records<object> }[],
): void {
  for (const { shape, records } of nouns) {
    const type = schema.getType(shape.typename);
    if (!isObjectType(type)) throw new Error(`The schema has no object type ${shape.typename}.`);
    for (const field of Object.values(type.getFields())) {
      if (shape.row.has(field.name)) continue;
      const inner: GraphQLFieldResolver<object, Context> = field.resolve ?? defaultFieldResolver;
      field.resolve = (parent: object, args, ctx: Context, info) => {
        if (holds(parent, field.name)) return inner(parent, args, ctx, info);
        const id = (parent as Record<string, string>)[shape.idProperty]!;
        return records(ctx)
          .byId(id)
          .then((record) => record && inner(record, args, ctx, info));
      };
    }
  }
}
