import { RestQuotaError } from './errors.js';
import type { Lane } from './lane.js';

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
    /** Whose call it is: any object that is one operation's own. */
    readonly operation: object,
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

export function refusal({ at, isPaused }: Opening, now: number): RestQuotaError {
  return new RestQuotaError(Math.max(at - now, 0), isPaused);
}

/** Turns by operation: operations in the order in which their turn comes, and the turns of each as they came. */
export class Turns {
  readonly #of = new Map<object, Turn[]>();

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
  next(may: (operation: object) => boolean): Turn | undefined {
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
