import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Redis, RedisCommand } from '../redis/client.js';
import { redisKey } from '../redis/key.js';
import { type Kept, type Look, longestStaleMs, type ReadCache, type ReadKey } from './read-cache.js';
import { Writes } from './writes.js';

/** Longer than any read takes that may still be kept under a stamp from before a write. */
const longestReadMs = 15 * 60_000;
/** Of writes while Redis was away. */
const mostPending = 100_000;
const looksPerTrip = 200;

/**
 * Keeps reads in Redis, for all replicas, and nothing here: what one replica has written, the next read of every other
 * knows. A write puts a fresh word under its tags; a read is kept with the words that it was asked under, and found only
 * while they are the same.
 *
 * While Redis is away nothing is kept. Writes of that time go there before anything is looked up again.
 */
export function createRedisCache(redis: Redis, { cacheTtlMs }: { cacheTtlMs: number }): ReadCache {
  const local = new Writes();
  const pending = new LRUCache<string, true>({ max: mostPending });
  const wordMs = String(cacheTtlMs + longestStaleMs + longestReadMs);
  redis.onThere(() => void run([]).catch(() => {}));

  /** Runs commands after the writes that Redis does not know of yet. */
  async function run(commands: readonly RedisCommand[]): Promise<unknown[]> {
    const keys = [...pending.keys()];
    const writes = keys.map((key): RedisCommand => ['SET', key, randomUUID(), 'PX', wordMs]);
    const replies = await redis.run([...writes, ...commands]);
    for (const key of keys) pending.delete(key);
    return replies.slice(writes.length);
  }

  async function lookAll(keys: readonly ReadKey[]): Promise<Look[]> {
    const looks: Look[] = [];
    for (let start = 0; start < keys.length; start += looksPerTrip) {
      const some = keys.slice(start, start + looksPerTrip);
      try {
        const replies = await run(some.flatMap(looking));
        looks.push(...some.map((key, index) => lookOf(replies.slice(index * 5, index * 5 + 5), key)));
      } catch {
        looks.push(...some.map((key) => ({ kept: undefined, ...local.stamps(key) })));
      }
    }
    return looks;
  }

  function write(scope: string, keys: readonly string[]): Promise<void> {
    for (const key of [redisKey('epoch', scope), ...keys]) pending.set(key, true);
    return run([]).then(
      () => undefined,
      () => undefined,
    );
  }

  const send = (command: RedisCommand) => void redis.run([command]).catch(() => {});

  return {
    look: async (key) => (await lookAll([key]))[0]!,
    lookAll,
    keep(key, { stamp }, { answer, freshUntil, readAt, etag }, text) {
      const { status, requestId, date } = answer;
      const ttlMs = freshUntil - readAt;
      const head: KeptHead = { stamp, status, requestId, date, ttlMs, etag };
      send(['SET', readKey(key), `${JSON.stringify(head)}\n${text}`, 'PX', String(ttlMs + longestStaleMs)]);
    },
    async epoch(scope) {
      try {
        const [epoch] = await run([['GET', redisKey('epoch', scope)]]);
        return `redis ${epoch}`;
      } catch {
        return local.epoch(scope);
      }
    },
    changed(scope, tags) {
      local.changed(scope, tags);
      return write(
        scope,
        tags.map((tag) => redisKey('tag', scope, tag)),
      );
    },
    forget: (key) => send(['DEL', readKey(key)]),
    empty(scope) {
      local.empty(scope);
      return write(scope, [redisKey('all', scope)]);
    },
  };
}

/** Stands in front of the body, in JSON and a line of its own. */
interface KeptHead {
  readonly stamp: string;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly date: number;
  readonly ttlMs: number;
  readonly etag: string | undefined;
}

function readKey({ scope, url }: ReadKey): string {
  return redisKey('read', scope, url);
}

function looking(key: ReadKey): RedisCommand[] {
  const { scope, tag = '' } = key;
  return [
    ['GET', readKey(key)],
    ['PTTL', readKey(key)],
    ['GET', redisKey('all', scope)],
    ['GET', redisKey('tag', scope, tag)],
    ['GET', redisKey('epoch', scope)],
  ];
}

/** Times are told by what Redis has left of them: the clocks of replicas may differ. */
function lookOf([value, ttl, all, ofTag, epoch]: unknown[], { tag }: ReadKey): Look {
  const stamp = `redis ${all} ${tag === undefined ? '' : ofTag}`;
  const look = { stamp, epoch: `redis ${epoch}` };
  try {
    const text = String(value);
    const end = text.indexOf('\n');
    const head = JSON.parse(text.slice(0, end)) as KeptHead;
    const { status, requestId, date, ttlMs, etag } = head;
    if (head.stamp !== stamp || !(Number(ttl) > 0)) return { ...look, kept: undefined };
    const body: unknown = JSON.parse(text.slice(end + 1));
    const freshUntil = Date.now() + Number(ttl) - longestStaleMs;
    const kept: Kept = {
      answer: { status, body, requestId, date },
      readAt: freshUntil - ttlMs,
      freshUntil,
      etag,
    };
    return { ...look, kept };
  } catch {
    // Nothing there, or nothing of ours.
    return { ...look, kept: undefined };
  }
}
