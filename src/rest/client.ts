import { type Dispatcher, request } from 'undici';
import {
  RestBodyError,
  RestCallerError,
  RestNetworkError,
  RestResponseError,
  RestTimeoutError,
} from './errors.js';
import type { KnownScopes } from './known-scopes.js';
import { type PutCall, put } from './put.js';
import { type RateLimits, readRateLimit } from './rate-limits.js';

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Made with `path`, so that every id is one segment. */
  readonly path: string;
  /** Absent and null values are left out; an array repeats its parameter (RULES 5.3). */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | null | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** The scope that the route is documented with (RULES 2); told to the caller when Layers refuses. */
  readonly scope?: string;
  /** Milliseconds for all attempts together; default `UPSTREAM_TIMEOUT_MS`. */
  readonly timeoutMs?: number;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string | undefined;
  /** Upstream's clock when it answered, in epoch milliseconds; ours where it sends no `Date`. */
  readonly date: number;
}

/** Counts of one GraphQL operation; `calls` has every attempt. */
export interface RestStats {
  calls: number;
  retries: number;
}

export interface RestClientOptions {
  readonly dispatcher: Dispatcher;
  /** For signed URLs. */
  readonly storageDispatcher: Dispatcher;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Longest time in which storage takes no byte of a file. */
  readonly idleTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly rateLimits: RateLimits;
  readonly knownScopes: KnownScopes;
  readonly stats: RestStats;
  /** Hash of credential and organization. */
  readonly scope: string;
  readonly credential: string | undefined;
  readonly organization: string | undefined;
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

const maxRetries = 2;
const backoffMs = 100;
/** A longer Retry-After is the caller's to wait for. */
const longestRetryAfterMs = 3_000;
const headerSafe = /^[\x21-\x7e]{1,1024}$/;

/**
 * One caller's way to Layers. Reads, and writes with an idempotency key, are tried at most twice more: on a lost
 * connection, a 502 to 504 without an envelope, and a short Retry-After; always within one deadline.
 * Throws the classes of `errors.ts`.
 */
export class RestClient {
  constructor(private readonly options: RestClientOptions) {}

  /** Longest wait for one call, its retries included, in milliseconds. */
  get timeoutMs(): number {
    return this.options.timeoutMs;
  }

  /** Takes in what whoami tells of the caller's scopes: for a minute no call is made that is known to be refused. */
  learnScopes(scopes: unknown): void {
    this.options.knownScopes.learn(this.options.scope, scopes);
  }

  /** Streams a file to storage: see `put`. With a sandbox key it is only read, because its URLs are inert (RULES 18.2). */
  async put(call: Omit<PutCall, 'dispatcher' | 'idleMs'>): Promise<void> {
    const { credential, storageDispatcher: dispatcher, idleTimeoutMs } = this.options;
    if (credential?.startsWith('lp_test_')) for await (const _chunk of call.body);
    else await put({ ...call, dispatcher, idleMs: idleTimeoutMs });
  }

  async call(call: RestCall): Promise<RestAnswer> {
    const headers = this.#headers(call);
    const url = this.options.baseUrl + call.path + queryString(call.query);
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    const timeoutMs = call.timeoutMs ?? this.options.timeoutMs;
    const deadline = Date.now() + timeoutMs;
    const mayRepeat = call.method === 'GET' || call.idempotencyKey !== undefined;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(call, url, headers, body, deadline, timeoutMs);
      } catch (failure) {
        const delayMs = mayRepeat && attempt < maxRetries ? retryDelayMs(failure, attempt) : undefined;
        if (delayMs === undefined || Date.now() + delayMs >= deadline) throw failure;
        this.options.stats.retries++;
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  #headers(call: RestCall): Record<string, string> {
    const { credential, organization, requestId, traceparent, knownScopes, scope } = this.options;
    if (credential === undefined)
      throw new RestCallerError(
        'UNAUTHENTICATED',
        'Send a Layers API key in X-Api-Key, or as Authorization: Bearer lp_...',
      );
    if (!headerSafe.test(credential))
      throw new RestCallerError(
        'UNAUTHENTICATED',
        'The API key is malformed. Send exactly one, as it was issued.',
      );
    // Going on without it would act in the parent organization instead of the child that was meant.
    if (organization !== undefined && !headerSafe.test(organization))
      throw new RestCallerError('VALIDATION', 'X-Layers-Organization is malformed. Send exactly one id.');
    if (call.scope !== undefined && knownScopes.lacks(scope, call.scope))
      throw new RestCallerError('FORBIDDEN', `This API key lacks the scope ${call.scope}.`, call.scope);
    return {
      accept: 'application/json',
      authorization: `Bearer ${credential}`,
      'x-request-id': requestId,
      ...(organization !== undefined && { 'x-layers-organization': organization }),
      ...(traceparent !== undefined && { traceparent }),
      ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    };
  }

