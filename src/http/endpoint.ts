import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type ApolloServer,
  type ApolloServerPlugin,
  HeaderMap,
  type HTTPGraphQLHead,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import type { Logger } from 'pino';
import { type Context, createContext, type Shared } from '../graph/context.js';
import { finish, sendError } from './answer.js';
import { RequestError, readJsonBody } from './body.js';
import { logDefect } from './defect-log.js';
import type { Documents } from './documents.js';
import { readMultipart } from './multipart.js';
import { requestIds } from './operation-log.js';

type Endpoint = (request: IncomingMessage, response: ServerResponse, search: string) => Promise<void>;

/** A mutation goes on when its caller has left: somebody may want to know later what became of it. */
export const goesOnAlone: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue: { presence } }) => {
      if (operation?.operation !== 'query') presence.stay();
    },
  }),
};

const acceptable = /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))\s*(?:[;,]|$)/i;

/** Makes what answers `/graphql`: reads the request within its limits, runs it, and writes the answer. Never rejects. */
export function createEndpoint(
  apollo: ApolloServer<Context>,
  documents: Documents,
  shared: Shared,
  logger: Logger,
): Endpoint {
  const { config } = shared;

  async function serve(
    ctx: Context,
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
  ): Promise<void> {
    const { method = 'GET', headers } = request;
    if (method !== 'GET' && method !== 'POST') {
      response.setHeader('allow', 'GET, POST');
      throw new RequestError(405, 'METHOD_NOT_ALLOWED', 'Send GraphQL by POST or GET.');
    }
    const wantsPage = method === 'GET' && search === '' && /\btext\/html\b/.test(headers.accept ?? '');
    if (!wantsPage && !hasSecret(request, config.gatewaySecret))
      throw new RequestError(401, 'UNAUTHENTICATED', 'Send the gateway secret in X-Gateway-Secret.');
    // Apollo finds out when the operation has run: then a write would be done, and its key lost.
    if (method === 'POST' && !acceptable.test(headers.accept || '*/*'))
      throw new RequestError(
        406,
        'NOT_ACCEPTABLE',
        'Accept application/json or application/graphql-response+json.',
      );
    const isMultipart = method === 'POST' && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
    if (isMultipart) await serveMultipart(ctx, request, response, search);
    else {
      const body = method === 'POST' ? await readJsonBody(request, config) : undefined;
      send(response, await run(ctx, request, search, body), ctx);
    }
  }

  async function serveMultipart(
    ctx: Context,
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
  ): Promise<void> {
    // Before anything is read: a form of a foreign page could send a multipart request, but none of these headers.
    if (!request.headers['apollo-require-preflight'] && !request.headers['x-apollo-operation-name'])
      throw new RequestError(
        400,
        'BAD_REQUEST',
        'Send the header apollo-require-preflight: true with a multipart request (protection against CSRF).',
      );
    const { body, files } = await readMultipart(request, response, {
      maxFieldBytes: config.maxBodyBytes,
      maxFiles: config.maxUploadFiles,
      maxFileBytes: config.maxUploadBytes,
      idleMs: config.idleTimeoutMs,
      spoolFolder: config.spoolDir,
    });
    ctx.files = files;
    const answer = await run(ctx, request, search, body).finally(() => files.closeAll());
    send(response, answer, ctx);
  }

  async function run(
    ctx: Context,
    request: IncomingMessage,
    search: string,
    body: unknown,
  ): Promise<HTTPGraphQLResponse> {
    const { query, extensions } = body === undefined ? readSearch(search) : ((body ?? {}) as Operation);
    checkPersistedQuery(extensions);
    const reason = typeof query === 'string' ? documents.refuses(query) : undefined;
    if (reason !== undefined) throw new RequestError(400, 'GRAPHQL_VALIDATION_FAILED', reason);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? 'GET', headers, search, body },
      context: async () => ctx,
    });
  }

  return async (request, response, search) => {
    const ctx = createContext(request.headers, shared);
    response.setHeader('x-request-id', ctx.requestId);
    response.once('close', () => {
      if (!response.writableFinished) ctx.presence.leave();
    });
    try {
      await serve(ctx, request, response, search);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      if (error instanceof RequestError) {
        const { status, code, message } = error;
        logger.info({ msg: 'refused', status, errorCodes: [code], ...requestIds(ctx) });
        sendError(response, status, code, message);
        return;
      }
      logDefect(logger, 'defect', error, requestIds(ctx));
      if (response.headersSent) response.destroy();
      else sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    }
  };
}

interface Operation {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

function readSearch(search: string): Operation {
  const params = new URLSearchParams(search);
  try {
    return { query: params.get('query'), extensions: JSON.parse(params.get('extensions') ?? 'null') };
  } catch {
    // What is not JSON is for Apollo to tell.
    return { query: params.get('query') };
  }
}

/** Apollo makes a key of any hash, and fails when it is a value that cannot be made a text. */
function checkPersistedQuery(extensions: unknown): void {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  if (persisted && typeof persisted.sha256Hash !== 'string')
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'A persisted query is told as extensions.persistedQuery: { version: 1, sha256Hash: "..." }.',
    );
}

function send(response: ServerResponse, answer: HTTPGraphQLResponse, ctx: Context): void {
  // graphql-js 16 has no incremental delivery: an answer is always whole.
  if (answer.body.kind !== 'complete') throw new Error('The answer is not whole.');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // One browser may hold several keys: a kept answer is for the headers that it was asked with.
  response.appendHeader('vary', 'Accept, Authorization, X-Api-Key, X-Layers-Organization');
  response.statusCode = statusOf(answer, ctx);
  finish(response, answer.body.string);
}

/**
 * GraphQL over HTTP, 6.4.1: with `application/json` a well-formed request that GraphQL refuses is still a 200; only
 * `application/graphql-response+json` tells it by status.
 */
function statusOf({ status = 200, headers }: HTTPGraphQLHead, { stats }: Context): number {
  const isLegacy = headers.get('content-type')?.startsWith('application/json') ?? false;
  const isRequestError = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'].some(
    (code) => stats.errorCodes.has(code),
  );
  return status === 400 && isLegacy && isRequestError ? 200 : status;
}

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function hasSecret(request: IncomingMessage, secret: string | undefined): boolean {
  if (secret === undefined) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(String(request.headers['x-gateway-secret'] ?? '')), digest(secret));
}
