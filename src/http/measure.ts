import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isSubset, type Shape } from '../graph/entity.js';
import { fewestForPage } from '../graph/planner.js';
import { Arguments, distinctOf, representationsOf, type Variables } from './arguments.js';
import type { Document } from './documents.js';
import type { FieldCosts } from './field-costs.js';
import { type Group, select } from './selections.js';

/** What an operation may come to. */
export interface OperationSize {
  /** Of the largest answer. */
  readonly fields: number;
  /** Calls at worst; only a page that Layers cuts short, and a call that is repeated, costs more. */
  readonly most: { readonly reads: number; readonly writes: number };
  /**
   * Calls of what the caller names, by id or as a list, and nothing that is found on the way: no rows of a page, because
   * nobody knows how many there are, and nothing that may be null, told by a row, or found in a page of its parent.
   */
  readonly sure: { readonly reads: number };
}

/**
 * Sums of calls, below one object: at even places at worst, each followed by what is sure. The first pair are reads. For
 * each noun that is planned (see `Planner`) a pair of those rows follows that are looked up by id: at worst they are
 * among the reads too; of what is sure they are not, because the sum of all tells how many pages they are.
 */
type Calls = number[];

/** All that is selected on one type in one place. */
interface Place {
  readonly names: ReadonlySet<string>;
  /** Of the answer, below one object. */
  readonly fields: () => number;
  /** Below one object that holds all that is selected. */
  readonly calls: () => Calls;
  readonly groups: readonly Group[];
}

/** The largest page of any connection. */
const mostFirst = 200;

/**
 * Makes what measures one operation, for any variables. Selection sets are put together where they meet, so that rows
 * reached by `nodes` and by `edges` are the same rows; what leads to the same sets on the same type is one place, whose sums
 * are found once for each request, and once for all where nothing depends on variables. `@skip` and `@include` count as included.
 * `onPlace` is told of each place, which is kept.
 */
