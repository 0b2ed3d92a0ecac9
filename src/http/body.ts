import type { IncomingMessage } from 'node:http';

/** A request that is refused before it reaches GraphQL, with the status and the words that say why. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(
    readonly status: 400 | 401 | 405 | 406 | 408 | 413 | 415,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads a JSON body within its limits; throws `RequestError`, or another error when the client has left. */
export async function readJsonBody(
  request: IncomingMessage,
  { maxBodyBytes: maxBytes, idleTimeoutMs }: { maxBodyBytes: number; idleTimeoutMs: number },
): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(type))
    throw new RequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the operation as application/json in UTF-8.');
  if (!/^(?:|identity)$/i.test(request.headers['content-encoding'] ?? ''))
    throw new RequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body uncompressed.');
  const tooLarge = () =>
    new RequestError(413, 'PAYLOAD_TOO_LARGE', `A request body has at most ${maxBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const stalled = () => reject(new RequestError(408, 'REQUEST_TIMEOUT', 'The request stopped arriving.'));
    const timer = setTimeout(stalled, idleTimeoutMs);
    request.on('close', () => clearTimeout(timer));
    request.on('data', (chunk: Buffer) => {
      timer.refresh();
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else reject(tooLarge());
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve();
    });
    request.on('error', reject);
    request.on('close', () => reject(new Error('The client has left.')));
  });
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'The request body is not JSON. Send {"query": "...", "variables": {...}}.',
    );
  }
}

const mostDrainedBytes = 64 * 2 ** 20;
const drainMs = 10_000;

/**
 * Lets a client that still sends read its answer: takes in the rest of the body up to a bound, then cuts the
 * connection. Closing at once would reset it, and the answer would be lost.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), drainMs);
  request.removeAllListeners('data');
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostDrainedBytes) request.destroy();
  });
  request.on('close', () => clearTimeout(timer));
  request.resume();
}
