import { createHash, type Hash } from 'node:crypto';
import { type FieldPath, type Refusal, RefusedInput } from './mutation.js';

/** Counts and hashes a file on its way, and holds it to what was declared of it. */
export class FileMeter {
  bytes = 0;
  readonly #hash: Hash | undefined;

  constructor(
    private readonly declared: {
      readonly sizeBytes?: number | null | undefined;
      readonly checksumSha256?: string | null | undefined;
      /** Where size and file stand in the input. */
      readonly sizeField: FieldPath;
      readonly fileField: FieldPath;
    },
  ) {
    if (declared.checksumSha256 != null) this.#hash = createHash('sha256');
  }

  /**
   * The same chunks, one behind: the last one is given only when the file has ended as declared. So storage never has a
   * whole file that is not; what it lacks of it, it does not store. Throws `RefusedInput` otherwise.
   */
  async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { sizeBytes } = this.declared;
    let held: Buffer | undefined;
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      this.#hash?.update(chunk);
      if (sizeBytes != null && this.bytes > sizeBytes) break;
      if (held !== undefined) yield held;
      held = chunk;
    }
    const refusals = this.#refusals();
    if (refusals.length > 0) throw new RefusedInput(refusals);
    if (held !== undefined) yield held;
  }

  #refusals(): Refusal[] {
    const { sizeBytes, checksumSha256, sizeField, fileField } = this.declared;
    if (sizeBytes != null && this.bytes !== sizeBytes) {
      const found = this.bytes > sizeBytes ? 'more' : `${this.bytes}`;
      return [{ message: `The file has ${found} bytes; ${sizeBytes} were declared.`, field: sizeField }];
    }
    if (this.bytes === 0) return [{ message: 'The file is empty.', field: fileField }];
    if (this.#hash !== undefined && this.#hash.digest('hex') !== checksumSha256?.toLowerCase())
      return [{ message: 'The file does not have the declared checksum.', field: ['checksumSha256'] }];
    return [];
  }
}

/** Takes chunks until more than `most` bytes are there or the file ends; `rest` gives the whole file all the same. */
export async function readHead(
  chunks: AsyncIterable<Buffer>,
  most: number,
): Promise<{ whole: Buffer } | { rest: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  for (let bytes = 0; bytes <= most; ) {
    const next = await iterator.next();
    if (next.done) return { whole: Buffer.concat(head) };
    head.push(next.value);
    bytes += next.value.length;
  }
  async function* rest() {
    try {
      yield* head.splice(0);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { rest: rest() };
}
