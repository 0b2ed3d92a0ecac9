import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed.js';
import { mediaFiles } from './media/media.js';
import { attachReferenceImages, finalizeMedia, presignMedia } from './support/documents.js';
import { type Json, ok, type Replica, startReplica } from './support/facade.js';
import { put } from './support/files.js';
import { has } from './support/needs.js';
import { type RedisServer, startRedisServer, startSilentServer } from './support/redis.js';

const projectId = seed.project.coffee;
const picture = mediaFiles.find((file) => file.contentType === 'image/jpeg' && file.fits === true)!;
const properties =
  'id url kind mimeType filename thumbnailUrl sizeBytes width height durationMs checksumSha256';
const entities = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on MediaAsset { ${properties} } } }`;
const root = `query ($id: ID!) { mediaAsset(id: $id) { ${properties} } }`;

let emulator: Emulator;
let replicas: Replica[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  replicas = [];
  await emulator.reset();
});
afterAll(() => emulator.close());

/** As many replicas as there are URLs of Redis; they are closed after the test. */
async function start(...urls: (string | undefined)[]): Promise<[Replica, Replica]> {
  const started = await Promise.all(urls.map((redisUrl) => startReplica(emulator, { redisUrl })));
  replicas.push(...started);
  return started as [Replica, Replica];
}

/** Registers a picture, and gives what the mutation says of it. */
async function finalize(replica: Replica): Promise<Json> {
  const bytes = await readFile(picture.file);
  const declared = { kind: 'REFERENCE_IMAGE' as const, mimeType: 'image/jpeg', filename: 'ava.jpg' };
  const { upload } = ok(
    await replica.ask(presignMedia, { input: { projectId, ...declared, sizeBytes: bytes.length } }),
  ).presignMedia!;
  expect(await put(upload!, bytes)).toBe(200);
  const input = { projectId, uploadId: upload!.uploadId };
  return ok(await replica.ask(finalizeMedia, { input })).finalizeMedia!.mediaAsset!;
}

/** Lets a replica see an asset of which Layers tells just this. */
async function tell(replica: Replica, asset: { assetId: string } & Record<string, unknown>): Promise<void> {
  const project = `prj_${Object.keys(asset).join('_')}_${replicas.indexOf(replica)}`;
  emulator.fail({ path: `/v1/projects/${project}/media/finalize` }, { status: 200, body: asset });
  ok(await replica.ask(finalizeMedia, { input: { projectId: project, uploadId: 'u' } }));
}

async function entity(replica: Replica, id: string, headers = {}): Promise<Json> {
  const answer = await replica.ask(entities, { r: [{ __typename: 'MediaAsset', id }] }, { headers });
  return ok(answer)._entities[0];
}

const said = ({ logs }: Replica) => logs.filter(({ msg }) => msg.startsWith('redis')).map(({ msg }) => msg);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let wait = 0; !(await holds()); wait += 10) {
    if (wait > 8000) throw new Error('It never came.');
    await sleep(10);
  }
}

async function timed<T>(work: Promise<T>): Promise<[answer: T, ms: number]> {
  const startedAt = performance.now();
  return [await work, performance.now() - startedAt];
}

describe('two replicas without Redis', () => {
  it('know each what they have seen themselves', async () => {
    const [a, b] = await start(undefined, undefined);
    const { id, url } = await finalize(a);
    expect(await entity(a, id)).toMatchObject({ id, url });
    expect(await entity(b, id)).toMatchObject({ id, url: null, kind: null, sizeBytes: null });
    expect(ok(await b.ask(root, { id })).mediaAsset).toBeNull();
    expect([...said(a), ...said(b)]).toEqual([]);
  });
});

describe.skipIf(!has.redis)('two replicas with Redis', () => {
  let redis: RedisServer;
  let a: Replica;
  let b: Replica;
  beforeEach(async () => {
    redis = await startRedisServer();
    [a, b] = await start(redis.url, redis.url);
  });
  afterEach(() => redis.kill());

  it('know what either has seen', async () => {
    const asset = await finalize(a);
    expect(await entity(b, asset.id)).toMatchObject({
      id: asset.id,
      url: asset.url,
      kind: 'REFERENCE_IMAGE',
      mimeType: 'image/jpeg',
      filename: 'ava.jpg',
    });
    expect(ok(await b.ask(root, { id: asset.id })).mediaAsset).toEqual(await entity(a, asset.id));
    expect([...said(a), ...said(b)]).toEqual(['redis is there', 'redis is there']);
  });

  it('tell it to the credential and organization that have seen it, and to no other', async () => {
    const { id, url } = await finalize(a);
    const others = [
      { 'x-api-key': emulator.keys.readOnly },
      { 'x-api-key': '' },
      { 'x-layers-organization': seed.organization.child },
    ];
    for (const replica of [a, b])
      for (const headers of others)
        expect(await entity(replica, id, headers)).toMatchObject({ id, url: null, kind: null });
    expect(await entity(b, id)).toMatchObject({ url });
  });

  it('find what the other has written since, at once', async () => {
    const { id } = await finalize(a);
    expect(await entity(b, id)).toMatchObject({ thumbnailUrl: null });
    const input = { influencerId: seed.influencer.ben, assetIds: [id] };
    const images = ok(await a.ask(attachReferenceImages, { input })).attachReferenceImages!.referenceImages;
    await tell(a, { assetId: id, thumbnailUrl: 'https://cdn.example.com/t.jpg', width: 5 });
    expect(images).not.toEqual([]);
    const known = { thumbnailUrl: 'https://cdn.example.com/t.jpg', width: 5, filename: 'ava.jpg' };
    expect(await entity(b, id)).toMatchObject(known);
    await tell(b, { assetId: id, width: 6, filename: null });
    expect(await entity(a, id)).toMatchObject({ ...known, width: 6 });
  });

  it('lose nothing when they learn of one asset at the same time', async () => {
    const parts = {
      width: 7,
      height: 8,
      durationMs: 9,
      sizeBytes: 10,
      filename: 'a',
      url: 'b',
      mimeType: 'c',
    };
    const ids = Array.from({ length: 8 }, (_, index) => `med_${index}`);
    for (const assetId of ids)
      await Promise.all(
        Object.entries(parts).map(([name, value], index) =>
          tell(index % 2 ? a : b, { assetId, [name]: value }),
        ),
      );
    for (const id of ids) expect(await entity(a, id)).toMatchObject({ id, ...parts });
  });

  it('leave no key in Redis that says whose it is or what it is of, or that stays for ever', async () => {
    const { id, url } = await finalize(a);
    const all = await redis.keys();
    for (const key of all) {
      expect(key).toMatch(/^layers-graphql:v1:(?:media|media-key|epoch|quota):[\w-]{43}$/);
      expect(await redis.command('PTTL', key)).toBeGreaterThan(0);
    }
    const keys = all.filter((key) => key.includes(':media:'));
    expect(keys).toHaveLength(1);
    for (const secret of [id, id.slice(4), emulator.keys.live, projectId, url])
      expect(keys.join()).not.toContain(secret);
    const everything = JSON.stringify(await redis.command('HGETALL', keys[0]!));
    expect(everything).not.toContain(emulator.keys.live);
    const dayMs = 86_400_000;
    expect(await redis.command('PTTL', keys[0]!)).toBeGreaterThan(29 * dayMs);
    expect(await redis.command('PTTL', keys[0]!)).toBeLessThanOrEqual(30 * dayMs);
    await redis.command('PEXPIRE', keys[0]!, '5000');
    await entity(b, id);
    expect(await redis.command('PTTL', keys[0]!)).toBeGreaterThan(29 * dayMs);
  });

  it('do without a value in Redis that is not theirs, and write it anew', async () => {
    const { id, url } = await finalize(a);
    const key = (await redis.keys()).find((each) => each.includes(':media:'));
    await redis.command('HSET', key!, 'url', '{"not": JSON', 'mimeType', 'nor this', 'width', '');
    expect(await entity(b, id)).toMatchObject({ id, url: null, kind: 'REFERENCE_IMAGE', width: null });
    await tell(a, { assetId: id, url });
    expect(await entity(b, id)).toMatchObject({ id, url, kind: 'REFERENCE_IMAGE' });
    await redis.command('SET', key!, 'text');
    expect(await entity(b, id)).toMatchObject({ id, url: null, kind: null });
    await redis.command('SET', key!, 'text');
    await tell(a, { assetId: id, url });
    expect(await entity(b, id)).toMatchObject({ id, url });
    expect([...said(a), ...said(b)]).toEqual(['redis is there', 'redis is there']);
  });

  it('do not hold up Redis with a request for thousands of assets', async () => {
    const { id, url } = await finalize(a);
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      __typename: 'MediaAsset',
      id: `med_${index}`,
    }));
    const text = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on MediaAsset { url } } }';
    const answer = ok(await a.ask(text, { r: [...many, { __typename: 'MediaAsset', id }] }));
    expect(answer._entities.at(-1)).toEqual({ url });
    const transactions = /cmdstat_exec:calls=(\d+)/.exec(String(await redis.command('INFO', 'commandstats')));
    expect(Number(transactions?.[1])).toBeGreaterThan(40);
    expect(said(a)).toEqual(['redis is there']);
  });

  it('hang up when they stop', async () => {
    const names = async () => String(await redis.command('CLIENT', 'LIST')).match(/name=layers-graphql/g);
    expect(await names()).toHaveLength(2);
    await a.close();
    expect(await names()).toHaveLength(1);
    redis.signal('SIGSTOP');
    const [, ms] = await timed(b.close());
    expect(ms).toBeLessThan(800);
    replicas = [];
  });
});

describe.skipIf(!has.redis)('a replica whose Redis', () => {
  let redis: RedisServer;
  let a: Replica;
  let b: Replica;
  beforeEach(async () => {
    redis = await startRedisServer();
    [a, b] = await start(redis.url, redis.url);
    for (const { logs } of replicas) logs.length = 0;
  });
  afterEach(() => redis.kill());

  /** What must hold while Redis is away: an answer in normal time, from what this replica has seen meanwhile. */
  async function goesOnAlone(): Promise<Json> {
    const [asset, ms] = await timed(finalize(a));
    expect(ms).toBeLessThan(1500);
    const [known, readMs] = await timed(entity(a, asset.id));
    expect(known).toMatchObject({ id: asset.id, url: asset.url });
    expect(readMs).toBeLessThan(200);
    const [unknown] = await timed(entity(b, asset.id));
    expect(unknown).toMatchObject({ id: asset.id, url: null });
    return asset;
  }

  /** What must hold once it is back: everybody knows what a replica has seen meanwhile. */
  async function isBack(asset: Json): Promise<void> {
    await until(() => said(a).length === 2 && said(b).length === 2);
    expect(await entity(b, asset.id)).toMatchObject({ id: asset.id, url: asset.url });
    expect(await entity(a, asset.id)).toMatchObject({ id: asset.id, url: asset.url });
    const later = await finalize(b);
    expect(await entity(a, later.id)).toMatchObject({ url: later.url });
    for (const replica of [a, b]) expect(said(replica)).toEqual(['redis is away', 'redis is there']);
  }

  const levels = ({ logs }: Replica) =>
    logs.filter(({ msg }) => msg.startsWith('redis')).map(({ level }) => level);

  it('is killed goes on without it, and with it when it is started again', async () => {
    const before = await finalize(a);
    await redis.kill();
    await until(() => said(a).length === 1 && said(b).length === 1);
    const asset = await goesOnAlone();
    expect(await entity(a, before.id)).toMatchObject({ id: before.id, url: null });
    await sleep(500);
    expect([said(a), said(b)]).toEqual([['redis is away'], ['redis is away']]);
    await redis.restart();
    await isBack(asset);
    expect(levels(a)).toEqual([40, 30]);
  });

  it('hangs goes on without it, and with it when it answers again', async () => {
    const before = await finalize(a);
    redis.signal('SIGSTOP');
    const [unanswered, ms] = await timed(entity(b, before.id));
    expect(unanswered).toMatchObject({ url: null });
    expect(ms).toBeLessThan(600);
    const asset = await goesOnAlone();
    await sleep(1500);
    expect([said(a), said(b)]).toEqual([['redis is away'], ['redis is away']]);
    expect(a.logs.find(({ msg }) => msg === 'redis is away').reason).toBe('TIMEOUT');
    redis.signal('SIGCONT');
    await isBack(asset);
    expect(await entity(b, before.id)).toMatchObject({ url: before.url });
  });

  it('comes back knows at every moment what it has seen, however much that is', async () => {
    const id = seed.content.menuBoard;
    const assets = Array.from({ length: 20_000 }, (_, index) => ({ assetId: `med_${index}`, width: index }));
    await redis.kill();
    emulator.fail({ path: `/v1/content/${id}` }, { status: 200, body: { id, containerId: id, assets } });
    ok(await a.ask('query ($id: ID!) { contentItem(id: $id) { caption } }', { id }));
    const restarted = redis.restart();
    for (let index = 0, after = 0; after < 100; index = (index + 7919) % assets.length) {
      expect(await entity(a, `med_${index}`)).toMatchObject({ width: index });
      if (said(a).length === 2) after += 1;
    }
    await restarted;
    await until(async () => (await entity(b, 'med_19999')).width === 19_999);
  });

  it('answers while this process is busy is not taken for one that does not', async () => {
    const { id, url } = await finalize(a);
    let isAnswered = false;
    const asked = entity(a, id).finally(() => {
      isAnswered = true;
    });
    // Each turn of the event loop takes longer than a command may.
    while (!isAnswered) {
      for (const busyUntil = performance.now() + 270; performance.now() < busyUntil; );
      await sleep(0);
    }
    expect(await asked).toMatchObject({ url });
    expect(said(a)).toEqual([]);
  });

  it('is full goes on without it, and with it when there is room', async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await finalize(b);
    const asset = await goesOnAlone();
    await sleep(500);
    expect([said(a), said(b)]).toEqual([['redis is away'], ['redis is away']]);
    expect(a.logs.find(({ msg }) => msg === 'redis is away').reason).toBe('OOM');
    await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    await isBack(asset);
  });
});

describe('a replica that starts', () => {
  const password = 'correct-horse-7Fq';

  /** What must hold whatever is the matter with Redis. */
  async function startsWithout(url: string, reason: string): Promise<Replica> {
    const [[replica], ms] = await timed(start(url));
    expect(ms).toBeLessThan(1000);
    const { id, url: file } = await finalize(replica);
    expect(await entity(replica, id)).toMatchObject({ url: file });
    await until(() => said(replica).length > 0);
    await sleep(500);
    expect(said(replica)).toEqual(['redis is away']);
    expect(replica.logs.find(({ msg }) => msg === 'redis is away')).toMatchObject({ level: 40, reason });
    expect(JSON.stringify(replica.logs)).not.toMatch(/redis:\/\/|127\.0\.0\.1|7Fq/);
    return replica;
  }

  it('where no Redis is goes on without it', async () => {
    await startsWithout(`redis://:${password}@127.0.0.1:1`, 'ECONNREFUSED');
  });

  it('with a Redis that says nothing goes on without it, and stops at once', async () => {
    const silent = await startSilentServer();
    const replica = await startsWithout(silent.url, 'TIMEOUT');
    const [, ms] = await timed(replica.close());
    expect(ms).toBeLessThan(500);
    replicas = [];
    await silent.close();
  });

  it.skipIf(!has.redis)(
    'with a wrong password goes on without Redis, with the right one it uses it',
    async () => {
      const redis = await startRedisServer('--requirepass', password);
      try {
        await startsWithout(redis.url.replace('//', `//:wrong-${password}@`), 'WRONGPASS');
        await startsWithout(redis.url, 'NOAUTH');
        const [replica] = await start(redis.url.replace('//', `//:${password}@`));
        expect(said(replica)).toEqual(['redis is there']);
        expect(JSON.stringify(replica.logs)).not.toMatch(/7Fq/);
      } finally {
        await redis.kill();
      }
    },
  );
});
