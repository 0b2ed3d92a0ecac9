import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { ok, type Stage, startStage } from './support/facade.js';

const { coffee } = seed.project;
const ids = ['prj_a', 'prj_b', 'prj_c', 'prj_d', 'prj_e', 'prj_f'];
const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { id name } } }';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ config: { cacheTtlMs: 60_000 } });
  for (const id of ids)
    stage.emulator.fail(
      { path: `/v1/projects/${id}`, times: Number.POSITIVE_INFINITY },
      { status: 200, body: { id, name: `Project ${id}` } },
    );
  const items = ids.map((id) => ({ id, name: `Row ${id}` }));
  stage.emulator.fail(
    { path: '/v1/projects', times: Number.POSITIVE_INFINITY },
    { status: 200, body: { items } },
  );
});
afterEach(() => stage.close());

const rows = (asked: readonly string[], headers: Record<string, string> = {}) =>
  stage.ask(query, { r: asked.map((id) => ({ __typename: 'Project', id })) }, { headers });
const names = async (...args: Parameters<typeof rows>) =>
  ok(await rows(...args))._entities.map(({ name }: { name: string }) => name);
async function keep(...asked: readonly string[]): Promise<void> {
  for (const id of asked) ok(await rows([id]));
  stage.calls();
}

describe('rows of things whose records are kept', () => {
  it('cost no page, and count as kept once each', async () => {
    await keep('prj_a', 'prj_b', 'prj_c');
    const answer = await rows(['prj_a', 'prj_b', 'prj_c', 'prj_a']);
    expect(ok(answer)._entities.map(({ name }: { name: string }) => name)).toEqual([
      'Project prj_a',
      'Project prj_b',
      'Project prj_c',
      'Project prj_a',
    ]);
    expect(stage.calls()).toEqual([]);
    expect(answer.headers.get('x-layers-upstream-calls')).toBe('0');
    expect(answer.headers.get('x-layers-cache-hits')).toBe('3');
  });

  it('cost none as roots either, nor as edges', async () => {
    await keep('prj_a', 'prj_b', 'prj_c');
    ok(await stage.ask(`{ ${ids.slice(0, 3).map((id) => `${id}: project(id: "${id}") { name }`)} }`));
    expect(stage.calls()).toEqual([]);
    const influencers = Object.values(seed.influencer).slice(0, 2);
    for (const id of [...influencers, 'inf_none'])
      ok(await stage.ask(`{ influencer(id: "${id}") { name } }`));
    stage.calls();
    const body = {
      items: influencers.map((influencerId, index) => ({
        id: `cnt_${index}`,
        status: 'completed',
        influencerId,
      })),
    };
    stage.emulator.fail({ path: `/v1/projects/${coffee}/content` }, { status: 200, body });
    ok(await stage.ask(`{ contentItems(projectId: "${coffee}") { nodes { influencer { name } } } }`));
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}/content`]);
  });

  it('leave the others to a page where there are three or more, else to single reads', async () => {
    await keep('prj_a', 'prj_b');
    expect(await names(['prj_a', 'prj_c', 'prj_b', 'prj_d'])).toEqual([
      'Project prj_a',
      'Project prj_c',
      'Project prj_b',
      'Project prj_d',
    ]);
    expect(stage.calls().toSorted()).toEqual(['GET /v1/projects/prj_c', 'GET /v1/projects/prj_d']);
  });

  it('leave three others to a page', async () => {
    await keep('prj_a');
    expect(await names(['prj_a', 'prj_d', 'prj_e', 'prj_f'])).toEqual([
      'Project prj_a',
      'Row prj_d',
      'Row prj_e',
      'Row prj_f',
    ]);
    expect(stage.calls()).toEqual(['GET /v1/projects']);
  });

  it('are read anew for who wants nothing that is kept', async () => {
    await keep('prj_a', 'prj_b', 'prj_c');
    for (const said of ['no-cache', 'no-store'])
      expect(await names(ids.slice(0, 3), { 'cache-control': said })).toEqual([
        'Row prj_a',
        'Row prj_b',
        'Row prj_c',
      ]);
    expect(stage.calls()).toEqual(['GET /v1/projects', 'GET /v1/projects']);
  });

  it('are of one key alone', async () => {
    await keep('prj_a', 'prj_b', 'prj_c');
    await names(ids.slice(0, 3), { 'x-layers-organization': seed.organization.child });
    expect(stage.calls()).toEqual(['GET /v1/projects']);
  });

  it('tell their age', async () => {
    await keep('prj_a', 'prj_b', 'prj_c');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { headers } = await rows(ids.slice(0, 3));
    expect(headers.get('cache-control')).toBe('max-age=58, private');
    expect(stage.calls()).toEqual([]);
  });
});
