import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Ask, type Json, type Stage, startStage } from './support/facade.js';

const { coffee } = seed.project;
const record = `{ project(id: "${coffee}") { id metadata } }`;
const page = `{ contentItems(projectId: "${coffee}", first: 3) { nodes { id platformFit { ok } } } }`;
const origin = 'https://app.example.com';

interface Cost {
  readonly said: Json;
  readonly headers: (string | null)[];
  readonly calls: number;
  readonly body: Json;
}

describe.each([true, false])('what an operation cost, with jit: %s', (jit) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ config: { jit, cacheTtlMs: 60_000, corsOrigins: [origin] } });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  async function costOf(query: string, { headers = {} }: Ask = {}, get = false): Promise<Cost> {
    const response = await fetch(get ? `${stage.url}?${new URLSearchParams({ query })}` : stage.url, {
      method: get ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': stage.emulator.keys.live,
        ...headers,
      },
      ...(!get && { body: JSON.stringify({ query }) }),
    });
    const body = (await response.json()) as Json;
    return {
      body,
      said: body.extensions?.layers,
      headers: costsIn(response.headers),
      calls: stage.calls().length,
    };
  }

  const costsIn = (headers: Headers) =>
    ['upstream-calls', 'cache-hits', 'shared'].map((name) => headers.get(`x-layers-${name}`));
  const noStore = { headers: { 'cache-control': 'no-store' } };

  const operations: [what: string, query: string, calls: number, ask?: Ask][] = [
    ['one read', record, 1, noStore],
    ['a page and its records', page, 4, noStore],
    ['no read', '{ __typename }', 0],
    ['an unknown id', '{ project(id: "none") { id metadata } }', 1, noStore],
    ['what is refused without a call', '{ projects(first: 0) { nodes { id } } }', 0],
    [
      'a read and a refusal',
      `{ project(id: "${coffee}") { id metadata } projects(first: 0) { nodes { id } } }`,
      1,
      noStore,
    ],
    [
      'a mutation',
      'mutation { createProject(input: { name: "Tea", timezone: "UTC" }) { project { id } } }',
      1,
    ],
    [
      'a mutation and what it reads',
      `mutation { attachReferenceImages(input: { influencerId: "${seed.influencer.ben}", assetIds: ["${seed.media.ben1}"] }) { influencer { name } } }`,
      2,
    ],
    [
      'a mutation that is refused without a call',
      'mutation { updateInfluencer(input: { id: "x" }) { userErrors { code } } }',
      0,
    ],
  ];
  for (const [what, query, calls, ask] of operations)
    it.each([1, 2, 3, 4])(`is told of ${what} (%s)`, async () => {
      const cost = await costOf(query, ask);
      expect(cost.calls).toBe(calls);
      expect(cost.said).toEqual({ upstreamCalls: calls, cacheHits: 0 });
      expect(cost.headers).toEqual([`${calls}`, '0', 'false']);
    });

  it('is told of what fails, retries among the calls', async () => {
    for (let round = 0; round < 4; round++) {
      stage.emulator.fail({ path: `/v1/projects/${coffee}`, times: 2 }, { status: 503 });
      const cost = await costOf(record, noStore);
      expect(cost.body.errors).toBeUndefined();
      expect([cost.calls, cost.said.upstreamCalls, cost.headers[0]]).toEqual([3, 3, '3']);
    }
    stage.emulator.fail({ path: /./, times: Number.POSITIVE_INFINITY }, { status: 500, body: '<h1>No</h1>' });
    for (let round = 0; round < 4; round++) {
      const cost = await costOf(page, noStore);
      expect(cost.body.errors).toHaveLength(1);
      expect([cost.calls, cost.said, cost.headers]).toEqual([
        1,
        { upstreamCalls: 1, cacheHits: 0 },
        ['1', '0', 'false'],
      ]);
    }
  });

  it('is told of what is kept', async () => {
    await costOf(page);
    for (let round = 0; round < 4; round++) {
      const cost = await costOf(page);
      expect(cost).toMatchObject({
        calls: 0,
        said: { upstreamCalls: 0, cacheHits: 4 },
        headers: ['0', '4', 'false'],
      });
    }
  });

  it('is told of a GET, and of a traced query by its headers alone', async () => {
    const get = await costOf(record, noStore, true);
    expect(get).toMatchObject({
      calls: 1,
      said: { upstreamCalls: 1, cacheHits: 0 },
      headers: ['1', '0', 'false'],
    });
    const traced = await costOf(record, {
      headers: { ...noStore.headers, 'apollo-federation-include-trace': 'ftv1' },
    });
    expect(traced).toMatchObject({ calls: 1, headers: ['1', '0', 'false'] });
    expect(traced.said).toBeUndefined();
    expect(traced.body.extensions.ftv1).toEqual(expect.any(String));
  });

  it('is told by headers of what never ran, and by nothing else', async () => {
    for (const query of ['{', '{ nothing }', 'query ($id: ID!) { project(id: $id) { id } }']) {
      const { body, headers } = await costOf(query);
      expect(body.data).toBeUndefined();
      expect(body.extensions).toBeUndefined();
      expect(headers).toEqual(['0', '0', 'false']);
    }
  });

  it('is told of a multipart request', async () => {
    const form = new FormData();
    const query = `mutation ($file: Upload!) { uploadMedia(input: { projectId: "${coffee}", kind: LOGO, file: $file, mimeType: "image/png", sizeBytes: 3 }) { mediaAsset { id } userErrors { code message } } }`;
    form.set('operations', JSON.stringify({ query, variables: { file: null } }));
    form.set('map', JSON.stringify({ 0: ['variables.file'] }));
    form.set('0', new Blob(['abc'], { type: 'image/png' }), 'a.png');
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: { 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': 'true' },
      body: form,
    });
    const body = (await response.json()) as Json;
    const calls = stage.calls().length;
    expect(calls).toBeGreaterThan(0);
    expect(body.extensions.layers).toEqual({ upstreamCalls: calls, cacheHits: 0 });
    expect(costsIn(response.headers)).toEqual([`${calls}`, '0', 'false']);
  });

  it('is told to the one of several operations that made the call they have in common', async () => {
    stage.emulator.fail({ path: `/v1/projects/${coffee}` }, { delayMs: 200 });
    // Different operations, one read.
    const costs = await Promise.all(
      ['A', 'B', 'C'].map(async (name) => {
        const { said } = await costOf(`query ${name} ${record}`, {
          headers: { 'cache-control': 'max-age=1' },
        });
        return said.upstreamCalls;
      }),
    );
    expect(costs.toSorted()).toEqual([0, 0, 1]);
  });

  it('may be read by pages', async () => {
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live, origin },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    const exposed = response.headers.get('access-control-expose-headers')?.split(',');
    expect(exposed).toEqual(
      expect.arrayContaining([
        'X-Layers-Upstream-Calls',
        'X-Layers-Cache-Hits',
        'X-Layers-Shared',
        'X-Request-Id',
      ]),
    );
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  });
});
