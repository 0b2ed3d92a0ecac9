import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { codes, teach, write } from './support/quota.js';

const { coffee, fitness } = seed.project;

/** Each is a row that is looked up, and then a record. */
const byHandle = `{ ${['acme-coffee-ios', 'acme-prod-987'].map((handle, at) => `p${at}: projectByCustomerExternalId(customerExternalId: "${handle}") { metadata }`).join(' ')} }`;
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

  it('a record that is looked up by its handle counts once it was seen to be there', async () => {
    await start();
    await teach(stage, { remaining: 3 });
    expect(codes(await stage.ask(byHandle))).toEqual(['RATE_LIMITED']);
    const looked = stage.calls().length;
    expect(codes(await stage.ask(byHandle))).toEqual(['RATE_LIMITED']);
    expect([looked, stage.calls().length]).toEqual([2, 0]);
  });

  it('a handle that nothing has is looked up with one read left', async () => {
    await start();
    await teach(stage, { remaining: 1 });
    const text = '{ projectByCustomerExternalId(customerExternalId: "none-such") { metadata } }';
    expect(ok(await stage.ask(text))).toEqual({ projectByCustomerExternalId: null });
    expect(stage.calls()).toHaveLength(1);
  });

  it('the same thing by two variables is one read', async () => {
    await start();
    const text =
      'query ($a: ID!, $b: ID!) { a: project(id: $a) { metadata } b: project(id: $b) { metadata } }';
    await teach(stage, { remaining: 1 });
    expect(codes(await stage.ask(text, { a: coffee, b: fitness }))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(text, { a: coffee, b: coffee }));
    expect(stage.calls()).toHaveLength(1);
  });

  it.each([
    [coffee, fitness],
    [fitness, coffee],
  ])('what others are reading does not count, wherever it stands in the operation', async (...ids) => {
    await start();
    await teach(stage, { remaining: 2 });
    stage.emulator.fail({ path: `/v1/projects/${coffee}` }, { delayMs: 400 });
    const first = stage.ask(`{ project(id: "${coffee}") { metadata } }`);
    await expect.poll(() => stage.emulator.requests.at(-1)?.path).toBe(`/v1/projects/${coffee}`);
    stage.calls();
    ok(await stage.ask(`{ ${ids.map((id, at) => `p${at}: project(id: "${id}") { metadata }`).join(' ')} }`));
    expect(stage.calls()).toEqual([`GET /v1/projects/${fitness}`]);
    ok(await first);
  });

  it('a page of which nobody knows the length is read where it fits, however many things are asked for', async () => {
    await start();
    await teach(stage, { remaining: 10 });
    expect(ok(await stage.ask(page(200))).contentItems.nodes).toHaveLength(9);
    expect(stage.calls()).toHaveLength(10);
  });

  it('a page whose rows each need a record costs one call where they do not fit, and none from then on', async () => {
    await start();
    await teach(stage, { remaining: 8 });
    const { data, errors } = await stage.ask(page(50));
    expect(data.contentItems.nodes).toHaveLength(9);
    expect(errors).toHaveLength(9);
    expect(stage.calls()).toHaveLength(1);
    for (const again of [await stage.ask(page(50)), await stage.ask(page(50))]) {
      expect(again.data).toEqual({ contentItems: null });
      expect(again.errors).toMatchObject([
        {
          path: ['contentItems'],
          message: expect.stringMatching(
            /^The operation needs 10 calls to Layers, and this API key has 7 left for now\. Try again in \d+ s\.$/,
          ),
          extensions: { code: 'RATE_LIMITED', retryable: true },
        },
      ]);
      expect(again.errors[0]?.extensions.retryAfterMs).toBeGreaterThan(25_000);
      expect(again.headers.get('x-layers-upstream-calls')).toBe('0');
    }
    expect(stage.calls()).toEqual([]);
    // Another operation, and the same with other variables, is another matter.
    ok(await stage.ask(page(6)));
  });

  it('a page that does not fit is told so whatever variables come with it, however deep', async () => {
    await start();
    await teach(stage, { remaining: 8 });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live },
      body: `{"query":${JSON.stringify(page(50))},"variables":{"junk":${deep}}}`,
      signal: AbortSignal.timeout(4000),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(new Array(9).fill('RATE_LIMITED'));
    ok(await stage.ask(page(6)));
  });

  it('what was seen of a page is of its own variables and caller', async () => {
    await start();
    const text = page(50).replace('{', 'query ($id: ID!) {').replace(`"${coffee}"`, '$id');
    const ask = (id: string, headers = {}) => stage.ask(text, { id }, { headers });
    await teach(stage, { remaining: 6 });
    expect(codes(await ask(coffee))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toHaveLength(1);
    expect(codes(await ask(coffee))).toEqual(['RATE_LIMITED']);
    expect(stage.calls()).toEqual([]);
    ok(await ask(fitness));
    stage.calls();
    ok(await ask(coffee, { 'x-api-key': stage.emulator.keys.readOnly }));
  });

  it('more than a key ever has is refused as such, not to come again, and once it is known without a call', async () => {
    await start();
    await teach(stage, { remaining: 119 });
    const items = Array.from({ length: 150 }, (_, index) => ({ id: `prj_p${index}`, name: `P${index}` }));
    stage.emulator.fail({ path: '/v1/projects', times: 3 }, { status: 200, body: { items } });
    const text = '{ projects(first: 200) { nodes { id metadata } } }';
    const told = (calls: number) => ({
      message: `The operation needs ${calls} calls to Layers at once; this API key never has more than 120. Ask for smaller pages, or for fewer things.`,
      extensions: { code: 'RATE_LIMITED', retryable: false },
    });
    const { errors } = await stage.ask(text);
    expect(errors).toHaveLength(150);
    expect(errors[0]?.extensions).not.toHaveProperty('retryAfterMs');
    expect(errors[0]).toMatchObject({ ...told(150), path: ['projects', 'nodes', 0, 'metadata'] });
    expect(stage.calls()).toEqual(['GET /v1/projects']);
    const again = await stage.ask(text);
    expect(again.errors).toMatchObject([{ ...told(151), path: ['projects'] }]);
    expect(stage.calls()).toEqual([]);
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
    const refused = await stage.ask(records(5));
    expect(codes(refused)).toEqual(['RATE_LIMITED']);
    await sleep(Number(refused.errors[0]!.extensions.retryAfterMs) + 50);
    expect(stage.calls()).toEqual([]);
    ok(await stage.ask(records(5)));
  });

  it('what is kept does not count, wherever it stands in the operation', async () => {
    await start(60_000);
    const of = (...ids: string[]) =>
      `{ ${ids.map((id, index) => `p${index}: project(id: "${id}") { metadata }`).join(' ')} }`;
    ok(await stage.ask(of(coffee, fitness)));
    await teach(stage, { remaining: 2 });
    const { data } = await stage.ask(of('prj_new', coffee, fitness));
    expect(data).toMatchObject({ p0: null, p1: { metadata: expect.anything() } });
    expect(stage.calls()).toEqual(['GET /v1/projects/prj_new']);
    const short = await stage.ask(of('prj_a', coffee, 'prj_b', fitness));
    expect(short.errors.map(({ path, message }) => [path, message.slice(0, 46)])).toEqual(
      ['p0', 'p2'].map((alias) => [[alias], 'The operation needs 2 calls to Layers, and thi']),
    );
    expect(short.data.p1.metadata).toBeDefined();
    expect(stage.calls()).toEqual([]);
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
