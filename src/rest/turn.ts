import type { Bucket } from './bucket.js';
import { RestQuotaError } from './errors.js';
import type { Lane } from './lane.js';

/** Whose calls they are: an object that is one operation's own. */
export interface Operation {
  /** Told how many calls were refused that it has asked for together. */
  onRefused: ((count: number) => void) | undefined;
}

/** A call that wants to be made, or is under way. */
export class Turn {
  /** Its number in the bucket while it is under way, and in the shared one: 0 is none. */
  call = 0;
  sharedCall = 0;
  /** When it has waited long enough. */
  until = 0;
  timer: NodeJS.Timeout | undefined;
  /** Set while it waits: lets it go, or refuses it. */
  wake: ((refusal?: Error) => void) | undefined;

  constructor(
    readonly caller: string,
    readonly lane: Lane,
    readonly operation: Operation,
    readonly isRead: boolean,
    /** In epoch milliseconds. */
    readonly deadline: number,
  ) {}

  /** Undefined when the call may be made at once; rejects with `RestQuotaError`. */
  admit(): Promise<void> | undefined {
    return this.lane.admit(this);
  }

  /** Until it is woken. */
  wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.wake = (refusal) => {
        this.wake = undefined;
        clearTimeout(this.timer);
        if (refusal) reject(refusal);
        else resolve();
      };
    });
  }

  /** Gives up a wait: whoever waits gets the error. */
  leave(error: Error): void {
    if (this.wake) this.lane.leave(this, error);
  }
}

/** When calls may be made: in epoch milliseconds, or 0 for now. */
export interface Opening {
  readonly at: number;
  /** Layers has asked for a pause; else there are too few left. */
  readonly isPaused: boolean;
}

/** What stands against so many calls; they are asked for together. */
export function refusal(
  { at, isPaused }: Opening,
  now: number,
  count: number,
  bucket: Bucket,
): RestQuotaError {
  const limit = bucket.limit();
  if (limit !== undefined && count > limit && count > 1)
    return new RestQuotaError(
      `The operation needs ${count} calls to Layers at once; this API key never has more than ${limit}. Ask for smaller pages, or for fewer things.`,
      undefined,
    );
  const left = bucket.left(now) ?? 0;
  const why = isPaused
    ? 'Layers has asked this API key to wait.'
    : left > 0
      ? `The operation needs ${count} calls to Layers, and this API key has ${left} left for now.`
      : 'The calls that this API key has for now are used up.';
  const retryAfterMs = Math.min(Math.ceil(Math.max(at - now, 0)), 2 ** 31 - 1);
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new RestQuotaError(`${why} Try again in ${seconds} s.`, retryAfterMs);
}

/** Refuses turns that one operation has asked for together. */
export function refuseAll(turns: readonly Turn[], opens: Opening, now: number, bucket: Bucket): void {
  const { length } = turns;
  if (length === 0) return;
  const error = refusal(opens, now, length, bucket);
  // Whatever becomes of the telling, nobody waits any longer.
  for (const turn of turns) turn.wake?.(error);
  turns[0]!.operation.onRefused?.(length);
}

/** Turns by operation: operations in the order in which their turn comes, and the turns of each as they came. */
export class Turns {
  readonly #of = new Map<Operation, Turn[]>();

  get isEmpty(): boolean {
    return this.#of.size === 0;
  }

  add(turn: Turn): void {
    const known = this.#of.get(turn.operation);
    if (known) known.push(turn);
    else this.#of.set(turn.operation, [turn]);
  }

  remove(turn: Turn): void {
    const known = this.#of.get(turn.operation);
    const index = known?.indexOf(turn) ?? -1;
    if (index < 0) return;
    if (known!.length === 1) this.#of.delete(turn.operation);
    else known!.splice(index, 1);
  }

  /** Takes out the first turn of the first operation that may; the operation goes to the end of the order. */
  next(may: (operation: Operation) => boolean): Turn | undefined {
    for (const [operation, turns] of this.#of) {
      if (!may(operation)) continue;
      const turn = turns.shift()!;
      this.#of.delete(operation);
      if (turns.length > 0) this.#of.set(operation, turns);
      return turn;
    }
    return undefined;
  }

  all(): Turn[] {
    return [...this.#of.values()].flat();
  }

  /** Takes out all, by operation. */
  takeAll(): Turn[][] {
    const batches = [...this.#of.values()];
    this.#of.clear();
    return batches;
  }
}

/** How many calls each operation has under way. */
export class Counts {
  readonly #of = new Map<object, number>();

  of(operation: object): number {
    return this.#of.get(operation) ?? 0;
  }

  add(operation: object, change: 1 | -1): void {
    const count = this.of(operation) + change;
    if (count > 0) this.#of.set(operation, count);
    else this.#of.delete(operation);
  }
}
