import { FileMeter, readHead } from '../graph/file-meter.js';
import type { OpenFile } from '../graph/incoming-file.js';
import { derivedKey } from '../graph/mutation.js';
import { refuseExpired } from '../graph/signed-url.js';
import { type SpooledFile, spool } from '../graph/spool.js';
import type { RestClient } from '../rest/client.js';
import { isWorthAnotherUrl } from '../rest/errors.js';
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
  const attempt = async (step: string): Promise<{ uploadId: string; error?: unknown }> => {
    const { handle, date } = await routes.presign(
      projectId,
      { ...body, sizeBytes, ...checksum },
      derivedKey(key, step),
    );
    const { uploadId, url, headers, expiresAt } = handle;
    refuseExpired([expiresAt], date);
    const chunks = 'chunks' in bytes ? bytes.chunks() : bytes;
    try {
      await rest.put({ url, headers: headers ?? {}, expiresAt, body: chunks, length: sizeBytes });
      return { uploadId };
    } catch (error) {
      return { uploadId, error };
    }
  };
  let { uploadId, error } = await attempt('presign');
  if (error !== undefined && 'chunks' in bytes && isWorthAnotherUrl(error))
    ({ uploadId, error } = await attempt('presign again'));
  if (error !== undefined) throw error;
  return routes.finalize(projectId, { uploadId, ...checksum }, derivedKey(key, 'finalize'));
}
