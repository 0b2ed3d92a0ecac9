import { type Dispatcher, request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.js';
import { readContract } from './contract/contract.js';

/** JSON that a test looks into without ceremony; a wrong guess fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: answers are checked against openapi.json, not by the compiler
export type Body = any;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Body;
  /** As it came over the wire. */
  text: string;
}

export interface CallOptions {
  /** API key, sent as Bearer. Default: the live one. Null sends none. */
  key?: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  rawBody?: string;
}

/** An emulator for a test file, and calls on it whose every answer is held against the OpenAPI document. */
export interface Client {
  emulator: Emulator;
  contract: ReturnType<typeof readContract>;
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  patch(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  send(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** PUT to a signed URL, with a Content-Length. */
  put(url: string, headers: Record<string, string>, body: Uint8Array | string): Promise<Answer>;
}

/** Starts the emulator before the tests of a file, resets it before each and closes it after them. */
export function useEmulator(options?: EmulatorOptions): Client {
  const client = { contract: readContract() } as Client;

  async function send(method: string, path: string, call: CallOptions = {}): Promise<Answer> {
    const { key = client.emulator.keys.live, body, rawBody } = call;
    const text = rawBody ?? (body === undefined ? null : JSON.stringify(body));
    const answer = await exchange(client.emulator.url + path, {
      method: method as Dispatcher.HttpMethod,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(text !== null && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      body: text,
    });
    const [bare = ''] = path.split('?');
    expect(client.contract.violations(method, bare, answer.status, answer.body)).toEqual([]);
    expect(answer.headers['x-request-id']).toMatch(/^req_/);
    if (answer.status >= 400) expect(answer.body.error.requestId).toMatch(/^req_/);
    return answer;
  }

  client.send = send;
  client.get = (path, call) => send('GET', path, call);
  client.post = (path, body, call) => send('POST', path, { ...call, body });
  client.patch = (path, body, call) => send('PATCH', path, { ...call, body });
  client.put = (url, headers, body) => exchange(url, { method: 'PUT', headers, body: Buffer.from(body) });

  beforeAll(async () => {
    client.emulator = await startEmulator(options);
  });
  beforeEach(() => client.emulator.reset());
  afterAll(() => client.emulator.close());
  return client;
}

/** Any HTTP exchange, with a JSON body parsed. */
export async function exchange(url: string, options: Parameters<typeof request>[1]): Promise<Answer> {
  const { statusCode, headers, body } = await request(url, options);
  const text = await body.text();
  const json = String(headers['content-type'] ?? '').startsWith('application/json');
  return {
    status: statusCode,
    headers: headers as Record<string, string>,
    body: json ? JSON.parse(text) : undefined,
    text,
  };
}
