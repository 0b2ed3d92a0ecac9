import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What tells an operation from another. */
export interface OperationIdentity {
  /** Of its document: the same object each time. */
  readonly operation: object;
  readonly variables: object;
}

/** What was seen says little of what is there much later; a window is about as long. */
const seenMs = 60_000;

/**
 * How many calls operations turned out to need that were refused half-way, so that the next time they are refused before
 * they have spent anything: how long a list is shows only when it is read. By scope; bounded, the least recently used go
 * first.
 */
export class NeededCalls {
  readonly #needed = new LRUCache<string, number>({ max: 10_000, ttl: seenMs });
  /** Only those that have ever been refused so have one, and need a key. */
  readonly #numbers = new WeakMap<object, number>();
  #last = 0;

  get(scope: string, { operation, variables }: OperationIdentity): number | undefined {
    const number = this.#numbers.get(operation);
    const key = number === undefined ? undefined : keyOf(scope, number, variables);
    return key === undefined ? undefined : this.#needed.get(key);
  }

  set(scope: string, { operation, variables }: OperationIdentity, calls: number): void {
    let number = this.#numbers.get(operation);
    if (number === undefined) {
      number = ++this.#last;
      this.#numbers.set(operation, number);
    }
    const key = keyOf(scope, number, variables);
    if (key !== undefined) this.#needed.set(key, calls);
  }
}

/** Hashed: variables may be as long as a body. Undefined for what is nested too deeply to be written: that is not known again. */
function keyOf(scope: string, number: number, variables: object): string | undefined {
  try {
    return hash('sha256', JSON.stringify([scope, number, variables]), 'base64url');
  } catch {
    return undefined;
  }
}
