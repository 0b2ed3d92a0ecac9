import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Account } from '../account/account.js';
import type { Runtime } from '../runtime.js';
import type { World } from '../world.js';
import type { ValidationStyle } from './api-error.js';
import { validate } from './validation.js';

/** RULES 6.2 */
export type RateClass = 'read-light' | 'write-light' | 'long-running';

export interface Answer {
  status: number;
  /** Undefined where the status has none: 304. */
  body: object | undefined;
  headers?: Record<string, string>;
}

/** One authenticated request as a route sees it. */
export interface Call {
  account: Account;
  /** What the key may see: the live account, or the sandbox beside it. */
  world: World;
  runtime: Runtime;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As in the OpenAPI document: `/v1/projects/{projectId}`. */
  path: string;
  /** Null where any valid key may call (RULES 2.6). */
  scope: string | null;
  /** Default 'VALIDATION'; presign alone spells it otherwise (RULES 7.3). */
  validationCode?: string;
  /** Default 'fieldErrors' (RULES 7.2). */
  validationStyle?: ValidationStyle;
  /** Default 422; a few older pages say 400 (RULES 7.3). */
  validationStatus?: 400 | 422;
  /** Default 'IDEMPOTENCY_CONFLICT' (RULES 4.3). */
  conflictCode?: string;
  /** For the few writes that take no Idempotency-Key (RULES 4.8, 4.9). */
  ignoresIdempotencyKey?: true;
  /** Default: by method. Starting a job has a bucket of its own (RULES 6.2). */
  rateClass?: RateClass;
  run(call: Call): Answer | Promise<Answer>;
}

export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

export function rateClassOf(method: string): RateClass {
  return method === 'GET' || method === 'HEAD' ? 'read-light' : 'write-light';
}

/** Finds routes by method and path; parameters come percent-decoded. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: string) => RouteMatch | undefined {
  const table = routes.map((route) => ({ route, segments: route.path.split('/') }));
  return (method, path) => {
    const given = path.split('/');
    for (const { route, segments } of table) {
      if (route.method !== method || segments.length !== given.length) continue;
      const params = matchSegments(segments, given);
      if (params) return { route, params };
    }
    return undefined;
  };
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index]!;
    if (segment.startsWith('{')) {
      try {
        params[segment.slice(1, -1)] = decodeURIComponent(value);
      } catch {
        return undefined;
      }
    } else if (segment !== value) return undefined;
  }
  return params;
}

/** The call's body as `schema` reads it, refused in the words of this route. */
export function readCallBody<Schema extends z.ZodType>(
  route: Pick<Route, 'validationCode' | 'validationStyle' | 'validationStatus'>,
  schema: Schema,
  call: Call,
): z.infer<Schema> {
  const { validationStyle, validationCode, validationStatus } = route;
  return validate(schema, call.body, validationStyle, validationCode, undefined, validationStatus);
}
