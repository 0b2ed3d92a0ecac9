import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Json, ok, type Stage, startStage } from './support/facade.js';

const timeoutMs = 1000;
const ids = ['inf_a', 'inf_b', 'inf_c', 'inf_d', 'inf_silent'];

describe.each([true, false])('where one of many reads is never answered, with jit: %s', (jit) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({ config: { jit, upstreamTimeoutMs: timeoutMs, cacheTtlMs: 60_000 } });
    for (const id of ids)
      stage.emulator.fail(
        { path: `/v1/influencers/${id}` },
        id === 'inf_silent' ? 'silence' : { status: 200, body: { id, influencerId: id, name: `N ${id}` } },
      );
  });
  afterEach(() => stage.close());

  async function timed(query: string): Promise<Answer<Json>> {
    const started = performance.now();
    const answer = await stage.ask(query);
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(timeoutMs - 50);
    expect(ms).toBeLessThan(timeoutMs + 400);
    return answer;
  }

  it.each([2, 5])('the others are answered in time, among %s after a page that missed', async (count) => {
    const asked = ids.slice(-count);
    stage.emulator.fail(
      { path: '/v1/projects/P/content' },
      { status: 200, body: { items: asked.map((id, index) => ({ id: `cnt_${index}`, influencerId: id })) } },
    );
    stage.emulator.fail(
      { path: '/v1/projects/P/influencers' },
      {
        status: 200,
        delayMs: 300,
        body: { items: [{ influencerId: 'inf_other', name: 'x' }], nextCursor: 'more' },
      },
    );
    const { data, errors } = await timed(
      '{ contentItems(projectId: "P") { nodes { influencer { name } } } }',
    );
    expect(data.contentItems.nodes.map(({ influencer }: Json) => influencer?.name ?? null)).toEqual(
      asked.map((id) => (id === 'inf_silent' ? null : `N ${id}`)),
    );
    expect(errors.map(({ path, extensions }) => [path?.[2], extensions.code])).toEqual([
      [count - 1, 'UPSTREAM_TIMEOUT'],
    ]);
  });

  it('the others are answered in time, where each is found by a handle that is kept', async () => {
    const names = ['a', 'b', 'silent'];
    const rows = names.map((name) => ({ id: `prj_${name}`, name, customerExternalId: name }));
    stage.emulator.fail({ path: '/v1/projects', times: 3 }, { status: 200, body: { items: rows } });
    for (const row of rows)
      stage.emulator.fail(
        { path: `/v1/projects/${row.id}` },
        row.name === 'silent' ? 'silence' : { status: 200, body: { ...row, metadata: { of: row.name } } },
      );
    const byHandle = (field: string) =>
      `{ ${names.map((name) => `${name}: projectByCustomerExternalId(customerExternalId: "${name}") { ${field} }`)} }`;
    ok(await stage.ask(byHandle('name')));
    const { data, errors } = await timed(byHandle('metadata'));
    expect(data).toEqual({ a: { metadata: { of: 'a' } }, b: { metadata: { of: 'b' } }, silent: null });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['silent'], 'UPSTREAM_TIMEOUT'],
    ]);
  });
});
