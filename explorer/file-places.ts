import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  typeFromAST,
} from 'graphql';

/** Where the variables of an operation take files. */
export interface FilePlace {
  /** Keys from the root of the variables. */
  readonly path: readonly string[];
  readonly isList: boolean;
}

/** Inputs may hold themselves. */
const deepest = 5;

/** Finds them by the types of the variables; without a schema there is nothing to go by. */
export function findFilePlaces(
  document: DocumentNode | undefined,
  operationName: string | undefined,
  schema: GraphQLSchema | null | undefined,
): FilePlace[] {
  if (!document || !schema) return [];
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const operation = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return found ? inside(found, [variable.name.value]) : [];
  });
}

function inside(type: GraphQLInputType, path: readonly string[]): FilePlace[] {
  const bare = getNullableType(type);
  const named = getNamedType(type);
  if (named.name === 'Upload') return [{ path, isList: isListType(bare) }];
  // A list of inputs has no paths before it has members.
  if (!isInputObjectType(bare) || path.length > deepest) return [];
  return Object.values(bare.getFields()).flatMap((field) => inside(field.type, [...path, field.name]));
}
