// type-graphql's decorators need it before any class of the schema loads.
import 'reflect-metadata';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import cors from 'cors';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { type Context, createShared } from '../graph/context.js';
import { formatError, withCode } from '../graph/errors.js';
import { createSchema } from '../graph/schema.js';
import { startRedis } from '../redis/client.js';
import { startDispatcher, startStorageDispatcher } from '../rest/dispatcher.js';
import { sendError, sendJson } from './answer.js';
import { createAnswerPlugin } from './answer-plugin.js';
import { createCacheHints } from './cache-hints.js';
import { createErrorOrigins, logDefect } from './defect-log.js';
import { createDocuments } from './documents.js';
import { createEndpoint } from './endpoint.js';
import { createExecutor } from './executor.js';
import type { Pages } from './graphiql.js';
import type { ExampleIds } from './graphiql-page.js';
import { createLandingPage, type LandingPage } from './landing-page.js';
import { createOperationLog, requestIds } from './operation-log.js';
import { createOperationSizes, createSizeCheck, createSizeLimit } from './operation-size.js';
import { readPersistedDocuments } from './persisted-documents.js';
import { Visits } from './visits.js';

/** How long nobody must have asked before a server that leaves closes its port, and for how long it waits for that. */
const quietMs = 100;
const longestFarewellMs = 5_000;

const loopbackOrigin = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

export interface Graphiql {
  /** Where the build put its pages; a URL that ends with a slash. */
  readonly folder: URL;
  /** Only ever the emulator's: a key in a page is everybody's. */
  readonly apiKey?: string;
  readonly examples?: ExampleIds;
}

export interface FacadeOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly landingPage?: Omit<LandingPage, 'graphiql'>;
  readonly graphiql?: Graphiql;
  /** Another schema on the same front door, for conformance suites. Default: the Layers graph. */
  readonly schema?: GraphQLSchema;
}

export interface Facade {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Stops taking requests, waits for those under way as long as the configuration says, then closes everything. */
  close(): Promise<void>;
}

/** Starts the GraphQL server on the configured host and port. */
export async function startFacade({
  config,
  logger,
  landingPage,
  graphiql,
  schema = createSchema(),
}: FacadeOptions): Promise<Facade> {
  // First of all: what it throws must leave nothing open.
  const documents = createDocuments(schema, config, await readPersistedDocuments(config.persistedDocuments));
  const dispatcher = startDispatcher({ connections: config.upstreamConnections });
  const storageDispatcher = startStorageDispatcher();
  const redis =
    config.redisUrl === undefined ? undefined : await startRedis({ url: config.redisUrl, logger });
  const shared = createShared(config, { dispatcher, storageDispatcher }, redis);
  const origins = createErrorOrigins();
  const cacheHints = createCacheHints(schema);
  const check = createSizeCheck(createOperationSizes(schema, documents), config);
  const log = createOperationLog(logger);
  const executor = createExecutor(schema, {
    documents,
    check,
    formatError: (error, ctx) =>
      formatError(withCode(error), error, (defect) => logDefect(logger, 'defect', defect, requestIds(ctx))),
  });
  const pages = config.graphiql && graphiql ? createPages(graphiql, config, logger) : undefined;
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: config.introspection,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
    documentStore: documents.store,
    persistedQueries: { cache: documents.texts },
    formatError: (formatted, error) =>
      formatError(formatted, error, (defect) => logDefect(logger, 'defect', defect, origins.of(error))),
    plugins: [
      createLandingPage(config.landingPage ? { ...landingPage, graphiql: pages !== undefined } : undefined),
      createSizeLimit(check),
      ApolloServerPluginCacheControlDisabled(),
      createAnswerPlugin(documents, cacheHints, log),
      origins.plugin,
      ApolloServerPluginInlineTrace(),
    ],
  });
  await apollo.start();

  const visits = new Visits();
  const serveGraphQL = createEndpoint({
    apollo,
    documents,
    executor: config.jit ? executor : undefined,
    cacheHints,
    log,
    shared,
    logger,
    visits,
  });
  const allowCors = cors({
    origin: [...config.corsOrigins, ...(config.corsLoopback ? [loopbackOrigin] : [])],
    methods: ['GET', 'POST'],
    maxAge: 600,
    exposedHeaders: ['X-Request-Id', 'X-Layers-Upstream-Calls', 'X-Layers-Cache-Hits', 'X-Layers-Shared'],
  });
  let draining = false;

  function route(request: IncomingMessage, response: ServerResponse): void {
    const { url = '/' } = request;
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const search = mark === -1 ? '' : url.slice(mark);
    visits.begin(response);
    if (draining) response.setHeader('connection', 'close');
    if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz')
      sendJson(response, draining ? 503 : 200, { status: draining ? 'draining' : 'ready' });
    // A request that no page sends needs none of it.
    else if (path === '/graphql' && request.headers.origin === undefined && request.method !== 'OPTIONS')
      void serveGraphQL(request, response, search);
    else if (path === '/graphql')
      allowCors(request, response, () => void serveGraphQL(request, response, search));
    else if (pages && /^\/graphiql(?:\/|$)/.test(path)) void pages(request, response, path);
    else sendError(response, 404, 'NOT_FOUND', 'GraphQL is served at /graphql.');
  }

  // Keep-alive outlasts that of common load balancers, so that they, not we, close an idle connection. A request has no
  // time limit as a whole, because it may be a slow gigabyte: what limits it is the time without a byte.
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, route);
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => {
      connections.delete(socket);
      visits.left(socket);
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
  } catch (error) {
    await redis?.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  return {
    url: `http://${host}:${port}/graphql`,
    async close() {
      draining = true;
      // Whoever is answered from now on is told not to send the next request on this connection.
      for (const response of visits.answering)
        if (!response.headersSent) response.setHeader('connection', 'close');
      let timer: NodeJS.Timeout | undefined;
      const outOfTime = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          server.closeAllConnections();
          resolve();
        }, config.shutdownTimeoutMs);
      });
      // The port stays open while answers are under way, so that a load balancer hears from /readyz that this server leaves,
      // and until no request has come for a moment: one that is on its way would be reset.
      const leaveAt = Date.now() + longestFarewellMs;
      for (let seen = -1; seen !== visits.received && Date.now() < leaveAt; ) {
        seen = visits.received;
        await Promise.race([visits.ended(), outOfTime]);
        await Promise.race([sleep(quietMs), outOfTime]);
      }
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // Node does not count those as idle that have never sent a byte, and clients open some in advance.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
      await closed;
      // Those that came while it drained, and whose caller has left.
      await Promise.race([visits.ended(), outOfTime]);
      clearTimeout(timer);
      await apollo.stop();
      await Promise.all([dispatcher.destroy(), storageDispatcher.destroy(), redis?.close()]);
    },
  };
}

/** Loads what serves GraphiQL when somebody asks for it, and nothing before. Never rejects. */
function createPages({ folder, ...told }: Graphiql, config: Config, logger: Logger) {
  let loaded: Promise<Pages> | undefined;
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const settings = { endpoint: '/graphql', introspection: config.introspection, ...told };
    loaded ??= import('./graphiql.js').then((it) => it.createGraphiql({ folder, settings, logger }));
    try {
      await (await loaded)(request, response, path);
    } catch (error) {
      loaded = undefined;
      logDefect(logger, 'defect', error);
      sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    }
  };
}
