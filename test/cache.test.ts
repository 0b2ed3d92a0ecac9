import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CannedAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed.js';
import { startClock } from './support/clock.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

const id = seed.project.coffee;
const route = `/v1/projects/${id}`;
const call = `GET ${route}`;
const text = `{ project(id: "${id}") { name } }`;
const lifetimeMs = 5000;

let stage: Stage;
let clock: ReturnType<typeof startClock>;
beforeAll(async () => {
  stage = await startStage({ config: { cacheTtlMs: lifetimeMs } });
  clock = startClock();
});
afterAll(async () => {
  clock.stop();
  await stage.close();
});
beforeEach(async () => {
  await stage.emulator.reset();
  stage.calls();
  // Beyond all that the tests before have left.
  clock.advance(3_600_000);
});

let keys = 0;
/** A credential that nobody has used before; Layers is told to take it, because its answers are canned. */
const newKey = () => ({ 'x-api-key': `lp_live_Cache${++keys}Test` });

/** Makes Layers answer the project's route so for the next calls, whoever asks. */
function answers(name: string, more: Partial<CannedAnswer> & { times?: number } = {}): void {
  const { times = 1, ...canned } = more;
  stage.emulator.fail({ method: 'GET', path: route, times }, { status: 200, body: { id, name }, ...canned });
}

/** The name of the project, as this caller sees it. */
async function name(headers: Record<string, string>, cacheControl?: string): Promise<string | null> {
  const asked = { ...headers, ...(cacheControl !== undefined && { 'cache-control': cacheControl }) };
  return ok(await stage.ask(text, {}, { headers: asked })).project?.name ?? null;
}

async function failure(headers: Record<string, string>, cacheControl = ''): Promise<Json> {
  const answer = await stage.ask(text, {}, { headers: { ...headers, 'cache-control': cacheControl } });
  return answer.errors[0]?.extensions.code;
}

describe('a read that is kept', () => {
  it('is no call, whatever else is asked with it, until its lifetime is over', async () => {
    const key = newKey();
    answers('One');
    answers('Two');
    expect(await name(key)).toBe('One');
    clock.advance(lifetimeMs - 1000);
    const whole = await stage.ask(
      `{ a: project(id: "${id}") { id name metadata requiresApproval } }`,
      {},
      { headers: key },
    );
    expect(ok(whole).a.name).toBe('One');
    expect(stage.calls()).toEqual([call]);
    clock.advance(1001);
    expect(await name(key)).toBe('Two');
    expect(stage.calls()).toEqual([call]);
  });

  it('is a list as well as a thing, each page for itself', async () => {
    const first = '{ projects(first: 1) { nodes { id name } pageInfo { endCursor } } }';
    const { projects } = ok(await stage.ask(first));
    const next = `{ projects(first: 1, after: "${projects.pageInfo.endCursor}") { nodes { id name } } }`;
    const second = ok(await stage.ask(next)).projects.nodes;
    expect(stage.calls()).toEqual(['GET /v1/projects', 'GET /v1/projects']);
    expect(ok(await stage.ask(first)).projects).toEqual(projects);
    expect(ok(await stage.ask(next)).projects.nodes).toEqual(second);
    expect(second).not.toEqual(projects.nodes);
    expect(stage.calls()).toEqual([]);
  });

  it('is whoever asks for the viewer too', async () => {
    const viewer = '{ layersViewer { organizationId } }';
    const told = ok(await stage.ask(viewer));
    expect(ok(await stage.ask(viewer))).toEqual(told);
    expect(stage.calls()).toEqual(['GET /v1/whoami']);
  });

  it('is none where the lifetime is 0', async () => {
    const off = await startStage({ config: { cacheTtlMs: 0 } });
    const asked = { headers: { 'cache-control': 'max-stale, stale-if-error=60' } };
    for (let times = 0; times < 2; times++) ok(await off.ask(text, {}, asked));
    expect(off.calls()).toEqual([call, call]);
    off.emulator.fail({ path: route }, { status: 500 });
    expect((await off.ask(text, {}, asked)).errors).toHaveLength(1);
    await off.close();
  });
});

