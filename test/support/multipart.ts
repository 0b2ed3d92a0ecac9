import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Answer, Json, Stage } from './facade.js';

export interface Part {
  readonly name: string;
  /** Leaves the part out of the request, or keeps its place in `map`. */
  readonly filename?: string;
  readonly contentType?: string;
  readonly body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface MultipartRequest {
  readonly query: string;
  readonly variables: Json;
  /** By the specification: the name of each part, and where in `variables` it belongs. */
  readonly map: Readonly<Record<string, readonly string[]>>;
  readonly parts: readonly Part[];
  readonly headers?: Record<string, string>;
  /** Sends it as text in place of what follows from the rest. */
  readonly operations?: string;
  readonly signal?: AbortSignal;
}

const boundary = 'layers-test-boundary';

/** Sends a multipart request part by part, with backpressure, as slowly as its bodies come. */
export async function sendMultipart(
  stage: Pick<Stage, 'url' | 'emulator'>,
  asked: MultipartRequest,
): Promise<Answer<Json>> {
  let wake = () => {};
  let resolve!: (response: IncomingMessage) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<IncomingMessage>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const request = httpRequest(
    stage.url,
    {
      method: 'POST',
      // A connection of its own, so that what is left open is none of the client's.
      agent: false,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'apollo-require-preflight': 'true',
        'x-api-key': stage.emulator.keys.live,
        ...asked.headers,
      },
      ...(asked.signal && { signal: asked.signal }),
    },
    resolve,
  );
  let answered = false;
  request.once('response', () => {
    answered = true;
  });
  request.on('drain', () => wake());
  request.on('close', () => wake());
  // An answer may come before the whole request is sent; then the rest of it may fail.
  request.on('error', (error) => (answered ? undefined : reject(error)));
  writeParts(asked, async (chunk) => {
    if (request.destroyed) throw new Error('The request is over.');
    if (!request.write(chunk))
      await new Promise<void>((next) => {
        wake = next;
      });
  }).then(
    () => request.end(),
    () => undefined,
  );
  const response = await promise;
  let text = '';
  for await (const chunk of response) text += chunk;
  request.destroy();
  const body = JSON.parse(text) as Json;
  return { status: response.statusCode!, headers: new Headers(), data: body.data, errors: body.errors ?? [] };
}

async function writeParts(
  { query, variables, map, parts, operations }: MultipartRequest,
  write: (chunk: Uint8Array | string) => Promise<void>,
): Promise<void> {
  const field = (name: string, value: string) =>
    write(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  await field('operations', operations ?? JSON.stringify({ query, variables }));
  await field('map', JSON.stringify(map));
  for (const { name, filename, contentType, body } of parts) {
    const file = `; filename="${filename ?? 'blob'}"\r\ncontent-type: ${contentType ?? 'application/octet-stream'}`;
    await write(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`);
    for await (const chunk of body) await write(chunk);
    await write('\r\n');
  }
  await write(`--${boundary}--\r\n`);
}

/** `size` bytes of a pattern, in chunks. */
export function* bytes(size: number, chunkSize = 65_536): Generator<Buffer> {
  const chunk = Buffer.alloc(chunkSize, 'layers');
  for (let left = size; left > 0; left -= chunkSize)
    yield left >= chunkSize ? chunk : chunk.subarray(0, left);
}

/** The same, with a pause before each chunk from the second on. */
export async function* slowly(chunks: Iterable<Buffer>, pauseMs: number): AsyncGenerator<Buffer> {
  let first = true;
  for (const chunk of chunks) {
    if (!first) await new Promise((next) => setTimeout(next, pauseMs));
    first = false;
    yield chunk;
  }
}
