import type { RestAnswer } from './answer.js';

/** A read that is kept. */
export interface Kept {
  readonly answer: RestAnswer;
  /** When it was read, by this process' own clock (`performance.now`), which nobody sets back. */
  readonly readAt: number;
  /** Until then it is as good as new, by the same clock. */
  readonly freshUntil: number;
  readonly etag: string | undefined;
  /** How long it holds from `readAt` on as Layers told it; undefined where it told nothing of it. */
  readonly toldMs: number | undefined;
  /** Whether it serves nobody after that, whatever a caller would take. */
  readonly mustRevalidate: boolean;
}

/** What is known at one moment of a read that a scope may want to make. */
export interface Look {
  readonly kept: Kept | undefined;
  /**
   * Changes with every write of what the read is about. What is read under one stamp is not served under another, and
   * under an empty one nothing is kept.
   */
  readonly stamp: string;
  /** Changes with every write of the scope. */
  readonly epoch: string;
}

/** Which read: of whom, of what, and what about. */
export class ReadKey {
  #name: string | undefined;

  constructor(
    readonly scope: string,
    /** Hash of the credential alone. */
    readonly keyHash: string,
    readonly origin: string,
    /** With its query. */
    readonly path: string,
    /** See `tag`. */
    readonly tag: string | undefined,
  ) {}

  /** With origin and query: Redis may serve facades of several. */
  get url(): string {
    return this.origin + this.path;
  }

  /** Of scope and URL. Made when it is asked for: where nothing is kept, nobody does. */
  get name(): string {
    this.#name ??= `${this.scope} ${this.url}`;
    return this.#name;
  }
}

/**
 * Keeps reads, each for the scope that made it alone. Whatever is kept is found only as long as no write of the scope has
 * changed what it is about.
 */
export interface ReadCache {
  look(key: ReadKey): Look | Promise<Look>;
  /** The same for many, in their order. */
  lookAll(keys: readonly ReadKey[]): readonly Look[] | Promise<readonly Look[]>;
  /** Keeps what was read, unless something has been written since that look. */
  keep(key: ReadKey, look: Look, kept: Kept, text: string): void;
  /** The epoch of a scope, for who needs nothing else. */
  epoch(scope: string): string | Promise<string>;
  /**
   * A write has ended: nothing kept under these tags is found again, by anybody, once this has resolved. One that may
   * happen yet is `late`: nothing is kept under them for a while.
   */
  changed(scope: string, tags: readonly string[], late: boolean): void | Promise<void>;
  /** The same for one read that Layers does not answer any more. */
  forget(key: ReadKey): void;
  /** The same for all that a scope has, and for all that its key has in other scopes where that is given: it was refused. */
  empty(scope: string, keyHash: string | undefined): void | Promise<void>;
}

/** How long a write may take that Layers was given and did not answer, in milliseconds. */
export const longestLateMs = 60_000;

/** How long a read is kept after its lifetime, for callers who take stale ones, in milliseconds. */
export const longestStaleMs = 300_000;
