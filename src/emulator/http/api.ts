import type { IncomingHttpHeaders } from 'node:http';
import { type Directory, readAccount, requireScope } from '../account/account.js';
import type { Runtime } from '../runtime.js';
import { sweep } from '../sweep.js';
import type { World } from '../world.js';
import { ApiError, invalid, notFound } from './api-error.js';
import type { ReadBody } from './body.js';
import type { IdempotencyStore, StoredAnswer } from './idempotency.js';
import type { RateLimiter } from './rate-limit.js';
import { type Call, type RouteMatch, rateClassOf } from './route.js';

export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  requestId: string;
  /** Undefined when it could not be read; then `bodyError` says why. */
  body?: ReadBody;
  bodyError?: ApiError;
}

export interface ApiAnswer extends StoredAnswer {
  headers: Record<string, string>;
}

export interface Api {
  runtime: Runtime;
  directory: Directory;
  rateLimiter: RateLimiter;
  idempotency: IdempotencyStore;
  match(method: string, path: string): RouteMatch | undefined;
  /** Sandbox keys have a world of their own (RULES 18, 20.21). */
  worldOf(environment: 'live' | 'test'): World;
}

/** One API call from credential to answer. Refusals are answers too; only bugs are thrown. */
export async function answerApi(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  // Without a key there is no bucket to report on, only its name.
  const found = api.match(request.method, request.path);
  const rateClass = found?.route.rateClass ?? rateClassOf(request.method);
  let headers: Record<string, string> = { 'X-RateLimit-Endpoint-Class': rateClass };
  try {
    const account = readAccount(request.headers, api.directory);
    const drawn = api.rateLimiter.draw(account.key.id, rateClass);
    headers = drawn.headers;
    if (drawn.refusal) throw drawn.refusal;
    if (!found) throw notFound('Route');
    if (found.route.scope !== null) requireScope(account.key, found.route.scope);
    const world = api.worldOf(account.key.environment);
    await sweep(world, api.runtime);
    const { runtime } = api;
    const call: Call = {
      account,
      world,
      runtime,
      params: found.params,
      query: request.query,
      headers: request.headers,
      body: undefined,
    };
    const answer = await answerCall(api, request, found, call);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    const refusal = error instanceof RangeError ? nestedTooDeeply() : error;
    if (!(refusal instanceof ApiError)) throw error;
    const answer = refusalOf(refusal, request.requestId);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

async function answerCall(
  api: Api,
  request: ApiRequest,
  { route }: RouteMatch,
  call: Call,
): Promise<StoredAnswer> {
  if (route.method === 'GET') return run();
  if (request.bodyError) throw request.bodyError;
  if (request.body?.malformed) {
    const { validationStyle, validationCode, validationStatus } = route;
    const issues = [{ path: '', message: 'Malformed JSON' }];
    throw invalid(issues, validationStyle, validationCode, undefined, validationStatus);
  }
  call.body = request.body?.json;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '' || route.ignoresIdempotencyKey) return run();
  const { account } = call;
  const scope = JSON.stringify([account.key.id, account.organization.id, route.method, request.path]);
  const conflictCode = route.conflictCode ?? 'IDEMPOTENCY_CONFLICT';
  return api.idempotency.once({ scope, key, body: call.body, conflictCode }, run);

  async function run(): Promise<StoredAnswer> {
    try {
      const { status, body, headers = {} } = await route.run(call);
      return { status, text: body === undefined ? '' : JSON.stringify(body), headers };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusalOf(error, request.requestId);
    }
  }
}

/** JSON.parse takes any depth; whatever walks the result afterwards runs out of stack. */
function nestedTooDeeply(): ApiError {
  return invalid([{ path: '', message: 'Nested too deeply' }]);
}

export function refusalOf(error: ApiError, requestId: string): StoredAnswer {
  return { status: error.status, text: JSON.stringify(error.envelope(requestId)), headers: error.headers };
}
