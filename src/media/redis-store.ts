import type { Redis, RedisCommand } from '../redis/client.js';
import { redisKey } from '../redis/key.js';
import { nameOfScope } from '../rest/refused-keys.js';
import { HeldAssets, type MediaOwner, type MediaStore, type MediaStoreOptions, toldOf } from './store.js';
import type { MediaAsset } from './types.js';

type Entry = readonly [key: string, asset: MediaAsset];

/**
 * How long an asset is remembered after its last use. An asset that an influencer or a content item has is told again
 * with each of them, so only those that wait for their use depend on this; and a credential that was replaced, whose
 * assets nobody can ask for any more, leaves nothing behind.
 */
const lifetimeMs = String(30 * 24 * 3_600_000);
/** Of JSON; no asset is longer. */
const mostChars = 65_536;
/** Assets of one round trip: Redis serves nobody else meanwhile. */
const mostAssets = 500;
/** Of a key that has seen assets, and of its scope, until all of them are forgotten: whether Layers takes it. */
const taken = '1';
/** Followed by when, in microseconds of Redis' clock: the clocks of replicas may differ. */
const refused = '0 ';
const refuse = `if redis.call('EXISTS', KEYS[1]) == 0 then return end
local time = redis.call('TIME')
redis.call('SET', KEYS[1], '${refused}' .. time[1] .. string.format('%06d', time[2]), 'KEEPTTL')`;
const stateOf = (hash: string) => redisKey('media-key', hash);

/**
 * Keeps assets in Redis, for all replicas. Each is a hash of its properties in JSON, so that Redis itself merges what
 * replicas write at the same time. What Redis has is not kept here: what one replica has written, the next read of
 * every other finds.
 *
 * While Redis is away, assets are kept here, `maxBytes` of JSON at most, and found here. Once it is back they go to
 * Redis like any other write, before it is asked for the same assets; and the rest at once, in the background. Should
 * another replica have reached Redis in the meantime, the later write stays: an asset's properties do not change, so
 * the two can differ only in what they know, and that is merged.
 */
