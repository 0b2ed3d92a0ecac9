import type { Dispatcher } from 'undici';
import { dateOf, type RestAnswer, readAnswer } from './answer.js';
import { RestNetworkError, RestResponseError } from './errors.js';
import { Exchange, type HttpAnswer, type HttpRequest } from './exchange.js';
import { type RateLimits, readRateLimit } from './rate-limits.js';

/** Counts of one GraphQL operation. */
export interface RestStats {
  /** Every attempt. */
  calls: number;
  retries: number;
  /** Reads that were answered from the cache. */
  cacheHits: number;
  /** Age of the oldest of them, in milliseconds. */
  oldestMs: number;
}

export interface AttemptsOptions {
  readonly dispatcher: Dispatcher;
  readonly rateLimits: RateLimits;
  readonly maxAnswerBytes: number;
}

export interface Attempted {
  /** Whose bucket it is drawn from. */
  readonly caller: string;
  readonly stats: RestStats;
  readonly request: HttpRequest;
  /** Of all attempts together. */
  readonly timeoutMs: number;
  readonly mayRepeat: boolean;
  /** The scope that the route is documented with. */
  readonly scope: string | undefined;
}

const maxRetries = 2;
const backoffMs = 100;
/** A longer Retry-After is the caller's to wait for. */
const longestRetryAfterMs = 3_000;

/**
 * One call to Layers: tried at most twice more, where that is safe, on a lost connection, a 502 to 504 without an envelope
 * and a short Retry-After; always within one deadline. Throws the classes of `errors.ts`.
 */
export class Attempts {
  #exchange: Exchange | undefined;
  #cancelled: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly options: AttemptsOptions,
    private readonly call: Attempted,
  ) {}

  /** Ends it. */
  cancel(error: Error): void {
    this.#cancelled = error;
    this.#exchange?.cancel(error);
    this.#wake?.();
  }

  /** `read` makes an answer of what came; default: JSON in 2xx. */
  async run<T = RestAnswer>(read?: (answer: HttpAnswer, answered: () => RestAnswer) => T): Promise<T> {
    const { timeoutMs, mayRepeat, scope, stats } = this.call;
    const deadline = Date.now() + timeoutMs;
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#attempt(deadline);
        const date = dateOf(answer);
        this.#learn(answer, date);
        const answered = () => readAnswer(answer, date, scope);
        return read ? read(answer, answered) : (answered() as T);
      } catch (failure) {
        if (this.#cancelled) throw this.#cancelled;
        const delayMs = mayRepeat && attempt < maxRetries ? retryDelayMs(failure, attempt) : undefined;
        if (delayMs === undefined || Date.now() + delayMs >= deadline) throw failure;
        stats.retries++;
        await this.#sleep(delayMs);
        if (this.#cancelled) throw this.#cancelled;
      }
    }
  }

  #attempt(deadline: number): Promise<HttpAnswer> {
    const { call, options } = this;
    call.stats.calls++;
    this.#exchange = new Exchange(options.dispatcher, call.request, {
      maxBytes: options.maxAnswerBytes,
      timeoutMs: deadline - Date.now(),
      toldTimeoutMs: call.timeoutMs,
    });
    return this.#exchange.answer;
  }

  #learn({ headers }: HttpAnswer, date: number): void {
    const { caller, request } = this.call;
    const limit = readRateLimit(headers, date, request.method === 'GET' ? 'read-light' : 'write-light');
    if (limit) this.options.rateLimits.learn(caller, limit);
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
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
