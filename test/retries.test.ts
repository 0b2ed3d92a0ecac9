import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CannedAnswer, FailAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Answer, type Json, ok, type Stage, startStage } from './support/facade.js';

let stage: Stage;
/** Without headers, so that a 429 alone says nothing of the calls that come after it. */
const start = () => startStage({ emulator: { rateLimitHeaders: 'none' } });
/** For after a pause that the facade would keep. */
async function renew(): Promise<void> {
  await stage.close();
  stage = await start();
}
beforeAll(async () => {
  stage = await start();
});
afterEach(() => stage.emulator.reset());
afterAll(() => stage.close());

const always = Number.POSITIVE_INFINITY;
const html = (status: number, retryAfter?: string): CannedAnswer => ({
  status,
  body: '<h1>nginx</h1>',
  ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
});
const envelope = (status: number, code: string, retryAfter?: string): CannedAnswer => ({
  status,
  body: { error: { code, message: 'No.', requestId: 'req_1' } },
  ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
});

const readText = `{ project(id: "${seed.project.coffee}") { id timezone } }`;
const writeText = `mutation($key: String) {
  createProject(input: { name: "Tea", timezone: "UTC", idempotencyKey: $key }) {
    project { id } idempotencyKey userErrors { code retryable retryAfterMs }
  }
}`;

async function read(answer: FailAnswer, times = always): Promise<Answer<Json>> {
  stage.emulator.fail({ method: 'GET', times }, answer);
  return stage.ask(readText);
}

async function write(answer: FailAnswer, times = always, headers?: Record<string, string>): Promise<Json> {
  stage.emulator.fail({ method: 'POST', times }, answer);
  const sent = await stage.ask(writeText, {}, headers && { headers });
  return sent.data.createProject;
}

/** How often each failure is tried in all, when it does not pass. */
const failures: { name: string; answer: FailAnswer; attempts: 1 | 3 }[] = [
  { name: 'a lost connection', answer: 'reset', attempts: 3 },
  { name: 'a connection lost midway', answer: 'reset-midway', attempts: 3 },
  { name: 'a 502 without an envelope', answer: html(502), attempts: 3 },
  { name: 'a 503 without an envelope', answer: html(503), attempts: 3 },
  { name: 'a 504 without an envelope', answer: html(504), attempts: 3 },
  { name: 'a 503 without an envelope that says 0 s', answer: html(503, '0'), attempts: 3 },
  { name: 'RATE_LIMITED that says 0 s', answer: envelope(429, 'RATE_LIMITED', '0'), attempts: 3 },
  { name: 'a 429 without an envelope that says 0 s', answer: html(429, '0'), attempts: 3 },
  { name: 'RATE_LIMITED that says nothing', answer: envelope(429, 'RATE_LIMITED'), attempts: 1 },
  { name: 'RATE_LIMITED that says 60 s', answer: envelope(429, 'RATE_LIMITED', '60'), attempts: 1 },
  { name: 'a 503 without an envelope that says 60 s', answer: html(503, '60'), attempts: 1 },
  { name: 'SCRAPE_FAILED', answer: envelope(502, 'SCRAPE_FAILED', '0'), attempts: 1 },
  { name: 'KILL_SWITCH', answer: envelope(503, 'KILL_SWITCH', '0'), attempts: 1 },
  { name: 'PLATFORM_ERROR', answer: envelope(502, 'PLATFORM_ERROR'), attempts: 1 },
  { name: 'an unknown code with 503', answer: envelope(503, 'NEW_CODE', '0'), attempts: 1 },
  { name: 'UPLOAD_INCOMPLETE', answer: envelope(409, 'UPLOAD_INCOMPLETE'), attempts: 1 },
  { name: 'CONFLICT', answer: envelope(409, 'CONFLICT'), attempts: 1 },
  { name: 'NOT_FOUND', answer: envelope(404, 'NOT_FOUND'), attempts: 1 },
  { name: 'VALIDATION', answer: envelope(422, 'VALIDATION'), attempts: 1 },
  { name: 'a 500 without an envelope', answer: html(500), attempts: 1 },
  { name: 'a 2xx that is cut short', answer: 'truncate', attempts: 1 },
];

describe('a failure that stays', () => {
  for (const { name, answer, attempts } of failures) {
    const times = attempts === 1 ? 'once' : 'three times';

    const after = name === 'RATE_LIMITED that says 60 s' ? renew : () => {};

    it(`${name} is asked ${times} by a read`, async ({ onTestFinished }) => {
      onTestFinished(after);
      await read(answer);
      expect(stage.emulator.requests).toHaveLength(attempts);
    });

    it(`${name} is asked ${times} by a mutation, always with the key that the payload tells`, async ({
      onTestFinished,
    }) => {
      onTestFinished(after);
      const payload = await write(answer);
      const keys = stage.emulator.requests.map(({ headers }) => headers['idempotency-key']);
      expect(keys).toHaveLength(attempts);
      expect(new Set(keys).size).toBe(1);
      // KILL_SWITCH is no data, so there is no payload.
      if (payload !== null) expect(keys[0]).toBe(payload.idempotencyKey);
      expect(stage.emulator.requests.every(({ body }) => JSON.stringify(body).includes('Tea'))).toBe(true);
    });
  }

  it('every attempt carries the same request id', async () => {
    await read('reset');
    expect(new Set(stage.emulator.requests.map(({ headers }) => headers['x-request-id'])).size).toBe(1);
  });
});

