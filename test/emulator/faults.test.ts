import { describe, expect, it } from 'vitest';
import type { FailAnswer } from '../../src/emulator/emulator.js';
import { seed } from '../../src/emulator/seed.js';
import { exchange, useEmulator } from './client.js';

const client = useEmulator();
const { post } = client;
const headers = () => ({ authorization: `Bearer ${client.emulator.keys.live}` });
/** Without the contract: failures keep to none. */
const whoami = (more: object = {}) =>
  exchange(`${client.emulator.url}/v1/whoami`, { headers: headers(), ...more });
const fail = (answer: FailAnswer, match: object = {}) => client.emulator.fail(match, answer);

describe('a failing answer', () => {
  it('has the status, headers and body that were asked for, with Date and request id', async () => {
    fail({ status: 503, headers: { 'retry-after': '2' }, body: { error: { code: 'X' } } });
    const answer = await whoami();
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ error: { code: 'X' } });
    expect(answer.headers).toMatchObject({
      'retry-after': '2',
      'x-request-id': expect.stringMatching(/^req_/),
    });
    expect(answer.headers.date).toBeDefined();
    expect((await whoami()).status).toBe(200);
  });

  it.each<[FailAnswer, string, string | undefined]>([
    [
      { status: 502, body: '<html>Bad Gateway</html>' },
      '<html>Bad Gateway</html>',
      'text/html; charset=utf-8',
    ],
    [{ status: 200 }, '', undefined],
    [{ status: 200, body: 'text', headers: { 'Content-Type': 'text/plain' } }, 'text', 'text/plain'],
  ])('may be HTML or empty: %j', async (answer, text, type) => {
    fail(answer);
    const { text: given, headers: got } = await exchange(`${client.emulator.url}/v1/whoami`, {});
    expect([given, got['content-type']]).toEqual([text, type]);
  });

  it('may be a lost connection, before or in the middle of the body', async () => {
    fail('reset');
    await expect(whoami()).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
    fail('reset-midway');
    await expect(whoami()).rejects.toThrow();
    expect((await whoami()).status).toBe(200);
  });

  it('may be JSON cut in half with a clean end', async () => {
    fail('truncate');
    const {
      statusCode,
      headers: got,
      body,
    } = await (await import('undici')).request(`${client.emulator.url}/v1/whoami`);
    expect([statusCode, got['content-type'], got['content-length']]).toEqual([
      200,
      'application/json',
      undefined,
    ]);
    const text = await body.text();
    expect(() => JSON.parse(text)).toThrow();
  });

  it('may be silence', async () => {
    fail('silence');
    await expect(whoami({ headersTimeout: 50, signal: AbortSignal.timeout(100) })).rejects.toThrow();
  });

  it('may be late for as many as ask, and Node warns of nothing', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on('warning', listen);
    fail({ delayMs: 50 }, { times: 30 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => whoami()));
    // Warnings are told in the next tick.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(warnings).toEqual([]);
  });

  it('may be no more than a delay', async () => {
    fail({ delayMs: 100 });
    const started = performance.now();
    expect((await whoami()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(90);
    fail({ status: 500, delayMs: 100 });
    expect((await whoami()).status).toBe(500);
    expect(performance.now() - started).toBeGreaterThan(190);
  });

  it('comes before the route runs, or after', async () => {
    const project = { name: 'Maybe', timezone: 'UTC' };
    const count = async () => (await client.get('/v1/projects')).body.items.length;
    const attempt = () =>
      exchange(`${client.emulator.url}/v1/projects`, {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify(project),
      });
    fail({ status: 500 }, { method: 'POST' });
    expect((await attempt()).status).toBe(500);
    expect(await count()).toBe(2);
    fail({ status: 500, after: true }, { method: 'POST' });
    expect((await attempt()).status).toBe(500);
    expect(await count()).toBe(3);
    fail('reset', { method: 'POST' });
    await expect(attempt()).rejects.toThrow();
    expect(await count()).toBe(3);
    fail('reset-after', { method: 'POST' });
    await expect(attempt()).rejects.toThrow();
    expect(await count()).toBe(4);
  });
});

