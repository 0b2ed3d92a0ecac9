import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  print,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Document } from './documents.js';

/** A field of a type, with everything that is selected below it in one place. */
export interface Group {
  readonly parent: GraphQLNamedType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly sets: SelectionSetNode[];
}

export interface Selections {
  /** As an answer has them. */
  readonly byAlias: readonly Group[];
  /** As they are asked for: those that are equal but for their alias are one. */
  readonly byCall: readonly Group[];
}

/** Puts together what selection sets that meet in one place select on an object of that type; each fragment once. */
export function select(
  schema: GraphQLSchema,
  fragments: Document['fragments'],
  type: GraphQLNamedType,
  sets: Iterable<SelectionSetNode>,
): Selections {
  const byAlias = new Map<string, Group>();
  const byCall = new Map<string, Group>();
  const spread = new Set<string>();

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = schema.getType(condition);
    return isAbstractType(named) && isObjectType(type) && schema.isSubType(named, type);
  }

  function gather({ selections }: SelectionSetNode): void {
    for (const selection of selections)
      if (selection.kind === Kind.FIELD) gatherField(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) gather(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment && applies(fragment.typeCondition.name.value)) gather(fragment.selectionSet);
      }
  }

  function gatherField(node: FieldNode): void {
    const field = fieldOf(schema, type, node.name.value);
    const call = node.arguments?.length ? `${node.name.value} ${node.arguments.map(print)}` : node.name.value;
    for (const [groups, key] of [
      [byAlias, node.alias?.value ?? node.name.value],
      [byCall, call],
    ] as const) {
      const group = groups.get(key) ?? { parent: type, field, node, sets: [] };
      groups.set(key, group);
      if (node.selectionSet) group.sets.push(node.selectionSet);
    }
  }

  for (const set of sets) gather(set);
  return { byAlias: [...byAlias.values()], byCall: [...byCall.values()] };
}

/** What has no field of that name has `__typename`, and the root the schema itself besides. */
function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> {
  const own = isObjectType(type) ? type.getFields()[name] : undefined;
  const meta = type === schema.getQueryType() && [SchemaMetaFieldDef, TypeMetaFieldDef];
  return own ?? (meta || []).find((each) => each.name === name) ?? TypeNameMetaFieldDef;
}