  async #attempt(
    call: RestCall,
    url: string,
    headers: Record<string, string>,
    body: string | null,
    deadline: number,
    timeoutMs: number,
  ): Promise<RestAnswer> {
    const { dispatcher, maxAnswerBytes, rateLimits, stats, scope } = this.options;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), deadline - Date.now());
    stats.calls++;
    try {
      const answer = await request(url, {
        dispatcher,
        method: call.method,
        headers,
        body,
        signal: abort.signal,
      });
      const text = await readText(answer.body, maxAnswerBytes);
      const dated = Date.parse(String(answer.headers.date));
      const date = Number.isNaN(dated) ? Date.now() : dated;
      const limit = readRateLimit(answer.headers, date, call.method === 'GET' ? 'read-light' : 'write-light');
      if (limit) rateLimits.learn(scope, limit);
      const requestId = boundedHeader(answer.headers['x-request-id']);
      if (answer.statusCode < 200 || answer.statusCode > 299)
        throw responseError(
          answer.statusCode,
          text,
          call.scope,
          requestId,
          answer.headers['retry-after'],
          date,
        );
      const json = parseJson(text);
      if (json === undefined)
        throw new RestBodyError(
          'Layers answered with something that is not JSON.',
          answer.statusCode,
          requestId,
        );
      return { status: answer.statusCode, body: json, requestId, date };
    } catch (error) {
      if (error instanceof RestResponseError || error instanceof RestBodyError) throw error;
      if (abort.signal.aborted) throw new RestTimeoutError(timeoutMs);
      throw new RestNetworkError('Layers cannot be reached.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

function queryString(query: RestCall['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
  }
  return search.size === 0 ? '' : `?${search}`;
}

/** The whole body as text; undefined, and the rest of it unread, when it is over `maxBytes`. */
async function readText(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      body.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function responseError(
  status: number,
  text: string | undefined,
  scope: string | undefined,
  headerRequestId: string | undefined,
  retryAfter: string | string[] | undefined,
  date: number,
): RestResponseError {
  const json = parseJson(text);
  const envelope = isObject(json) && isObject(json.error) ? json.error : undefined;
  const code = typeof envelope?.code === 'string' ? envelope.code : undefined;
  const requestId = boundedHeader(envelope?.requestId) ?? headerRequestId;
  const retryAfterMs = readRetryAfter(retryAfter, date);
  return new RestResponseError(status, code, typeof envelope?.message === 'string' ? envelope.message : '', {
    ...(isObject(envelope?.details) && { details: envelope.details }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(scope !== undefined && { scope }),
  });
}

/** An upstream word that is shown to callers: a short token, or nothing. */
function boundedHeader(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : undefined;
}

/** Retry-After as seconds, fractions allowed, or as an HTTP date (RFC 9110, 10.2.3). */
function readRetryAfter(value: string | string[] | undefined, date: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  // Date.parse takes "-5" and "1,5" for dates of 2001.
  const seconds = /^\d{1,9}(?:\.\d{1,9})?$/.test(text)
    ? Number(text)
    : /^[a-z]{3}/i.test(text)
      ? (Date.parse(text) - date) / 1000
      : Number.NaN;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.ceil(seconds * 1000)), 2 ** 31 - 1) : undefined;
}

function retryDelayMs(failure: unknown, attempt: number): number | undefined {
  const backoff = backoffMs * 2 ** attempt * (0.5 + Math.random());
  if (failure instanceof RestNetworkError) return backoff;
  if (!(failure instanceof RestResponseError)) return undefined;
  const { status, code } = failure;
  const { retryAfterMs } = failure.context;
  if (retryAfterMs !== undefined && retryAfterMs > longestRetryAfterMs) return undefined;
  if (code === undefined && status >= 502 && status <= 504) return retryAfterMs ?? backoff;
  // Of the envelopes only a full bucket passes by itself; KILL_SWITCH and SCRAPE_FAILED do not.
  return code === 'RATE_LIMITED' || (code === undefined && status === 429) ? retryAfterMs : undefined;
}
