/** The wait that Layers asks of a key is everybody's: who calls meanwhile would only be told to wait too. */
export class KeyPause {
  #until = 0;

  extend(ms: number): void {
    this.#until = Math.max(this.#until, performance.now() + ms);
  }

  /** Comes back when nobody has to wait; throws the signal's reason when it is canceled before. */
  async pass(signal: AbortSignal, onWait: (ms: number) => void): Promise<void> {
    for (let ms = this.#left(); ms > 0; ms = this.#left()) {
      onWait(ms);
      await delay(ms, signal);
    }
  }

  #left(): number {
    return this.#until - performance.now();
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const cancel = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal.addEventListener('abort', cancel, { once: true });
  });
}
