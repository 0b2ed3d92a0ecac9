import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Crowd } from './crowd.js';

/** The requests under way, for a server that wants to leave. */
export class Visits {
  readonly #answering = new Crowd<ServerResponse>();
  /** Apart from their answers: a mutation goes on when its caller has left. */
  readonly #operations = new Crowd<ServerResponse>();
  #received = 0;
  #changed: (() => void) | undefined;
  // One for all requests: an emitter calls its listeners with itself.
  readonly #closed: (this: ServerResponse) => void;

  constructor() {
    const closed = (response: ServerResponse) => {
      this.#answering.delete(response);
      this.#changed?.();
    };
    this.#closed = function (this: ServerResponse) {
      closed(this);
    };
  }

  /** Requests so far. */
  get received(): number {
    return this.#received;
  }

  /** Those whose answer has not been sent in full. */
  get answering(): Iterable<ServerResponse> {
    return this.#answering.all;
  }

  begin(response: ServerResponse): void {
    this.#received++;
    this.#answering.add(response);
    response.on('close', this.#closed);
  }

  /**
   * A connection is closed. Node tells nothing of answers that wait behind another on it: they have no socket yet, and whoever
   * waits for them to close would wait for ever.
   */
  left(socket: Socket): void {
    const waiting = this.#answering.all.filter(
      (response) => response.socket === null && response.req.socket === socket,
    );
    for (const response of waiting) response.emit('close');
  }

  /** What runs is waited for even when nobody takes its answer. */
  beginOperation(response: ServerResponse): void {
    this.#operations.add(response);
  }

  endOperation(response: ServerResponse): void {
    this.#operations.delete(response);
    this.#changed?.();
  }

  /** Resolves when those that are under way now have ended. */
  async ended(): Promise<void> {
    const all = [...this.#answering.all, ...this.#operations.all];
    while (all.some((response) => this.#answering.has(response) || this.#operations.has(response)))
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
  }
}
