// type-graphql's decorators need it before any class of the schema loads.
import 'reflect-metadata';
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import cors from 'cors';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { type Context, createContext } from '../graph/context.js';
import { formatError } from '../graph/errors.js';
import { createSchema } from '../graph/schema.js';
import { createMemoryMediaStore } from '../media/store.js';
import { startDispatcher } from '../rest/dispatcher.js';
import { RateLimits } from '../rest/rate-limits.js';
import { drain, RequestError, readJsonBody } from './body.js';
import { createLandingPage, type LandingPage } from './landing-page.js';
import { createOperationLimits } from './operation-limits.js';
import { createOperationLog } from './operation-log.js';

const acceptable = /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))\s*(?:[;,]|$)/i;

export interface FacadeOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly landingPage?: LandingPage;
}

export interface Facade {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Stops taking requests, waits for those under way as long as the configuration says, then closes everything. */
  close(): Promise<void>;
}

/** Starts the GraphQL server on the configured host and port. */
export async function startFacade({ config, logger, landingPage }: FacadeOptions): Promise<Facade> {
  const dispatcher = startDispatcher({ connections: config.upstreamConnections });
  const shared = {
    config,
    dispatcher,
    rateLimits: new RateLimits(),
    mediaStore: createMemoryMediaStore({ maxBytes: config.mediaStoreBytes }),
  };
  const apollo = new ApolloServer<Context>({
    schema: createSchema(),
    introspection: config.introspection,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
    formatError: (formatted, error) =>
      formatError(formatted, error, (defect) => logger.error({ msg: 'defect', err: defect })),
    plugins: [
      createLandingPage(config.landingPage ? (landingPage ?? {}) : undefined),
      createOperationLog(logger),
      ApolloServerPluginInlineTrace(),
    ],
  });
  await apollo.start();

  const refuses = createOperationLimits(config);
  const allowCors = cors({ origin: [...config.corsOrigins], maxAge: 600, exposedHeaders: ['X-Request-Id'] });
  let draining = false;
  const answering = new Set<ServerResponse>();

  async function serveGraphQL(
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
  ): Promise<void> {
    const ctx = createContext(request.headers, shared);
    response.setHeader('x-request-id', ctx.requestId);
    const { method = 'GET' } = request;
    const wantsPage =
      method === 'GET' && search === '' && /\btext\/html\b/.test(request.headers.accept ?? '');
    if (!wantsPage && !hasSecret(request, config.gatewaySecret))
      throw new RequestError(401, 'UNAUTHENTICATED', 'Send the gateway secret in X-Gateway-Secret.');
    // Apollo finds out when the operation has run: then a write would be done, and its key lost.
    if (method === 'POST' && !acceptable.test(request.headers.accept || '*/*'))
      return refuseRequest(response, {
        status: 406,
        code: 'NOT_ACCEPTABLE',
        message: 'Accept application/json or application/graphql-response+json.',
      });
    const body = method === 'POST' ? await readJsonBody(request, config.maxBodyBytes) : undefined;
    const query =
      (body as { query?: unknown } | null | undefined)?.query ?? new URLSearchParams(search).get('query');
    const reason = typeof query === 'string' ? refuses(query) : undefined;
    if (reason !== undefined) throw new RequestError(400, 'GRAPHQL_VALIDATION_FAILED', reason);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers, search, body },
      context: async () => ctx,
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = statusOf(answer, ctx);
    if (answer.body.kind === 'complete') {
      response.end(answer.body.string);
      return;
    }
    for await (const chunk of answer.body.asyncIterator) response.write(chunk);
    response.end();
  }

  function refuseRequest(
    response: ServerResponse,
    { status, code, message }: { status: number; code: string; message: string },
  ): void {
    logger.info({
      msg: 'refused',
      status,
      errorCodes: [code],
      requestId: response.getHeader('x-request-id'),
    });
    sendError(response, status, code, message);
  }

  async function answerGraphQL(
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
  ): Promise<void> {
    try {
      await serveGraphQL(request, response, search);
      drain(request);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      if (error instanceof RequestError) refuseRequest(response, error);
      else {
        logger.error({ msg: 'defect', err: error });
        if (response.headersSent) response.destroy();
        else sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
      }
    }
  }

  function route(request: IncomingMessage, response: ServerResponse): void {
    const [path, search = ''] = splitUrl(request.url ?? '/');
    answering.add(response);
    response.once('close', () => answering.delete(response));
    if (draining) response.setHeader('connection', 'close');
    if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz')
      sendJson(response, draining ? 503 : 200, { status: draining ? 'draining' : 'ready' });
    else if (path === '/graphql')
      allowCors(request, response, () => void answerGraphQL(request, response, search));
    else sendError(response, 404, 'NOT_FOUND', 'GraphQL is served at /graphql.');
  }

  // Keep-alive outlasts that of common load balancers, so that they, not we, close an idle connection.
  const server = createServer({ keepAliveTimeout: 65_000 }, route);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  return {
    url: `http://${host}:${port}/graphql`,
    async close() {
      draining = true;
      const timer = setTimeout(() => server.closeAllConnections(), config.shutdownTimeoutMs);
      // The port stays open while answers are under way, so that a load balancer hears from /readyz that this server leaves.
      await Promise.all(
        [...answering].map((response) => new Promise((resolve) => response.once('close', resolve))),
      );
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
      await apollo.stop();
      await dispatcher.destroy();
    },
  };
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

function splitUrl(url: string): [path: string, search?: string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url] : [url.slice(0, mark), url.slice(mark)];
}

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function hasSecret(request: IncomingMessage, secret: string | undefined): boolean {
  if (secret === undefined) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(String(request.headers['x-gateway-secret'] ?? '')), digest(secret));
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  const { req: request } = response;
  if (request.complete) {
    response.end(text);
    return;
  }
  // To end the answer ends a connection that is not kept, and resets it under a client that still sends.
  response.write(text);
  request.once('close', () => response.end());
  drain(request);
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