describe('a failure that passes', () => {
  for (const times of [1, 2])
    it(`is not seen by the client after ${times}`, async () => {
      expect(ok(await read('reset', times)).project.id).toBe(seed.project.coffee);
      expect(stage.emulator.requests).toHaveLength(times + 1);
    });

  it('a write that was done before the connection was lost is not done again', async () => {
    const before = ok(await stage.ask('{ projects { nodes { id } } }')).projects.nodes.length;
    const payload = await write('reset-after');
    expect(payload.userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }]);
    await stage.emulator.reset();
    const { project, userErrors } = await write('reset-after', 1);
    expect(userErrors).toEqual([]);
    const after = ok(await stage.ask('{ projects { nodes { id } } }')).projects.nodes;
    expect(after).toHaveLength(before + 1);
    expect(after[0].id).toBe(project.id);
  });

  it('a 502 that hides a write that was done is replayed too', async () => {
    const { project, userErrors } = await write({ ...html(502), after: true }, 2);
    expect(userErrors).toEqual([]);
    const rows = ok(await stage.ask('{ projects { nodes { id name } } }')).projects.nodes;
    expect(rows.filter(({ name }: Json) => name === 'Tea')).toEqual([{ id: project.id, name: 'Tea' }]);
  });

  it('the caller who retries with the told key gets the same project', async () => {
    const { idempotencyKey } = await write('reset-after', 3);
    const { data } = await stage.ask(writeText, { key: idempotencyKey });
    expect(data.createProject).toMatchObject({ idempotencyKey, userErrors: [] });
    const rows = ok(await stage.ask('{ projects { nodes { name } } }')).projects.nodes;
    expect(rows.filter(({ name }: Json) => name === 'Tea')).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  it('of a second is waited for', async () => {
    const startedAt = performance.now();
    expect(ok(await read(envelope(429, 'RATE_LIMITED', '1'), 1)).project.id).toBe(seed.project.coffee);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('of a minute is told and not waited for', async ({ onTestFinished }) => {
    onTestFinished(renew);
    const startedAt = performance.now();
    const { errors } = await read(envelope(429, 'RATE_LIMITED', '60'));
    expect(errors[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterMs: 60_000,
    });
    await renew();
    const { userErrors } = await write(envelope(429, 'RATE_LIMITED', '60'));
    expect(userErrors).toEqual([{ code: 'RATE_LIMITED', retryable: true, retryAfterMs: 60_000 }]);
    expect(performance.now() - startedAt).toBeLessThan(2900);
  });

  it('as a date counts from the date of the answer, not from our clock', async ({ onTestFinished }) => {
    onTestFinished(renew);
    const answer = (at: string): CannedAnswer => ({
      ...envelope(429, 'RATE_LIMITED', at),
      headers: { Date: 'Fri, 01 Jan 2027 00:00:00 GMT', 'Retry-After': at },
    });
    const { errors } = await read(answer('Fri, 01 Jan 2027 00:02:00 GMT'));
    expect(errors[0]?.extensions.retryAfterMs).toBe(120_000);
    await renew();
    // A date that has passed is no wait at all.
    expect((await read(answer('Thu, 31 Dec 2026 00:00:00 GMT'), 1)).errors).toEqual([]);
    expect(stage.emulator.requests).toHaveLength(2);
  });

  const told: [header: string, retryAfterMs: number | undefined][] = [
    ['999999999', 2 ** 31 - 1],
    ['99999999999999999999', undefined],
    ['-5', undefined],
    ['90.5', 90_500],
    ['1,5', undefined],
    ['soon', undefined],
    ['', undefined],
  ];
  for (const [header, retryAfterMs] of told)
    it(`"${header}" is told as ${retryAfterMs ?? 'nothing'}`, async ({ onTestFinished }) => {
      if (retryAfterMs !== undefined) onTestFinished(renew);
      const { errors } = await read(envelope(429, 'RATE_LIMITED', header), 1);
      expect(errors[0]?.extensions.retryAfterMs).toBe(retryAfterMs);
      expect(stage.emulator.requests).toHaveLength(1);
    });

  it('an empty bucket of a standard key is told by the seconds that are left of its minute', async () => {
    const standard = await startStage({ emulator: { tier: 'standard' } });
    try {
      // Not equal, or they would be one call.
      const texts = Array.from({ length: 121 }, (_, index) =>
        standard.ask(`{ projects(first: ${index + 1}) { nodes { id } } }`),
      );
      const answers = await Promise.all(texts);
      const refused = answers.filter(({ errors }) => errors.length > 0);
      expect(refused).toHaveLength(1);
      const { code, retryAfterMs } = refused[0]!.errors[0]!.extensions;
      expect(code).toBe('RATE_LIMITED');
      expect(retryAfterMs).toBeGreaterThan(3_000);
      // The header tells whole seconds.
      expect(retryAfterMs).toBeLessThanOrEqual(61_000);
    } finally {
      await standard.close();
    }
  });
});

describe('the deadline', () => {
  let hasty: Stage;
  const startHasty = async () => {
    hasty = await startStage({ config: { upstreamTimeoutMs: 500 } });
  };
  beforeAll(startHasty);
  afterEach(() => hasty.emulator.reset());
  afterAll(() => hasty.close());

  it('holds for all attempts together', async () => {
    hasty.emulator.fail({ times: 1 }, { ...html(502), delayMs: 300 });
    hasty.emulator.fail({ times: always }, 'silence');
    const startedAt = performance.now();
    const { errors } = await hasty.ask(readText);
    expect(errors[0]?.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT', retryable: true });
    expect(performance.now() - startedAt).toBeLessThan(900);
    expect(hasty.emulator.requests).toHaveLength(2);
  });

  it('leaves no room for a wait beyond it, and then the failure itself is told', async ({
    onTestFinished,
  }) => {
    onTestFinished(() => hasty.close().then(startHasty));
    hasty.emulator.fail({ times: always }, envelope(429, 'RATE_LIMITED', '1'));
    const startedAt = performance.now();
    const { errors } = await hasty.ask(readText);
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1000 });
    expect(performance.now() - startedAt).toBeLessThan(450);
    expect(hasty.emulator.requests).toHaveLength(1);
  });

  it('holds while a body trickles in', async () => {
    const trickle = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    });
    const slow = await startStage({ config: { upstreamTimeoutMs: 300, layersBaseUrl: trickle.url } });
    try {
      const startedAt = performance.now();
      const { errors } = await slow.ask(readText);
      expect(errors[0]?.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT', retryable: true });
      expect(performance.now() - startedAt).toBeLessThan(800);
    } finally {
      await slow.close();
      await trickle.close();
    }
  });

  it('of a slow answer is not reached twice: silence is asked once', async () => {
    hasty.emulator.fail({ times: always }, 'silence');
    await hasty.ask(readText);
    expect(hasty.emulator.requests).toHaveLength(1);
  });
});

