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

interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly idleTimeoutMs: number;
}

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** Reads a JSON body within its limits; rejects with `RequestError`, or another error when the client has left. */
export function readJsonBody(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  return new Promise((resolve, reject) => {
    checkHead(request, limits);
    const { maxBodyBytes, idleTimeoutMs } = limits;
    let first: Buffer | undefined;
    let others: Buffer[] | undefined;
    let bytes = 0;
    let hasEnded = false;
    const timer = setTimeout(
      () => reject(new RequestError(408, 'REQUEST_TIMEOUT', 'The request stopped arriving.')),
      idleTimeoutMs,
    );
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) reject(tooLarge(limits));
      // Most bodies are one chunk.
      else if (first === undefined) first = chunk;
      else {
        others ??= [first];
        others.push(chunk);
      }
      timer.refresh();
    });
    request.on('end', () => {
      hasEnded = true;
      clearTimeout(timer);
      const whole = others === undefined ? first : Buffer.concat(others);
      try {
        resolve(JSON.parse(whole === undefined ? '' : whole.toString('utf8')));
      } catch {
        reject(
          new RequestError(
            400,
            'BAD_REQUEST',
            'The request body is not JSON. Send {"query": "...", "variables": {...}}.',
          ),
        );
      }
    });
    // Of a client that leaves, too: an `error` is only told to who listens. It comes after each request, and to make an
    // error, with its stack, takes longer than all the rest here.
    request.on('close', () => {
      if (hasEnded) return;
      clearTimeout(timer);
      reject(new Error('The client has left.'));
    });
  });
}

function checkHead({ headers }: IncomingMessage, limits: BodyLimits): void {
  const type = headers['content-type'] ?? '';
  // What nearly all clients send needs no closer look.
  if (type !== 'application/json' && !jsonType.test(type))
    throw new RequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the operation as application/json in UTF-8.');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && !/^(?:|identity)$/i.test(encoding))
    throw new RequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body uncompressed.');
  if (Number(headers['content-length'] ?? 0) > limits.maxBodyBytes) throw tooLarge(limits);
}

function tooLarge({ maxBodyBytes }: BodyLimits): RequestError {
  return new RequestError(413, 'PAYLOAD_TOO_LARGE', `A request body has at most ${maxBodyBytes} bytes.`);
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
