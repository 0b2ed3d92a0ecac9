import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { codes, teach, write } from './support/quota.js';

const { coffee, fitness } = seed.project;

/** Each is a row that is looked up, and then a record. */
const byHandle = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `p${index}: projectByCustomerExternalId(customerExternalId: "acme-coffee-ios${index || ''}") { metadata }`).join(' ')} }`;
const records = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `p${index}: project(id: "prj_${index}") { metadata }`).join(' ')} }`;
const page = (first: number) =>
  `{ contentItems(projectId: "${coffee}", first: ${first}) { nodes { id platformFit { ok } } } }`;

let stage: Stage;
afterEach(() => stage.close());

describe.each([true, false])('what a query reads is known before it runs, with jit: %s', (jit) => {
  const start = async (cacheTtlMs = 0) => {
    stage = await startStage({
      emulator: { tier: 'standard', rateLimitHeaders: 'none' },
      config: { jit, cacheTtlMs },
    });
  };

  it('five records with three reads left are refused without a call, and three are read', async () => {
    await start();
    await teach(stage, { remaining: 3 });
    const { errors, headers, data } = await stage.ask(records(5));
    expect(errors).toHaveLength(5);
    expect(data).toEqual({ p0: null, p1: null, p2: null, p3: null, p4: null });
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
      expect(extensions.retryAfterMs).toBeGreaterThan(25_000);
      expect(extensions.retryAfterMs).toBeLessThanOrEqual(31_000);
    }
    expect(headers.get('x-layers-upstream-calls')).toBe('0');
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(records(3)));
    expect(stage.calls()).toHaveLength(3);
  });

  it('reads that follow others count before the first of them is made', async () => {
    await start();
    await teach(stage, { remaining: 3 });
    // By itself the first tick, of two look-ups, would fit.
    expect(codes(await stage.ask(byHandle(2)))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(byHandle(1)));
    expect(stage.calls()).toHaveLength(2);
  });

  it('a page whose rows each need a record costs no call where they do not fit', async () => {
    await start();
    await teach(stage, { remaining: 10 });
    const { data, errors } = await stage.ask(page(50));
    expect(data).toEqual({ contentItems: null });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['contentItems'], 'RATE_LIMITED'],
    ]);
    expect(errors[0]?.extensions.retryAfterMs).toBeGreaterThan(25_000);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(page(9)));
  });

  it('one that no window could hold is not refused: it may come to less', async () => {
    await start();
    await teach(stage, { remaining: 119 });
    expect(ok(await stage.ask(page(200))).contentItems.nodes).toHaveLength(9);
    expect(stage.calls().length).toBeGreaterThan(1);
  });

  it('a mutation is written with one write left in the minute, whatever it reads', async () => {
    await start();
    await teach(stage, { remaining: 0 });
    const answer = await stage.ask(write);
    expect(answer.data.createProject).toMatchObject({ project: { id: expect.any(String) }, userErrors: [] });
    expect(stage.calls()).toEqual(['POST /v1/projects']);
    // What is read for the answer is told where it stands, and the write is not lost.
    const { data, errors } = await stage.ask(
      write.replace('project { id }', 'project { id contentItems { nodes { id } } }'),
    );
    expect(data.createProject).toMatchObject({ project: { contentItems: null }, userErrors: [] });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual(['POST /v1/projects']);
  });

  it('goes again after the window', async () => {
    await start();
    await teach(stage, { remaining: 3, resetS: 4 });
    const refused = await stage.ask(page(50));
    expect(codes(refused)).toEqual(['RATE_LIMITED']);
    await sleep(Number(refused.errors[0]!.extensions.retryAfterMs) + 50);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(page(50)));
  });

  it('what is kept is answered, and does not count', async () => {
    await start(60_000);
    const both = `{ kept: project(id: "${coffee}") { metadata } other: project(id: "${fitness}") { metadata } }`;
    ok(await stage.ask(`{ project(id: "${coffee}") { metadata } }`));
    await teach(stage, { remaining: 1 });
    expect(ok(await stage.ask(both)).other.metadata).toBeDefined();
    expect(stage.calls()).toEqual([`GET /v1/projects/${fitness}`]);
    expect(ok(await stage.ask(both)).kept.metadata).toBeDefined();
    const { data, errors } = await stage.ask(
      `{ kept: project(id: "${coffee}") { metadata } ${records(3).slice(1)}`,
    );
    expect(data.kept.metadata).toBeDefined();
    expect(errors.map(({ path }) => path)).toEqual([['p0'], ['p1'], ['p2']]);
    expect(stage.calls()).toEqual([]);
  });

  it('says that Layers has asked for a pause where it has', async () => {
    await start();
    stage.emulator.fail(
      {},
      {
        status: 429,
        body: { error: { code: 'RATE_LIMITED', message: 'No.' } },
        headers: { 'retry-after': '30' },
      },
    );
    await stage.ask(records(1));
    stage.calls();
    const { errors } = await stage.ask(page(5));
    expect(errors[0]?.message).toMatch(/^Layers has asked this API key to wait/);
    expect(stage.calls()).toEqual([]);
  });
});