export function createMeasure(
  schema: GraphQLSchema,
  shapes: readonly Shape[],
  costs: FieldCosts,
  fragments: Document['fragments'],
  operation: OperationDefinitionNode,
  onPlace: (groups: readonly Group[], sets: readonly SelectionSetNode[]) => void,
): (variables: Variables) => OperationSize {
  const shapeOf = new Map(shapes.map((shape) => [shape.typename, shape]));
  const planned = shapes.filter((shape) => shape.list.isPlanned);
  const root = schema.getRootType(operation.operation);
  // No rule of validation refuses a subscription where the schema has none; execution does.
  if (!root) return () => ({ fields: 0, most: { reads: 0, writes: 0 }, sure: { reads: 0 } });
  const isMutation = root === schema.getMutationType();
  const places = new Map<string, Place>();
  /** The same by what was asked for, so that nothing is put together twice. */
  const bySets = new WeakMap<readonly SelectionSetNode[], Map<GraphQLNamedType, Place>>();
  const rowsOfPages = new Map<Group, { shape: Shape; rows: Place } | undefined>();
  const numbers = new Map<SelectionSetNode, number>();
  const values = new Arguments(operation);

  function place(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Place {
    const ofType = bySets.get(sets) ?? new Map<GraphQLNamedType, Place>();
    bySets.set(sets, ofType);
    const known = ofType.get(type) ?? meet(type, sets);
    ofType.set(type, known);
    return known;
  }

  /** Where the same sets meet by another way it is the same place. */
  function meet(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Place {
    for (const set of sets) if (!numbers.has(set)) numbers.set(set, numbers.size);
    const distinct = [...new Set(sets)].sort((a, b) => numbers.get(a)! - numbers.get(b)!);
    const key = `${type.name} ${distinct.map((set) => numbers.get(set))}`;
    const known = places.get(key);
    if (known) return known;
    const { byAlias, byCall } = select(schema, fragments, type, distinct);
    const names = new Set(byCall.map(({ field }) => field.name));
    // Each alias of a mutation is a write of its own, and what follows it is read anew.
    const groups = isMutation && type === root ? byAlias : byCall;
    const repeated = type === root && !isMutation ? repeatedOf(groups) : new Set();
    const made: Place = {
      names,
      groups,
      fields: values.once(0, () => byAlias.reduce((sum, group) => sum + fieldsOf(group), 0)),
      calls: values.once(none(), () => {
        const sum = none();
        const seen = new Set<string>();
        for (const group of groups) {
          const name = repeated.has(group.field) ? nameOf(group) : undefined;
          addField(sum, group, 1, name === undefined || !seen.has(name) ? 1 : 0);
          if (name !== undefined) seen.add(name);
        }
        return sum;
      }),
    };
    places.set(key, made);
    onPlace([...byAlias, ...byCall], distinct);
    return made;
  }

  function fieldsOf({ field, node, sets }: Group): number {
    if (sets.length === 0) return 1;
    const type = getNamedType(field.type);
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    return 1 + itemsOf(field, node) * Math.max(...types.map((each) => place(each, sets).fields()));
  }

  /** How many things a field has at most. */
  function itemsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    if (isAbstractType(getNamedType(field.type))) return representationsOf(node, values).length;
    const { isPage, assumedSize } = costs.of(field);
    const first = (isPage ? values.of(node, 'first') : undefined) ?? assumedSize;
    return typeof first === 'number' && first >= 1 ? Math.min(first, mostFirst) : 1;
  }

  /** `most` and `sure`: of how many objects. */
  function addField(sum: Calls, group: Group, most: number, sure: number): void {
    const { parent, field, node, sets } = group;
    const type = getNamedType(field.type);
    const shape = shapeOf.get(type.name);
    if (isAbstractType(type)) addEntities(sum, node, sets);
    else if (costs.of(field).isPage) addTimes(sum, ofPage(group), most, sure);
    else if (shape && parent === schema.getQueryType()) addRoot(sum, group, shape, sure);
    else if (shape) {
      addEdges(sum, group, shape, most * itemsOf(field, node));
    } else {
      const calls = isMutation && parent === root ? 0 : ownCalls(parent, field);
      sum[0]! += most * calls;
      sum[1]! += sure * calls;
      if (sets.length > 0) addTimes(sum, place(type, sets).calls(), most * itemsOf(field, node), sure);
    }
  }

  /** `sure`: 0 where the same was counted already, which may be by another variable. */
  function addRoot(sum: Calls, { field, sets }: Group, shape: Shape, sure: number): void {
    const { names, calls } = place(schema.getType(shape.typename)!, sets);
    const isById = field.args.some(({ name }) => name === 'id');
    if (isById) addReads(sum, shape, names, 1, sure, false);
    else addLookUp(sum, shape, names, sure);
    addTimes(sum, calls(), 1, isById ? sure : 0);
  }

  /** Alike for what is asked for alike; of what is no plain value nobody needs to be sure. */
  function nameOf({ field, node }: Group): string {
    return `${field.name}${field.args.map(({ name }) => {
      const value = values.of(node, name) ?? '';
      return ` ${JSON.stringify(typeof value === 'object' ? '' : String(value))}`;
    })}`;
  }

  /**
   * References to `most` things: nothing is read for the key, or where a write has answered with them. How many there are,
   * and how many different ones, shows on the way.
   */
  function addEdges(sum: Calls, { parent, field, sets }: Group, shape: Shape, most: number): void {
    const { names, calls } = place(schema.getType(shape.typename)!, sets);
    if (ownCalls(parent, field) > 0 && !isSubset(names, shape.key))
      addReads(sum, shape, names, most, 0, shapeOf.has(parent.name));
    addTimes(sum, calls(), most, 0);
  }

  function addReads(
    sum: Calls,
    shape: Shape,
    names: ReadonlySet<string>,
    most: number,
    sure: number,
    knowsParent: boolean,
  ): void {
    const index = isSubset(names, shape.row) ? planned.indexOf(shape) : -1;
    const hasParent = shape.list.parent !== undefined;
    sum[0]! += most;
    if (index >= 0 && (knowsParent || !hasParent)) sum[2 + 2 * index]! += most;
    // Of the organization's list all look-ups share the pages.
    sum[index >= 0 && !hasParent ? 3 + 2 * index : 1]! += sure;
  }

  /** One connection of one parent. */
  function ofPage(group: Group): Calls {
    const { parent, field, node } = group;
    const sum = none();
    const items = itemsOf(field, node);
    const own = ownCalls(parent, field) + (values.of(node, 'after') == null ? 0 : costs.of(field).after);
    sum[0]! += own;
    sum[1]! += own;
    if (!rowsOfPages.has(group)) rowsOfPages.set(group, rowsOf(group));
    const found = rowsOfPages.get(group);
    if (found === undefined) return sum;
    const { shape, rows } = found;
    // The record of each, once, however many fields outside the row table there are.
    if (!isSubset(rows.names, shape.row)) sum[0]! += items;
    for (const each of rows.groups) {
      const target = shapeOf.get(getNamedType(each.field.type).name);
      if (target === undefined) addField(sum, each, items, 0);
      // All rows of a list belong to one thing.
      else addEdges(sum, each, target, target.typename === shape.list.parent ? 1 : items);
    }
    return sum;
  }

  /** What is selected on the rows of a connection, by whichever way. */
  function rowsOf({ field, sets }: Group): { shape: Shape; rows: Place } | undefined {
    const found = new Map<Shape, SelectionSetNode[]>();
    const gather = (type: GraphQLNamedType, below: readonly SelectionSetNode[]): void => {
      for (const group of place(type, below).groups) {
        const named = getNamedType(group.field.type);
        const shape = shapeOf.get(named.name);
        if (shape) found.set(shape, [...(found.get(shape) ?? []), ...group.sets]);
        else if (group.sets.length > 0) gather(named, group.sets);
      }
    };
    gather(getNamedType(field.type), sets);
    for (const [shape, on] of found) return { shape, rows: place(schema.getType(shape.typename)!, on) };
    return undefined;
  }

  function addEntities(sum: Calls, node: FieldNode, sets: readonly SelectionSetNode[]): void {
    const asked = distinctOf(representationsOf(node, values));
    for (const shape of shapes) {
      const { ids, others } = asked.get(shape.typename) ?? {};
      if (ids === undefined || others === undefined) continue;
      const { names, calls } = place(schema.getType(shape.typename)!, sets);
      if (!isSubset(names, shape.key)) addReads(sum, shape, names, ids.size, ids.size, false);
      for (const keys of others.values()) {
        if (!isSubset(names, new Set(keys))) addLookUp(sum, shape, names, 1);
      }
      addTimes(sum, calls(), ids.size + others.size, ids.size);
    }
  }

  function none(): Calls {
    return new Array<number>(2 + 2 * planned.length).fill(0);
  }

  function ownCalls(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number {
    // The cost of a field outside the row table has the read of the record in it.
    const shape = shapeOf.get(parent.name);
    return costs.of(field).weight - (shape && !shape.row.has(field.name) ? 1 : 0);
  }

  const rootSets = [operation.selectionSet];
  let fixed: OperationSize | undefined;
  return (given) => {
    if (fixed) return fixed;
    values.begin(given);
    const all = place(root, rootSets);
    const sum = all.calls();
    let [most = 0, sure = 0] = sum;
    planned.forEach(({ list }, index) => {
      const [rows = 0, sureRows = 0] = sum.slice(2 + 2 * index);
      // The page that may find nothing.
      if (rows >= fewestForPage) most++;
      sure += sureRows < fewestForPage ? sureRows : Math.ceil(sureRows / list.maxFirst);
    });
    const writes = isMutation
      ? all.groups.reduce((calls, { parent, field }) => calls + ownCalls(parent, field), 0)
      : 0;
    const size = { fields: all.fields(), most: { reads: most, writes }, sure: { reads: sure } };
    values.begin({});
    if (!values.areUsed) fixed = size;
    return size;
  };
}

/** By another key than the id: it finds a row, or nothing of which there could be a record. */
function addLookUp(sum: Calls, shape: Shape, names: ReadonlySet<string>, sure: number): void {
  sum[0]! += isSubset(names, shape.row) ? 1 : 2;
  sum[1]! += sure;
}

/** Fields that are asked for more than once, by arguments of other words. */
function repeatedOf(groups: readonly Group[]): ReadonlySet<Group['field']> {
  const fields = groups.map(({ field }) => field);
  return new Set(fields.filter((field, index) => fields.indexOf(field) < index));
}

function addTimes(sum: Calls, calls: Calls, most: number, sure: number): void {
  for (let index = 0; index < sum.length; index += 2) {
    sum[index]! += most * calls[index]!;
    sum[index + 1]! += sure * calls[index + 1]!;
  }
}
