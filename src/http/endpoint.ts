import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import type { Logger } from 'pino';
import { type Caller, Context, createStats, readCaller, type Shared } from '../graph/context.js';
import { Presence } from '../rest/presence.js';
import { finish, type HttpAnswer, sendError } from './answer.js';
import { RequestError, readJsonBody } from './body.js';
import type { CacheHints } from './cache-hints.js';
import { logDefect } from './defect-log.js';
import type { Documents } from './documents.js';
import type { Executor, KnownOperation } from './executor.js';
import { extensionsOf } from './extensions.js';
import { createMediaTypes } from './media-types.js';
import { readMultipart } from './multipart.js';
import { type OperationLog, requestIds } from './operation-log.js';
import { findOperation, readAsked, wantsTrace } from './request.js';
import { Sharing, sharingKey } from './sharing.js';

type Endpoint = (request: IncomingMessage, response: ServerResponse, search: string) => Promise<void>;

export interface EndpointOptions {
  readonly apollo: ApolloServer<Context>;
  readonly documents: Documents;
  /** Undefined leaves everything to the GraphQL server. */
  readonly executor: Executor | undefined;
  readonly cacheHints: CacheHints;
  readonly log: OperationLog;
  readonly shared: Shared;
  readonly logger: Logger;
}

/** A whole answer, which may be several requests'. */
interface Answer extends HttpAnswer {
  readonly calls: number;
  readonly cacheHits: number;
  readonly errorCodes: Set<string>;
}

const acceptable = /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))\s*(?:[;,]|$)/i;

/** Makes what answers `/graphql`: reads the request within its limits, runs it, and writes the answer. Never rejects. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { apollo, documents, executor, cacheHints, log, shared, logger } = options;
  const { config } = shared;
  const sharing = new Sharing<Answer>();
  const mediaTypeOf = createMediaTypes();

  async function serve(
    caller: Caller,
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
    if (method === 'POST' && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')) {
      await serveMultipart(caller, request, response, search);
      return;
    }
    const body = method === 'POST' ? await readJsonBody(request, config) : undefined;
    const known = findOperation(readAsked(search, body, documents), documents);
    if (known?.operation.operation === 'query')
      await serveQuery(caller, request, response, search, body, known);
    else {
      const ctx = new Context(caller, headers, shared);
      send(response, caller, await run(ctx, request, search, body, known), false);
    }
  }

  /** Equal queries of one scope that are under way at the same time are one execution, and one answer. */
  async function serveQuery(
    caller: Caller,
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
    body: unknown,
    known: KnownOperation,
  ): Promise<void> {
    const asking = new Presence();
    response.once('close', () => {
      if (!response.writableFinished) asking.leave();
    });
    const startedAt = performance.now();
    // A write of the scope that has ended in between makes it another query.
    const epoch = shared.rest.cache.epoch(caller.scope);
    const key = sharingKey(request, caller.scope, typeof epoch === 'string' ? epoch : await epoch, known);
    const begin = () => {
      const ctx = new Context(caller, request.headers, shared);
      return { answer: run(ctx, request, search, body, known), presence: ctx.presence };
    };
    const { answer, joined } = await sharing.get(key, asking, begin);
    const stats = { ...createStats(), startedAt, errorCodes: answer.errorCodes };
    if (joined) log({ ...caller, stats }, { ...nameAndType(known), errors: undefined, shared: true });
    send(response, caller, answer, joined);
  }

  async function serveMultipart(
    caller: Caller,
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
    const ctx = new Context(caller, request.headers, shared);
    ctx.files = files;
    readAsked(search, body, documents);
    const answer = await run(ctx, request, search, body, undefined).finally(() => files.closeAll());
    send(response, caller, answer, false);
  }

  async function run(
    ctx: Context,
    request: IncomingMessage,
    search: string,
    body: unknown,
    known: KnownOperation | undefined,
  ): Promise<Answer> {
    const isPlain = executor && known && request.method === 'POST' && !wantsTrace(request);
    const result = isPlain ? executor(ctx, known) : undefined;
    if (!known || result === undefined) return runInServer(ctx, request, search, body);
    const { document, operation } = known;
    const { errors, data = null } = await result;
    const cacheControl = cacheHints(ctx, document, operation, { data, ...(errors && { errors }) });
    log(ctx, { ...nameAndType(known), errors, shared: false });
    return {
      status: 200,
      headers: ['cache-control', cacheControl, 'content-type', mediaTypeOf(request.headers.accept)],
      body: Buffer.from(JSON.stringify({ errors, data, extensions: extensionsOf(ctx, {}) })),
      ...costOf(ctx),
    };
  }

  async function runInServer(
    ctx: Context,
    request: IncomingMessage,
    search: string,
    body: unknown,
  ): Promise<Answer> {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? 'GET', headers, search, body },
      context: async () => ctx,
    });
    // graphql-js 16 has no incremental delivery: an answer is always whole.
    if (answer.body.kind !== 'complete') throw new Error('The answer is not whole.');
    return {
      status: statusOf(answer, ctx),
      headers: [...answer.headers].flat(),
      body: Buffer.from(answer.body.string),
      ...costOf(ctx),
    };
  }

  return async (request, response, search) => {
    const caller = readCaller(request.headers, config);
    const ids = ['x-request-id', caller.requestId];
    try {
      await serve(caller, request, response, search);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      if (error instanceof RequestError) {
        const { status, code, message } = error;
        logger.info({ msg: 'refused', status, errorCodes: [code], ...requestIds(caller) });
        sendError(response, status, code, message, ids);
        return;
      }
      logDefect(logger, 'defect', error, requestIds(caller));
      if (response.headersSent) response.destroy();
      else sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error', ids);
    }
  };
}

function nameAndType({ operation }: KnownOperation) {
  return { name: operation.name?.value, type: operation.operation };
}

function costOf({ stats: { calls, cacheHits, errorCodes } }: Context) {
  return { calls, cacheHits, errorCodes };
}

function send(response: ServerResponse, { requestId }: Caller, answer: Answer, joined: boolean): void {
  const { status, headers, body, calls, cacheHits } = answer;
  finish(response, {
    status,
    headers: [
      ...headers,
      'x-request-id',
      requestId,
      // One browser may hold several keys: a kept answer is for the headers that it was asked with.
      'vary',
      'Origin, Accept, Authorization, X-Api-Key, X-Layers-Organization',
      'x-layers-upstream-calls',
      joined ? '0' : String(calls),
      'x-layers-cache-hits',
      joined ? '0' : String(cacheHits),
      'x-layers-shared',
      String(joined),
    ],
    body,
  });
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
