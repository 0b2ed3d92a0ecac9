/** Whether somebody still waits for an operation's answer. Lighter than an AbortSignal, of which there would be one a call. */
export class Presence {
  #left = false;
  #stays = false;
  readonly #listeners = new Set<() => void>();

  get left(): boolean {
    return this.#left;
  }

  /** Calls `listener` when nobody waits any more, at once when that is so; gives what forgets the listener. */
  onLeave(listener: () => void): () => void {
    if (this.#left) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on nobody is said to have left: a mutation goes on all the same. */
  stay(): void {
    this.#stays = true;
    this.#left = false;
  }

  leave(): void {
    if (this.#left || this.#stays) return;
    this.#left = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