describe('Two callers', () => {
  const first = newKey();
  const others: [what: string, headers: Record<string, string>][] = [
    ['another key', newKey()],
    ['a longer key', { 'x-api-key': `${first['x-api-key']}0` }],
    [
      'the same key in other letters',
      { 'x-api-key': first['x-api-key'].toUpperCase().replace('LP_LIVE', 'lp_live') },
    ],
    ['the same key in another organization', { ...first, 'x-layers-organization': seed.organization.child }],
    ['an organization that goes on like the key', { ...first, 'x-layers-organization': ' null' }],
  ];
  it.each(others)('with %s have nothing in common, an ETag and a 304 included', async (_, second) => {
    const etag = { headers: { etag: '"same"' } };
    answers('First', etag);
    answers('Second', etag);
    expect(await name(first, 'no-cache')).toBe('First');
    expect(await name(second)).toBe('Second');
    expect(await name(first)).toBe('First');
    expect(await name(second)).toBe('Second');
    expect(stage.calls()).toHaveLength(2);
    clock.advance(lifetimeMs);
    answers('', { status: 304, body: '', times: 2 });
    expect(await name(second)).toBe('Second');
    expect(await name(first)).toBe('First');
    expect(stage.emulator.requests.slice(-2).map(({ headers }) => headers['if-none-match'])).toEqual([
      '"same"',
      '"same"',
    ]);
    clock.advance(lifetimeMs);
    answers('', { status: 503, times: 9 });
    expect(await name(second, 'stale-if-error=60')).toBe('Second');
    expect(await name(first, 'stale-if-error=60')).toBe('First');
  });

  it('who send one key in two ways are one caller', async () => {
    const key = newKey();
    answers('One');
    expect(await name(key)).toBe('One');
    expect(await name({ 'x-api-key': '', authorization: `Bearer ${key['x-api-key']}` })).toBe('One');
    expect(stage.calls()).toEqual([call]);
  });

  it('never get a 304 for what only another has read', async () => {
    const [mine, yours] = [newKey(), newKey()];
    answers('Mine', { headers: { etag: '"1"' } });
    expect(await name(mine)).toBe('Mine');
    answers('', { status: 304, body: '' });
    expect(await failure(yours)).toBeDefined();
    expect(stage.emulator.requests.at(-1)!.headers).not.toHaveProperty('if-none-match');
  });
});

describe('What a caller says in Cache-Control', () => {
  // After so long a time, and with Layers well: what is served, and whether a call is made.
  const well: [said: string, ageMs: number, served: 'Kept' | 'New', calls: number][] = [
    ['no-cache', 0, 'New', 1],
    ['No-Cache', 0, 'New', 1],
    ['no-store', 0, 'New', 1],
    ['max-age=0', 0, 'New', 1],
    ['max-age=2', 1000, 'Kept', 0],
    ['max-age=2', 2001, 'New', 1],
    ['max-age="2"', 2001, 'New', 1],
    ['max-age=60', lifetimeMs, 'New', 1],
    ['max-stale', lifetimeMs + 60_000, 'Kept', 0],
    ['max-stale=3', lifetimeMs + 2000, 'Kept', 0],
    ['max-stale=3', lifetimeMs + 3001, 'New', 1],
    ['max-stale', lifetimeMs + 300_001, 'New', 1],
    ['no-cache, max-stale', 0, 'New', 1],
    ['no-store, max-stale', lifetimeMs, 'New', 1],
    ['max-stale=3, max-age=1', lifetimeMs + 1000, 'New', 1],
    ['stale-while-revalidate=3', lifetimeMs + 2000, 'Kept', 1],
    ['stale-while-revalidate=3', lifetimeMs + 3001, 'New', 1],
    ['stale-if-error=60', lifetimeMs + 1000, 'New', 1],
    ['', 1000, 'Kept', 0],
    ['', lifetimeMs, 'New', 1],
    ['max-age=-1', 0, 'Kept', 0],
    ['max-age=soon, max-stale=much', lifetimeMs - 1000, 'Kept', 0],
    ['max-stale=much', lifetimeMs, 'New', 1],
    ['max-stale=1e9', lifetimeMs, 'New', 1],
    ['constructor, __proto__=1, =, ,,, only-if-cached', 0, 'Kept', 0],
  ];
  it.each(well)('%o after %d ms: %s, %d calls', async (said, ageMs, served, calls) => {
    const key = newKey();
    answers('Kept');
    await name(key);
    answers('New');
    clock.advance(ageMs);
    stage.calls();
    expect(await name(key, said)).toBe(served);
    const made: string[] = [];
    await expect.poll(() => made.push(...stage.calls())).toBe(calls);
  });

  it('is heard for that request alone', async () => {
    const key = newKey();
    for (const word of ['One', 'Two', 'Three']) answers(word);
    expect(await name(key)).toBe('One');
    expect(await name(key, 'no-cache')).toBe('Two');
    expect(await name(key)).toBe('Two');
    expect(await name(key, 'no-store')).toBe('Three');
    expect(await name(key)).toBe('Two');
  });

  it('stale-while-revalidate is served what is new the next time', async () => {
    const key = newKey();
    answers('Kept');
    await name(key);
    clock.advance(lifetimeMs);
    answers('New');
    expect(await name(key, 'stale-while-revalidate=60')).toBe('Kept');
    await expect.poll(() => name(key, 'max-stale')).toBe('New');
    expect(stage.calls()).toEqual([call, call]);
  });

  it('stale-while-revalidate is one call, however many ask meanwhile, and none of them waits for it', async () => {
    const key = newKey();
    answers('Kept');
    await name(key);
    clock.advance(lifetimeMs);
    answers('New', { delayMs: 300 });
    const all = await Promise.all(Array.from({ length: 5 }, () => name(key, 'stale-while-revalidate=60')));
    expect(new Set(all)).toEqual(new Set(['Kept']));
    expect(stage.calls()).toEqual([call, call]);
  });
});

