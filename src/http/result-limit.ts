import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Context } from '../graph/context.js';
import type { Document, Documents } from './documents.js';

type Variables = Readonly<Record<string, unknown>>;

const defaultFirst = 25;
/** Of any connection. */
const mostFirst = 200;

/** Refuses an operation, with its variables as they came; undefined where it may run. */
export type OperationCheck = (
  document: Document,
  operation: OperationDefinitionNode,
  variables: Variables,
) => GraphQLError | undefined;

/**
 * Refuses an operation whose answer could have more than `maxFields` fields, before it runs. Connections lead back to
 * where they came from, so that a short text can ask for a page of pages of pages, all of them from memory.
 */
export function createResultLimit(schema: GraphQLSchema, maxFields: number): OperationCheck {
  const connections = connectionFields(schema);
  return ({ fragments }, operation, variables) => {
    const fields = createCount(connections, fragments, operation, variables)(operation.selectionSet);
    return fields <= maxFields
      ? undefined
      : new GraphQLError(
          `The answer could have ${fields} fields; at most ${maxFields} are allowed. Ask for smaller pages, or for fewer inside each other.`,
          { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } },
        );
  };
}

/** The same for the GraphQL server. */
export function createCheckPlugin(documents: Documents, check: OperationCheck): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request }) => {
        const refusal = operation && check(documents.of(document), operation, request.variables ?? {});
        if (refusal) throw refusal;
      },
    }),
  };
}

function connectionFields(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        if (getNamedType(field.type).name.endsWith('Connection')) names.add(field.name);
  return names;
}

/** Counts the fields of the largest possible answer; each fragment is counted once, a cycle as nothing. */
function createCount(
  connections: ReadonlySet<string>,
  fragments: Document['fragments'],
  operation: OperationDefinitionNode,
  variables: Variables,
): (selectionSet: SelectionSetNode) => number {
  const counted = new Map<string, number>();

  function resolved(value: ValueNode | undefined): unknown {
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values;
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const { name } = value;
    const definition = operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === name.value,
    );
    return Object.hasOwn(variables, name.value) ? variables[name.value] : resolved(definition?.defaultValue);
  }

  function items(field: FieldNode): number {
    const argument = (name: string) =>
      resolved(field.arguments?.find((each) => each.name.value === name)?.value);
    if (field.name.value === '_entities') {
      const representations = argument('representations');
      return Array.isArray(representations) ? representations.length : 1;
    }
    if (!connections.has(field.name.value)) return 1;
    const first = argument('first') ?? defaultFirst;
    return typeof first === 'number' && first >= 1 ? Math.min(first, mostFirst) : 1;
  }

  function ofFragment(name: string): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0);
    const fragment = fragments.get(name);
    const count = fragment ? ofSelections(fragment.selectionSet) : 0;
    counted.set(name, count);
    return count;
  }

  function ofSelections({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections)
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += ofSelections(selection.selectionSet);
      else
        count += 1 + (selection.selectionSet ? items(selection) * ofSelections(selection.selectionSet) : 0);
    return count;
  }

  return ofSelections;
}
