import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.js';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Facade, startFacade } from '../src/http/server.js';
import type { Json } from './support/facade.js';

let emulator: Emulator;
let facade: Facade | undefined;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  await facade?.close();
  facade = undefined;
  await emulator.reset();
});
afterAll(() => emulator.close());

/** A facade as production starts it; it is closed after the test. */
async function start(config: Partial<Config> = {}): Promise<string> {
  const base = { ...readConfig({}, {}), port: 0, layersBaseUrl: emulator.url, shutdownTimeoutMs: 2000 };
  facade = await startFacade({ config: { ...base, ...config }, logger: pino({ level: 'silent' }) });
  return facade.url;
}

const whoami = '{ layersViewer { organizationId } }';

async function ask(url: string, headers: Record<string, string> = {}, query = whoami): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const refused = { data: { layersViewer: null }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
const served = {
  status: 200,
  data: { layersViewer: { organizationId: seed.organization.acme } },
  extensions: { layers: { upstreamCalls: 1, cacheHits: 0 } },
};

describe('a server-held key', () => {
  const corsOrigins = ['https://app.example.com'];

  it('serves a caller who brings none', async () => {
    expect(await ask(await start({ layersApiKey: emulator.keys.live }))).toEqual(served);
  });

  it('is not used for a caller who brings one, not even a wrong one', async () => {
    const url = await start({ layersApiKey: emulator.keys.live });
    expect(await ask(url, { 'x-api-key': 'lp_live_wrong' })).toMatchObject(refused);
    expect(await ask(url, { authorization: 'Bearer lp_live_wrong' })).toMatchObject(refused);
    expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer lp_live_wrong',
      'Bearer lp_live_wrong',
    ]);
  });

  it("is used beside a company's own token, which stays here", async () => {
    const url = await start({ layersApiKey: emulator.keys.live });
    expect(await ask(url, { authorization: 'Bearer eyJhbGciOi.J9.x' })).toEqual(served);
    expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${emulator.keys.live}`);
  });

  it('is used for a page of an allowed origin, and for no other', async () => {
    const url = await start({ layersApiKey: emulator.keys.live, corsOrigins });
    expect(await ask(url, { origin: 'https://app.example.com' })).toEqual(served);
    const before = emulator.requests.length;
    for (const origin of [
      'https://evil.example.com',
      'null',
      url.replace('/graphql', ''),
      'https://app.example.com/',
    ])
      expect(await ask(url, { origin }), origin).toMatchObject(refused);
    expect(emulator.requests).toHaveLength(before);
  });

  it('is not lent to a page whose own name was rebound to this machine, unless a secret guards it', async () => {
    // Of one origin with the server, such a page sends no Origin by GET, and any header it likes.
    const get = async (url: string, host: string, secret = '') => {
      const { port } = new URL(url);
      const headers = {
        host: `${host}:${port}`,
        'apollo-require-preflight': '1',
        'x-gateway-secret': secret,
      };
      const path = `/graphql?query=${encodeURIComponent(whoami)}`;
      const [response] = (await once(
        httpRequest({ port, host: '127.0.0.1', path, headers }).end(),
        'response',
      )) as [IncomingMessage];
      let text = '';
      for await (const chunk of response) text += chunk;
      return (JSON.parse(text) as Json).errors?.[0].extensions.code ?? 'served';
    };
    const url = await start({ layersApiKey: emulator.keys.live });
    expect(await get(url, 'evil.example')).toBe('UNAUTHENTICATED');
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) expect(await get(url, host)).toBe('served');
    await facade?.close();
    const gatewaySecret = 'correct-horse-battery';
    const guarded = await start({ layersApiKey: emulator.keys.live, gatewaySecret });
    expect(await get(guarded, 'graph.internal.example', gatewaySecret)).toBe('served');
  });

  it('is never told', async () => {
    const url = await start({ layersApiKey: 'lp_live_held-by-the-server' });
    emulator.fail(
      { path: '/v1/whoami' },
      {
        status: 401,
        body: { error: { code: 'UNAUTHENTICATED', message: 'Key lp_live_held-by-the-server is wrong.' } },
      },
    );
    const answer = await ask(url);
    expect(answer).toMatchObject(refused);
    expect(JSON.stringify(answer)).not.toMatch(/held|by-the-server/);
  });
});

describe('the gateway secret', () => {
  const gatewaySecret = 'correct-horse-battery';

  it('opens the endpoint, and nothing but it does', async () => {
    const url = await start({ layersApiKey: emulator.keys.live, gatewaySecret });
    expect(await ask(url, { 'x-gateway-secret': gatewaySecret })).toEqual(served);
    for (const headers of [
      {},
      { 'x-gateway-secret': '' },
      { 'x-gateway-secret': `${gatewaySecret}x` },
      { 'x-gateway-secret': 'x' },
    ]) {
      const answer = await ask(url, { 'x-api-key': emulator.keys.live, ...headers });
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(JSON.stringify(answer)).not.toContain(gatewaySecret);
    }
    expect(emulator.requests).toHaveLength(1);
  });

  it('is asked for before the body is read, and by GET too', async () => {
    const url = await start({ gatewaySecret });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(response.status).toBe(401);
    expect(
      (await fetch(`${url}?query={__typename}`, { headers: { 'apollo-require-preflight': '1' } })).status,
    ).toBe(401);
  });

  it('is not asked for by /healthz and /readyz, nor by a preflight', async () => {
    const url = await start({ gatewaySecret });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(204);
  });

  it('never goes upstream', async () => {
    const url = await start({ gatewaySecret });
    await ask(url, { 'x-gateway-secret': gatewaySecret, 'x-api-key': emulator.keys.live });
    expect(JSON.stringify(emulator.requests[0]?.headers)).not.toContain(gatewaySecret);
  });
});

describe('a server that is told to stop', () => {
  const status = async (url: string, path: string) => (await fetch(new URL(path, url))).status;

  it('finishes what is under way, while /readyz is 503 and /healthz still 200', async () => {
    const url = await start();
    emulator.fail({ path: '/v1/whoami' }, { delayMs: 400 });
    const operation = ask(url, { 'x-api-key': emulator.keys.live });
    while (emulator.requests.length === 0) await sleep(5);
    const closed = facade!.close();
    expect(await status(url, '/readyz')).toBe(503);
    expect(await status(url, '/healthz')).toBe(200);
    expect(await operation).toEqual(served);
    await closed;
    await expect(fetch(new URL('/healthz', url))).rejects.toThrow();
  });

  it('still answers who has not heard of it yet, and closes that connection', async () => {
    const url = await start();
    emulator.fail({ path: '/v1/whoami' }, { delayMs: 300 });
    const operation = ask(url, { 'x-api-key': emulator.keys.live });
    while (emulator.requests.length === 0) await sleep(5);
    const closed = facade!.close();
    const late = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(late.headers.get('connection')).toBe('close');
    expect(await late.json()).toMatchObject({ data: { __typename: 'Query' } });
    await operation;
    await closed;
  });

  it('finishes a mutation whose caller has left', async () => {
    const url = await start({ layersApiKey: emulator.keys.live });
    emulator.fail({ method: 'POST', path: '/v1/projects' }, { delayMs: 400 });
    const left = new AbortController();
    const query =
      'mutation { a: createProject(input: { name: "A", timezone: "UTC" }) { project { id } } b: createProject(input: { name: "B", timezone: "UTC" }) { project { id } } }';
    const asking = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: left.signal,
    }).catch(() => undefined);
    await sleep(150);
    left.abort();
    await asking;
    await facade?.close();
    facade = undefined;
    expect(emulator.requests.map(({ status }) => status)).toEqual([201, 201]);
  });

  it('finishes a mutation that came while it drained, and whose caller has left', async () => {
    const url = await start({ layersApiKey: emulator.keys.live });
    emulator.fail({ path: '/v1/whoami' }, { delayMs: 300 });
    emulator.fail({ method: 'POST', path: '/v1/projects', times: 2 }, { delayMs: 400 });
    const operation = ask(url);
    while (emulator.requests.length === 0) await sleep(5);
    const closed = facade!.close();
    const left = new AbortController();
    const query =
      'mutation { a: createProject(input: { name: "A", timezone: "UTC" }) { project { id } } b: createProject(input: { name: "B", timezone: "UTC" }) { project { id } } }';
    const asking = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: left.signal,
    }).catch(() => undefined);
    while (emulator.requests.length === 1) await sleep(5);
    left.abort();
    await asking;
    expect(await operation).toEqual(served);
    await closed;
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 201, 201]);
  });

  it('stops at once when nothing is under way, whether connections are idle or have never been used', async () => {
    const url = await start();
    const agent = new Agent({ keepAlive: true });
    const request = httpRequest(new URL('/healthz', url), { agent }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    const early = connect(Number(new URL(url).port), '127.0.0.1');
    await once(early, 'connect');
    const startedAt = performance.now();
    await facade!.close();
    expect(performance.now() - startedAt).toBeLessThan(500);
    agent.destroy();
    early.destroy();
  });

  it('cuts off what does not end in time', async () => {
    const url = await start({ shutdownTimeoutMs: 200 });
    emulator.fail({ path: '/v1/whoami' }, 'silence');
    const operation = ask(url, { 'x-api-key': emulator.keys.live }).catch(() => 'cut');
    while (emulator.requests.length === 0) await sleep(5);
    const startedAt = performance.now();
    await facade!.close();
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(await operation).toBe('cut');
  });
});
