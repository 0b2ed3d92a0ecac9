import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file on disk between its arrival and its PUT. */
export interface SpooledFile {
  readonly size: number;
  /** The bytes, as often as they are needed. */
  chunks(): AsyncIterable<Buffer>;
  /** Removes the file; the caller must, in every outcome. */
  remove(): Promise<void>;
}

/** The disk could not take a file. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
}

/** Writes chunks to a file of its own in `folder`; when they fail, the file is gone and their error is thrown. */
export async function spool(chunks: AsyncIterable<Buffer>, folder: string): Promise<SpooledFile> {
  const path = join(folder, `${randomUUID()}.upload`);
  let size = 0;
  let sourceError: unknown;
  async function* counted() {
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        yield chunk;
      }
    } catch (error) {
      sourceError = error;
      throw error;
    }
  }
  const remove = () => rm(path, { force: true });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await remove();
    if (sourceError !== undefined) throw sourceError;
    throw new SpoolError('The file could not be kept on disk.', { cause: error });
  }
  return { size, chunks: () => createReadStream(path, { highWaterMark: 256 * 1024 }), remove };
}
