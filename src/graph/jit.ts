import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLCompositeType,
  GraphQLID,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  type TypeNode,
  type ValueNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from './context.js';

/** Runs one operation; its variables are coerced already. */
export type CompiledOperation = (
  ctx: Context,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

/** Federation's scalar takes any value as it is. */
const anyType: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: '_Any' } };

/**
 * Compiles a query to JavaScript with graphql-jit, which runs it several times as fast as graphql-js. Undefined for
 * whatever it is known to answer differently, or unsafely; that is for graphql-js.
 *
 * - The compiler never sees a value: it would write literals into its code, and some of its own marks in a text become
 *   code there. Every argument becomes a variable of a scalar that takes anything; constants are read here, once, and the
 *   caller's variables are coerced by graphql-js, so that neither its bugs with recursive and `@oneOf` inputs matter.
 * - `@skip` and `@include` can give wrong data, so an operation with any directive is not compiled.
 * - Names that begin with two underscores are the introspection's, or would be the prototype of an object.
 * - It keeps what resolvers are told of their field under the path's names joined by underscores: when two paths join to
 *   the same, one would be told of the other.
 * - Writes gain nothing: they take a call each, one after the other.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation | undefined {
  if (operation.operation !== 'query' || !isDistinct(schema, document, operation)) return undefined;
  const hoisted = hoistValues(schema, document, operation);
  if (hoisted === undefined) return undefined;
  const { node, constants } = hoisted;
  const compiled = compileQuery(schema, node, operation.name?.value ?? '', {
    disablingCapturingStackErrors: true,
    // What Layers answers is text already, nearly always.
    customSerializers: { String: textOr(GraphQLString), ID: textOr(GraphQLID) },
  });
  if (!isCompiledQuery(compiled)) return undefined;
  const { query } = compiled;
  return (ctx, variables) =>
    query(undefined, ctx, { ...constants, ...variables }) as Promise<ExecutionResult>;
}

function textOr({ serialize }: { serialize: (value: unknown) => string }) {
  return (value: unknown) => (typeof value === 'string' ? value : serialize(value));
}

/** A longer one would be code without end. */
const mostFields = 2000;

/** Whether the compiler keeps every field of the operation apart from every other, and knows all that is in it. */
function isDistinct(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const places = new Map<string, string>();
  let fields = 0;

  function walk(
    parent: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    joined: string,
    place: string,
  ): boolean {
    return selections.every((selection) => {
      if (selection.directives?.length || ++fields > mostFields) return false;
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
        if (fragment.directives?.length) return false;
        const name = fragment.typeCondition?.name.value ?? parent.name;
        const type = schema.getType(name) as GraphQLCompositeType;
        // Below a union, the compiler puts the type into the path.
        return isAbstractType(parent) && !isAbstractType(type)
          ? walk(type, fragment.selectionSet, `${name}_${joined}`, `${place}/${name}`)
          : walk(type, fragment.selectionSet, joined, place);
      }
      const name = selection.name.value;
      const response = selection.alias?.value ?? name;
      if (name === '__typename' && response === name) return true;
      if (name.startsWith('__') || response.startsWith('__') || /^idx\d/.test(response)) return false;
      const key = `${response}_${joined}`;
      const exact = `${place}/${response}`;
      if ((places.get(key) ?? exact) !== exact) return false;
      places.set(key, exact);
      if (!selection.selectionSet) return true;
      const field = isObjectType(parent) ? parent.getFields()[name] : undefined;
      return (
        field !== undefined &&
        walk(getNamedType(field.type) as GraphQLCompositeType, selection.selectionSet, key, exact)
      );
    });
  }

  const variables = operation.variableDefinitions ?? [];
  return (
    !operation.directives?.length &&
    variables.every(
      ({ directives, variable }) => !directives?.length && !variable.name.value.startsWith('__'),
    ) &&
    walk(schema.getQueryType()!, operation.selectionSet, '', '')
  );
}

/** The operation with a variable for each argument, and the constants among them; undefined where a value has both. */
function hoistValues(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): { node: DocumentNode; constants: Record<string, unknown> } | undefined {
  const constants: Record<string, unknown> = {};
  const names: string[] = [];
  let isMixed = false;
  const typeInfo = new TypeInfo(schema);
  const used = document.definitions.filter(
    (each) => each === operation || each.kind === Kind.FRAGMENT_DEFINITION,
  );
  const hoisted = visit(
    { ...document, definitions: used },
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const { value } = node;
        if (value.kind === Kind.VARIABLE) return undefined;
        const type = typeInfo.getArgument()?.type;
        const constant = hasVariables(value) || !type ? undefined : valueFromAST(value, type);
        if (constant === undefined) {
          isMixed = true;
          return false;
        }
        const name = `__${names.length}`;
        names.push(name);
        constants[name] = constant;
        const variable = {
          kind: Kind.VARIABLE,
          name: { kind: Kind.NAME, value: name },
          loc: value.loc,
        } as const;
        return { ...node, value: variable };
      },
    }),
  );
  if (isMixed) return undefined;
  const given = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const variableDefinitions = [...given, ...names].map((name) => ({
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } },
    type: anyType,
  }));
  const definitions = hoisted.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? { ...each, variableDefinitions } : each,
  );
  return { node: { ...hoisted, definitions }, constants };
}

function hasVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable() {
      found = true;
    },
  });
  return found;
}
