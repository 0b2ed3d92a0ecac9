import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createUlid } from '../id.js';
import { answerConsent, consentPath } from '../social/consent.js';
import { isStoragePath } from '../storage/paths.js';
import { serveStorage, setCors } from '../storage/routes.js';
import { type Api, type ApiRequest, answerApi, refusalOf } from './api.js';
import { ApiError, notFound } from './api-error.js';
import { drain, readBody } from './body.js';
import { delay, type FailAnswer, type Faults, runsRouteFirst, sendFault } from './faults.js';

/** One request as it was asked; `status` follows when it is answered, and is 0 for none. */
export interface RecordedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Parsed JSON; undefined without a body. */
  body: unknown;
  status: number;
}

const maxRecorded = 10_000;

export interface ServerParts {
  api: Api;
  faults: Faults;
  requests: RecordedRequest[];
  storageRequests: RecordedRequest[];
  /** Ends artificial delays. */
  closing: AbortSignal;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  recorded: RecordedRequest;
  requestId: string;
  fault: FailAnswer | undefined;
}

/** The emulator's HTTP server: API under /v1, object storage beside it. */
export function createEmulatorServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => fail(response, error));
  });
  // Longer than any client keeps an idle connection, so that it is never we who close one under a request.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { clock } = parts.api.runtime;
  const requestId = `req_${createUlid(clock.now())}`;
  response.sendDate = false;
  response.setHeader('Date', new Date(clock.now()).toUTCString());
  response.setHeader('X-Request-Id', requestId);
  const method = request.method ?? 'GET';
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  if (path === consentPath) return handleConsent(parts.api, request, response, query);
  const storage = isStoragePath(path);
  const recorded: RecordedRequest = {
    method,
    path,
    query,
    headers: request.headers,
    body: undefined,
    status: 0,
  };
  if (storage) record(parts.storageRequests, recorded);
  else if (path === '/v1' || path.startsWith('/v1/')) record(parts.requests, recorded);
  const fault = parts.faults.take({ method, path, storage });
  const exchange: Exchange = { request, response, recorded, requestId, fault };
  await (storage ? handleStorage(parts, exchange) : handleApi(parts, exchange));
}

/** Bounded, because an emulator may run for days. */
function record(log: RecordedRequest[], request: RecordedRequest): void {
  if (log.push(request) > maxRecorded) log.shift();
}

/** A page for people beside the API: neither recorded nor made to fail. */
async function handleConsent(
  { worldOf, runtime }: Api,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const form = new URLSearchParams((await readBody(request)).text);
  const worlds = [worldOf('live'), worldOf('test')];
  const asked = { method: request.method ?? 'GET', query, form };
  const { status, headers, html } = answerConsent(asked, worlds, runtime.clock);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  });
  response.end(html);
}

async function handleStorage({ api, closing }: ServerParts, exchange: Exchange): Promise<void> {
  const { request, response, recorded, requestId, fault } = exchange;
  const { path, query } = recorded;
  await delay(fault, closing);
  if (fault && !runsRouteFirst(fault)) {
    if (typeof fault === 'object') await drain(request);
    setCors(request, response);
    recorded.status = sendFault(fault, response);
    return;
  }
  const replaced = fault === 'reset-after' || (typeof fault === 'object' && 'status' in fault);
  response.once('close', () => {
    if (!replaced) recorded.status = response.headersSent ? response.statusCode : 0;
  });
  // A PUT that is to be lost after it was stored must not have been answered.
  const intercept = () => {
    recorded.status = sendFault(fault!, response);
  };
  await serveStorage(
    { request, response, path, query, requestId, ...(replaced && { intercept }) },
    api.runtime,
  );
}

async function handleApi({ api, closing }: ServerParts, exchange: Exchange): Promise<void> {
  const { request, response, recorded, requestId, fault } = exchange;
  const { method, path, query, headers } = recorded;
  const call: ApiRequest = { method, path, query, headers, requestId };
  try {
    call.body = await readBody(request);
    recorded.body = call.body.json;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    call.bodyError = error;
    response.setHeader('Connection', 'close');
  }
  await delay(fault, closing);
  if (fault && !runsRouteFirst(fault)) {
    recorded.status = sendFault(fault, response);
    return;
  }
  const answer = recorded.path.startsWith('/v1/')
    ? await answerApi(api, call)
    : { ...refusalOf(notFound('Route'), requestId), headers: {} };
  if (fault === 'reset-after' || (typeof fault === 'object' && 'status' in fault)) {
    recorded.status = sendFault(fault, response);
    return;
  }
  recorded.status = answer.status;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.text !== '' && {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(answer.text),
    }),
  });
  response.end(answer.text);
}

/** A client that went away needs no answer; anything else is a bug of the emulator, and says so. */
function fail(response: ServerResponse, error: unknown): void {
  const { req: request } = response;
  if (response.headersSent || request.destroyed || request.socket.destroyed) {
    response.destroy();
    return;
  }
  const message = `The emulator failed: ${error instanceof Error ? error.message : String(error)}`;
  const requestId = String(response.getHeader('X-Request-Id'));
  const { text } = refusalOf(new ApiError(500, 'INTERNAL_ERROR', message), requestId);
  response.writeHead(500, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(text);
}