describe('What Layers says', () => {
  const controls: [headers: Record<string, string>, ageMs: number, calls: number][] = [
    [{ 'cache-control': 'no-store' }, 0, 1],
    [{ 'cache-control': 'private, No-Cache' }, 0, 1],
    [{ 'cache-control': 'max-age=0, must-revalidate' }, 0, 1],
    [{ 'cache-control': 'private, max-age=2' }, 1000, 0],
    [{ 'cache-control': 'private, max-age=2' }, 2000, 1],
    [{ 'cache-control': 'max-age="2"' }, 2000, 1],
    [{ 'cache-control': 'max-age=3600' }, lifetimeMs - 1000, 0],
    [{ 'cache-control': 'max-age=3600' }, lifetimeMs, 1],
    [{ 'cache-control': 's-maxage=1' }, 2000, 0],
    [{ 'cache-control': 'max-age=60', age: '58' }, 1000, 0],
    [{ 'cache-control': 'max-age=60', age: '58' }, 2000, 1],
    [{ 'cache-control': 'max-age=60', age: '61' }, 0, 1],
    [{ 'cache-control': 'public, =, max-age' }, lifetimeMs - 1000, 0],
  ];
  it.each(controls)('%o is honoured: after %d ms, %d calls', async (headers, ageMs, calls) => {
    const key = newKey();
    answers('One', { headers });
    answers('Two');
    await name(key);
    stage.calls();
    clock.advance(ageMs);
    expect(await name(key)).toBe(calls === 0 ? 'One' : 'Two');
    expect(stage.calls()).toHaveLength(calls);
  });

  it('as must-revalidate is honoured: then nothing serves after its lifetime', async () => {
    const key = newKey();
    answers('One', { headers: { 'cache-control': 'max-age=60, must-revalidate' } });
    answers('Two');
    expect(await name(key)).toBe('One');
    clock.advance(lifetimeMs - 1000);
    expect(await name(key)).toBe('One');
    clock.advance(1000);
    answers('', { status: 500 });
    expect(await name(key, 'max-stale, stale-while-revalidate=60')).toBe('Two');
    clock.advance(lifetimeMs);
    answers('Three', { headers: { 'cache-control': 'must-revalidate' } });
    expect(await name(key, 'stale-if-error=60')).toBe('Two');
    expect(await name(key)).toBe('Three');
    clock.advance(lifetimeMs);
    answers('', { status: 500 });
    expect(await failure(key, 'stale-if-error=60')).toBeDefined();
  });

  it('with an ETag is asked whether it still holds, and a 304 renews it', async () => {
    const key = newKey();
    answers('Tagged', { headers: { etag: 'W/"a1"' } });
    expect(await name(key)).toBe('Tagged');
    for (let times = 0; times < 3; times++) {
      clock.advance(lifetimeMs);
      answers('', { status: 304, body: '' });
      expect(await name(key)).toBe('Tagged');
      expect(stage.emulator.requests.at(-1)!.headers['if-none-match']).toBe('W/"a1"');
      expect(await name(key)).toBe('Tagged');
    }
    expect(stage.calls()).toHaveLength(4);
    clock.advance(lifetimeMs);
    answers('Changed');
    expect(await name(key)).toBe('Changed');
    clock.advance(lifetimeMs);
    answers('Again');
    expect(await name(key)).toBe('Again');
    expect(stage.emulator.requests.at(-1)!.headers).not.toHaveProperty('if-none-match');
  });

  it('as an ETag is not sent back when it is none, nor a 304 believed that nobody asked for', async () => {
    for (const etag of ['bare', '"a b"', '"a", "b"', '"', `"${'x'.repeat(300)}"`]) {
      const key = newKey();
      answers('One', { headers: { etag } });
      await name(key);
      clock.advance(lifetimeMs);
      answers('', { status: 304, body: '' });
      expect(await failure(key)).toBeDefined();
      expect(stage.emulator.requests.at(-1)!.headers).not.toHaveProperty('if-none-match');
    }
  });

  it('in place of what was kept counts for that too: no-store leaves nothing', async () => {
    const key = newKey();
    answers('One');
    answers('Two', { headers: { 'cache-control': 'no-store' } });
    expect(await name(key)).toBe('One');
    expect(await name(key, 'no-cache')).toBe('Two');
    answers('Three');
    expect(await name(key)).toBe('Three');
  });
});