describe('the match', () => {
  const statuses = async (times: number) => {
    const got: number[] = [];
    for (let index = 0; index < times; index++) got.push((await whoami()).status);
    return got;
  };

  it.each([
    [{}, [500, 200, 200]],
    [{ times: 2 }, [500, 500, 200]],
    [{ skip: 1 }, [200, 500, 200]],
    [{ skip: 1, times: Number.POSITIVE_INFINITY }, [200, 500, 500]],
    [{ method: 'get' }, [500, 200, 200]],
    [{ method: 'POST' }, [200, 200, 200]],
    [{ path: '/v1/whoami' }, [500, 200, 200]],
    [{ path: '/v1/who' }, [200, 200, 200]],
    [{ path: /who/g, times: 3 }, [500, 500, 500]],
    [{ storage: true }, [200, 200, 200]],
  ])('%j fails %j', async (match, expected) => {
    fail({ status: 500 }, match);
    expect(await statuses(3)).toEqual(expected);
  });

  it('of two failures takes the first, then the second', async () => {
    fail({ status: 500 });
    fail({ status: 501 });
    expect(await statuses(3)).toEqual([500, 501, 200]);
  });
});

describe('storage', () => {
  const presign = async () => {
    const path = `/v1/projects/${seed.project.coffee}/media/presign`;
    return (await post(path, { kind: 'image', mimeType: 'image/png', sizeBytes: 4 })).body;
  };

  it('fails apart from the API', async () => {
    const { url, headers: signed } = await presign();
    fail({ status: 503 }, { storage: true });
    expect((await client.get('/v1/whoami')).status).toBe(200);
    expect((await client.put(url, signed, 'text')).status).toBe(503);
    expect((await client.put(url, signed, 'text')).status).toBe(200);
  });

  it('may be read by a page of any origin, as all that storage answers', async () => {
    const { url, headers: signed } = await presign();
    fail({ status: 503 }, { storage: true });
    const { status, headers: got } = await client.put(url, signed, 'text');
    expect([status, got['access-control-allow-origin']]).toEqual([503, '*']);
  });

  it('may store a PUT and then lose the connection', async () => {
    const { url, headers: signed, uploadId } = await presign();
    fail('reset-after', { storage: true, method: 'PUT' });
    await expect(client.put(url, signed, 'text')).rejects.toThrow();
    const finalized = await post(`/v1/projects/${seed.project.coffee}/media/finalize`, { uploadId });
    expect(finalized.status).toBe(200);
  });
});

describe('the record of requests', () => {
  it('holds what was asked and how it was answered, storage apart', async () => {
    const { emulator } = client;
    await client.get('/v1/projects?limit=1&status=active');
    await client.patch(
      `/v1/content/${seed.content.menuBoard}`,
      { caption: 'x' },
      { headers: { 'idempotency-key': 'k' } },
    );
    fail('reset');
    await expect(whoami()).rejects.toThrow();
    await fetch(`${emulator.url}/media/seed/logo.png`).then((response) => response.arrayBuffer());
    const [list, write, lost] = emulator.requests;
    expect(list).toMatchObject({ method: 'GET', path: '/v1/projects', body: undefined, status: 200 });
    expect(list!.query.get('limit')).toBe('1');
    expect(write).toMatchObject({
      method: 'PATCH',
      body: { caption: 'x' },
      headers: { 'idempotency-key': 'k' },
      status: 200,
    });
    expect(lost).toMatchObject({ path: '/v1/whoami', status: 0 });
    expect(emulator.requests).toHaveLength(3);
    await expect.poll(() => emulator.storageRequests[0]?.status).toBe(200);
    expect(emulator.storageRequests).toMatchObject([{ method: 'GET', path: '/media/seed/logo.png' }]);
  });
});
