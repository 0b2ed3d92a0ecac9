/** Files that people have chosen, by operation and by the path in its variables. They live as long as the page. */
export class ChosenFiles {
  readonly #files = new Map<string, readonly File[]>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  of(operation: string, path: string): readonly File[] {
    return this.#files.get(keyOf(operation, path)) ?? [];
  }

  choose(operation: string, path: string, files: readonly File[]): void {
    this.#files.set(keyOf(operation, path), files);
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  /** Changes with every choice. */
  version = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

function keyOf(operation: string, path: string): string {
  return `${operation}\n${path}`;
}
