import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FailAnswer } from '../src/emulator/emulator.js';
import { startClock } from './support/clock.js';
import { ok, type Stage, startStage } from './support/facade.js';

const lifetimeMs = 5000;
const path = (id: string) => `/v1/projects/${id}`;
const envelope = (status: number, code: string) => ({ status, body: { error: { code, message: 'No.' } } });

let stage: Stage;
let clock: ReturnType<typeof startClock>;
beforeAll(async () => {
  stage = await startStage({ config: { cacheTtlMs: lifetimeMs, upstreamTimeoutMs: 700 } });
  clock = startClock();
});
afterAll(async () => {
  clock.stop();
  await stage.close();
});
let key: Record<string, string>;
let keys = 0;
const newKey = () => ({ 'x-api-key': `lp_live_Refused${++keys}Test` });
beforeEach(async () => {
  await stage.emulator.reset();
  stage.calls();
  key = newKey();
});

function answers(id: string, answer: FailAnswer | string, times = 1): void {
  const canned = typeof answer === 'string' && !/^(?:reset|silence|truncate)/.test(answer);
  stage.emulator.fail(
    { path: path(id), times },
    canned ? { status: 200, body: { id, name: answer } } : (answer as FailAnswer),
  );
}

/** The name of the project, null where there is none, or the code of the error. */
async function read(id: string, cacheControl = '', headers = key): Promise<string | null> {
  const asked = { headers: { ...headers, 'cache-control': cacheControl } };
  const { data, errors } = await stage.ask('query ($id: ID!) { project(id: $id) { name } }', { id }, asked);
  return errors[0] ? String(errors[0].extensions.code) : (data.project?.name ?? null);
}

/** Keeps a name for the project. */
async function keep(id: string, name: string, headers = key): Promise<void> {
  answers(id, name);
  expect(await read(id, '', headers)).toBe(name);
}

const refusals: [what: string, answer: FailAnswer, code: string][] = [
  ['401', envelope(401, 'UNAUTHENTICATED'), 'UNAUTHENTICATED'],
  ['401 without an envelope', { status: 401 }, 'UNAUTHENTICATED'],
  ['403', envelope(403, 'FORBIDDEN_SCOPE'), 'FORBIDDEN'],
  ['403 without an envelope', { status: 403 }, 'FORBIDDEN'],
  ['KILL_SWITCH', envelope(403, 'KILL_SWITCH'), 'KILL_SWITCH'],
  ['KILL_SWITCH that comes as 503', envelope(503, 'KILL_SWITCH'), 'KILL_SWITCH'],
];

describe.each(refusals)('A key that Layers refuses with %s', (_, answer, code) => {
  const everything = 'max-stale, stale-while-revalidate=60, stale-if-error=60';

  it('has nothing kept any more, by whichever read it is found out', async () => {
    const other = newKey();
    for (const id of ['a', 'b']) await keep(id, 'Mine');
    await keep('a', 'Yours', other);
    answers('c', answer);
    expect(await read('c')).toBe(code);
    for (const id of ['a', 'b']) {
      answers(id, answer);
      expect(await read(id, everything)).toBe(code);
    }
    expect(stage.calls()).toHaveLength(6);
    expect(await read('a', '', other)).toBe('Yours');
    expect(stage.calls()).toEqual([]);
  });

  it('has nothing kept any more, when it is found out by a write', async () => {
    await keep('a', 'Mine');
    stage.emulator.fail({ method: 'POST' }, answer);
    const text = 'mutation { createProject(input: { name: "x", timezone: "UTC" }) { userErrors { code } } }';
    expect((await stage.ask(text, {}, { headers: key })).errors[0]?.extensions.code).toBe(code);
    answers('a', answer);
    expect(await read('a', everything)).toBe(code);
  });

  it('is told so, and not what was kept', async () => {
    await keep('a', 'Mine');
    clock.advance(lifetimeMs);
    answers('a', answer);
    expect(await read('a', 'stale-if-error=60')).toBe(code);
    answers('a', answer);
    expect(await read('a', everything)).toBe(code);
  });

  it('is told so too when it is found out in the background', async () => {
    await keep('a', 'Mine');
    clock.advance(lifetimeMs);
    answers('a', answer, 2);
    expect(await read('a', 'stale-while-revalidate=60')).toBe('Mine');
    await expect.poll(() => read('a', everything)).toBe(code);
  });

  it('gets no stale answer for a failure either, when another request has met the refusal meanwhile', async () => {
    await keep('a', 'Mine');
    clock.advance(lifetimeMs);
    answers('a', { ...envelope(500, 'INTERNAL_ERROR'), delayMs: 200 });
    const failing = read('a', 'stale-if-error=60');
    await expect.poll(() => stage.calls()).toHaveLength(1);
    answers('b', answer);
    expect(await read('b')).toBe(code);
    expect(await failing).not.toBe('Mine');
  });

  it('keeps nothing of what was under way', async () => {
    answers('a', { status: 200, body: { id: 'a', name: 'Mine' }, delayMs: 200 });
    const early = read('a');
    await expect.poll(() => stage.calls()).toHaveLength(1);
    answers('b', answer);
    expect(await read('b')).toBe(code);
    answers('a', answer);
    expect(await read('a', everything)).toBe(code);
    await early;
    answers('a', answer);
    expect(await read('a', everything)).toBe(code);
  });
});

