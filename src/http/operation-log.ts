import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { Context } from '../graph/context.js';

const longestName = 100;

/** A bounded name of GraphQL's; anything else that a request calls a name could be anything at all. */
function nameOf(name: string | null | undefined): string | null {
  return name != null && /^[_a-z]\w*$/i.test(name) ? name.slice(0, longestName) : null;
}

/** What ties together the lines of one request, here and with those of other servers. */
export interface RequestIds {
  readonly requestId: string;
  readonly traceId: string | null;
}

export function requestIds({ requestId, traceId }: Context): RequestIds {
  return { requestId, traceId: traceId ?? null };
}

/** Writes one structured line an operation; never what was asked, only who, how long and how it ended. */
export function createOperationLog(logger: Logger): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, operation, operationName, request, response }) => {
        const { scope, stats } = contextValue;
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        for (const { extensions } of errors) stats.errorCodes.add(String(extensions?.code));
        logger.info({
          msg: 'operation',
          operationName: nameOf(operationName ?? request.operationName),
          operationType: operation?.operation ?? null,
          scope: scope.slice(0, 12),
          durationMs: Math.round((performance.now() - stats.startedAt) * 10) / 10,
          upstreamCalls: stats.calls,
          retries: stats.retries,
          errorCodes: [...stats.errorCodes],
          ...requestIds(contextValue),
        });
      },
    }),
  };
}
