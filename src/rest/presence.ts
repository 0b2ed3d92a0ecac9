/** Whether somebody still waits for an operation's answer. Lighter than an AbortSignal, of which there would be one a call. */
export class Presence {
  #left = false;
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

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
