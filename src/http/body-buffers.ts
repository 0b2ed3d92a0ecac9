import type { ServerResponse } from 'node:http';

/** Letters of an answer that is better sent as text than encoded beforehand. */
export const smallestText = 16_384;
const largest = 2_097_152;
/** Kept of each size: what that many answers need at a time. */
const mostKept = 4;

/**
 * Buffers for large answers, which are used again: to get the memory for one takes several times as long as to write the
 * text into it. 64 KiB to 2 MiB in powers of two, of which 16 MiB are kept at most.
 */
export class BodyBuffers {
  readonly #kept: Buffer[][] = [];

  /** A text, encoded for one answer; one that is too small to be worth it comes back as it is, one that is too large in a buffer of its own. */
  encode(text: string, response: ServerResponse): Buffer | string {
    if (text.length < smallestText) return text;
    // Of what no letter takes more.
    const most = text.length * 3;
    if (most > largest) return Buffer.from(text);
    const size = 32 - Math.clz32(most - 1);
    this.#kept[size] ??= [];
    const kept = this.#kept[size];
    const buffer = kept.pop() ?? Buffer.allocUnsafeSlow(2 ** size);
    const bytes = buffer.write(text);
    // Then all of it is the operating system's. One whose client leaves before is not used again.
    response.on('finish', () => {
      if (kept.length < mostKept) kept.push(buffer);
    });
    return buffer.subarray(0, bytes);
  }
}
