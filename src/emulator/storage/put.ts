import type { Runtime } from '../runtime.js';
import type { Blob } from './blobs.js';
import { decodeKey, storagePrefix } from './paths.js';
import type { StorageRequest } from './routes.js';

/** A refusal in object storage's own words. */
export class StorageError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'StorageError';
  }
}

/** What one PUT may carry at most, as in S3; the caps of the API are checked at finalize. */
const maxPutBytes = 5 * 1024 ** 3;

/** Under this folder nothing is ever stored: URLs that sandbox keys get (RULES 18.2). */
export const inertPrefix = 'sandbox-inert/';

/** Stores the body of a signed PUT (RULES 10.4, 11.13). Throws StorageError; an aborted PUT leaves nothing. */
export async function receivePut(
  call: StorageRequest,
  { blobs, signer }: Pick<Runtime, 'blobs' | 'signer'>,
): Promise<Blob> {
  const { request, path, query } = call;
  const key = decodeKey(path.slice(storagePrefix.length));
  const verdict = signer.verifyPut(path, query, request.headers);
  if (key === undefined || verdict === 'mismatch') {
    const message = 'The request signature we calculated does not match the signature you provided.';
    throw new StorageError(403, 'SignatureDoesNotMatch', message);
  }
  if (verdict === 'expired') throw new StorageError(403, 'ExpiredRequest', 'Request has expired.');
  const declared = request.headers['content-length'];
  if (declared === undefined) {
    throw new StorageError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (Number(declared) > maxPutBytes) {
    throw new StorageError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.');
  }
  if (key.startsWith(inertPrefix)) {
    throw new StorageError(403, 'AccessDenied', 'Uploads of sandbox keys are not stored.');
  }
  const draft = await blobs.receive(
    request,
    request.headers['content-type'] ?? 'application/octet-stream',
    maxPutBytes,
  );
  const checksum = request.headers['x-amz-checksum-sha256'];
  if (draft.sizeBytes !== Number(declared)) {
    await blobs.discard(draft);
    throw new StorageError(400, 'IncompleteBody', 'The body is not of the size given by Content-Length.');
  }
  if (typeof checksum === 'string' && checksum !== Buffer.from(draft.sha256, 'hex').toString('base64')) {
    await blobs.discard(draft);
    throw new StorageError(
      400,
      'BadDigest',
      'The SHA-256 you specified did not match the calculated checksum.',
    );
  }
  return blobs.commit(key, draft);
}
