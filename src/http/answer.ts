import type { ServerResponse } from 'node:http';
import { drain } from './body.js';

/** Sends a whole answer, even to a client that is still sending its request. */
export function finish(response: ServerResponse, body: Buffer): void {
  const { req: request } = response;
  response.setHeader('content-length', body.length);
  if (request.complete) {
    response.end(body);
    return;
  }
  // To end the answer ends a connection that is not kept, and resets it under a client that still sends.
  response.write(body);
  request.once('close', () => response.end());
  drain(request);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  finish(response, Buffer.from(JSON.stringify(body)));
}

/** An answer that GraphQL has no part in, in the shape of its errors. */
export function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
