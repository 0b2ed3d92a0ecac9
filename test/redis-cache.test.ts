import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed.js';
import { ok, type Replica, startReplica } from './support/facade.js';
import { has } from './support/needs.js';
import { type RedisServer, startRedisServer } from './support/redis.js';

const id = seed.content.menuBoard;
const path = `/v1/content/${id}`;
const get = `GET ${path}`;
const text = `{ contentItem(id: "${id}") { caption } }`;

describe.skipIf(!has.redis)('Replicas with one Redis', () => {
  let emulator: Emulator;
  let redis: RedisServer;
  let a: Replica;
  let b: Replica;
  let seen = 0;
  beforeAll(async () => {
    emulator = await startEmulator({ tier: 'internal' });
    redis = await startRedisServer();
    [a, b] = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await Promise.all([a.close(), b.close()]);
    await redis.kill();
    await emulator.close();
  });
  beforeEach(async () => {
    await emulator.reset();
    seen = 0;
    await redis.command('FLUSHALL');
    for (const { logs } of [a, b]) logs.length = 0;
  });

  const start = (more = {}) => startReplica(emulator, { redisUrl: redis.url, cacheTtlMs: 60_000, ...more });
  const calls = () => {
    const fresh = emulator.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
    seen = emulator.requests.length;
    return fresh;
  };
  const caption = async (replica: Replica, headers = {}) =>
    ok(await replica.ask(text, {}, { headers })).contentItem.caption;
  const write = async (replica: Replica, value: string) =>
    ok(
      await replica.ask(
        `mutation { updateContentCaption(input: { id: "${id}", caption: "${value}" }) { userErrors { code } } }`,
      ),
    );
  const said = ({ logs }: Replica) => logs.filter(({ msg }) => msg.startsWith('redis')).map(({ msg }) => msg);
  const isAway = (replica: Replica) =>
    expect.poll(() => said(replica).at(-1), { timeout: 8000 }).toBe('redis is away');
  const isBack = (replica: Replica) =>
    expect.poll(() => said(replica).at(-1) ?? 'redis is there', { timeout: 8000 }).toBe('redis is there');
  const execs = async () =>
    Number(/cmdstat_exec:calls=(\d+)/.exec(String(await redis.command('INFO', 'commandstats')))?.[1] ?? 0);
  const keptKeys = async () => (await redis.keys()).filter((key) => key.includes(':read:'));

  it('serve what either has read without a call, and tell its age', async () => {
    const first = await a.ask(text);
    await sleep(1100);
    const second = await b.ask(text);
    expect(ok(second)).toEqual(ok(first));
    expect(calls()).toEqual([get]);
    expect(first.headers.get('cache-control')).toBe('max-age=10, private');
    expect(second.headers.get('cache-control')).toMatch(/^max-age=[78], private$/);
  });

  it('never serve what was kept before a write of either had been answered', async () => {
    for (let round = 0; round < 30; round++) {
      const [writer, reader] = round % 2 ? [a, b] : [b, a];
      await Promise.all([caption(a), caption(b)]);
      await write(writer, `Round ${round}`);
      expect(await caption(reader)).toBe(`Round ${round}`);
      expect(await caption(writer)).toBe(`Round ${round}`);
    }
  });

  it('do not keep what was under way when the other wrote, and let nobody join it', async () => {
    const old = { status: 200, body: { id, containerId: id, caption: 'Old' }, delayMs: 300 };
    emulator.fail({ method: 'GET', path }, old);
    const early = caption(b);
    await expect.poll(calls).toEqual([get]);
    await write(a, 'New');
    expect(await caption(b)).toBe('New');
    expect(await early).toBe('Old');
    expect(await caption(b)).toBe('New');
    expect(await caption(a)).toBe('New');
  });

  it('share what is under way in one process, and keep it once for all', async () => {
    emulator.fail({ method: 'GET', path, times: 2 }, { delayMs: 300 });
    await Promise.all([a, b, a, b, a, b].map((replica) => caption(replica)));
    expect(calls()).toEqual([get, get]);
    expect(await keptKeys()).toHaveLength(1);
  });

  it('know the media assets of what either has read, and write them once', async () => {
    const writes = async () =>
      /cmdstat_hset:calls=(\d+)/.exec(String(await redis.command('INFO', 'commandstats')))?.[1];
    const item = `{ contentItem(id: "${seed.content.launchTeaser}") { assets { id url } } }`;
    const [asset] = ok(await a.ask(item)).contentItem.assets;
    const before = await writes();
    for (const replica of [a, b]) expect(ok(await replica.ask(item)).contentItem.assets[0]).toEqual(asset);
    expect(await writes()).toBe(before);
    const read = await b.ask('query ($id: ID!) { mediaAsset(id: $id) { id url } }', { id: asset.id });
    expect(ok(read).mediaAsset).toEqual(asset);
  });

  it('keep nothing themselves: when Redis has forgotten, a call is made', async () => {
    for (const replica of [a, b]) await caption(replica);
    expect(calls()).toEqual([get]);
    await redis.command('FLUSHALL');
    await caption(b);
    expect(calls()).toEqual([get]);
    await caption(a);
    expect(calls()).toEqual([]);
  });

  it('find nothing from before a write when Redis has forgotten the write, or all but what was read', async () => {
    await caption(a);
    const [read] = await keptKeys();
    const value = String(await redis.command('GET', read!));
    await write(b, 'New');
    for (const key of await redis.keys()) if (key !== read) await redis.command('DEL', key);
    expect(await redis.command('GET', read!)).toBe(value);
    expect(await caption(a)).toBe('New');
    expect(await caption(b)).toBe('New');
  });

  it('have nothing left for a key that either has seen refused', async () => {
    await caption(a);
    emulator.fail({ path: '/v1/whoami' }, { status: 401 });
    expect((await b.ask('{ layersViewer { organizationId } }')).errors).toHaveLength(1);
    emulator.fail({ path }, { status: 401 });
    const asked = { headers: { 'cache-control': 'max-stale, stale-if-error=60' } };
    expect((await a.ask(text, {}, asked)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('serve each key and organization its own', async () => {
    await caption(a);
    calls();
    const others = [
      { 'x-api-key': emulator.keys.readOnly },
      { 'x-api-key': emulator.keys.parent },
      { 'x-api-key': emulator.keys.parent, 'x-layers-organization': seed.organization.acme },
    ];
    for (const headers of others) {
      await b.ask(text, {}, { headers });
      expect(calls()).toEqual([get]);
    }
    await b.ask(text, {}, { headers: { 'x-api-key': emulator.keys.otherOrg } });
    expect(calls()).toEqual([get]);
  });

  it('on different upstreams share nothing', async () => {
    const other = await startEmulator();
    const c = await startReplica(other, { redisUrl: redis.url, cacheTtlMs: 60_000 });
    await caption(a);
    await caption(c);
    expect(other.requests).toHaveLength(1);
    await c.close();
    await other.close();
  });

  it('leave no key that says whose it is or what it is of, or that stays for ever, and no credential', async () => {
    const everything = `{ contentItem(id: "${id}") { caption } projects { nodes { id } } layersViewer { organizationId } }`;
    ok(await a.ask(everything));
    await write(a, 'New');
    ok(await b.ask(everything));
    emulator.fail({ path }, { status: 403 });
    await a.ask(text, {}, { headers: { 'cache-control': 'no-cache' } });
    const all = await redis.keys();
    expect(all.length).toBeGreaterThan(6);
    const secret = emulator.keys.live;
    const hashes = ['hex', 'base64', 'base64url'].map((form) =>
      createHash('sha256')
        .update(secret)
        .digest(form as 'hex'),
    );
    const kinds = 'read|tag|all|key|epoch|everything|media|media-key|quota';
    for (const key of all) {
      expect(key).toMatch(new RegExp(`^layers-graphql:v1:(?:${kinds}):[\\w-]{43}$`));
      expect(Number(await redis.command('PTTL', key))).toBeGreaterThan(0);
      if (key.includes(':media')) continue;
      expect(Number(await redis.command('PTTL', key))).toBeLessThanOrEqual(720_000);
      const value = String(await redis.command(key.includes(':quota:') ? 'HGETALL' : 'GET', key));
      for (const each of [secret, secret.slice(8), ...hashes]) expect(value).not.toContain(each);
    }
  });

  it('forget what they keep when its time is over, stale answers included', async () => {
    const c = await start({ cacheTtlMs: 400 });
    await caption(c);
    const [key] = await keptKeys();
    const leftMs = Number(await redis.command('PTTL', key!));
    expect(leftMs).toBeGreaterThan(299_000);
    expect(leftMs).toBeLessThanOrEqual(300_400);
    await sleep(450);
    expect(await caption(c, { 'cache-control': 'max-stale' })).toBeDefined();
    expect(calls()).toEqual([get]);
    await caption(c);
    expect(calls()).toEqual([get]);
    await c.close();
  });

  it('renew what is kept by a 304, whichever of them asks', async () => {
    const [c, d] = await Promise.all([start({ cacheTtlMs: 300 }), start({ cacheTtlMs: 300 })]);
    const body = { id, containerId: id, caption: 'Tagged' };
    emulator.fail({ path }, { status: 200, body, headers: { etag: '"1"' } });
    emulator.fail({ path, times: 2 }, { status: 304 });
    expect(await caption(c)).toBe('Tagged');
    for (const replica of [d, c]) {
      await sleep(350);
      expect(await caption(replica)).toBe('Tagged');
      expect(emulator.requests.at(-1)!.headers['if-none-match']).toBe('"1"');
    }
    expect(calls()).toHaveLength(3);
    await Promise.all([c.close(), d.close()]);
  });

  it.each([
    ['text', ['SET', 'no JSON']],
    ['JSON of something else', ['SET', '{"stamp":null}\n{}']],
    ['null', ['SET', 'null\nnull']],
    ['nothing', ['SET', '']],
    ['a list', ['RPUSH', '1', '2']],
  ])('do without a value that is not theirs (%s), and write it anew', async (_, [command, ...args]) => {
    const told = await caption(a);
    for (const key of await redis.keys()) {
      await redis.command('DEL', key);
      await redis.command(command!, key, ...args);
      await redis.command('PEXPIRE', key, '400000');
    }
    calls();
    expect(await caption(b)).toBe(told);
    expect(calls()).toEqual([get]);
    await write(b, 'New');
    expect(await caption(a)).toBe('New');
    expect([...said(a), ...said(b)]).toEqual([]);
  });

  it('leave next to nothing behind for a key that Layers does not know', async () => {
    const unknown = { 'x-api-key': 'lp_live_unknown' };
    for (const replica of [a, b]) {
      const { errors } = await replica.ask(text, {}, { headers: unknown });
      expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    for (const key of (await redis.keys()).filter((each) => !each.includes(':quota:')))
      expect(Number(await redis.command('PTTL', key))).toBeLessThanOrEqual(60_000);
    expect(await keptKeys()).toEqual([]);
  });

  it('find what they keep as long as it is kept', async () => {
    await caption(a);
    const words = (await redis.keys()).filter((key) => /:(?:tag|all|key|everything):/.test(key));
    expect(words).toHaveLength(4);
    const [read] = await keptKeys();
    const readMs = Number(await redis.command('PTTL', read!));
    for (const key of words) expect(Number(await redis.command('PTTL', key))).toBeGreaterThan(readMs);
  });

  it('do without one that is cut', async () => {
    const told = await caption(a);
    const [key] = await keptKeys();
    const value = String(await redis.command('GET', key!));
    for (const length of [value.length - 1, value.indexOf('\n') + 1, value.indexOf('\n'), 10]) {
      await redis.command('SET', key!, value.slice(0, length), 'PX', '400000');
      calls();
      expect(await caption(b)).toBe(told);
      expect(calls()).toEqual([get]);
    }
  });

  it('do not send it what is too long to be sent in time', async () => {
    const body = { id, containerId: id, caption: 'x'.repeat(2 ** 20) };
    emulator.fail({ path, times: 2 }, { status: 200, body });
    for (const replica of [a, b]) await caption(replica);
    expect(calls()).toEqual([get, get]);
    expect(await keptKeys()).toEqual([]);
  });

  it('ask it in few trips: two for what is kept, however many reads', async () => {
    const many = `{ ${Array.from({ length: 50 }, (_, index) => `p${index}: project(id: "prj_${index}") { metadata }`).join(' ')} }`;
    for (let index = 0; index < 50; index++)
      emulator.fail(
        { path: `/v1/projects/prj_${index}`, times: 1 },
        { status: 200, body: { id: `prj_${index}`, name: 'x' } },
      );
    const before = await execs();
    ok(await a.ask(many));
    const first = await execs();
    // Whether anything was written, the looks, the words for both, the take, and what each answer brings: itself, and its end.
    expect(first - before).toBeLessThanOrEqual(5 + 2 * 50);
    ok(await b.ask(many));
    expect((await execs()) - first).toBe(2);
    expect(calls()).toHaveLength(50);
  });

  describe('that', () => {
    it('is killed go on without keeping, say so once, and keep again when it is back', async () => {
      await caption(a);
      await redis.kill();
      await Promise.all([isAway(a), isAway(b)]);
      calls();
      for (const replica of [a, a, b]) await caption(replica);
      expect(calls()).toEqual([get, get, get]);
      await write(a, 'New');
      expect(await caption(a)).toBe('New');
      await redis.restart();
      await Promise.all([isBack(a), isBack(b)]);
      await sleep(50);
      calls();
      expect(await caption(b)).toBe('New');
      expect(await caption(a)).toBe('New');
      expect(calls()).toEqual([get]);
      for (const replica of [a, b]) expect(said(replica)).toEqual(['redis is away', 'redis is there']);
    });

    it('hangs serve nothing from before once it answers again, whoever of them is first', async () => {
      for (const first of ['a', 'b']) {
        await caption(a);
        redis.signal('SIGSTOP');
        await Promise.all([caption(a), caption(b)]);
        await Promise.all([isAway(a), isAway(b)]);
        await write(a, `Then ${first}`);
        redis.signal('SIGCONT');
        const reader = first === 'a' ? a : b;
        await isBack(reader);
        expect(await caption(reader)).toBe(`Then ${first}`);
        await Promise.all([isBack(a), isBack(b)]);
        for (const replica of [a, b]) expect(await caption(replica)).toBe(`Then ${first}`);
      }
    });

    it('hangs serve nothing from before what one of them wrote that is gone since', async () => {
      const c = await start();
      for (const replica of [a, b, c]) await caption(replica);
      redis.signal('SIGSTOP');
      await write(c, 'Last words');
      await c.close();
      await Promise.all([caption(a), caption(b)]);
      await Promise.all([isAway(a), isAway(b)]);
      redis.signal('SIGCONT');
      await Promise.all([isBack(a), isBack(b)]);
      for (const replica of [b, a]) expect(await caption(replica)).toBe('Last words');
    });

    it('hangs let nobody join what was asked for before that', async () => {
      const old = { status: 200, body: { id, containerId: id, caption: 'Old' }, delayMs: 4000 };
      emulator.fail({ method: 'GET', path }, old);
      const early = caption(b);
      await expect.poll(calls).toEqual([get]);
      redis.signal('SIGSTOP');
      await write(a, 'New');
      await Promise.all([b.ask('{ projects { nodes { id } } }'), isAway(a), isAway(b)]);
      redis.signal('SIGCONT');
      await Promise.all([isBack(a), isBack(b)]);
      expect(await caption(b)).toBe('New');
      expect(await early).toBe('Old');
    });

    it('was not there when one of them started serve nothing from before what that one wrote', async () => {
      for (const replica of [a, b]) await caption(replica);
      redis.signal('SIGSTOP');
      const c = await start();
      await write(c, 'First words');
      redis.signal('SIGCONT');
      await expect.poll(() => said(c).at(-1), { timeout: 8000 }).toBe('redis is there');
      await sleep(50);
      for (const replica of [c, b, a]) expect(await caption(replica)).toBe('First words');
      await c.close();
    });

    it('hangs at the moment of a write do not serve what was before it', async () => {
      for (let round = 0; round < 3; round++) {
        await Promise.all([caption(a), caption(b)]);
        redis.signal('SIGSTOP');
        await write(a, `Round ${round}`);
        redis.signal('SIGCONT');
        expect(await caption(a)).toBe(`Round ${round}`);
        await isBack(a);
        expect(await caption(a)).toBe(`Round ${round}`);
        expect(await caption(b)).toBe(`Round ${round}`);
      }
    });

    it('takes no more writes go on, and serve nothing from before what they could not tell it', async () => {
      await Promise.all([caption(a), caption(b)]);
      await redis.command('CONFIG', 'SET', 'maxmemory', '1');
      await write(a, 'Full');
      for (const replica of [a, b]) expect(await caption(replica)).toBe('Full');
      await redis.command('CONFIG', 'SET', 'maxmemory', '0');
      await isBack(a);
      for (const replica of [a, b]) expect(await caption(replica)).toBe('Full');
    });
  });
});
