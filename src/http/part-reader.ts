import type { Readable } from 'node:stream';
import { IncomingFileError } from '../graph/incoming-file.js';

/**
 * Reads one part of a multipart request, with backpressure. When it is stopped, the rest of the part is read into
 * nothing: a part that nobody reads would hold up those behind it.
 */
export class PartReader implements AsyncIterable<Buffer> {
  #ended = false;
  #error: IncomingFileError | undefined;
  #wake = (): void => {};

  constructor(
    private readonly stream: Readable,
    private readonly maxBytes: number,
    private readonly onChunk: () => void,
  ) {
    stream.on('readable', () => this.#wake());
    stream.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    const cut = () => this.stop(new IncomingFileError('UPLOAD_INCOMPLETE', 'The file did not arrive whole.'));
    stream.on('error', cut);
    stream.on('close', cut);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let bytes = 0;
    for (;;) {
      if (this.#error !== undefined) throw this.#error;
      const chunk = this.stream.read() as Buffer | null;
      if (chunk !== null) {
        bytes += chunk.length;
        this.onChunk();
        if (bytes > this.maxBytes)
          throw new IncomingFileError('PAYLOAD_TOO_LARGE', `A file has at most ${this.maxBytes} bytes here.`);
        yield chunk;
      } else if (this.#ended) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  stop(error: IncomingFileError): void {
    if (this.#ended || this.#error !== undefined) return;
    this.#error = error;
    this.stream.removeAllListeners('readable');
    this.stream.resume();
    this.#wake();
  }
}