describe('Cache-Control of an answer', () => {
  const control = async (headers: Record<string, string>, said = '') =>
    (await stage.ask(text, {}, { headers: { ...headers, 'cache-control': said } })).headers.get(
      'cache-control',
    );

  it('is shorter by the age of the oldest read in it, and no-store when nothing is left', async () => {
    const key = newKey();
    answers('One');
    expect(await control(key)).toBe('max-age=60, private');
    clock.advance(3000);
    expect(await control(key)).toBe('max-age=56, private');
    const both = `{ project(id: "${id}") { name } projects(first: 1) { nodes { id } } }`;
    stage.emulator.fail({ path: '/v1/projects' }, { status: 200, body: { items: [] } });
    const answer = await stage.ask(both, {}, { headers: key });
    expect(answer.headers.get('cache-control')).toBe('max-age=6, private');
    clock.advance(57_000);
    expect(await control(key, 'max-stale')).toBe('no-store');
  });
});

describe('Memory for reads that are kept', () => {
  it('has a bound: those that were used last stay', async () => {
    const small = await startStage({ config: { cacheTtlMs: 60_000, cacheBytes: 2 ** 20 } });
    const ids = Array.from({ length: 60 }, (_, index) => `prj_${index}`);
    const body = (each: string) => ({ id: each, name: each, metadata: { text: 'x'.repeat(20_000) } });
    const ask = (each: string) => small.ask('query ($id: ID!) { project(id: $id) { name } }', { id: each });
    for (const each of ids)
      small.emulator.fail({ path: `/v1/projects/${each}`, times: 9 }, { status: 200, body: body(each) });
    for (const each of ids) {
      ok(await ask(each));
      ok(await ask(ids[0]!));
    }
    expect(small.calls()).toHaveLength(60);
    for (const each of [ids[0], ids[59], ids[58]]) ok(await ask(each!));
    expect(small.calls()).toEqual([]);
    for (const each of ids.slice(1, 40)) ok(await ask(each));
    expect(small.calls().length).toBeGreaterThan(30);
    // One that is longer than all there is room for is not kept, and costs the others nothing.
    small.emulator.fail(
      { path: '/v1/projects/prj_huge', times: 9 },
      { status: 200, body: { id: 'prj_huge', name: 'y'.repeat(2 ** 20) } },
    );
    for (let times = 0; times < 2; times++) ok(await ask('prj_huge'));
    ok(await ask(ids[39]!));
    expect(small.calls()).toEqual(['GET /v1/projects/prj_huge', 'GET /v1/projects/prj_huge']);
    await small.close();
  });
});
