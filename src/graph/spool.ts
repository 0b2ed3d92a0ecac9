import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file on disk between its arrival and its PUT. */
export interface SpooledFile {
  readonly size: number;
  /** The bytes, as often as they are needed. Throws `SpoolError`. */
  chunks(): AsyncIterable<Buffer>;
  /** Lets the file go; the caller must, in every outcome. */
  remove(): Promise<void>;
}

/** The disk could not take a file, or give it back. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
}

/**
 * Writes chunks to a file of its own in `folder`. The file loses its name before its first byte, so that no crash, no
 * signal and no fault of ours can leave it there. When the chunks fail their error is thrown, else `SpoolError`.
 */
export async function spool(chunks: AsyncIterable<Buffer>, folder: string): Promise<SpooledFile> {
  const file = await openNameless(folder);
  const remove = () => file.close().catch(() => undefined);
  let size = 0;
  try {
    for await (const chunk of chunks) size += await append(file, chunk);
  } catch (error) {
    await remove();
    throw error;
  }
  return { size, chunks: () => read(file), remove };
}

async function append(file: FileHandle, chunk: Buffer): Promise<number> {
  try {
    for (let written = 0; written < chunk.length; )
      written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
    return chunk.length;
  } catch (error) {
    throw new SpoolError('The file could not be kept on disk.', { cause: error });
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `${randomUUID()}.upload`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx+', 0o600);
    await rm(path);
    return file;
  } catch (error) {
    throw new SpoolError('The file could not be kept on disk.', { cause: error });
  }
}

const readBytes = 256 * 1024;

/** Reads by position, so that it can be given up and begun again: a stream would close the file. */
async function* read(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(readBytes);
    const { bytesRead } = await file.read(chunk, 0, readBytes, position).catch((cause: unknown) => {
      throw new SpoolError('The file could not be read back from disk.', { cause });
    });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
