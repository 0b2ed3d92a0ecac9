import { isAscii } from 'node:buffer';
import { type Dispatcher, util } from 'undici';
import type { Deadlines, Due, Expiring } from './deadlines.js';
import { RestAbandonedError, RestNetworkError, RestTimeoutError } from './errors.js';

type Headers = Record<string, string | string[] | undefined>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The whole body; undefined when it is over the most bytes, and then the rest of it is not read. */
  readonly text: string | undefined;
}

export interface HttpRequest {
  readonly origin: string;
  /** With its query. */
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | null;
}

/** Who makes an exchange, and is told what came of it: one of the two, once, and at once. */
export interface Exchanging {
  readonly maxBytes: number;
  /** In epoch milliseconds. */
  readonly deadline: number;
  /** Told to the caller when it is over: of all attempts together. */
  readonly timeoutMs: number;
  came(answer: HttpAnswer): void;
  failed(error: Error): void;
}

/**
 * One exchange with Layers. It takes the pool's events itself: `undici.request` makes a stream, an abort signal and an
 * async resource for each call, which cost more than all the rest of a small read. And it takes them as the pool's
 * clients give them, because the newer names (`onRequestStart`) are two more objects for each call.
 */
export class Exchange implements Dispatcher.DispatchHandler, Expiring {
  #abort: ((error?: Error) => void) | undefined;
  #isEnded = false;
  #due: Due | undefined;
  #place = 0;
  #status = 0;
  #headers: Headers | undefined;
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;
  #bytes = 0;

  constructor(private readonly owner: Exchanging) {}

  start(dispatcher: Dispatcher, request: HttpRequest, deadlines: Deadlines): void {
    this.#due = deadlines.add(this.owner.deadline, this);
    this.#place = this.#due.calls.length - 1;
    try {
      dispatcher.dispatch(request, this);
    } catch (error) {
      this.onError(error as Error);
    }
  }

  /** Whether a connection has taken it: Layers may have seen it. */
  get isSent(): boolean {
    return this.#abort !== undefined;
  }

  /** Ends it: whoever waits gets the error at once, and the connection goes when it is this call's already. */
  cancel(error: Error): void {
    if (!this.#end()) return;
    this.#abort?.(error);
    this.owner.failed(error);
  }

  expire(): void {
    this.cancel(new RestTimeoutError(this.owner.timeoutMs));
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    // Cancelled while it waited for a connection: it is not sent.
    if (this.#isEnded) abort(new RestAbandonedError('Cancelled.'));
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    this.#status = status;
    this.#headers = util.parseHeaders(headers) as Headers;
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#first === undefined) this.#first = chunk;
    else if (this.#rest === undefined) this.#rest = [this.#first, chunk];
    else this.#rest.push(chunk);
    if (this.#bytes > this.owner.maxBytes && this.#end()) {
      this.#abort!(new RestAbandonedError('The answer is too long.'));
      this.#came(undefined);
    }
    return true;
  }

  onComplete(): void {
    if (!this.#end()) return;
    const bytes = this.#rest === undefined ? this.#first : Buffer.concat(this.#rest, this.#bytes);
    this.#came(bytes === undefined ? '' : textOf(bytes));
  }

  onError(cause: Error): void {
    if (this.#end()) this.owner.failed(new RestNetworkError('Layers cannot be reached.', { cause }));
  }

  #came(text: string | undefined): void {
    this.owner.came({ status: this.#status, headers: this.#headers ?? {}, text });
  }

  /** False when it had ended already. */
  #end(): boolean {
    if (this.#isEnded) return false;
    this.#isEnded = true;
    this.#due?.remove(this.#place);
    return true;
  }
}

/** Most answers are ASCII, which is copied, not decoded. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}
