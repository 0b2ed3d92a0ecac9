import { afterEach, describe, expect, it } from 'vitest';
import type { CannedAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, type StageOptions, startStage } from './support/facade.js';
import { codes, readMany, teach, timed, write } from './support/quota.js';

const bucketText = '{ layersViewer { rateLimit { limit remaining reset } } }';
const readText = `{ project(id: "${seed.project.coffee}") { id timezone } }`;

let stage: Stage;
afterEach(() => stage.close());

async function start(
  rateLimitHeaders: 'x-ratelimit' | 'ratelimit' | 'none',
  config: StageOptions['config'] = {},
): Promise<void> {
  stage = await startStage({ emulator: { tier: 'standard', rateLimitHeaders }, config });
}

function limited(headers: Record<string, string>): CannedAnswer {
  return { status: 429, body: { error: { code: 'RATE_LIMITED', message: 'No.' } }, headers };
}

describe.each(['x-ratelimit', 'ratelimit'] as const)('with %s headers', (style) => {
  it('a key whose reads are used up is refused without a call, and told when to come again', async () => {
    await start(style);
    ok(await readMany(stage, 60));
    ok(await readMany(stage, 60));
    stage.calls();
    const refused = await stage.ask(readText);
    expect(stage.calls()).toEqual([]);
    expect(refused.data).toEqual({ project: null });
    expect(refused.errors[0]).toMatchObject({
      message: expect.stringMatching(/^The calls .* used up\. Try again in \d+ s\.$/),
      extensions: { code: 'RATE_LIMITED', retryable: true },
    });
    const { retryAfterMs } = refused.errors[0]!.extensions;
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(61_000);
    expect(Object.keys(refused.errors[0]!.extensions)).toHaveLength(3);
  });

  it('200 operations at once on a key that nobody knows make 120 calls, and all of them are answered', async () => {
    await start(style);
    const answers = await Promise.all(Array.from({ length: 200 }, () => readMany(stage, 1)));
    expect(stage.calls()).toHaveLength(120);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(120);
    for (const { errors } of answers) for (const { message } of errors) expect(message).toMatch(/^The calls/);
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toMatchObject({
      limit: 120,
      remaining: 0,
    });
  });

  it('an operation that asks for more than a key has costs one call, and none once that is known', async () => {
    await start(style);
    expect(codes(await readMany(stage, 200))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toHaveLength(1);
    const { errors } = await readMany(stage, 200);
    expect(errors).toHaveLength(200);
    expect(stage.calls()).toEqual([]);
    ok(await readMany(stage, 119));
  });
});

describe('without headers', () => {
  it('the tier that whoami tells bounds the calls', async () => {
    await start('none');
    ok(await stage.ask('{ layersViewer { rateLimitTier } }'));
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toEqual({
      limit: 120,
      remaining: 119,
      reset: null,
    });
    ok(await readMany(stage, 110));
    stage.calls();
    expect(codes(await readMany(stage, 10))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    ok(await readMany(stage, 9));
    const { errors } = await stage.ask(readText);
    expect(errors[0]?.extensions.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(stage.calls()).toHaveLength(9);
  });

  it('nothing is known, and calls go until Layers refuses one', async () => {
    await start('none');
    ok(await readMany(stage, 120));
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toBeNull();
    stage.calls();
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toHaveLength(1);
    const { errors } = await stage.ask(readText);
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/^Layers has asked this API key to wait/),
    });
    expect(stage.calls()).toEqual([]);
  });
});

describe('an operation', () => {
  it('whose reads do not all fit is refused before it makes any, and a smaller one is answered', async () => {
    await start('none');
    await teach(stage, { remaining: 50 });
    const { errors } = await readMany(stage, 51);
    expect(errors).toHaveLength(51);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(25_000);
    expect(stage.calls()).toEqual([]);
    ok(await readMany(stage, 50));
  });

  it('that needs no call is answered by a key that has none left', async () => {
    await start('none', { cacheTtlMs: 300 });
    ok(await stage.ask(readText));
    await teach(stage, { remaining: 0 });
    expect(ok(await stage.ask(readText)).project.timezone).toBeTruthy();
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    const headers = { 'cache-control': 'stale-if-error=60' };
    expect(ok(await stage.ask(readText, {}, { headers })).project.timezone).toBeTruthy();
    expect(stage.calls()).toEqual([]);
  });

  it('whose lost call cannot be repeated is told what became of the call', async () => {
    await start('none');
    await teach(stage, { remaining: 1 });
    stage.emulator.fail({ times: 3 }, 'reset');
    expect(codes(await stage.ask(readText))).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(stage.calls()).toHaveLength(1);
  });
});

