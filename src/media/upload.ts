import { FileMeter, readHead } from '../graph/file-meter.js';
import type { OpenFile } from '../graph/incoming-file.js';
import { derivedKey } from '../graph/mutation.js';
import { refuseExpired } from '../graph/signed-url.js';
import { type SpooledFile, spool } from '../graph/spool.js';
import type { RestClient } from '../rest/client.js';
import { isExpiredUrl, isWorthAnotherPut } from '../rest/errors.js';
import type { PresignHandle } from './source.js';
import type { MediaAsset } from './types.js';

/** Decoded bytes of an inline upload must be under 256 KB (RULES 10.1). */
const mostInlineBytes = 256 * 1024 - 1;

export interface MediaUpload {
  readonly projectId: string;
  /** Fields of the REST body that say what the file is. */
  readonly body: object;
  readonly sizeBytes: number | null | undefined;
  readonly checksumSha256: string | null | undefined;
  readonly file: OpenFile;
  readonly idempotencyKey: string;
  readonly spoolFolder: string;
}

interface MediaRoutes {
  presign(projectId: string, body: object, key: string): Promise<{ handle: PresignHandle; date: number }>;
  finalize(projectId: string, body: object, key: string): Promise<MediaAsset>;
  uploadInline(projectId: string, body: object, key: string): Promise<MediaAsset>;
}

/**
 * Takes a file up: inline when it is small; else presign, streamed PUT and finalize. Without a declared size the file
 * is spooled first, because storage takes no PUT without a length.
 */
export async function uploadMedia(
  rest: RestClient,
  routes: MediaRoutes,
  upload: MediaUpload,
): Promise<MediaAsset> {
  const { projectId, body, sizeBytes, checksumSha256, file, idempotencyKey: key } = upload;
  const meter = new FileMeter({ sizeBytes, checksumSha256, sizeField: ['sizeBytes'], fileField: ['file'] });
  const head = await readHead(meter.through(file.chunks), mostInlineBytes);
  if ('whole' in head)
    return routes.uploadInline(
      projectId,
      { ...body, dataBase64: head.whole.toString('base64') },
      derivedKey(key, 'inline'),
    );

  const size = sizeBytes ?? file.size;
  const spooled = size === undefined ? await spool(head.rest, upload.spoolFolder) : undefined;
  try {
    return await putAndFinalize(rest, routes, upload, size ?? spooled!.size, spooled ?? head.rest);
  } finally {
    await spooled?.remove();
  }
}

async function putAndFinalize(
  rest: RestClient,
  routes: MediaRoutes,
  { projectId, body, checksumSha256, idempotencyKey: key }: MediaUpload,
  sizeBytes: number,
  bytes: SpooledFile | AsyncIterable<Buffer>,
): Promise<MediaAsset> {
  const checksum = checksumSha256 != null && { checksumSha256 };
  const presign = async (step: string): Promise<PresignHandle> => {
    const declared = { ...body, sizeBytes, ...checksum };
    const { handle, date } = await routes.presign(projectId, declared, derivedKey(key, step));
    refuseExpired([handle.expiresAt], date);
    return handle;
  };
  const put = async ({ url, headers, expiresAt }: PresignHandle): Promise<unknown> => {
    const chunks = 'chunks' in bytes ? bytes.chunks() : bytes;
    return rest.put({ url, headers: headers ?? {}, expiresAt, body: chunks, length: sizeBytes }).then(
      () => undefined,
      (error: unknown) => error,
    );
  };
  let handle = await presign('presign');
  let error = await put(handle);
  // With the bytes at hand, once more to the same URL, so that a retry of it all finds the same upload; then to a fresh
  // one, which is also what helps when the first has expired.
  if ('chunks' in bytes && isWorthAnotherPut(error) && !isExpiredUrl(error)) error = await put(handle);
  if ('chunks' in bytes && isWorthAnotherPut(error)) {
    handle = await presign('presign again');
    error = await put(handle);
  }
  if (error !== undefined) throw error;
  const { uploadId } = handle;
  return routes.finalize(projectId, { uploadId, ...checksum }, derivedKey(key, `finalize ${uploadId}`));
}
