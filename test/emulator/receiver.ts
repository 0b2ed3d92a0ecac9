import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Body } from './client.js';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Body;
}

/** A host on loopback that webhooks are sent to. */
export interface Receiver {
  url(path?: string): string;
  /** What has come in, in order of arrival. */
  received: Received[];
  /** How it answers; 204 unless a test says otherwise. */
  answer: (response: ServerResponse, received: Received) => void;
}

/** Starts it before the tests of a file, forgets before each and ends it, with all connections, after them. */
export function useReceiver(): Receiver {
  let origin = '';
  const receiver: Receiver = {
    url: (path = '/hooks') => origin + path,
    received: [],
    answer: () => undefined,
  };
  const server = createServer((request, response) => void receive(request, response));

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const { url: path = '', headers } = request;
    const received = { path, headers, text: sent, body: sent === '' ? undefined : JSON.parse(sent) };
    receiver.received.push(received);
    receiver.answer(response, received);
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = (response) => response.writeHead(204).end();
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return receiver;
}

/** Which of the secrets have signed it, and how old it was, in seconds. */
export function signersOf({ headers, text }: Received, secrets: readonly string[]) {
  const parts = String(headers['x-layers-signature']).split(',');
  const seconds = parts[0]!.replace('t=', '');
  const hashes = parts.slice(1);
  const signed = (secret: string) =>
    `v1=${createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')}`;
  return {
    ageSeconds: Date.now() / 1000 - Number(seconds),
    count: hashes.length,
    by: secrets.filter((secret) => hashes.includes(signed(secret))),
  };
}