describe('stale-if-error', () => {
  const passing: [what: string, answer: FailAnswer, times: number][] = [
    ['500', envelope(500, 'INTERNAL_ERROR'), 1],
    ['500 without an envelope', { status: 500 }, 1],
    ['503', { status: 503 }, 3],
    ['a lost connection', 'reset', 3],
    ['one that is lost midway', 'reset-midway', 3],
    ['no answer in time', 'silence', 1],
    ['a full bucket', { ...envelope(429, 'RATE_LIMITED'), headers: { 'Retry-After': '60' } }, 1],
    ['a full bucket without an envelope', { status: 429 }, 1],
  ];
  it.each(passing)('covers %s with what is kept, as long as it allows', async (_, answer, times) => {
    await keep('a', 'Kept');
    clock.advance(lifetimeMs + 2000);
    answers('a', answer, times);
    expect(await read('a', 'stale-if-error=4')).toBe('Kept');
    expect(stage.calls()).toHaveLength(1 + times);
    answers('a', answer, times);
    expect(await read('a', 'stale-if-error=1')).toMatch(/^[A-Z_]+$/);
    answers('a', answer, times);
    expect(await read('a')).toMatch(/^[A-Z_]+$/);
  });

  const lasting: [what: string, answer: FailAnswer, told: string | null][] = [
    ['404', envelope(404, 'NOT_FOUND'), null],
    ['422', envelope(422, 'VALIDATION'), 'BAD_USER_INPUT'],
    ['409', envelope(409, 'CONFLICT'), 'UPSTREAM_ERROR'],
  ];
  it.each(lasting)('does not cover %s', async (_, answer, told) => {
    await keep('a', 'Kept');
    clock.advance(lifetimeMs);
    answers('a', answer);
    expect(await read('a', 'stale-if-error=60')).toBe(told);
  });

  it('covers every read of an operation, with one error less', async () => {
    for (const id of ['a', 'b']) await keep(id, 'Kept');
    clock.advance(lifetimeMs);
    answers('a', { status: 500 });
    answers('b', 'New');
    const asked = { headers: { ...key, 'cache-control': 'stale-if-error=60' } };
    const answer = await stage.ask(
      '{ a: project(id: "a") { name } b: project(id: "b") { name } }',
      {},
      asked,
    );
    expect(ok(answer)).toEqual({ a: { name: 'Kept' }, b: { name: 'New' } });
    expect(answer.headers.get('cache-control')).toBe('max-age=54, private');
  });
});

describe('A failure', () => {
  const failures: [what: string, answer: FailAnswer, told: string | null, times: number][] = [
    ['404', envelope(404, 'NOT_FOUND'), null, 1],
    ['422', envelope(422, 'VALIDATION'), 'VALIDATION', 1],
    ['500', { status: 500 }, 'INTERNAL', 1],
    ['a body that is not JSON', { status: 200, body: '<html>' }, 'UPSTREAM_INVALID_RESPONSE', 1],
    ['half an answer', 'truncate', 'UPSTREAM_INVALID_RESPONSE', 1],
    ['304 of nothing', { status: 304 }, 'UPSTREAM', 1],
  ];
  it.each(failures)('(%s) is not kept', async (_, answer, told, times) => {
    answers('a', answer, times);
    const first = await read('a');
    if (told === null) expect(first).toBeNull();
    else expect(first).toMatch(/^[A-Z_]+$/);
    answers('a', 'Well');
    expect(await read('a', 'max-stale')).toBe('Well');
    expect(stage.calls()).toHaveLength(2);
  });

  it('that says that there is no such thing removes what was kept of it, and of nothing else', async () => {
    for (const id of ['a', 'b']) await keep(id, 'Kept');
    answers('a', envelope(404, 'NOT_FOUND'), 2);
    expect(await read('a', 'no-cache')).toBeNull();
    expect(await read('a', 'max-stale')).toBeNull();
    expect(await read('b')).toBe('Kept');
    answers('a', { status: 500 });
    expect(await read('a', 'stale-if-error=60')).not.toBe('Kept');
  });

  it('that will pass leaves what was kept', async () => {
    await keep('a', 'Kept');
    answers('a', { status: 500 });
    expect(await read('a', 'no-cache')).toMatch(/^[A-Z_]+$/);
    expect(await read('a')).toBe('Kept');
  });
});
