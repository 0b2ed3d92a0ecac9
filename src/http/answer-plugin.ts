import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../graph/context.js';
import type { CacheHints } from './cache-hints.js';
import type { Documents } from './documents.js';
import { extensionsOf } from './extensions.js';
import type { OperationLog } from './operation-log.js';

/** Completes the answers of the GraphQL server: how long they may be kept, what they cost, and a line in the log. */
export function createAnswerPlugin(
  documents: Documents,
  cacheHints: CacheHints,
  log: OperationLog,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({
        contextValue: ctx,
        document,
        operation,
        operationName,
        request,
        response,
      }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const { headers } = response.http;
        // A persisted query that is not known says so itself.
        if (!headers.has('cache-control'))
          headers.set(
            'cache-control',
            cacheHints(ctx, document && documents.of(document), operation, result),
          );
        // Not of a request that was refused before it ran.
        if (result.data !== undefined) {
          const isTraced = request.http?.headers.get('apollo-federation-include-trace') === 'ftv1';
          result.extensions = extensionsOf(ctx, result, isTraced);
        }
        const name = operationName ?? request.operationName;
        log(ctx, { name, type: operation?.operation, errors: result.errors, shared: false });
      },
    }),
  };
}
