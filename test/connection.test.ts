import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const list = `query ($id: ID!, $first: Int, $after: String, $filter: ContentItemFilter) {
  contentItems(projectId: $id, first: $first, after: $after, filter: $filter) {
    edges { cursor node { id } }
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const route = `GET /v1/projects/${seed.project.coffee}/content`;

describe('connections', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  async function page(variables: object) {
    const connection = ok(await stage.ask(list, { id: seed.project.coffee, ...variables })).contentItems;
    return { ...connection, ids: connection.nodes.map((node: Json) => node.id) };
  }

  it('give edges and nodes alike, and Relay page information', async () => {
    const whole = await page({});
    expect(whole.edges.map((edge: Json) => edge.node.id)).toEqual(whole.ids);
    expect(whole.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: whole.edges[0].cursor,
      endCursor: whole.edges.at(-1).cursor,
    });
    expect(new Set(whole.edges.map((edge: Json) => edge.cursor)).size).toBe(whole.ids.length);
  });

  it('resume from each edge of two pages, whatever `first` is', async () => {
    const all = (await page({ first: 200 })).ids;
    expect(all.length).toBeGreaterThanOrEqual(8);
    const one = await page({ first: 3 });
    const two = await page({ first: 3, after: one.pageInfo.endCursor });
    expect([...one.ids, ...two.ids]).toEqual(all.slice(0, 6));
    for (const [index, edge] of [...one.edges, ...two.edges].entries())
      for (const first of [1, 2, 3, 5, 200]) {
        const rest = await page({ first, after: edge.cursor });
        expect(rest.ids, `after ${index}, first ${first}`).toEqual(all.slice(index + 1, index + 1 + first));
        expect(rest.pageInfo.hasNextPage, `after ${index}, first ${first}`).toBe(
          index + 1 + first < all.length,
        );
        expect(rest.pageInfo.hasPreviousPage).toBe(true);
      }
  });

  it('walk to the end one page a call, and say so there', async () => {
    const all = (await page({ first: 200 })).ids;
    stage.calls();
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const next: Json = await page({ first: 2, after });
      walked.push(...next.ids);
      after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(all);
    expect(stage.calls()).toEqual(Array(Math.ceil(all.length / 2)).fill(route));
  });

  it('cost one call after the last edge of a page, two from its middle', async () => {
    const one = await page({ first: 4 });
    stage.calls();
    await page({ first: 4, after: one.edges[3].cursor });
    expect(stage.calls()).toHaveLength(1);
    await page({ first: 4, after: one.edges[1].cursor });
    expect(stage.calls()).toHaveLength(2);
    await page({ first: 2, after: one.edges[1].cursor });
    expect(stage.calls()).toHaveLength(1);
  });

  it('follow empty pages that promise more', async () => {
    const item = { id: 'cnt_late', status: 'completed', createdAt: '2026-04-15T13:10:00Z' };
    for (const nextCursor of ['one', 'two'])
      stage.emulator.fail({ path: /\/content$/ }, { status: 200, body: { items: [], nextCursor } });
    stage.emulator.fail({ path: /\/content$/ }, { status: 200, body: { items: [item], nextCursor: null } });
    expect((await page({ first: 1 })).ids).toEqual(['cnt_late']);
    expect(stage.calls()).toHaveLength(3);
  });

  it('tell it as an error when upstream turns in a circle, instead of ending the list', async () => {
    const circle = { status: 200, body: { items: [], nextCursor: 'onwards' } };
    stage.emulator.fail({ path: /\/content$/, times: Number.POSITIVE_INFINITY }, circle);
    const answer = await stage.ask(list, { id: seed.project.coffee, first: 1 });
    expect(answer.data.contentItems).toBeNull();
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }]);
    expect(stage.calls()).toHaveLength(2);
  });

  it('keep the cursors of every edge when newer items come before them', async () => {
    const text = `query ($first: Int, $after: String) { projects(first: $first, after: $after) { edges { cursor node { id } } } }`;
    const list = async (first: number, after?: string) =>
      ok(await stage.ask(text, { first, after })).projects.edges;
    const create = (name: string) =>
      stage.ask(`mutation { createProject(input: { name: "${name}", timezone: "UTC" }) { project { id } } }`);
    await create('One');
    const before = await list(4);
    await create('Two');
    for (const [index, { cursor }] of before.entries()) {
      const rest = await list(4, cursor);
      const expected = before.slice(index + 1).map((edge: Json) => edge.node.id);
      expect(
        rest.map((edge: Json) => edge.node.id),
        `after ${index}`,
      ).toEqual(expected);
    }
  });

  it('follow pages that upstream cuts short, a few of them, and say that there is more', async () => {
    const items = Array.from({ length: 8 }, (_, index) => ({
      id: `cnt_${index}`,
      status: 'completed',
      createdAt: '2026-04-15T13:10:00Z',
    }));
    for (const [index, item] of items.entries())
      stage.emulator.fail(
        { path: /\/content$/ },
        { status: 200, body: { items: [item], nextCursor: `next-${index}` } },
      );
    const short = await page({ first: 8 });
    expect(short.ids).toEqual(items.slice(0, 5).map(({ id }) => id));
    expect(short.pageInfo.hasNextPage).toBe(true);
    expect(stage.calls()).toHaveLength(5);
    expect((await page({ first: 3, after: short.pageInfo.endCursor })).ids).toEqual(
      items.slice(5).map(({ id }) => id),
    );
  });

  it('answer within one deadline, however many calls a page takes', async () => {
    const slow = await startStage({ config: { upstreamTimeoutMs: 500 } });
    slow.emulator.fail({ path: /\/content$/, times: Number.POSITIVE_INFINITY, skip: 1 }, { delayMs: 300 });
    const { edges } = ok(await slow.ask(list, { id: seed.project.coffee, first: 4 })).contentItems;
    const answer = await slow.ask(list, { id: seed.project.coffee, first: 4, after: edges[1].cursor });
    expect(answer.errors).toMatchObject([
      { path: ['contentItems'], extensions: { code: 'UPSTREAM_TIMEOUT', retryable: true } },
    ]);
    await slow.close();
  });

  it.each(['status', 'format'])(
    'refuse an empty `%s`, which upstream would take for no condition',
    async (name) => {
      const answer = await stage.ask(list, { id: seed.project.coffee, filter: { [name]: [] } });
      expect(answer.errors).toMatchObject([
        { path: ['contentItems'], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
      ]);
      expect(stage.calls()).toEqual([]);
    },
  );

  it.each([
    ['0', 0],
    ['-1', -1],
    ['one over the maximum', 201],
  ])('refuse `first` of %s without a call', async (_name, first) => {
    const answer = await stage.ask(list, { id: seed.project.coffee, first });
    expect(answer.data.contentItems).toBeNull();
    expect(answer.errors).toMatchObject([{ path: ['contentItems'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(answer.errors[0]!.message).toContain('200');
    expect(stage.calls()).toEqual([]);
  });

  it('know the maximum of each route', async () => {
    const answer = await stage.ask(
      `{ ok: projects(first: 200) { nodes { id } } influencers(projectId: "${seed.project.coffee}", first: 101) { nodes { id } }
         fine: influencers(projectId: "${seed.project.coffee}", first: 100) { nodes { id } } }`,
    );
    expect(answer.errors.map(({ path, message }) => [path, message])).toEqual([
      [['influencers'], '`first` must be from 1 to 100.'],
    ]);
  });

  it('take an explicit null `first` for the default of 25', async () => {
    await page({ first: null });
    expect(stage.emulator.requests.at(-1)!.query.get('limit')).toBe('25');
  });

  const forge = (fields: unknown) => Buffer.from(JSON.stringify(fields)).toString('base64url');
  it.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('nonsense').toString('base64url')],
    ['not a cursor', forge({})],
    ['of another version', forge([2, 'x', null, 3, 0])],
    ['with a limit over the maximum', forge([1, 'x', null, 201, 0])],
    ['with an index beyond its page', forge([1, 'x', null, 3, 3])],
    ['with an index before its page', forge([1, 'x', null, 3, -2])],
    ['with a fractional index', forge([1, 'x', null, 3, 0.5])],
    ['deeply nested', Buffer.from('['.repeat(100_000)).toString('base64url')],
  ])('refuse a cursor that is %s, without a call', async (_name, after) => {
    const answer = await stage.ask(list, { id: seed.project.coffee, after });
    expect(answer.errors).toMatchObject([{ path: ['contentItems'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(stage.calls()).toEqual([]);
  });

  it.each([
    ['parent', { id: seed.project.fitness }],
    ['filter', { filter: { creativeType: 'UPLOADED' } }],
    ['time', { filter: { since: '2026-01-01T00:00:00Z' } }],
  ])('refuse a cursor of another %s, without a call', async (_name, other) => {
    const { pageInfo } = await page({ first: 2 });
    stage.calls();
    const answer = await stage.ask(list, { id: seed.project.coffee, after: pageInfo.endCursor, ...other });
    expect(answer.errors).toMatchObject([{ path: ['contentItems'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(stage.calls()).toEqual([]);
  });

  it('take a cursor of the same list when a condition is spelled as null or left out', async () => {
    const { pageInfo } = await page({ first: 2, filter: { creativeType: null } });
    expect((await page({ first: 2, after: pageInfo.endCursor })).ids).toHaveLength(2);
  });

  it('tell a cursor that upstream refuses as the caller’s', async () => {
    const { edges } = await page({ first: 2 });
    const [version, hash, , limit] = JSON.parse(Buffer.from(edges[1].cursor, 'base64url').toString());
    const answer = await stage.ask(list, {
      id: seed.project.coffee,
      after: forge([version, hash, 'made-up', limit, -1]),
    });
    expect(answer.errors).toMatchObject([
      { path: ['contentItems'], extensions: { code: 'BAD_USER_INPUT', upstreamStatus: 422 } },
    ]);
  });
});
