import { freshKey } from './fresh-key';

/** Keys of mutations that people may have to send again. */
export class RepeatKey {
  #input = '';
  #key = '';

  /** The same for the same input, so that a repeat after a lost answer does nothing twice. */
  of(input: object): string {
    const text = JSON.stringify(input);
    if (text !== this.#input) {
      this.#input = text;
      this.#key = freshKey();
    }
    return this.#key;
  }

  /** It has succeeded: the same input once more is another wish. */
  used(): void {
    this.#input = '';
  }
}
