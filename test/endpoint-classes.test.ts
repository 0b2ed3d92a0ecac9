import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { codes, readMany, teach, write } from './support/quota.js';

const readText = `{ project(id: "${seed.project.coffee}") { metadata } }`;
const classes = ['read-light', 'READ_LIGHT', 'read_light', 'Reads'];

// Layers tells nothing but what a test lets it tell.
let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ emulator: { rateLimitHeaders: 'none' } });
});
afterEach(() => stage.close());

const named = (name: string) => ({ 'X-RateLimit-Endpoint-Class': name });
const bucket = async (name: string) =>
  ok(await stage.ask(`{ layersViewer { rateLimit(class: "${name}") { limit remaining } } }`)).layersViewer
    .rateLimit;
const writeCodes = async () =>
  ok(await stage.ask(write)).createProject.userErrors.map(({ code }: { code: string }) => code);

describe.each(classes)('a class that Layers calls %s', (name) => {
  it('is the one that reads are drawn from: they are refused when it has none left, and writes are not', async () => {
    await teach(stage, { remaining: 5 }, named(name));
    expect(await bucket('read-light')).toEqual({ limit: 120, remaining: 5 });
    expect(codes(await readMany(stage, 6))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    ok(await readMany(stage, 5));
    await teach(stage, { remaining: 0 }, named(name));
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    expect(await writeCodes()).toEqual([]);
  });

  it('holds reads up as long as Layers has asked for, and not writes', async () => {
    const body = { error: { code: 'RATE_LIMITED', message: 'No.' } };
    stage.emulator.fail(
      { method: 'GET' },
      { status: 429, body, headers: { 'Retry-After': '30', ...named(name) } },
    );
    expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
    stage.calls();
    const { errors } = await readMany(stage, 1);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(29_000);
    expect(stage.calls()).toEqual([]);
    expect(await writeCodes()).toEqual([]);
  });
});

it('one class for reads and writes is one bucket', async () => {
  await teach(stage, { remaining: 9 }, named('api'));
  const headers = {
    'RateLimit-Limit': '120',
    'RateLimit-Remaining': '0',
    'RateLimit-Reset': '30',
    ...named('api'),
  };
  stage.emulator.fail({ method: 'POST' }, { status: 201, body: { id: 'prj_x', name: 'Tea' }, headers });
  expect(await writeCodes()).toEqual([]);
  expect(codes(await stage.ask(readText))).toEqual(['RATE_LIMITED']);
  expect(await writeCodes()).toEqual(['RATE_LIMITED']);
  for (const name of ['read-light', 'write-light'])
    expect(await bucket(name)).toEqual({ limit: 120, remaining: 0 });
});

it('a class that is named no more is drawn from no more', async () => {
  await teach(stage, { remaining: 9 }, named('Reads'));
  await teach(stage, { remaining: 50 }, named('read-light'));
  expect(await bucket('read-light')).toEqual({ limit: 120, remaining: 50 });
  ok(await readMany(stage, 20));
});
