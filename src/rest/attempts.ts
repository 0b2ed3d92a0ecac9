import type { Dispatcher } from 'undici';
import { type RestAnswer, readAnswer } from './answer.js';
import type { Deadlines } from './deadlines.js';
import { mayHappenYet, RestNetworkError, RestQuotaError, RestResponseError } from './errors.js';
import { Exchange, type Exchanging, type HttpAnswer, type HttpRequest } from './exchange.js';
import type { Quota } from './quota.js';
import type { Operation, Turn } from './turn.js';

/** Counts of one GraphQL operation. */
export interface RestStats extends Operation {
  /** Every attempt. */
  calls: number;
  retries: number;
  /** Reads that were answered from the cache. */
  cacheHits: number;
  /** Age of the oldest of them, in milliseconds. */
  oldestMs: number;
  /** Reads that came by a call that was under way already. */
  joined: number;
  /** How long all that was read holds yet, as Layers told it, in milliseconds; Infinity where it told nothing of it. */
  leastMs: number;
}

export interface AttemptsOptions {
  readonly dispatcher: Dispatcher;
  readonly quota: Quota;
  readonly maxAnswerBytes: number;
  readonly deadlines: Deadlines;
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

/** Who is told what came of a call. */
export interface Outcome {
  /** Makes an answer of what came, made at `date` by upstream's clock. What it throws is a failure of the attempt. */
  read(answer: HttpAnswer, date: number): RestAnswer;
  /** One of the two is called, once. */
  came(answer: RestAnswer): void;
  /** `mayHappenYet`: Layers may have been given one of the attempts, and does it whenever it does. */
  failed(error: unknown, mayHappenYet: boolean): void;
}

/**
 * One call to Layers: tried at most twice more, where that is safe, on a lost connection, a 502 to 504 without an envelope
 * and a short Retry-After; always within one deadline, each time when the key has a call left. Fails with the classes of
 * `errors.ts`. It is told, not awaited: an async function would be a promise or two for each step of each call.
 */
export class Attempts implements Exchanging {
  readonly deadline: number;
  #attempt = 0;
  #lost: unknown;
  #mayHappenYet = false;
  #exchange: Exchange | undefined;
  #turn!: Turn;
  #cancelled: Error | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: AttemptsOptions,
    private readonly call: Attempted,
    private readonly outcome: Outcome,
  ) {
    this.deadline = Date.now() + call.timeoutMs;
  }

  get maxBytes(): number {
    return this.options.maxAnswerBytes;
  }

  get timeoutMs(): number {
    return this.call.timeoutMs;
  }

  start(): void {
    this.#exchange = undefined;
    this.#turn = this.options.quota.turn(this.call, this.deadline);
    const wait = this.#turn.admit();
    if (wait === undefined) this.#send();
    else
      wait.then(
        () => this.#send(),
        (error: Error) => this.failed(error),
      );
  }

  /** Ends it. */
  cancel(error: Error): void {
    this.#cancelled = error;
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.outcome.failed(error, this.#mayHappenYet);
    } else if (this.#exchange) this.#exchange.cancel(error);
    else this.#turn.leave(error);
  }

  came(http: HttpAnswer): void {
    let answer: RestAnswer;
    try {
      const { quota } = this.options;
      const date = quota.clock.dateOf(http);
      quota.answered(this.#turn, http, date);
      answer = this.outcome.read(http, date);
    } catch (error) {
      this.failed(error);
      return;
    }
    this.outcome.came(answer);
  }

  failed(failure: unknown): void {
    this.options.quota.failed(this.#turn, this.#exchange?.isSent ?? false);
    this.#mayHappenYet ||= mayHappenYet(failure);
    const delayMs = this.#cancelled ? undefined : this.#retryDelayMs(failure);
    if (delayMs === undefined) {
      // A call was made: what became of it says more than that there is none to repeat it.
      const error = failure instanceof RestQuotaError ? (this.#lost ?? failure) : failure;
      this.outcome.failed(this.#cancelled ?? error, this.#mayHappenYet);
      return;
    }
    if (!(failure instanceof RestResponseError && failure.status === 429)) this.#lost = failure;
    this.#attempt++;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.start();
    }, delayMs);
  }

  #send(): void {
    if (this.#cancelled) {
      this.failed(this.#cancelled);
      return;
    }
    const { stats, request } = this.call;
    stats.calls++;
    if (this.#attempt > 0) stats.retries++;
    this.#exchange = new Exchange(this);
    this.#exchange.start(this.options.dispatcher, request, this.options.deadlines);
  }

  #retryDelayMs(failure: unknown): number | undefined {
    if (!this.call.mayRepeat || this.#attempt >= maxRetries) return undefined;
    const delayMs = retryDelayMs(failure, this.#attempt);
    return delayMs !== undefined && Date.now() + delayMs < this.deadline ? delayMs : undefined;
  }
}

/** The same for who waits for the answer alone: JSON in 2xx. `onLost` is told when it fails and may happen yet. */
export function attempt(options: AttemptsOptions, call: Attempted, onLost: () => void): Promise<RestAnswer> {
  return new Promise((came, reject) => {
    const read = (answer: HttpAnswer, date: number) => readAnswer(answer, date, call.scope);
    const failed = (error: unknown, isLost: boolean) => {
      if (isLost) onLost();
      reject(error);
    };
    new Attempts(options, call, { read, came, failed }).start();
  });
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
