import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed.js';
import { createMemoryMediaStore } from '../src/media/store.js';
import type { MediaAsset } from '../src/media/types.js';
import { nameOfScope, RefusedKeys } from '../src/rest/refused-keys.js';
import { ok, type Replica, startReplica } from './support/facade.js';
import { has } from './support/needs.js';
import { type RedisServer, startRedisServer } from './support/redis.js';

const { coffee } = seed.project;
const { ava } = seed.influencer;
const child = { 'x-layers-organization': seed.organization.child };
const envelope = (status: number, code: string, details?: object) => ({
  status,
  body: { error: { code, message: 'No.', details } },
});
/** What Layers says, and whether it says it of the key wherever it acts. */
const refusals: [what: string, answer: ReturnType<typeof envelope>, everywhere: boolean][] = [
  ['401', envelope(401, 'UNAUTHENTICATED'), true],
  ['KILL_SWITCH of the key', envelope(503, 'KILL_SWITCH', { scope: 'key' }), true],
  ['KILL_SWITCH of the organization', envelope(503, 'KILL_SWITCH', { scope: 'organization' }), false],
  ['KILL_SWITCH of whatever', envelope(503, 'KILL_SWITCH'), false],
  ['403', envelope(403, 'FORBIDDEN_SCOPE'), false],
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ tier: 'internal' });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const readText = `{ project(id: "${coffee}") { metadata } }`;
async function read(replica: Replica, headers: Record<string, string> = {}): Promise<'called' | 'kept'> {
  const before = emulator.requests.length;
  await replica.ask(readText, {}, { headers });
  return emulator.requests.length > before ? 'called' : 'kept';
}
/** Makes a call that Layers refuses. */
async function refuse(
  replica: Replica,
  answer: ReturnType<typeof envelope>,
  by: 'GET' | 'POST',
  headers = {},
) {
  emulator.fail({ path: '/v1/projects' }, answer);
  const write = 'mutation { createProject(input: { name: "x", timezone: "UTC" }) { userErrors { code } } }';
  const asked = by === 'GET' ? '{ projects(first: 7) { nodes { id } } }' : write;
  expect((await replica.ask(asked, {}, { headers })).errors).toHaveLength(1);
}
async function assetUrl(replica: Replica, headers = {}): Promise<string | null> {
  const text = `{ mediaAsset(id: "${seed.media.ava1}") { url } }`;
  return ok(await replica.ask(text, {}, { headers })).mediaAsset?.url ?? null;
}
const seeAssets = async (replica: Replica) =>
  ok(await replica.ask(`{ influencer(id: "${ava}") { referenceImages { mediaAsset { id } } } }`));

function behaves(replicas: () => readonly [Replica, Replica]): void {
  describe.each(refusals)(
    'a key that is refused with %s in one organization',
    (_what, answer, everywhere) => {
      it.each(['GET', 'POST'] as const)(
        `has ${everywhere ? 'nothing' : 'all that it had'} kept in another (%s)`,
        async (by) => {
          const [a, b] = replicas();
          const other = { 'x-api-key': emulator.keys.parent };
          const body = { id: coffee, name: 'Coffee', metadata: {} };
          emulator.fail({ path: `/v1/projects/${coffee}`, times: 9 }, { status: 200, body });
          await read(a);
          await read(a, child);
          await read(a, other);
          for (const headers of [{}, child, other]) expect(await read(b, headers)).toBe('kept');
          await refuse(a, answer, by, child);
          for (const replica of [a, b]) {
            expect(await read(replica, other)).toBe('kept');
            if (!everywhere) expect(await read(replica)).toBe('kept');
          }
          expect(await read(b, child)).toBe('called');
          if (everywhere) expect(await read(b)).toBe('called');
          expect(await read(a)).toBe('kept');
        },
      );

      it(`is told ${everywhere ? 'nothing' : 'as before'} of the assets that it has seen, until it is taken again`, async () => {
        const [a, b] = replicas();
        await seeAssets(a);
        for (const replica of [a, b]) expect(await assetUrl(replica)).toMatch(/^http/);
        await refuse(a, answer, 'GET', child);
        for (const replica of [a, b]) {
          if (everywhere) expect(await assetUrl(replica)).toBeNull();
          else expect(await assetUrl(replica)).toMatch(/^http/);
        }
        // Either of them may be the one that Layers answers first.
        ok(await b.ask('{ projects(first: 9) { nodes { id } } }'));
        await expect.poll(() => assetUrl(a)).toMatch(/^http/);
        expect(await assetUrl(b)).toMatch(/^http/);
      });
    },
  );

  it('a key whose organization is switched off is told nothing of the assets it has seen there', async () => {
    const [a, b] = replicas();
    await seeAssets(a);
    await refuse(a, envelope(503, 'KILL_SWITCH'), 'GET');
    for (const replica of [a, b]) expect(await assetUrl(replica)).toBeNull();
    // In another organization it is taken as before, and that says nothing of this one.
    emulator.fail({ path: '/v1/projects' }, { status: 200, body: { items: [] } });
    ok(await a.ask('{ projects(first: 9) { nodes { id } } }', {}, { headers: child }));
    for (const replica of [a, b]) expect(await assetUrl(replica)).toBeNull();
    ok(await b.ask('{ projects(first: 9) { nodes { id } } }'));
    await expect.poll(() => assetUrl(a)).toMatch(/^http/);
    expect(await assetUrl(b)).toMatch(/^http/);
  });

  it('a call that began before the refusal does not count as taken', async () => {
    const [a] = replicas();
    await seeAssets(a);
    emulator.fail({ path: '/v1/projects' }, { delayMs: 200 });
    const early = a.ask('{ projects(first: 3) { nodes { id } } }');
    await expect.poll(() => emulator.requests.at(-1)?.path).toBe('/v1/projects');
    emulator.fail({ path: `/v1/projects/x` }, envelope(401, 'UNAUTHENTICATED'));
    await a.ask('{ project(id: "x") { metadata } }');
    ok(await early);
    expect(await assetUrl(a)).toBeNull();
  });
}

