/** Something that happened in the account, as its webhooks would tell it. */
export interface EmulatorEvent {
  /** One of RULES 17.4. */
  readonly type: string;
  /** Bare id. */
  readonly organizationId: string;
  /** RULES 17.8 */
  readonly data: Readonly<Record<string, unknown>>;
}

type Listener = (event: EmulatorEvent) => void;

/** Whoever changes a thing tells it here; listeners are called at once, in order. */
export class Events {
  readonly #listeners = new Set<Listener>();

  /** Returns what ends it. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: EmulatorEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
