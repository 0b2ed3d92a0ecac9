import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  expect(ok(await stage.ask('{ projects { nodes { id } } }')).projects.nodes).toHaveLength(2);
});
afterAll(() => stage.close());

interface Sent {
  status: number;
  codes: unknown[];
  message: string;
  data: Json;
}

async function send(body: string | Buffer, headers: Record<string, string> = {}, search = ''): Promise<Sent> {
  const response = await fetch(stage.url + search, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  return told(response.status, await response.text());
}

function told(status: number, text: string): Sent {
  const { data, errors = [] } = JSON.parse(text) as Json;
  return {
    status,
    data,
    codes: errors.map((error: Json) => error.extensions?.code),
    message: errors[0]?.message ?? '',
  };
}

const operation = (query: string, variables: Json = {}) => JSON.stringify({ query, variables });

describe('the size of a body', () => {
  const big = Buffer.alloc(20 * 2 ** 20, 'x');

  it('over the bound is told as 413, which a client that sends on can still read', async () => {
    for (let i = 0; i < 3; i++)
      expect(await send(big)).toMatchObject({
        status: 413,
        codes: ['PAYLOAD_TOO_LARGE'],
        message: expect.stringContaining('4194304 bytes'),
      });
  });

  it('over the bound is told as 413 before anything of it has come, when its length is declared', async () => {
    const answer = await begin({ 'content-length': String(2 ** 40) });
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"code":"PAYLOAD_TOO_LARGE"/s);
  });

  it('over the bound is told as 413 in the middle of chunks that would never end', async () => {
    const sent = httpRequest(stage.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    sent.on('error', () => undefined);
    const timer = setInterval(() => sent.write(Buffer.alloc(2 ** 20, 'x')), 5);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    clearInterval(timer);
    sent.destroy();
    expect(response.statusCode).toBe(413);
    expect(told(413, text).codes).toEqual(['PAYLOAD_TOO_LARGE']);
  });

  it('over the bound, or of a wrong type, is told to a client that keeps no connection too', async () => {
    for (const [type, status] of [
      ['application/json', 413],
      ['text/plain', 415],
    ] as const) {
      const socket = connect(Number(new URL(stage.url).port), '127.0.0.1');
      const head = ['POST /graphql HTTP/1.1', 'Host: x', 'Connection: close', `Content-Type: ${type}`];
      const sent = `${head.join('\r\n')}\r\nContent-Length: ${big.length}\r\n\r\n`;
      // Like a client that reads nothing before it has sent everything.
      await new Promise<void>((resolve, reject) => {
        socket.on('error', reject);
        socket.write(sent);
        socket.write(big, () => resolve());
      });
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      const text = answer.slice(answer.indexOf('\r\n\r\n'));
      expect(told(status, text).codes).toHaveLength(1);
    }
  });

  it('has room for 10,000 representations in one call of a gateway', async () => {
    const representations = Array.from({ length: 10_000 }, (_, index) => ({
      __typename: 'ContentItem',
      id: `cnt_${String(index).padStart(36, '0')}`,
    }));
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on ContentItem { id } } }';
    const { data, codes } = await send(operation(query, { r: representations }));
    expect(codes).toEqual([]);
    expect(data._entities).toHaveLength(10_000);
    expect(data._entities[9999].id).toMatch(/0{32}9999$/);
  });

  it('has room for an inline upload of 256 KB', async () => {
    const input = {
      projectId: seed.project.coffee,
      kind: 'IMAGE',
      mimeType: 'image/jpeg',
      filename: 'a.jpg',
      dataBase64: Buffer.alloc(262_143, 7).toString('base64'),
    };
    const query =
      'mutation($input: UploadMediaInlineInput!) { uploadMediaInline(input: $input) { userErrors { code } idempotencyKey } }';
    const { status, codes } = await send(operation(query, { input }));
    expect({ status, codes }).toEqual({ status: 200, codes: [] });
    expect(stage.emulator.requests.at(-1)?.path).toMatch(/\/media$/);
  });

  it('is configurable', async () => {
    const small = await startStage({ config: { maxBodyBytes: 1024 } });
    try {
      const response = await fetch(small.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: operation(`{ a }${' '.repeat(2000)}`),
      });
      expect(response.status).toBe(413);
      expect(await response.text()).toContain('1024 bytes');
    } finally {
      await small.close();
    }
  });
});

/** Sends a head, and reads what is answered although the body never comes. */
async function begin(headers: Record<string, string>): Promise<string> {
  const { port } = new URL(stage.url);
  const socket = connect(Number(port), '127.0.0.1');
  const lines = Object.entries({ host: 'x', 'content-type': 'application/json', ...headers });
  socket.write(
    `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  let text = '';
  for await (const chunk of socket) {
    text += chunk;
    if (text.includes('}]}')) break;
  }
  socket.destroy();
  return text;
}
