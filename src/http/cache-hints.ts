import {
  type DirectiveNode,
  type FormattedExecutionResult,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../graph/context.js';
import type { Document } from './documents.js';

/** How an answer may be kept: the value of its `Cache-Control`. */
export type CacheHints = (
  ctx: Context,
  document: Document | undefined,
  operation: OperationDefinitionNode | undefined,
  result: FormattedExecutionResult,
) => string;

/**
 * Tells gateways and browsers how long an answer may be kept. The hints stand in the schema, so the least of an operation
 * is found once for each document, not in every field of every answer. Always `private`.
 */
export function createCacheHints(schema: GraphQLSchema): CacheHints {
  const known = new WeakMap<OperationDefinitionNode, number>();
  return (ctx, document, operation, result) => {
    if (
      operation?.operation !== 'query' ||
      !document ||
      result.errors ||
      ctx.uncacheable ||
      !isFound(result.data)
    )
      return 'no-store';
    let maxAge = known.get(operation);
    if (maxAge === undefined) {
      maxAge = leastMaxAge(schema, document.fragments, operation);
      known.set(operation, maxAge);
    }
    // What was read a while ago has used up as much of its time; of a part of a second, a whole one.
    const { oldestMs, leastMs } = ctx.stats;
    maxAge = Math.min(maxAge - Math.ceil(oldestMs / 1000), Math.floor(leastMs / 1000));
    return maxAge > 0 ? `max-age=${maxAge}, private` : 'no-store';
  };
}

/** What is not there may be there the next moment: an item that is reserved, say. */
function isFound(data: Record<string, unknown> | null | undefined): boolean {
  if (!data) return false;
  for (const name in data) {
    const value = data[name];
    if (value === null || (Array.isArray(value) && value.includes(null))) return false;
  }
  return true;
}

type Hint = number | 'inherit' | undefined;

/** By the rules of Apollo's `@cacheControl`: a root field, or one that has fields, is 0 where nothing else is said. */
function leastMaxAge(
  schema: GraphQLSchema,
  fragments: Document['fragments'],
  { selectionSet }: OperationDefinitionNode,
): number {
  const query = schema.getQueryType()!;
  const ofFragment = new Map<string, number>();

  function ofSpread(name: string): number {
    const seen = ofFragment.get(name);
    if (seen !== undefined) return seen;
    ofFragment.set(name, Number.POSITIVE_INFINITY);
    const { typeCondition, selectionSet } = fragments.get(name)!;
    const least = ofType(typeCondition.name.value, selectionSet);
    ofFragment.set(name, least);
    return least;
  }

  /** Below a union, the type is what tells how long its members keep. */
  function ofType(name: string, selections: SelectionSetNode): number {
    const type = schema.getType(name)!;
    const hint = hintOf(type.astNode?.directives);
    return Math.min(
      typeof hint === 'number' ? hint : Number.POSITIVE_INFINITY,
      ofSelections(type, selections),
    );
  }

  function ofSelections(parent: GraphQLNamedType, { selections }: SelectionSetNode): number {
    let least = Number.POSITIVE_INFINITY;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) least = Math.min(least, ofSpread(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        least = Math.min(
          least,
          ofType(selection.typeCondition?.name.value ?? parent.name, selection.selectionSet),
        );
      else {
        const field = isObjectType(parent) ? parent.getFields()[selection.name.value] : undefined;
        if (selection.name.value === '__typename') continue;
        // The schema itself.
        if (field === undefined) return 0;
        const type = getNamedType(field.type);
        const isRoot = parent === query;
        const isEntities = isRoot && field.name === '_entities';
        const hint = hintOf(field.astNode?.directives) ?? hintOf(type.astNode?.directives);
        if (typeof hint === 'number') least = Math.min(least, hint);
        else if (!isEntities && (isRoot || (isCompositeType(type) && hint === undefined))) return 0;
        if (selection.selectionSet) least = Math.min(least, ofSelections(type, selection.selectionSet));
      }
    }
    return least;
  }

  const least = ofSelections(query, selectionSet);
  return Number.isFinite(least) ? least : 0;
}

function hintOf(directives: readonly DirectiveNode[] | undefined): Hint {
  const hint = directives?.find(({ name }) => name.value === 'cacheControl');
  for (const { name, value } of hint?.arguments ?? []) {
    if (name.value === 'maxAge' && value.kind === Kind.INT) return Number(value.value);
    if (name.value === 'inheritMaxAge' && value.kind === Kind.BOOLEAN && value.value) return 'inherit';
  }
  return undefined;
}
