import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Context } from '../graph/context.js';
import { entityShapes } from '../graph/sdl.js';
import type { Variables } from './arguments.js';
import type { Documents } from './documents.js';
import { FieldCosts } from './field-costs.js';
import { createMeasure, type OperationSize } from './measure.js';

export interface OperationSizes {
  sizeOf(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): OperationSize;
}

export interface SizeLimits {
  readonly maxFields: number;
  readonly callBudget: number;
}

/** Makes what measures operations; how is found once for each, and kept as long as its document. */
export function createOperationSizes(
  schema: GraphQLSchema,
  documents: Pick<Documents, 'of'>,
): OperationSizes {
  const costs = new FieldCosts();
  const measures = new WeakMap<OperationDefinitionNode, (variables: Variables) => OperationSize>();
  return {
    sizeOf(document, operation, variables) {
      let measure = measures.get(operation);
      if (measure === undefined) {
        measure = createMeasure(schema, entityShapes, costs, documents.of(document).fragments, operation);
        measures.set(operation, measure);
      }
      return measure(variables);
    },
  };
}

/**
 * Refuses an operation, before it runs, whose answer could have too many fields or that could need too many calls.
 * Connections lead back to where they came from, so that a short text can ask for a page of pages of pages.
 */
function checkSize({ fields, most }: OperationSize, { maxFields, callBudget }: SizeLimits): void {
  if (fields > maxFields)
    throw tooLarge(`The answer could have ${fields} fields; at most ${maxFields} are allowed.`);
  const calls = most.reads + most.writes;
  if (calls > callBudget)
    throw tooLarge(
      `The operation could need ${calls} calls to Layers; at most ${callBudget} are allowed (CALL_BUDGET).`,
    );
}

/** Looks at an operation before it runs: throws where it is too large, and tells the context what a query will read. */
export type SizeCheck = (
  ctx: Context,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
) => void;

export function createSizeCheck(sizes: OperationSizes, limits: SizeLimits): SizeCheck {
  return (ctx, document, operation, variables) => {
    const size = sizes.sizeOf(document, operation, variables);
    checkSize(size, limits);
    // What a mutation has read is needed for what it has written.
    if (operation.operation === 'query')
      ctx.expectReads({ sure: size.sure.reads, most: size.most.reads, operation, variables });
  };
}

/** The same for what the GraphQL server runs. */
export function createSizeLimit(check: SizeCheck): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, document, operation, request }) => {
        if (operation) check(contextValue, document, operation, request.variables ?? {});
      },
    }),
  };
}

function tooLarge(message: string): GraphQLError {
  return new GraphQLError(`${message} Ask for smaller pages, or for fewer inside each other.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}
