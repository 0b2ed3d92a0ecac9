import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { drain } from '../http/body.js';
import type { Runtime } from '../runtime.js';
import { type Blobs, sizeOf } from './blobs.js';
import { decodeKey, mediaPrefix, storagePrefix } from './paths.js';
import { receivePut, StorageError } from './put.js';
import { readRange } from './range.js';

export interface StorageRequest {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  query: URLSearchParams;
  requestId: string;
  /** Sends something else in place of the answer to a PUT that has succeeded. */
  intercept?: () => void;
}

/** Object storage as a client of a signed URL meets it: XML errors, CORS, ranges. */
export async function serveStorage(
  call: StorageRequest,
  runtime: Pick<Runtime, 'blobs' | 'signer'>,
): Promise<void> {
  const { request, response, path } = call;
  setCors(request, response);
  try {
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (request.method === 'PUT' && path.startsWith(storagePrefix)) {
      const blob = await receivePut(call, runtime);
      if (call.intercept) return call.intercept();
      response.writeHead(200, { ETag: `"${blob.md5}"`, 'Content-Length': 0 }).end();
    } else if ((request.method === 'GET' || request.method === 'HEAD') && path.startsWith(mediaPrefix)) {
      await sendBlob(call, runtime.blobs);
    } else {
      throw new StorageError(
        405,
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
      );
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    await sendError(call, error);
  }
}

/** Browsers PUT from any origin with the headers that were signed, and may read whatever is answered. */
export function setCors(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'ETag, Content-Length, Content-Range, Accept-Ranges, Date',
  );
  if (request.method !== 'OPTIONS') return;
  const asked = request.headers['access-control-request-headers'];
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, PUT');
  response.setHeader('Access-Control-Allow-Headers', asked ?? 'content-type, range');
  response.setHeader('Access-Control-Max-Age', '3000');
}

async function sendBlob({ request, response, path }: StorageRequest, blobs: Blobs) {
  const key = decodeKey(path.slice(mediaPrefix.length));
  const blob = key !== undefined && blobs.isPublished(key) ? blobs.find(key) : undefined;
  if (!blob) throw new StorageError(404, 'NoSuchKey', 'The specified key does not exist.');
  const sizeBytes = await sizeOf(blob);
  response.setHeader('Content-Type', blob.contentType);
  response.setHeader('Accept-Ranges', 'bytes');
  // Anybody may upload HTML under any name; nobody shall have it run by a guess.
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'public, max-age=60');
  const range = readRange(request.headers.range, sizeBytes);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${sizeBytes}`);
    throw new StorageError(416, 'InvalidRange', 'The requested range is not satisfiable.');
  }
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${sizeBytes}`);
  response.writeHead(range ? 206 : 200, { 'Content-Length': end - start + 1 });
  if (request.method === 'HEAD' || sizeBytes === 0) {
    response.end();
    return;
  }
  // A reader that goes away is no failure of ours.
  await pipeline(createReadStream(blob.file, { start, end }), response).catch(() => response.destroy());
}

async function sendError({ request, response, requestId }: StorageRequest, error: StorageError) {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${error.message}</Message><RequestId>${requestId}</RequestId></Error>`;
  if (!request.complete) await drain(request);
  if (!request.complete) response.setHeader('Connection', 'close');
  response.writeHead(error.status, {
    'Content-Type': 'application/xml',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