describe('reads and writes', () => {
  it('have buckets of their own: writes go while reads are used up', async () => {
    await start('none');
    await teach(stage, { remaining: 0 });
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    expect(ok(await stage.ask(write)).createProject.userErrors).toEqual([]);
  });

  it('a mutation that is refused is data, has its key, and has made no call', async () => {
    await start('x-ratelimit');
    const headers = { 'X-RateLimit-Endpoint-Class': 'write-light', 'X-RateLimit-Remaining': '0' };
    await teach(stage, { limit: 60, remaining: 0 }, headers);
    const { project, idempotencyKey, userErrors } = ok(await stage.ask(write)).createProject;
    expect({ project, idempotencyKey }).toEqual({ project: null, idempotencyKey: expect.any(String) });
    expect(userErrors).toEqual([
      {
        code: 'RATE_LIMITED',
        message: expect.stringMatching(/used up/),
        retryable: true,
        retryAfterMs: expect.any(Number),
      },
    ]);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(readText));
  });
});

describe('a bucket', () => {
  it('is the key’s, whatever organization it acts in, and no other key’s', async () => {
    await start('none');
    await teach(stage, { remaining: 0 });
    const headers = { 'x-layers-organization': 'org_child' };
    expect(codes(await stage.ask(readText, {}, { headers }))).toEqual(['RATE_LIMITED']);
    const other = { 'x-api-key': stage.emulator.keys.readOnly };
    ok(await stage.ask(readText, {}, { headers: other }));
  });

  it('never has more again in one window, in whatever order answers come', async () => {
    await start('none');
    const late = teach(stage, { remaining: 110, delayMs: 200 });
    await teach(stage, { remaining: 40 });
    await late;
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toMatchObject({ remaining: 40 });
  });

  it('is full again, where Layers tells no reset, as soon as a call finds much more in it', async () => {
    await start('none');
    const resetS = null;
    const late = teach(stage, { remaining: 119, resetS, delayMs: 300 });
    await teach(stage, { remaining: 60, resetS });
    await teach(stage, { remaining: 8, resetS });
    await late;
    // That one was asked before, and so was answered for the window before.
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toMatchObject({ remaining: 8 });
    expect(codes(await readMany(stage, 20))).toEqual(['RATE_LIMITED']);
    await teach(stage, { remaining: 118, resetS });
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toMatchObject({ remaining: 118 });
    ok(await readMany(stage, 20));
  });

  it('counts calls under way as gone', async () => {
    await start('none');
    await teach(stage, { remaining: 90 });
    stage.emulator.fail({ times: 20 }, { delayMs: 300 });
    const reading = readMany(stage, 20);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ok(await stage.ask(bucketText)).layersViewer.rateLimit).toMatchObject({ remaining: 70 });
    ok(await reading);
  });

  it('is reckoned by our clock where that of Layers is another', async () => {
    await start('none');
    const theirs = Date.now() + 3_600_000;
    await teach(
      stage,
      { remaining: 0 },
      {
        Date: new Date(theirs).toUTCString(),
        'RateLimit-Reset': `${Math.ceil(theirs / 1000) + 30}`,
      },
    );
    const { errors } = await stage.ask(readText);
    expect(errors[0]?.extensions.retryAfterMs).toBeLessThanOrEqual(32_000);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(28_000);
  });
});

describe('a Retry-After of Layers', () => {
  const classes: [words: string, headers: Record<string, string>, stopped: string[]][] = [
    ['that names a class holds up that class', { 'X-RateLimit-Endpoint-Class': 'read-light' }, []],
    ['that names none holds up all', {}, ['RATE_LIMITED']],
  ];
  it.each(classes)('%s, for every operation of the key and of no other', async (_words, headers, stopped) => {
    await start('none');
    stage.emulator.fail({ method: 'GET' }, limited({ 'Retry-After': '30', ...headers }));
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toHaveLength(1);
    const { errors } = await readMany(stage, 1);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(29_000);
    expect(stage.calls()).toEqual([]);
    const { userErrors } = ok(await stage.ask(write)).createProject;
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(stopped);
    ok(await stage.ask(readText, {}, { headers: { 'x-api-key': stage.emulator.keys.readOnly } }));
  });

  it('of a second is waited for once by the operation that met it, and by the others', async () => {
    await start('none');
    stage.emulator.fail({ method: 'GET' }, limited({ 'Retry-After': '1' }));
    const first = timed(stage.ask(readText));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [second, first_] = await Promise.all([timed(readMany(stage, 1)), first]);
    ok(first_[0]);
    ok(second[0]);
    expect(first_[1]).toBeGreaterThanOrEqual(990);
    expect(first_[1]).toBeLessThan(1600);
    expect(second[1]).toBeGreaterThanOrEqual(600);
    expect(second[1]).toBeLessThan(1400);
    expect(stage.calls()).toHaveLength(3);
  });

  it('stops what waited for the first answer', async () => {
    await start('none');
    stage.emulator.fail({ times: Number.POSITIVE_INFINITY }, limited({ 'Retry-After': '30' }));
    const { errors } = await readMany(stage, 200);
    expect(errors).toHaveLength(200);
    expect(stage.calls()).toHaveLength(1);
  });

  it('that is missing leaves the bucket empty until the reset that is known', async () => {
    await start('none');
    await teach(stage, { remaining: 100, resetS: 20 });
    stage.emulator.fail({ method: 'GET' }, limited({}));
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    const { errors } = await stage.ask(readText);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(15_000);
    expect(stage.calls()).toHaveLength(1);
  });
});
