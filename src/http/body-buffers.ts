import type { ServerResponse } from 'node:http';

/** Bytes of an answer that is better sent as text than encoded beforehand. */
export const smallestBuffer = 16_384;
const largest = 1_048_576;
/** Kept of each size: what that many answers need at a time. */
const mostKept = 8;

/**
 * Buffers for large answers, which are used again: to get the memory for one takes several times as long as to write the
 * text into it. 16 KiB to 1 MiB in powers of two, of which 16 MiB are kept at most.
 */
export class BodyBuffers {
  readonly #kept: Buffer[][] = [];

  /** A text, encoded for one answer; what is too small or too large to be worth it comes back as it is, or as a buffer of its own. */
  encode(text: string, bytes: number, response: ServerResponse): Buffer | string {
    if (bytes < smallestBuffer) return text;
    if (bytes > largest) return Buffer.from(text);
    const size = 32 - Math.clz32(bytes - 1);
    this.#kept[size] ??= [];
    const kept = this.#kept[size];
    const buffer = kept.pop() ?? Buffer.allocUnsafeSlow(2 ** size);
    buffer.write(text);
    // Then all of it is the operating system's. One whose client leaves before is not used again.
    response.on('finish', () => {
      if (kept.length < mostKept) kept.push(buffer);
    });
    return buffer.subarray(0, bytes);
  }
}