export function createRedisMediaStore(
  redis: Redis,
  { maxBytes, refusedKeys }: MediaStoreOptions,
): MediaStore {
  const waiting = new HeldAssets(maxBytes);
  // Where there is none nothing was seen, and a stranger's key leaves nothing behind.
  refusedKeys.watch((hash, isRefused) => {
    if (isRefused) void redis.run([['EVAL', refuse, '1', stateOf(hash)]]).catch(() => {});
    else takeBack(hash);
  });
  redis.onThere(() => void sendWaiting());

  function takeBack(hash: string): void {
    void redis.run([['SET', stateOf(hash), taken, 'XX', 'KEEPTTL']]).catch(() => {});
  }

  async function sendWaiting(): Promise<void> {
    while (redis.isThere) {
      const some = waiting.takeSome(mostAssets);
      if (some.length === 0) return;
      await exchange(some, []);
    }
  }

  /** What waits for Redis of some assets; it is not held any longer. */
  function takeWaiting(keys: readonly string[]): Entry[] {
    return keys.flatMap((key) => {
      const asset = waiting.take(key);
      return asset ? [[key, asset] as const] : [];
    });
  }

  /** Writes, then reads, in one round trip; without Redis, to and from what is held here. */
  async function exchange(
    entries: readonly Entry[],
    keys: readonly string[],
  ): Promise<(MediaAsset | undefined)[]> {
    const writes = entries.flatMap(writing);
    const reads = keys.map((key): RedisCommand => ['HGETALL', key]);
    const touches = keys.map((key): RedisCommand => ['PEXPIRE', key, lifetimeMs]);
    const commands = [...writes, ...reads, ...touches];
    try {
      let replies = await redis.run(commands);
      // Whatever has our key and is no hash is nothing of ours.
      const strange = commands.filter((_, index) => replies[index] instanceof Error).map(([, key]) => key!);
      if (strange.length > 0) replies = (await redis.run([['DEL', ...strange], ...commands])).slice(1);
      return keys.map((_, index) => readAsset(replies[writes.length + index]));
    } catch {
      for (const [key, asset] of entries) waiting.add(key, asset);
      return keys.map((key) => waiting.get(key));
    }
  }

  /** Whether Layers refuses the key, as the replica knows it that has asked last. */
  async function isRefused({ scope, keyHash }: MediaOwner): Promise<boolean> {
    const hashes = [keyHash, nameOfScope(scope)];
    const keys = hashes.map(stateOf);
    const [states, time] = await redis
      .run([['MGET', ...keys], ['TIME'], ...keys.map((key): RedisCommand => ['PEXPIRE', key, lifetimeMs])])
      .catch(() => []);
    const behindMs = Array.isArray(time) ? Date.now() - Number(time[0]) * 1000 - Number(time[1]) / 1000 : 0;
    const read = hashes.map((hash, index) => {
      const state: unknown = Array.isArray(states) ? states[index] : undefined;
      return isRefusedBy(typeof state === 'string' ? state : undefined, hash, behindMs);
    });
    return read.includes(true);
  }

  /** What Redis says of a key; unless this replica, which knew of no refusal, has seen Layers take it since. */
  function isRefusedBy(state: string | undefined, hash: string, behindMs: number): boolean {
    if (state === taken) return false;
    if (!state?.startsWith(refused)) return refusedKeys.has(hash);
    const since = Number(state.slice(refused.length)) / 1000 + behindMs;
    if (refusedKeys.wasTakenSince(hash, since)) {
      takeBack(hash);
      return false;
    }
    refusedKeys.note(hash, since);
    return true;
  }

  /** Lets a refusal of the key be known as long as its assets are. */
  async function hold({ scope, keyHash }: MediaOwner): Promise<void> {
    const commands = [keyHash, nameOfScope(scope)].map(stateOf).flatMap((key): RedisCommand[] => [
      ['SET', key, taken, 'NX'],
      ['PEXPIRE', key, lifetimeMs],
    ]);
    await redis.run(commands).catch(() => {});
  }

  return {
    async get(owner, ids) {
      const { scope } = owner;
      const isHidden = isRefused(owner);
      const found: (MediaAsset | undefined)[] = [];
      for (const some of slices(ids)) {
        const keys = some.map((id) => redisKey('media', scope, id));
        found.push(...(await exchange(takeWaiting(keys), keys)));
      }
      return (await isHidden) ? ids.map(() => undefined) : found;
    },
    async put(owner, assets) {
      const { scope } = owner;
      const held = assets.length > 0 ? hold(owner) : undefined;
      for (const some of slices(assets)) {
        const entries = some.map((asset): Entry => [redisKey('media', scope, asset.assetId), asset]);
        await exchange([...takeWaiting(entries.map(([key]) => key)), ...entries], []);
      }
      await held;
    },
  };
}

function* slices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += mostAssets) yield all.slice(start, start + mostAssets);
}

/** Nothing for what is too long, or nested too deeply, to be any asset. */
function writing([key, asset]: Entry): RedisCommand[] {
  try {
    const fields = toldOf(asset).flatMap(([name, value]) => [name, JSON.stringify(value)]);
    if (fields.reduce((sum, { length }) => sum + length, 0) > mostChars) return [];
    return [
      ['HSET', key, ...fields],
      ['PEXPIRE', key, lifetimeMs],
    ];
  } catch {
    return [];
  }
}

/** An asset from Redis' flat list of names and values; what is not JSON there is not known. */
function readAsset(reply: unknown): MediaAsset | undefined {
  if (!Array.isArray(reply)) return undefined;
  const told: [string, unknown][] = [];
  for (let index = 0; index + 1 < reply.length; index += 2) {
    try {
      told.push([String(reply[index]), JSON.parse(String(reply[index + 1]))]);
    } catch {
      // Written by something else: the next answer that tells it writes it anew.
    }
  }
  const asset = Object.fromEntries(told) as Partial<MediaAsset>;
  return typeof asset.assetId === 'string' ? (asset as MediaAsset) : undefined;
}
