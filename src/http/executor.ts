import {
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { type CompiledOperation, createCompiler } from '../graph/compile.js';
import type { Context } from '../graph/context.js';
import { RestAbandonedError } from '../rest/errors.js';
import type { Document, Documents } from './documents.js';
import type { SizeCheck } from './operation-size.js';
import { createVariableReader, type VariableReader } from './variables.js';

/** An operation whose text is within the limits and fits the schema. */
export interface KnownOperation {
  readonly document: Document;
  readonly operation: OperationDefinitionNode;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ExecutorOptions {
  readonly documents: Pick<Documents, 'grow'>;
  readonly check: SizeCheck;
  readonly formatError: (error: GraphQLError, ctx: Context) => GraphQLFormattedError;
}

/** Answers an operation; undefined where it has to be refused, which is for the GraphQL server to do, in its words. */
export type Executor = (
  ctx: Context,
  known: KnownOperation,
) => Promise<FormattedExecutionResult | undefined> | undefined;

/** What is found once of an operation that is asked again and again. */
interface Plan {
  readonly readVariables: VariableReader;
  /** Undefined where it takes graphql-js. */
  readonly run: CompiledOperation | undefined;
}

interface Use {
  times: number;
  plan: Plan | undefined;
}

/** Uses of a document before it is compiled: that takes as long as to run it hundreds of times. */
const usesBeforeCompiled = 3;

/**
 * Makes what runs known operations without the GraphQL server's pipeline, which costs more than all the rest of a small
 * one. Those asked again and again are compiled; the others, and what cannot be compiled, run in graphql-js.
 */
export function createExecutor(
  schema: GraphQLSchema,
  { documents, check, formatError }: ExecutorOptions,
): Executor {
  /** A plan lives as long as its document, which counts it: anybody, with no key, can make some. */
  const compile = createCompiler(schema);
  const uses = new WeakMap<OperationDefinitionNode, Use>();

  /** Undefined for the first few times. */
  function planOf({ document, operation }: KnownOperation): Plan | undefined {
    let use = uses.get(operation);
    if (use === undefined) {
      use = { times: 0, plan: undefined };
      uses.set(operation, use);
    }
    if (use.plan !== undefined || ++use.times < usesBeforeCompiled) return use.plan;
    const compiled = compile(document.node, operation);
    use.plan = { readVariables: createVariableReader(schema, operation), run: compiled?.run };
    if (compiled !== undefined) documents.grow(document, compiled.bytes);
    return use.plan;
  }

  async function run(
    ctx: Context,
    known: KnownOperation,
    runCompiled: CompiledOperation | undefined,
    coerced: Record<string, unknown>,
  ): Promise<FormattedExecutionResult | undefined> {
    try {
      if (runCompiled !== undefined) return { data: await runCompiled(ctx, coerced) };
    } catch {
      if (ctx.presence.left && known.operation.operation === 'query') return abandoned(ctx);
      // It is run once more, and told as if for the first time.
      ctx.entityCacheTags = undefined;
    }
    return interpret(ctx, known);
  }

  /** Nobody is told what has become of each field. */
  function abandoned(ctx: Context): FormattedExecutionResult {
    const originalError = new RestAbandonedError('Nobody waits for it.');
    const error = new GraphQLError(originalError.message, { originalError });
    return { errors: [formatError(error, ctx)], data: null };
  }

  /** In graphql-js; undefined where the variables do not fit, so that nothing has run. */
  async function interpret(
    ctx: Context,
    known: KnownOperation,
  ): Promise<FormattedExecutionResult | undefined> {
    const { document, operation, variables } = known;
    let running: ReturnType<typeof execute>;
    try {
      running = execute({
        schema,
        document: document.node,
        contextValue: ctx,
        variableValues: variables,
        operationName: operation.name?.value ?? null,
      });
    } catch {
      // Lists in lists without end.
      return undefined;
    }
    const { data, errors } = await running;
    if (data === undefined) return undefined;
    return errors === undefined || errors.length === 0
      ? { data }
      : { errors: errors.map((error) => formatError(error, ctx)), data };
  }

  return (ctx, known) => {
    const { document, operation, variables } = known;
    let plan: Plan | undefined;
    let coerced: Record<string, unknown> | undefined;
    try {
      check(ctx, document.node, operation, variables);
      plan = planOf(known);
      if (plan?.run === undefined) return interpret(ctx, known);
      coerced = plan.readVariables(variables);
    } catch {
      // Too large, or lists in lists without end.
      return undefined;
    }
    return coerced && run(ctx, known, plan.run, coerced);
  };
}