describe('connections', () => {
  const project = JSON.stringify({ id: 'prj_1', timezone: 'UTC' });

  it('are kept and shared, and never more than the configuration says', async () => {
    let opened = 0;
    const upstream = await listen((_request, response) => setTimeout(() => response.end(project), 10));
    upstream.server.on('connection', () => opened++);
    const pooled = await startStage({ config: { upstreamConnections: 3, layersBaseUrl: upstream.url } });
    try {
      for (let round = 0; round < 3; round++)
        for (const answer of await Promise.all(
          Array.from({ length: 20 }, (_, index) => pooled.ask(`{ project(id: "prj_${index}") { id } }`)),
        ))
          ok(answer);
      expect(opened).toBe(3);
    } finally {
      await pooled.close();
      await upstream.close();
    }
  });

  it('that are all held by a silent Layers leave no caller waiting beyond the deadline', async () => {
    const upstream = await listen(() => undefined);
    const pooled = await startStage({
      config: { upstreamConnections: 1, upstreamTimeoutMs: 300, layersBaseUrl: upstream.url },
    });
    try {
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: 5 }, () => pooled.ask(readText)));
      for (const { errors } of answers) expect(errors[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
      expect(performance.now() - startedAt).toBeLessThan(1000);
    } finally {
      await pooled.close();
      await upstream.close();
    }
  });

  it('that Layers closes just when they are used again cost the caller nothing', async () => {
    const upstream = await listen((_request, response) => {
      response.end(project, () => setTimeout(() => response.socket?.destroy(), 1));
    });
    const pooled = await startStage({ config: { upstreamConnections: 1, layersBaseUrl: upstream.url } });
    try {
      for (let round = 0; round < 20; round++) ok(await pooled.ask(readText));
    } finally {
      await pooled.close();
      await upstream.close();
    }
  });
});

describe('an answer without an end', () => {
  it('is cut at the bound, not read until the deadline', async () => {
    let sent = 0;
    const endless = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const chunk = 'x'.repeat(65_536);
      const pump = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    });
    const bounded = await startStage({ config: { maxAnswerBytes: 1_000_000, layersBaseUrl: endless.url } });
    try {
      const startedAt = performance.now();
      const { errors } = await bounded.ask(readText);
      expect(errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', upstreamStatus: 200 });
      expect(performance.now() - startedAt).toBeLessThan(3000);
      expect(sent).toBeLessThan(20_000_000);
    } finally {
      await bounded.close();
      await endless.close();
    }
  });
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(handler: Handler): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
