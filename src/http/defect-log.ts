import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { Context } from '../graph/context.js';
import { type RequestIds, requestIds } from './operation-log.js';

/**
 * Logs a fault of ours by its kind and its place. Not by its message: graphql-js and others quote the value that they
 * choke on, and that may be a caption or a signed URL.
 */
export function logDefect(logger: Logger, msg: string, error: unknown, ids?: RequestIds): void {
  const { name, stack } = error instanceof Error ? error : new Error();
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  logger.error({ msg, error: name, stack: frames.slice(0, 20).map((line) => line.trim()), ...ids });
}

/** Remembers which request an error of GraphQL belongs to, because who formats it is not told. */
export interface ErrorOrigins {
  readonly plugin: ApolloServerPlugin<Context>;
  of(error: unknown): RequestIds | undefined;
}

/** Makes it, empty; it holds no error alive. */
export function createErrorOrigins(): ErrorOrigins {
  const origins = new WeakMap<object, RequestIds>();
  return {
    plugin: {
      requestDidStart: async () => ({
        didEncounterErrors: async ({ contextValue, errors }) => {
          for (const error of errors) origins.set(error, requestIds(contextValue));
        },
      }),
    },
    of: (error) => (error instanceof Error ? origins.get(error) : undefined),
  };
}
