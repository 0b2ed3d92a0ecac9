import { RestBodyError, RestResponseError } from './errors.js';
import type { HttpAnswer } from './exchange.js';

/** An answer of Layers in 2xx. Its body may be shared with other requests of the same caller: nobody changes it. */
export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string | undefined;
  /** Upstream's clock when it answered, in epoch milliseconds; ours where it sends no `Date`. */
  readonly date: number;
  /** Set when it was read some time ago, by whoever: what is to be learned from it was learned then. */
  readonly isKept?: true;
}

/** Upstream's clock, as its answers tell it. */
export class UpstreamClock {
  #text: string | undefined;
  #date = Number.NaN;

  /** When an answer was made. The answers of one second tell the same, which is read once. */
  dateOf({ headers }: HttpAnswer): number {
    const { date } = headers;
    if (typeof date !== 'string') return Date.now();
    if (date !== this.#text) {
      this.#text = date;
      this.#date = Date.parse(date);
    }
    return Number.isNaN(this.#date) ? Date.now() : this.#date;
  }
}

/** Reads an answer; `scope` is the one that the route needs. Throws `RestResponseError` and `RestBodyError`. */
export function readAnswer(answer: HttpAnswer, date: number, scope: string | undefined): RestAnswer {
  const { status, headers, text } = answer;
  const requestId = boundedHeader(headers['x-request-id']);
  if (status < 200 || status > 299)
    throw responseError(status, text, scope, requestId, headers['retry-after'], date);
  const body = parseJson(text);
  if (body === undefined)
    throw new RestBodyError('Layers answered with something that is not JSON.', status, requestId);
  return { status, body, requestId, date };
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
export function readRetryAfter(value: string | string[] | undefined, date: number): number | undefined {
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
