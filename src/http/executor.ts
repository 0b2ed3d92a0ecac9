import {
  execute,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledOperation, compile } from '../graph/compile.js';
import type { Context } from '../graph/context.js';
import type { Document } from './documents.js';
import type { SizeCheck } from './operation-size.js';

/** An operation whose text is within the limits and fits the schema. */
export interface KnownOperation {
  readonly document: Document;
  readonly operation: OperationDefinitionNode;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ExecutorOptions {
  readonly check: SizeCheck;
  readonly formatError: (error: GraphQLError, ctx: Context) => GraphQLFormattedError;
}

/** Answers an operation; undefined where it has to be refused, which is for the GraphQL server to do, in its words. */
export type Executor = (ctx: Context, known: KnownOperation) => Promise<FormattedExecutionResult> | undefined;

/** Uses of a document before it is compiled: that takes as long as to run it hundreds of times. */
const usesBeforeCompiled = 3;
const mostCompiled = 1000;

/**
 * Makes what runs known operations without the GraphQL server's pipeline, which costs more than all the rest of a small
 * one. Those asked again and again are compiled; the others, and what cannot be compiled, run in graphql-js.
 */
export function createExecutor(schema: GraphQLSchema, { check, formatError }: ExecutorOptions): Executor {
  const uses = new WeakMap<OperationDefinitionNode, number>();
  const compiled = new LRUCache<OperationDefinitionNode, { readonly run: CompiledOperation | undefined }>({
    max: mostCompiled,
  });

  function compiledOf({ document, operation }: KnownOperation): CompiledOperation | undefined {
    const known = compiled.get(operation);
    if (known) return known.run;
    const used = (uses.get(operation) ?? 0) + 1;
    uses.set(operation, used);
    if (used < usesBeforeCompiled) return undefined;
    const run = compile(schema, document.node, operation);
    compiled.set(operation, { run });
    return run;
  }

  /** Undefined where it takes graphql-js. */
  async function runCompiled(ctx: Context, known: KnownOperation, coerced: Record<string, unknown>) {
    try {
      const data = await compiledOf(known)?.(ctx, coerced);
      return data && { data };
    } catch {
      // It is run once more, and told as if for the first time.
      ctx.entityCacheTags = undefined;
      return undefined;
    }
  }

  async function run(ctx: Context, known: KnownOperation, coerced: Record<string, unknown>) {
    const compiledResult = await runCompiled(ctx, known, coerced);
    if (compiledResult) return compiledResult;
    const { document, operation, variables } = known;
    const { data = null, errors } = await execute({
      schema,
      document: document.node,
      contextValue: ctx,
      variableValues: variables,
      operationName: operation.name?.value ?? null,
    });
    return errors === undefined || errors.length === 0
      ? { data }
      : { errors: errors.map((error) => formatError(error, ctx)), data };
  }

  return (ctx, known) => {
    const { document, operation, variables } = known;
    const definitions = operation.variableDefinitions ?? [];
    let values: ReturnType<typeof getVariableValues>;
    try {
      check(ctx, document.node, operation, variables);
      values = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
    } catch {
      // Too large, or lists in lists without end.
      return undefined;
    }
    return values.coerced && run(ctx, known, values.coerced);
  };
}
