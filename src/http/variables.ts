import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

type Values = Record<string, unknown>;

/** Reads an operation's variables as they come; undefined where they do not fit. May throw where they nest without end. */
export type VariableReader = (given: Readonly<Values>) => Values | undefined;

/** Leaves it to graphql-js. */
function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Values>,
): Values | undefined {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced;
}

interface PlainVariable {
  readonly name: string;
  readonly isNullable: boolean;
  readonly isItself: (value: unknown) => boolean;
}

/**
 * Makes what reads the variables of one operation. Those that are their own value, by the rules of the scalars that GraphQL
 * specifies, are only looked at; graphql-js, which reads all others, finds out each time what every type is.
 */
export function createVariableReader(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): VariableReader {
  const read: VariableReader = (given) => readVariables(schema, operation, given);
  const plain: PlainVariable[] = [];
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const isItself = selfEvident.get(nameOf(type));
    // A name like `__proto__` is no property like others.
    if (defaultValue !== undefined || isItself === undefined || name.startsWith('__')) return read;
    plain.push({ name, isNullable: type.kind !== Kind.NON_NULL_TYPE, isItself });
  }
  return (given) => {
    const values: Values = {};
    for (const { name, isNullable, isItself } of plain) {
      if (!Object.hasOwn(given, name)) {
        if (isNullable) continue;
        return read(given);
      }
      const value = given[name];
      if (value === null ? !isNullable : !isItself(value)) return read(given);
      values[name] = value;
    }
    return values;
  };
}

/** Empty for a list. */
function nameOf(type: TypeNode): string {
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return inner.kind === Kind.NAMED_TYPE ? inner.name.value : '';
}

const isText = (value: unknown) => typeof value === 'string';
const selfEvident: ReadonlyMap<string, PlainVariable['isItself']> = new Map([
  [GraphQLString.name, isText],
  [GraphQLID.name, isText],
  [GraphQLBoolean.name, (value: unknown) => typeof value === 'boolean'],
  [GraphQLInt.name, (value: unknown) => typeof value === 'number' && (value | 0) === value],
]);
