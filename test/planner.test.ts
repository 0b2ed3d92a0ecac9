import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const { coffee, fitness } = seed.project;
const { ava, ben, mia } = seed.influencer;

const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const projectId = (index: number) => `prj_${uuid(index)}`;
const influencerId = (index: number) => `inf_${uuid(index)}`;
const range = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index);
const list = `GET /v1/projects/${coffee}/influencers`;

describe('many things asked for at once', () => {
  // What a list has missed is remembered: each test has a facade of its own.
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage();
  });
  afterEach(() => stage.close());

  const projects = (ids: readonly string[], fields = 'id name', headers: Record<string, string> = {}) =>
    stage.ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { ${fields} } } }`,
      { r: ids.map((id) => ({ __typename: 'Project', id })) },
      { headers },
    );

  /** Makes projects, the last one newest. */
  async function createProjects(indices: readonly number[]): Promise<void> {
    for (const index of indices)
      await fetch(`${stage.emulator.url}/v1/projects`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stage.emulator.keys.live}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: projectId(index), name: `Project ${index}`, timezone: 'UTC' }),
      });
    stage.calls();
  }

  /** Answers the next page of a project's content: an item by each of these influencers, told in the row. */
  function listContent(influencerIds: readonly (string | null)[], project: string = coffee): void {
    const items = influencerIds.map((influencerId, index) => ({
      id: `cnt_${uuid(index)}`,
      status: 'completed',
      influencerId,
    }));
    stage.emulator.fail({ path: `/v1/projects/${project}/content` }, { status: 200, body: { items } });
  }

  /** Answers the next page of a project's influencers. */
  function listInfluencers(
    indices: readonly number[],
    { nextCursor = null as string | null, project = coffee as string } = {},
  ): void {
    const items = indices.map((index) => ({
      influencerId: influencerId(index),
      name: `Influencer ${index}`,
      status: 'ready',
    }));
    const body = { items, nextCursor };
    stage.emulator.fail({ path: `/v1/projects/${project}/influencers` }, { status: 200, body });
  }

  const speakers = (fields = 'id name', project: string = coffee) =>
    stage.ask(`{ contentItems(projectId: "${project}", first: 200) { nodes { influencer { ${fields} } } } }`);
  const namesOf = ({ contentItems }: Json) =>
    contentItems.nodes.map((node: Json) => node.influencer?.name ?? null);

  it('are one page for a page of content: 100 items by 10 influencers cost two calls', async () => {
    listContent(range(100).map((index) => influencerId(index % 10)));
    listInfluencers(range(20));
    const { contentItems } = ok(await speakers('name status project { id }'));
    expect(contentItems.nodes.map(({ influencer }: Json) => influencer)).toEqual(
      range(100).map((index) => ({
        name: `Influencer ${index % 10}`,
        status: 'READY',
        project: { id: coffee },
      })),
    );
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}/content`, list]);
    expect(Object.fromEntries(stage.emulator.requests.at(-1)!.query)).toEqual({ limit: '100' });
  });

  it('are read one by one where there are one or two, and by the page from three up', async () => {
    await createProjects(range(3));
    const two = ok(await projects([coffee, fitness, coffee]))._entities;
    expect(two.map(({ name }: Json) => name)).toEqual(['Acme Coffee', 'Acme Fitness', 'Acme Coffee']);
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}`, `GET /v1/projects/${fitness}`]);
    const three = ok(await projects([coffee, projectId(1), fitness, coffee]))._entities;
    expect(three.map(({ name }: Json) => name)).toEqual([
      'Acme Coffee',
      'Project 1',
      'Acme Fitness',
      'Acme Coffee',
    ]);
    expect(stage.calls()).toEqual(['GET /v1/projects']);
    expect(stage.emulator.requests.at(-1)!.query.get('limit')).toBe('200');
  });

  it('are read one by one where rows do not hold what is asked for', async () => {
    await createProjects(range(3));
    ok(await projects(range(3).map(projectId), 'name metadata'));
    expect(stage.calls()).toEqual(range(3).map((index) => `GET /v1/projects/${projectId(index)}`));
  });

  it('are found in two pages where there are 300', async () => {
    await createProjects(range(300));
    const asked = range(300).map((index) => projectId((index * 7) % 300));
    const { _entities } = ok(await projects(asked));
    expect(_entities.map(({ id }: Json) => id)).toEqual(asked);
    expect(stage.calls()).toEqual(['GET /v1/projects', 'GET /v1/projects']);
  });

  it('are null in place where a list that was read to its end has none, without a call for each', async () => {
    const answer = await projects(['prj_nobody', coffee, projectId(1), 'a/b', projectId(2), fitness]);
    expect(answer.errors).toEqual([]);
    expect(answer.data._entities.map((entity: Json) => entity?.name ?? null)).toEqual([
      null,
      'Acme Coffee',
      null,
      null,
      null,
      'Acme Fitness',
    ]);
    expect(stage.calls()).toEqual(['GET /v1/projects']);
  });

  it('do not count what no path can name', async () => {
    const { _entities } = ok(await projects([coffee, fitness, '..', 'a/b', ''].filter((id) => id !== '')));
    expect(_entities.map((entity: Json) => entity?.name ?? null)).toEqual([
      'Acme Coffee',
      'Acme Fitness',
      null,
      null,
    ]);
    expect(stage.calls()).toHaveLength(2);
  });

  it('are found without their prefix, and by another known one', async () => {
    await createProjects([1]);
    const { _entities } = ok(
      await projects([coffee.replace('prj_', ''), fitness.replace('prj_', 'proj_'), projectId(1)]),
    );
    expect(_entities.map(({ id }: Json) => id)).toEqual([coffee, fitness, projectId(1)]);
    expect(stage.calls()).toEqual(['GET /v1/projects']);
  });

  it('are read one by one where a row differs in nothing but the case of letters or its hyphens', async () => {
    const inCapitals = coffee.toUpperCase().replace('PRJ_', 'prj_');
    const bare = fitness.replace('prj_', '').replaceAll('-', '');
    const { _entities } = ok(await projects([inCapitals, bare, 'prj_nobody']));
    expect(_entities.map((entity: Json) => entity?.id ?? null)).toEqual([coffee, null, null]);
    expect(stage.calls()).toEqual([
      'GET /v1/projects',
      `GET /v1/projects/${inCapitals}`,
      `GET /v1/projects/${bare}`,
    ]);
  });

  it('do not try a page again that has missed: not in the next request, but for another key', async () => {
    await createProjects(range(210));
    const old = range(4).map(projectId);
    for (const round of [1, 2]) {
      const { _entities } = ok(await projects(old));
      expect(_entities.map(({ id }: Json) => id)).toEqual(old);
      const singles = old.map((id) => `GET /v1/projects/${id}`);
      expect(stage.calls()).toEqual(round === 1 ? ['GET /v1/projects', ...singles] : singles);
    }
    ok(await projects(old, 'name', { 'x-api-key': stage.emulator.keys.readOnly }));
    expect(stage.calls()[0]).toBe('GET /v1/projects');
    // Of another noun nothing is said by it.
    listContent([ava, ben, influencerId(1)]);
    ok(await speakers());
    expect(stage.calls()).toContain(list);
  });

  it('cost at most one call more than there are things, however many pages there are', async () => {
    const asked = range(10);
    listContent(asked.map(influencerId));
    // One thing on each of seven pages, and then none.
    for (const index of range(7)) listInfluencers([index, 100 + index], { nextCursor: `${index}` });
    listInfluencers([200], { nextCursor: 'more' });
    const names = namesOf(ok(await speakers()));
    expect(names.slice(0, 7)).toEqual(range(7).map((index) => `Influencer ${index}`));
    const calls = stage.calls().slice(1);
    expect(calls.filter((call) => call === list)).toHaveLength(8);
    expect(calls).toHaveLength(asked.length + 1);
  });

  it('end the walk where fewer than three are missing', async () => {
    listContent(range(5).map(influencerId));
    listInfluencers([0, 1, 2], { nextCursor: 'more' });
    ok(await speakers());
    expect(stage.calls().slice(1).sort()).toEqual(
      [list, `GET /v1/influencers/${influencerId(3)}`, `GET /v1/influencers/${influencerId(4)}`].sort(),
    );
  });

  it('lose one call in all where several parents miss, and none of them waits once one has saved', async () => {
    const both = `{ a: contentItems(projectId: "${coffee}") { nodes { influencer { name } } }
      b: contentItems(projectId: "${fitness}") { nodes { influencer { name } } } }`;
    const all = (hits: boolean) => {
      listContent(range(3).map(influencerId));
      listContent(range(3, 10).map(influencerId), fitness);
      listInfluencers(hits ? range(3) : [50], { nextCursor: 'more' });
      listInfluencers(range(3, 10), { nextCursor: 'more', project: fitness });
    };
    all(true);
    const { a, b } = ok(await stage.ask(both));
    expect([...a.nodes, ...b.nodes].map((node: Json) => node.influencer.name)).toEqual(
      [0, 1, 2, 10, 11, 12].map((index) => `Influencer ${index}`),
    );
    expect(stage.calls()).toHaveLength(4);
    await stage.emulator.reset();
    stage.calls();
    all(false);
    ok(await stage.ask(both));
    expect(stage.calls()).toHaveLength(2 + 6 + 1);
  });

  it('of another project than the item are read one by one', async () => {
    listContent([ava, ben, mia]);
    expect(namesOf(ok(await speakers()))).toEqual(['Ava Chen', 'Ben Okafor', null]);
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}/content`, list]);
  });

  it('take the record that another field of the same moment reads', async () => {
    listContent([ava, ben, influencerId(1)]);
    const { contentItems } = ok(
      await stage.ask(
        `{ contentItems(projectId: "${coffee}") { nodes { a: influencer { name } b: influencer { name vibe } } } }`,
      ),
    );
    expect(contentItems.nodes.map(({ a, b }: Json) => [a?.name ?? null, b?.name ?? null])).toEqual([
      ['Ava Chen', 'Ava Chen'],
      ['Ben Okafor', 'Ben Okafor'],
      [null, null],
    ]);
    expect(stage.calls().slice(1)).toEqual(
      [ava, ben, influencerId(1)].map((id) => `GET /v1/influencers/${id}`),
    );
  });

  it('take the record that another field has read before', async () => {
    listContent([ava, ben, influencerId(1)]);
    const { influencer } = ok(
      await stage.ask(
        `{ influencer(id: "${ava}") { vibe project { contentItems { nodes { influencer { name } } } } } }`,
      ),
    );
    expect(namesOf(influencer.project)).toEqual(['Ava Chen', 'Ben Okafor', null]);
    expect(stage.calls()).not.toContain(list);
  });

  it('are one page for roots and for two aliases of an edge', async () => {
    await createProjects(range(3));
    const roots = range(3).map((index) => `p${index}: project(id: "${projectId(index)}") { name }`);
    expect(ok(await stage.ask(`{ ${roots.join(' ')} }`))).toEqual(
      Object.fromEntries(range(3).map((index) => [`p${index}`, { name: `Project ${index}` }])),
    );
    expect(stage.calls()).toEqual(['GET /v1/projects']);
    listContent([...range(3).map(influencerId), null]);
    listInfluencers(range(3));
    const { contentItems } = ok(
      await stage.ask(
        `{ contentItems(projectId: "${coffee}") { nodes { a: influencer { name } b: influencer { name status } } } }`,
      ),
    );
    expect(contentItems.nodes[2]).toEqual({
      a: { name: 'Influencer 2' },
      b: { name: 'Influencer 2', status: 'READY' },
    });
    expect(contentItems.nodes[3]).toEqual({ a: null, b: null });
    expect(stage.calls()).toHaveLength(2);
  });

  it('see what a mutation of the same request has changed, by whichever spelling they are known', async () => {
    const bare = [ava, ben, influencerId(1)].map((id) => id.replace('inf_', ''));
    listContent(bare);
    listContent(bare);
    const change = (id: string, name: string) =>
      `updateInfluencer(input: { id: "${id}", name: "${name}" }) { influencer { project { contentItems { nodes { influencer { name } } } } } }`;
    const data = ok(await stage.ask(`mutation { a: ${change(ben, 'Ben')} b: ${change(ava, 'Ada')} }`));
    expect([data.a, data.b].map(({ influencer }) => namesOf(influencer.project))).toEqual([
      ['Ava Chen', 'Ben', null],
      ['Ada', 'Ben', null],
    ]);
  });

  describe('and the page fails', () => {
    const asked = range(5).map(projectId);

    it.each([
      ['no such key', 401, { code: 'UNAUTHENTICATED' }, 'UNAUTHENTICATED'],
      ['no such scope', 403, { code: 'FORBIDDEN_SCOPE' }, 'FORBIDDEN'],
      ['a killed key', 503, { code: 'KILL_SWITCH' }, 'KILL_SWITCH'],
      ['a bucket that is empty', 429, { code: 'RATE_LIMITED' }, 'RATE_LIMITED'],
      ['an error that is not explained', 500, { code: 'INTERNAL_ERROR' }, 'UPSTREAM_ERROR'],
    ])('%s is the error of each of them, without a call more', async (_name, status, error, code) => {
      stage.emulator.fail(
        { path: '/v1/projects' },
        { status, body: { error: { message: 'No.', requestId: 'req_1', ...error } } },
      );
      const answer = await projects(asked);
      expect(answer.data._entities).toEqual(asked.map(() => null));
      expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual(
        asked.map((_id, index) => [['_entities', index], code]),
      );
      expect(stage.calls()).toEqual(['GET /v1/projects']);
    });

    it.each([
      ['is refused as such', { status: 422, body: { error: { code: 'VALIDATION', message: 'limit' } } }],
      ['is no list', { status: 200, body: { error: 'none' } }],
      ['has a row without an id', { status: 200, body: { items: [{}] } }],
    ])('because it %s, each is read by itself, and the list is left alone', async (_name, failure) => {
      await createProjects(range(5));
      stage.emulator.fail({ path: '/v1/projects' }, failure);
      const singles = asked.map((id) => `GET /v1/projects/${id}`);
      expect(ok(await projects(asked))._entities[4].name).toBe('Project 4');
      expect(stage.calls()).toEqual(['GET /v1/projects', ...singles]);
      ok(await projects(asked));
      expect(stage.calls()).toEqual(singles);
    });

    it('because Layers stumbles over the list, the next request does without it', async () => {
      await createProjects(range(5));
      stage.emulator.fail({ path: '/v1/projects', times: Number.POSITIVE_INFINITY }, { status: 500 });
      expect((await projects(asked)).errors).toHaveLength(5);
      ok(await projects(asked));
    });

    it('to find anything in time, what is read after it gets no more time', async () => {
      const hasty = await startStage({ config: { upstreamTimeoutMs: 1000 } });
      hasty.emulator.fail(
        { path: '/v1/projects' },
        { status: 200, body: { items: [], nextCursor: 'more' }, delayMs: 700 },
      );
      hasty.emulator.fail({ path: /\/v1\/projects\/.+/, times: 9 }, 'silence');
      const started = performance.now();
      const answer = await hasty.ask(
        `{ a: project(id: "prj_a") { name } b: project(id: "prj_b") { name } c: project(id: "prj_c") { name } }`,
      );
      expect(performance.now() - started).toBeLessThan(1500);
      expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual(
        ['a', 'b', 'c'].map((alias) => [[alias], 'UPSTREAM_TIMEOUT']),
      );
      await hasty.close();
    });
  });
});
