import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const list = 'GET /v1/projects/P/influencers';
const speakersText = '{ contentItems(projectId: "P", first: 200) { nodes { influencer { name } } } }';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ config: { cacheTtlMs: 60_000 } });
});
afterEach(() => stage.close());

/** Answers a project's next page of influencers. */
function lists(ids: readonly string[], nextCursor: string | null = null): void {
  const items = ids.map((id) => ({ influencerId: id, name: `Row ${id}`, status: 'ready' }));
  stage.emulator.fail({ path: '/v1/projects/P/influencers' }, { status: 200, body: { items, nextCursor } });
}

/** Keeps that list. */
async function keep(ids: readonly string[], nextCursor: string | null = null): Promise<void> {
  lists(ids, nextCursor);
  ok(await stage.ask('{ influencers(projectId: "P", first: 100) { nodes { id } } }'));
  stage.calls();
}

/** The names of those who speak in a page of content, and the calls for them. */
async function speakers(ids: readonly string[]): Promise<{ names: (string | null)[]; calls: string[] }> {
  const items = ids.map((id, index) => ({ id: `cnt_${index}`, influencerId: id, status: 'completed' }));
  stage.emulator.fail({ path: '/v1/projects/P/content' }, { status: 200, body: { items } });
  const { contentItems } = ok(
    await stage.ask(speakersText, {}, { headers: { 'cache-control': 'max-age=30' } }),
  );
  return {
    names: contentItems.nodes.map(({ influencer }: Json) => influencer?.name ?? null),
    calls: stage.calls().slice(1),
  };
}

const reads = (id: string, found = true) =>
  stage.emulator.fail(
    { path: `/v1/influencers/${id}` },
    found
      ? { status: 200, body: { id, influencerId: id, name: `Record ${id}` } }
      : { status: 404, body: { error: { code: 'NOT_FOUND', message: 'No.' } } },
  );

describe('a list that is kept', () => {
  it('answers what is in it without a call', async () => {
    await keep(['inf_a', 'inf_b', 'inf_c']);
    expect(await speakers(['inf_a', 'inf_b', 'inf_c'])).toEqual({
      names: ['Row inf_a', 'Row inf_b', 'Row inf_c'],
      calls: [],
    });
  });

  it('does not say that what somebody has made since then is not there: it is read anew', async () => {
    await keep(['inf_a']);
    lists(['inf_d', 'inf_c', 'inf_b', 'inf_a']);
    expect(await speakers(['inf_a', 'inf_b', 'inf_none', 'inf_c', 'inf_d'])).toEqual({
      names: ['Row inf_a', 'Row inf_b', null, 'Row inf_c', 'Row inf_d'],
      calls: [list],
    });
    // And the new one is kept.
    expect((await speakers(['inf_b', 'inf_c', 'inf_d'])).calls).toEqual([]);
  });

  it('leaves one or two that it lacks to single reads', async () => {
    await keep(['inf_a', 'inf_b']);
    reads('inf_c');
    reads('inf_d', false);
    const { names, calls } = await speakers(['inf_a', 'inf_b', 'inf_c', 'inf_d']);
    expect(names).toEqual(['Row inf_a', 'Row inf_b', 'Record inf_c', null]);
    expect(calls).toEqual(['GET /v1/influencers/inf_c', 'GET /v1/influencers/inf_d']);
  });

  it('costs one call more than there are things where the new one does not help either', async () => {
    await keep(['inf_x'], 'more');
    lists(['inf_y'], 'more');
    const asked = ['inf_a', 'inf_b', 'inf_c', 'inf_d'];
    for (const id of asked) reads(id);
    const { names, calls } = await speakers(asked);
    expect(names).toEqual(asked.map((id) => `Record ${id}`));
    expect(calls).toEqual([list, ...asked.map((id) => `GET /v1/influencers/${id}`)]);
  });

  it('costs one call more than there are things at most, with one page kept and the next one read', async () => {
    await keep(['inf_a'], 'second');
    lists(['inf_y'], 'third');
    lists(['inf_z', 'inf_a'], 'more');
    const asked = ['inf_b', 'inf_c', 'inf_d'];
    for (const id of asked) reads(id);
    const { names, calls } = await speakers(['inf_a', ...asked]);
    expect(names).toEqual(['Row inf_a', ...asked.map((id) => `Record ${id}`)]);
    expect(calls).toEqual([list, list, ...asked.map((id) => `GET /v1/influencers/${id}`)]);
  });

  it('is read anew for who has read it in the same request, and would find nothing in it', async () => {
    await keep(['inf_a']);
    const items = ['inf_b', 'inf_c', 'inf_d'].map((id, index) => ({
      id: `cnt_${index}`,
      influencerId: id,
      status: 'completed',
    }));
    stage.emulator.fail({ path: '/v1/projects/P/content' }, { status: 200, body: { items } });
    lists(['inf_d', 'inf_c', 'inf_b', 'inf_a']);
    const { contentItems } = ok(
      await stage.ask(
        '{ influencers(projectId: "P", first: 100) { nodes { id } } contentItems(projectId: "P") { nodes { influencer { name } } } }',
      ),
    );
    expect(contentItems.nodes.map(({ influencer }: Json) => influencer?.name)).toEqual([
      'Row inf_b',
      'Row inf_c',
      'Row inf_d',
    ]);
    expect(stage.calls()).toEqual(['GET /v1/projects/P/content', list]);
  });
});
