import type { Dispatcher } from 'undici';
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
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

export interface HttpLimits {
  readonly maxBytes: number;
  /** Milliseconds left. */
  readonly timeoutMs: number;
  /** Told to the caller when they are over: of all attempts together. */
  readonly toldTimeoutMs: number;
}

/**
 * One exchange with Layers. It takes the pool's events itself: `undici.request` makes a stream, an abort signal and an
 * async resource for each call, which cost more than all the rest of a small read.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<HttpAnswer>;
  #resolve!: (answer: HttpAnswer) => void;
  #reject!: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #ended = false;
  readonly #timer: NodeJS.Timeout;
  readonly #maxBytes: number;
  #status = 0;
  #headers: Headers = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    dispatcher: Dispatcher,
    request: HttpRequest,
    { maxBytes, timeoutMs, toldTimeoutMs }: HttpLimits,
  ) {
    this.#maxBytes = maxBytes;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => this.cancel(new RestTimeoutError(toldTimeoutMs)), timeoutMs);
    try {
      dispatcher.dispatch(request, this);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** Whether a connection has taken it: Layers may have seen it. */
  get isSent(): boolean {
    return this.#controller !== undefined;
  }

  /** Ends it: whoever waits gets the error at once, and the connection goes when it is this call's already. */
  cancel(error: Error): void {
    if (!this.#end()) return;
    this.#reject(error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Cancelled while it waited for a connection: it is not sent.
    if (this.#ended) controller.abort(new RestAbandonedError('Cancelled.'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes <= this.#maxBytes || !this.#end()) return;
    this.#resolve({ status: this.#status, headers: this.#headers, text: undefined });
    controller.abort(new RestAbandonedError('The answer is too long.'));
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    const chunks = this.#chunks;
    const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, text: bytes.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(cause: Error): void {
    if (this.#end()) this.#reject(new RestNetworkError('Layers cannot be reached.', { cause }));
  }

  /** False when it had ended already. */
  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearTimeout(this.#timer);
    return true;
  }
}
