import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  print,
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

/** Finds them by the types of the variables; without a schema those inside inputs stay unknown. */
export function findFilePlaces(
  document: DocumentNode | undefined,
  operationName: string | undefined,
  schema: GraphQLSchema | null | undefined,
): FilePlace[] {
  if (!document) return [];
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const operation = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const path = [variable.name.value];
    const found = schema ? (typeFromAST(schema, type as never) as GraphQLInputType | undefined) : undefined;
    if (found) return inside(found, path);
    const bare = print(type).replaceAll('!', '');
    return /^\[?Upload\]?$/.test(bare) ? [{ path, isList: bare.startsWith('[') }] : [];
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
