import type { Dispatcher } from 'undici';
import { dateOf, type RestAnswer, readAnswer } from './answer.js';
import { RestNetworkError, RestQuotaError, RestResponseError } from './errors.js';
import { Exchange, type HttpAnswer, type HttpRequest } from './exchange.js';
import type { Quota } from './quota.js';
import type { Turn } from './turn.js';

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
  readonly quota: Quota;
  readonly maxAnswerBytes: number;
}

export interface Attempted {
  /** Whose bucket it is drawn from: hash of the credential. */
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
 * and a short Retry-After; always within one deadline, each time when the key has a call left. Throws the classes of `errors.ts`.
 */
export class Attempts {
  #exchange: Exchange | undefined;
  #turn: Turn | undefined;
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
    this.#turn?.leave(error);
    this.#wake?.();
  }

  /** `read` makes an answer of what came; default: JSON in 2xx. */
  async run<T = RestAnswer>(read?: (answer: HttpAnswer, answered: () => RestAnswer) => T): Promise<T> {
    const { timeoutMs, mayRepeat, scope } = this.call;
    const { quota } = this.options;
    const deadline = Date.now() + timeoutMs;
    let lost: unknown;
    for (let attempt = 0; ; attempt++) {
      const turn = quota.turn(this.call, deadline);
      this.#turn = turn;
      let exchange: Exchange | undefined;
      try {
        const wait = turn.admit();
        if (wait) await wait;
        exchange = this.#send(deadline, attempt);
        const answer = await exchange.answer;
        const date = dateOf(answer);
        quota.answered(turn, answer, date);
        const answered = () => readAnswer(answer, date, scope);
        return read ? read(answer, answered) : (answered() as T);
      } catch (failure) {
        quota.failed(turn, exchange?.isSent ?? false);
        if (this.#cancelled) throw this.#cancelled;
        // A call was made: what became of it says more than that there is none to repeat it.
        if (failure instanceof RestQuotaError) throw lost ?? failure;
        const delayMs = mayRepeat && attempt < maxRetries ? retryDelayMs(failure, attempt) : undefined;
        if (delayMs === undefined || Date.now() + delayMs >= deadline) throw failure;
        if (!(failure instanceof RestResponseError && failure.status === 429)) lost = failure;
        await this.#sleep(delayMs);
        if (this.#cancelled) throw this.#cancelled;
      }
    }
  }

  #send(deadline: number, attempt: number): Exchange {
    const { call, options } = this;
    if (this.#cancelled) throw this.#cancelled;
    call.stats.calls++;
    if (attempt > 0) call.stats.retries++;
    this.#exchange = new Exchange(options.dispatcher, call.request, {
      maxBytes: options.maxAnswerBytes,
      timeoutMs: deadline - Date.now(),
      toldTimeoutMs: call.timeoutMs,
    });
    return this.#exchange;
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
