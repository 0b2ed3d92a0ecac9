import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import type { Logger } from 'pino';
import { type Caller, createCallerReader } from '../graph/caller.js';
import { Context, type Shared } from '../graph/context.js';
import { createStats } from '../graph/operation-stats.js';
import { admit, isMultipart } from './admission.js';
import { finish, sendError } from './answer.js';
import { RequestError, readJsonBody } from './body.js';
import { BodyBuffers, smallestText } from './body-buffers.js';
import type { CacheHints } from './cache-hints.js';
import { logDefect } from './defect-log.js';
import type { Documents } from './documents.js';
import type { Executor, KnownOperation } from './executor.js';
import { textOf } from './extensions.js';
import { createMediaTypes } from './media-types.js';
import { readMultipart } from './multipart.js';
import { type OperationLog, requestIds } from './operation-log.js';
import { findOperation, wantsTrace } from './request.js';
import { type Flight, Sharing, sharingKey } from './sharing.js';
import type { Visits } from './visits.js';

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
  readonly visits: Visits;
}

/** A whole answer, which may be several requests'. */
interface Answer {
  readonly status: number;
  /** Names and values in turn, without those of `send`. */
  readonly headers: readonly string[];
  readonly text: string;
  /** Of a large one that several share: it is encoded once. */
  encoded?: Buffer;
  readonly calls: number;
  readonly cacheHits: number;
  readonly errorCodes: Set<string> | undefined;
}

/** Makes what answers `/graphql`: reads the request within its limits, runs it, and writes the answer. Never rejects. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { apollo, documents, executor, cacheHints, log, shared, logger, visits } = options;
  const { config } = shared;
  const sharing = new Sharing<Answer>();
  const buffers = new BodyBuffers();
  const mediaTypeOf = createMediaTypes();
  const readCaller = createCallerReader(config);
  /** Who joins so long after the beginning is late: with less, it would be told the same a moment later by itself. */
  const lateMs = config.upstreamTimeoutMs / 10;

  /** Equal queries of one scope that are under way at the same time are one execution, and one answer. */
  async function serve(
    caller: Caller,
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
  ): Promise<void> {
    const body = request.method === 'POST' ? await readJsonBody(request, config) : undefined;
    const known = findOperation(search, body, documents);
    if (known?.operation.operation !== 'query') {
      const ctx = new Context(caller, request.headers, shared);
      const answer = await run(ctx, request, search, body, known);
      send(response, caller, answer, buffers.encode(answer.text, response));
      return;
    }
    const startedAt = performance.now();
    // A write of the scope that has ended in between makes it another query.
    const epoch = shared.rest.cache.epoch(caller.scope);
    const key = sharingKey(request, caller.scope, typeof epoch === 'string' ? epoch : await epoch, known);
    let flight: Flight<Answer> | undefined;
    let joined: boolean;
    let answer: Answer;
    // Who came late runs it anew, together with others who did: the time that it ran out of was not theirs.
    do {
      flight = sharing.join(key);
      joined = flight !== undefined;
      if (flight === undefined) {
        const ctx = new Context(caller, request.headers, shared);
        const { presence, stats } = ctx;
        flight = sharing.begin(key, run(ctx, request, search, body, known), presence, stats.startedAt);
      }
      const wait = watch(response, flight);
      try {
        answer = await flight.wait();
      } finally {
        wait.isOver = true;
        if (!joined) sharing.land(flight);
      }
    } while (joined && startedAt - flight.beganAt > lateMs && ranOut(answer) && !response.closed);
    if (joined)
      log(
        { ...caller, stats: { ...createStats(), startedAt, errorCodes: answer.errorCodes } },
        { name: known.operation.name?.value, type: 'query', errors: undefined, shared: true },
      );
    const encoded = flight.isShared ? encodedOnce(answer) : buffers.encode(answer.text, response);
    send(response, caller, answer, encoded, joined);
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
    findOperation(search, body, documents);
    const answer = await run(ctx, request, search, body, undefined).finally(() => files.closeAll());
    send(response, caller, answer, answer.text);
  }

  async function run(
    ctx: Context,
    request: IncomingMessage,
    search: string,
    body: unknown,
    known: KnownOperation | undefined,
  ): Promise<Answer> {
    const isPlain = executor && known && request.method === 'POST' && !wantsTrace(request);
    const told = isPlain ? await executor(ctx, known) : undefined;
    if (!known || told === undefined) return runInServer(ctx, request, search, body);
    const { document, operation } = known;
    const cacheControl = cacheHints(ctx, document, operation, told);
    const { name, operation: type } = operation;
    log(ctx, { name: name?.value, type, errors: told.errors, shared: false });
    const text = textOf(ctx, told);
    return {
      status: 200,
      // One was found before it was admitted.
      headers: ['cache-control', cacheControl, 'content-type', mediaTypeOf(request.headers.accept)!],
      text,
      calls: ctx.stats.calls,
      cacheHits: ctx.stats.cacheHits,
      errorCodes: ctx.stats.errorCodes,
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
      text: answer.body.string,
      calls: ctx.stats.calls,
      cacheHits: ctx.stats.cacheHits,
      errorCodes: ctx.stats.errorCodes,
    };
  }

  return async (request, response, search) => {
    const caller = readCaller(request.headers);
    visits.beginOperation(response);
    try {
      admit(request, search, config.gatewaySecret, mediaTypeOf);
      if (request.method === 'POST' && isMultipart(request.headers['content-type']))
        await serveMultipart(caller, request, response, search);
      else await serve(caller, request, response, search);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const ids = ['x-request-id', caller.requestId];
      if (error instanceof RequestError) {
        const { status, code, message } = error;
        if (status === 405) response.setHeader('allow', 'GET, POST');
        logger.info({ msg: 'refused', status, errorCodes: [code], ...requestIds(caller) });
        sendError(response, status, code, message, ids);
        return;
      }
      logDefect(logger, 'defect', error, requestIds(caller));
      if (response.headersSent) response.destroy();
      else sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error', ids);
    } finally {
      visits.endOperation(response);
    }
  };
}

