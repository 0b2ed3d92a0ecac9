import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../graph/context.js';
import { entityShapes } from '../graph/sdl.js';
import type { Variables } from './arguments.js';
import type { Documents } from './documents.js';
import { FieldCosts } from './field-costs.js';
import { createMeasure, type OperationSize } from './measure.js';
import type { Group } from './selections.js';

export interface OperationSizes {
  sizeOf(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): OperationSize;
}

export interface SizeLimits {
  readonly maxFields: number;
  readonly callBudget: number;
}

/** What a measure takes, a place of it, a group of fields there, and a selection set that either has; as measured. */
const bytesPerMeasure = 3000;
const bytesPerPlace = 1000;
const bytesPerGroup = 250;
const bytesPerSet = 16;

/** Makes what measures operations; how is found once for each, and kept as long as its document. */
export function createOperationSizes(
  schema: GraphQLSchema,
  documents: Pick<Documents, 'of' | 'grow'>,
): OperationSizes {
  const costs = new FieldCosts();
  const measures = new WeakMap<OperationDefinitionNode, (variables: Variables) => OperationSize>();
  /** Of the measure that runs, what its document does not count yet. */
  let bytes = 0;

  function countPlace(groups: readonly Group[], sets: readonly SelectionSetNode[]): void {
    bytes += bytesPerPlace + sets.length * bytesPerSet;
    for (const group of groups) bytes += bytesPerGroup + group.sets.length * bytesPerSet;
  }

  return {
    sizeOf(node, operation, variables) {
      let measure = measures.get(operation);
      if (measure === undefined) {
        const { fragments } = documents.of(node);
        measure = createMeasure(schema, entityShapes, costs, fragments, operation, countPlace);
        measures.set(operation, measure);
        bytes += bytesPerMeasure;
      }
      const size = measure(variables);
      if (bytes > 0) {
        documents.grow(documents.of(node), bytes);
        bytes = 0;
      }
      return size;
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
