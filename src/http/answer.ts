import type { ServerResponse } from 'node:http';
import { drain } from './body.js';

export interface HttpAnswer {
  readonly status: number;
  /** Names and values in turn, the length left out. */
  readonly headers: readonly string[];
  readonly body: Buffer | string;
}

/** Sends a whole answer, even to a client that is still sending its request. */
export function finish(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const { req: request } = response;
  // All at once: each header that is set by itself is checked and kept apart first.
  response.writeHead(status, [...headers, 'content-length', String(Buffer.byteLength(body))]);
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
  const headers = [...others, 'content-type', 'application/json; charset=utf-8', 'cache-control', 'no-store'];
  finish(response, { status, headers, body: JSON.stringify(body) });
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
