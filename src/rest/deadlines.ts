/** What has a deadline. */
export interface Expiring {
  expire(): void;
}

/** Deadlines within so many milliseconds are one, at their end. */
const togetherMs = 8;

/** Deadlines of calls. Those that come together have one timer: a timer for each call costs more than the rest of this. */
export class Deadlines {
  readonly #dues = new Map<number, Due>();

  /** Calls `expire` at `deadline`, in epoch milliseconds, or a few milliseconds later, unless it is removed before. */
  add(deadline: number, call: Expiring): Due {
    const at = Math.ceil(deadline / togetherMs) * togetherMs;
    let due = this.#dues.get(at);
    if (due === undefined) {
      due = new Due(at, () => this.#dues.delete(at));
      this.#dues.set(at, due);
    }
    due.add(call);
    return due;
  }
}

/** Calls that are due at one time. */
export class Due {
  readonly calls: (Expiring | undefined)[] = [];
  #left = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    at: number,
    private readonly forget: () => void,
  ) {
    this.#timer = setTimeout(() => this.#expire(), at - Date.now());
  }

  /** It is the last of `calls`. */
  add(call: Expiring): void {
    this.calls.push(call);
    this.#left++;
  }

  remove(place: number): void {
    // Not spliced, which would move the others; the list goes with the last of them.
    this.calls[place] = undefined;
    if (--this.#left > 0) return;
    clearTimeout(this.#timer);
    this.forget();
  }

  #expire(): void {
    this.forget();
    for (const call of this.calls) call?.expire();
  }
}
