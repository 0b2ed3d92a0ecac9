import type { ServerResponse } from 'node:http';
import { drain } from './body.js';

/** Sends a whole answer, even to a client that is still sending its request. `headers`: names and values in turn. */
export function finish(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body: Buffer | string,
): void {
  const { req: request } = response;
  // All at once: each header that is set by itself is checked and kept apart first.
  response.writeHead(status, headers as string[]);
  if (request.complete) {
    response.end(body);
    return;
  }
  // To end the answer ends a connection that is not kept, and resets it under a client that still sends.
  response.write(body);
  request.once('close', () => response.end());
  drain(request);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  others: readonly string[] = [],
): void {
  const text = JSON.stringify(body);
  const type = ['content-type', 'application/json; charset=utf-8', 'cache-control', 'no-store'];
  finish(response, status, [...others, ...type, ...lengthOf(text)], text);
}

function lengthOf(body: Buffer | string): [name: string, value: string] {
  return ['content-length', String(Buffer.byteLength(body))];
}

/** An answer that GraphQL has no part in, in the shape of its errors. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers?: readonly string[],
): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] }, headers);
}
