import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** One stored object. */
export interface Blob {
  /** Local path; the file may be replaced by a later PUT. */
  file: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  md5: string;
  /** Differs with every write to a key, so that a change during a check is noticed. */
  version: string;
}

/** Bytes on disk that belong to no key yet. Give it to `commit` or `discard`. */
export type Draft = Omit<Blob, 'version'>;

/** Raised by `receive` when more bytes came than were allowed. */
export class OverLimitError extends Error {}

/** Object storage: keys in memory, bytes in a temporary folder that `close` removes. */
export interface Blobs {
  /** Streams to disk with backpressure; nothing is left behind when the source fails. */
  receive(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    contentType: string,
    maxBytes: number,
  ): Promise<Draft>;
  commit(key: string, draft: Draft): Promise<Blob>;
  discard(draft: Draft): Promise<void>;
  find(key: string): Blob | undefined;
  /** Makes a key readable under `/media/`. */
  publish(key: string): void;
  isPublished(key: string): boolean;
  /** Serves a file that is not the store's own, such as seed media. */
  adopt(key: string, file: string, contentType: string): void;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Makes its folder inside `parent`. */
export async function openBlobs(parent = tmpdir()): Promise<Blobs> {
  const folder = await mkdtemp(join(parent, 'layers-emulator-'));
  const blobs = new Map<string, Blob>();
  const published = new Set<string>();

  async function unlink(blob: Pick<Blob, 'file'> | undefined) {
    if (blob?.file.startsWith(folder)) await rm(blob.file, { force: true });
  }

  return {
    async receive(source, contentType, maxBytes) {
      const part = join(folder, `${randomUUID()}.part`);
      const sha256 = createHash('sha256');
      const md5 = createHash('md5');
      let sizeBytes = 0;
      const meter = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          sizeBytes += chunk.length;
          if (sizeBytes > maxBytes) return done(new OverLimitError(`more than ${maxBytes} bytes`));
          sha256.update(chunk);
          md5.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(source, meter, createWriteStream(part));
        const file = part.replace(/part$/, 'blob');
        await rename(part, file);
        return { file, contentType, sizeBytes, sha256: sha256.digest('hex'), md5: md5.digest('hex') };
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async commit(key, draft) {
      const blob = { ...draft, version: randomUUID() };
      const replaced = blobs.get(key);
      blobs.set(key, blob);
      await unlink(replaced);
      return blob;
    },
    discard: (draft) => unlink(draft),
    find: (key) => blobs.get(key),
    publish: (key) => published.add(key),
    isPublished: (key) => published.has(key),
    adopt(key, file, contentType) {
      blobs.set(key, { file, contentType, sizeBytes: -1, sha256: '', md5: '', version: 'adopted' });
      published.add(key);
    },
    async remove(key) {
      const blob = blobs.get(key);
      blobs.delete(key);
      published.delete(key);
      await unlink(blob);
    },
    async clear() {
      const old = [...blobs.values()];
      blobs.clear();
      published.clear();
      await Promise.all(old.map(unlink));
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Size on disk: of adopted files it is not kept. */
export async function sizeOf(blob: Blob): Promise<number> {
  return (await stat(blob.file)).size;
}
