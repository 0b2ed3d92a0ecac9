import {
  GraphQLBoolean,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

type Values = Record<string, unknown>;

/** Reads an operation's variables as they come; undefined where they do not fit. May throw where they nest without end. */
export type VariableReader = (given: Readonly<Values>) => Values | undefined;

/** Reads a value that is not null, or gives `misfit` where it does not fit, or takes a rule that is not known here. */
type Reader = (value: unknown) => unknown;

const misfit = Symbol('misfit');

/** Leaves it to graphql-js. */
function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Values>,
): Values | undefined {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced;
}

interface Variable {
  readonly name: string;
  readonly isNullable: boolean;
  readonly read: Reader;
}

/**
 * Makes what reads the variables of one operation, as graphql-js does, which finds out each time what every type is. What does not
 * fit, or is unusual, is left to it.
 */
export function createVariableReader(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): VariableReader {
  const readAll: VariableReader = (given) => readVariables(schema, operation, given);
  const readers = new Map<GraphQLInputType, Reader>();
  const variables: Variable[] = [];
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    // A name like `__proto__` is no property like others.
    if (defaultValue !== undefined || name.startsWith('__') || !isInputType(type)) return readAll;
    variables.push({ name, isNullable: !isNonNullType(type), read: readerOf(type, readers) });
  }
  return (given) => {
    const values: Values = {};
    for (const { name, isNullable, read } of variables) {
      const isGiven = Object.hasOwn(given, name);
      const value = isGiven ? given[name] : null;
      if (value === null) {
        if (!isNullable) return readAll(given);
        if (isGiven) values[name] = null;
        continue;
      }
      values[name] = read(value);
      if (values[name] === misfit) return readAll(given);
    }
    return values;
  };
}

/** Types may be in themselves: `known` has those that are begun. */
function readerOf(type: GraphQLInputType, known: Map<GraphQLInputType, Reader>): Reader {
  const begun = known.get(type);
  if (begun) return begun;
  let reader: Reader = () => misfit;
  known.set(type, (value) => reader(value));
  if (isNonNullType(type)) reader = readerOf(type.ofType, known);
  else if (isListType(type)) reader = listReader(type.ofType, readerOf(type.ofType, known));
  else if (isInputObjectType(type)) {
    if (!type.isOneOf) reader = objectReader(Object.values(type.getFields()), known);
  } else if (isEnumType(type))
    reader = (value) => (typeof value === 'string' ? (type.getValue(value)?.value ?? misfit) : misfit);
  else
    reader =
      selfEvident.get(type.name) ??
      ((value) => {
        try {
          return type.parseValue(value) ?? misfit;
        } catch {
          return misfit;
        }
      });
  known.set(type, reader);
  return reader;
}

function listReader(itemType: GraphQLInputType, read: Reader): Reader {
  const isNullable = !isNonNullType(itemType);
  return (values) => {
    if (!Array.isArray(values)) return misfit;
    const items: unknown[] = [];
    for (const value of values) {
      const item = value == null ? (isNullable && value === null ? null : misfit) : read(value);
      if (item === misfit) return misfit;
      items.push(item);
    }
    return items;
  };
}

interface InputField {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
}

function objectReader(fields: readonly InputField[], known: Map<GraphQLInputType, Reader>): Reader {
  const plans = fields.map(({ name, type, defaultValue }) => ({
    name,
    isNullable: !isNonNullType(type),
    hasDefault: defaultValue !== undefined,
    read: readerOf(type, known),
  }));
  const names = new Set(fields.map(({ name }) => name));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return misfit;
    const given = value as Values;
    for (const name in given) if (!names.has(name)) return misfit;
    const values: Values = {};
    for (const { name, isNullable, hasDefault, read } of plans) {
      const item = Object.hasOwn(given, name) ? given[name] : undefined;
      if (item === undefined || item === null) {
        if (!isNullable || (item === undefined && hasDefault)) return misfit;
        if (item === null) values[name] = null;
        continue;
      }
      values[name] = read(item);
      if (values[name] === misfit) return misfit;
    }
    return values;
  };
}

const isItself =
  (fits: (value: unknown) => boolean): Reader =>
  (value) =>
    fits(value) ? value : misfit;
const text = isItself((value) => typeof value === 'string');

/** Values that are their own, by the rules of the scalars that GraphQL specifies. */
const selfEvident: ReadonlyMap<string, Reader> = new Map([
  [GraphQLString.name, text],
  [GraphQLID.name, text],
  [GraphQLBoolean.name, isItself((value) => typeof value === 'boolean')],
  [GraphQLInt.name, isItself((value) => typeof value === 'number' && (value | 0) === value)],
]);
