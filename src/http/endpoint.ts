import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import type { Logger } from 'pino';
import { type Caller, createCallerReader } from '../graph/caller.js';
import { Context, createStats, type Shared } from '../graph/context.js';
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
import { findOperation, wantsTrace } from './request.js';
import { type Flight, Sharing } from './sharing.js';
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
interface Answer extends HttpAnswer {
  readonly calls: number;
  readonly cacheHits: number;
}

/** Characters of an answer that is better sent as text than encoded beforehand. */
const shortText = 16_384;

const acceptable = /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))\s*(?:[;,]|$)/i;

/** Makes what answers `/graphql`: reads the request within its limits, runs it, and writes the answer. Never rejects. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { apollo, documents, executor, cacheHints, log, shared, logger, visits } = options;
  const { config } = shared;
  const sharing = new Sharing<Answer>();
  const mediaTypeOf = createMediaTypes();
  const readCaller = createCallerReader(config);

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
    if (method === 'POST' && !isAcceptable(headers.accept))
      throw new RequestError(
        406,
        'NOT_ACCEPTABLE',
        'Accept application/json or application/graphql-response+json.',
      );
    if (method === 'POST' && isMultipart(headers['content-type'])) {
      await serveMultipart(caller, request, response, search);
      return;
    }
    const body = method === 'POST' ? await readJsonBody(request, config) : undefined;
    const known = findOperation(search, body, documents);
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
    const startedAt = performance.now();
    // A write of the scope that has ended in between makes it another query.
    const epoch = shared.rest.cache.epoch(caller.scope);
    const key = keyOf(caller, typeof epoch === 'string' ? epoch : await epoch, request, known);
    let flight = sharing.join(key);
    const joined = flight !== undefined;
    if (flight === undefined) {
      const ctx = new Context(caller, request.headers, shared);
      flight = sharing.begin(key, run(ctx, request, search, body, known), ctx.presence);
    }
    const answer = await arrival(flight, response, joined);
    if (joined)
      log(
        { ...caller, stats: { ...createStats(), startedAt } },
        { ...nameAndType(known), errors: undefined, shared: true },
      );
    send(response, caller, answer, joined);
  }

  /** The answer, for as long as the caller waits for it. */
  async function arrival(flight: Flight<Answer>, response: ServerResponse, joined: boolean): Promise<Answer> {
    let isWaiting = true;
    if (response.closed) flight.leave();
    else
      response.on('close', () => {
        if (isWaiting) flight.leave();
      });
    try {
      return await flight.answer;
    } finally {
      isWaiting = false;
      if (!joined) sharing.land(flight);
    }
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
      body: toBody(JSON.stringify({ errors, data, extensions: extensionsOf(ctx, {}) })),
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
      body: toBody(answer.body.string),
      ...costOf(ctx),
    };
  }

  return async (request, response, search) => {
    const caller = readCaller(request.headers);
    visits.beginOperation(response);
    try {
      await serve(caller, request, response, search);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const ids = ['x-request-id', caller.requestId];
      if (error instanceof RequestError) {
        const { status, code, message } = error;
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

/**
 * What queries have in common that may be one: all that their answer depends on. No part but the last has a line break. A
 * fresh one for what is nested too deeply to be compared.
 */
function keyOf(
  { scope }: Caller,
  epoch: string,
  request: IncomingMessage,
  { document, operation, variables }: KnownOperation,
): string {
  const { method, headers } = request;
  const { accept = '', 'cache-control': cacheControl = '' } = headers;
  const name = operation.name?.value ?? '';
  try {
    return `${scope}\n${epoch}\n${method}\n${accept}\n${cacheControl}\n${wantsTrace(request)}\n${document.id}\n${name}\n${JSON.stringify(variables)}`;
  } catch {
    return randomUUID();
  }
}

/** Whoever shares a large one needs it encoded once; a small one is sent with its head in one piece. */
function toBody(text: string): Buffer | string {
  return text.length < shortText ? text : Buffer.from(text);
}

// What is there in nearly every request is told without a regular expression.
function isAcceptable(accept: string | undefined): boolean {
  return !accept || accept === '*/*' || accept === 'application/json' || acceptable.test(accept);
}

function isMultipart(type: string | undefined): boolean {
  return type !== undefined && type !== 'application/json' && /^multipart\/form-data\b/i.test(type);
}

function nameAndType({ operation }: KnownOperation) {
  return { name: operation.name?.value, type: operation.operation };
}

function costOf({ stats: { calls, cacheHits } }: Context) {
  return { calls, cacheHits };
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
