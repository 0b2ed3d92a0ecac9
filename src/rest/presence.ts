/** Who is told when nobody waits any more. */
export interface Leaving {
  left(): void;
}

/** Whether somebody still waits for an operation's answer. Lighter than an AbortSignal, of which there would be one a call. */
export class Presence {
  #left = false;
  readonly #told = new Set<Leaving>();

  get left(): boolean {
    return this.#left;
  }

  /** Calls `listener` when nobody waits any more, at once when that is so; gives what forgets the listener. */
  onLeave(listener: () => void): () => void {
    const told = { left: listener };
    this.add(told);
    return () => this.delete(told);
  }

  /** The same for an object: a call is one already, and needs no closures to be told and forgotten. */
  add(told: Leaving): void {
    if (this.#left) told.left();
    else this.#told.add(told);
  }

  delete(told: Leaving): void {
    this.#told.delete(told);
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    for (const told of this.#told) told.left();
    this.#told.clear();
  }
}