function encodedOnce(answer: Answer): Buffer | string {
  if (answer.text.length < smallestText) return answer.text;
  answer.encoded ??= Buffer.from(answer.text);
  return answer.encoded;
}

/** Whether an execution has failed for want of time, or of calls that there may be more of by now. */
function ranOut({ errorCodes }: Answer): boolean {
  return errorCodes !== undefined && (errorCodes.has('UPSTREAM_TIMEOUT') || errorCodes.has('RATE_LIMITED'));
}

/** Lets a flight know when the caller leaves before its wait is over. */
function watch(response: ServerResponse, flight: Flight<Answer>): { isOver: boolean } {
  const wait = { isOver: false };
  // One that waits behind another has no socket, and is not closed with it.
  if (response.closed || response.req.socket.destroyed) flight.leave();
  else
    response.on('close', () => {
      if (!wait.isOver) flight.leave();
    });
  return wait;
}

function send(
  response: ServerResponse,
  { requestId }: Caller,
  answer: Answer,
  body: Buffer | string,
  joined = false,
): void {
  const { status, headers, calls, cacheHits } = answer;
  finish(
    response,
    status,
    [
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
      joined ? 'true' : 'false',
      'content-length',
      String(Buffer.byteLength(body)),
    ],
    body,
  );
}

/**
 * GraphQL over HTTP, 6.4.1: with `application/json` a well-formed request that GraphQL refuses is still a 200; only
 * `application/graphql-response+json` tells it by status.
 */
function statusOf({ status = 200, headers }: HTTPGraphQLHead, { stats }: Context): number {
  const isLegacy = headers.get('content-type')?.startsWith('application/json') ?? false;
  const isRequestError = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'].some(
    (code) => stats.errorCodes?.has(code),
  );
  return status === 400 && isLegacy && isRequestError ? 200 : status;
}
