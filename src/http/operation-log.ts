import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../graph/caller.js';
import { addErrorCode, type OperationStats } from '../graph/operation-stats.js';

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

export function requestIds({ requestId, traceId }: Pick<Caller, 'requestId' | 'traceId'>): RequestIds {
  return { requestId, traceId: traceId ?? null };
}

type OperationOwner = Pick<Caller, 'scope' | 'requestId' | 'traceId'> & { readonly stats: OperationStats };

export interface LoggedOperation {
  readonly name: string | null | undefined;
  readonly type: string | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  /** It was answered by the execution of an equal one. */
  readonly shared: boolean;
}

/** Writes one structured line an operation; never what was asked, only who, how long and how it ended. */
export type OperationLog = (ctx: OperationOwner, operation: LoggedOperation) => void;

export function createOperationLog(logger: Logger): OperationLog {
  return (ctx, { name, type, errors, shared }) => {
    const { scope, stats } = ctx;
    for (const { extensions } of errors ?? []) addErrorCode(stats, String(extensions?.code));
    if (!logger.isLevelEnabled('info')) return;
    logger.info({
      msg: 'operation',
      operationName: nameOf(name),
      operationType: type ?? null,
      scope: scope.slice(0, 12),
      durationMs: Math.round((performance.now() - stats.startedAt) * 10) / 10,
      upstreamCalls: stats.calls,
      retries: stats.retries,
      cacheHits: stats.cacheHits,
      shared,
      errorCodes: [...(stats.errorCodes ?? [])],
      ...requestIds(ctx),
    });
  };
}