const start = (more = {}) => startReplica(emulator, { cacheTtlMs: 60_000, ...more });

describe('in one process', () => {
  let replica: Replica;
  beforeEach(async () => {
    replica = await start();
  });
  afterEach(() => replica.close());
  behaves(() => [replica, replica]);
});

it('a refusal is not forgotten for others, as long as there are assets of that key', async () => {
  const refusedKeys = new RefusedKeys();
  const store = createMemoryMediaStore({ maxBytes: 100_000, refusedKeys });
  const [mine, yours] = ['a', 'b'].map((name) => ({ scope: `${name}-scope`, keyHash: `${name}-key` }));
  const asset = { assetId: 'med_1', kind: 'image' } as unknown as MediaAsset;
  const seenBy = async (owner = mine!) => (await store.get(owner, ['med_1']))[0] !== undefined;
  const refuseOthers = () => {
    for (let index = 0; index < 10_001; index++) refusedKeys.add(`made-up-${index}`);
  };
  for (const owner of [mine!, yours!]) void store.put(owner, [asset]);
  refusedKeys.add(mine!.keyHash);
  refusedKeys.add(nameOfScope(yours!.scope));
  refuseOthers();
  expect([await seenBy(), await seenBy(yours)]).toEqual([false, false]);
  for (const { scope, keyHash } of [mine!, yours!]) refusedKeys.taken(scope, keyHash, Date.now() + 1);
  expect([await seenBy(), await seenBy(yours)]).toEqual([true, true]);
  // Nor is it kept for what is not there any more.
  refusedKeys.add(mine!.keyHash);
  refuseOthers();
  for (let index = 0; index < 5000; index++) void store.put(yours!, [{ ...asset, assetId: `med_y${index}` }]);
  expect(refusedKeys.has(mine!.keyHash)).toBe(false);
});

describe.skipIf(!has.redis)('of replicas with Redis', () => {
  let redis: RedisServer;
  let both: [Replica, Replica];
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  beforeEach(async () => {
    await redis.command('FLUSHALL');
    both = (await Promise.all([1, 2].map(() => start({ redisUrl: redis.url })))) as typeof both;
  });
  it('tell a key of its assets once Layers has taken it at any of them, though that one knew of no refusal', async () => {
    const [a, b] = both;
    await seeAssets(a);
    for (const replica of both) expect(await assetUrl(replica)).toMatch(/^http/);
    for (const answer of [refusals[0]![1], refusals[2]![1]]) {
      await refuse(a, answer, 'GET');
      ok(
        await b.ask(
          '{ projects(first: 9) { nodes { id } } }',
          {},
          { headers: { 'cache-control': 'no-cache' } },
        ),
      );
      expect(await assetUrl(b)).toMatch(/^http/);
      await expect.poll(() => assetUrl(a)).toMatch(/^http/);
    }
    await refuse(a, refusals[0]![1], 'GET');
    for (const replica of [b, a]) expect(await assetUrl(replica)).toBeNull();
  });
  afterEach(() => Promise.all(both.map((replica) => replica.close())));
  afterAll(() => redis.kill());
  behaves(() => both);
});
