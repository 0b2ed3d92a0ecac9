import { invalid } from '../http/api-error.js';
import { UnreadableMediaError } from '../probe/facts.js';
import { probe, thumbnailOf, type UploadContentType } from '../probe/probe.js';
import type { Runtime } from '../runtime.js';
import type { Blob, Blobs } from '../storage/blobs.js';
import { mediaUrl } from '../storage/paths.js';
import type { MeasuredFile } from './item.js';

export interface StoredFile {
  blob: Blob;
  key: string;
  contentType: UploadContentType;
  /** Of the input that brought it, for the refusal. */
  path: string;
}

/** Probes a stored file and gives it a thumbnail. Throws 422 when the bytes are not what they claim to be. */
export async function measure(
  stored: StoredFile,
  { blobs, storageUrl }: Pick<Runtime, 'blobs' | 'storageUrl'>,
): Promise<MeasuredFile> {
  const { blob, key, contentType, path } = stored;
  try {
    const facts = await probe(blob.file, contentType);
    const thumbnailUrl =
      facts.kind === 'image' ? await storeThumbnail(blob.file, key, blobs, storageUrl) : null;
    return { url: mediaUrl(storageUrl, key), thumbnailUrl, contentType, sha256: blob.sha256, facts };
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    throw invalid([{ path, message: `Unreadable media: ${error.message}` }], 'issues');
  }
}

/** Where the thumbnail of a stored file goes. */
export function thumbnailKeyOf(key: string): string {
  return key.replace(/(\.[^./]*)?$/, '-thumb.jpg');
}

/** Null when the image cannot be decoded. */
export async function storeThumbnail(
  file: string,
  key: string,
  blobs: Blobs,
  storageUrl: string,
): Promise<string | null> {
  const bytes = await thumbnailOf(file);
  if (!bytes) return null;
  const thumbnailKey = thumbnailKeyOf(key);
  const draft = await blobs.receive([bytes], 'image/jpeg', bytes.length);
  await blobs.commit(thumbnailKey, draft);
  blobs.publish(thumbnailKey);
  return mediaUrl(storageUrl, thumbnailKey);
}
