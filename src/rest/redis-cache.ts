import { randomUUID } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Redis, RedisCommand } from '../redis/client.js';
import { redisKey } from '../redis/key.js';
import {
  type Kept,
  type Look,
  longestLateMs,
  longestStaleMs,
  type ReadCache,
  type ReadKey,
} from './read-cache.js';
import { Writes } from './writes.js';

/** Redis serves nobody else meanwhile. */
const looksPerTrip = 200;
/** Of a body. A longer one may take so long that Redis counts as away. */
const mostChars = 2 ** 20;
/** Of a word that nothing is kept under yet: as long as a read may be under way. Whoever has no key leaves little behind. */
const newWordMs = '60000';

const everything = redisKey('everything');
const allOf = (scope: string) => redisKey('all', scope);
/** Of all scopes of one key. */
const ofKey = (keyHash: string) => redisKey('key', keyHash);
const epochOf = (scope: string) => redisKey('epoch', scope);
const tagOf = (scope: string, tag: string) => redisKey('tag', scope, tag);
/** There while a write under a tag may happen yet. */
const lateOf = (scope: string, tag: string) => redisKey('late', scope, tag);

/**
 * Keeps reads in Redis, for all replicas, and nothing here: what one replica has written, the next read of every other
 * knows. A write puts a new word under its tags; a read is kept with the words that it was asked under, and found only
 * while they are the same. A word that Redis has forgotten is made up anew when somebody looks for it, so that what was
 * kept before a write is not found again either when the word of that write was evicted.
 *
 * While Redis is away nothing is kept. Once it is back, the first thing that any replica tells it is that everything has
 * changed: nobody knows what the others have written meanwhile.
 */
export function createRedisCache(redis: Redis, { cacheTtlMs }: { cacheTtlMs: number }): ReadCache {
  const local = new Writes();
  /** Whether there may be writes that Redis does not know of: of this replica, and of others that are gone. */
  let isBehind = false;
  let telling: Promise<void> | undefined;
  /** Of a word that reads are kept under: longer than those. */
  const wordMs = String(2 * (cacheTtlMs + longestStaleMs));
  redis.onThere(() => {
    isBehind = true;
    void run([]).catch(() => {});
  });

  async function tellAll(): Promise<void> {
    isBehind = false;
    try {
      await redis.run([write(everything)]);
    } catch (error) {
      isBehind = true;
      throw error;
    } finally {
      telling = undefined;
    }
  }

  /** Runs commands once Redis knows of every write that had ended before. */
  async function run(commands: readonly RedisCommand[]): Promise<unknown[]> {
    if (telling) await telling;
    if (isBehind && telling === undefined && redis.isThere) telling = tellAll();
    if (telling) await telling;
    return redis.run(commands);
  }

  /** The words under these keys, and the replies to `commands` of the same moment. */
  async function ask(
    keys: readonly string[],
    commands: readonly RedisCommand[],
  ): Promise<[words: ReadonlyMap<string, string>, replies: unknown[]]> {
    const words = new Map<string, string>();
    const take = (names: readonly string[], found: unknown) => {
      for (const [index, name] of names.entries()) {
        const word = (found as unknown[])[index];
        if (typeof word === 'string') words.set(name, word);
      }
    };
    const [found, ...replies] = await run([['MGET', ...keys], ...commands]);
    take(keys, found);
    const absent = keys.filter((key) => !words.has(key));
    if (absent.length > 0) {
      const made = absent.map((key): RedisCommand => [...write(key), 'NX']);
      take(absent, (await run([...made, ['MGET', ...absent]])).at(-1));
    }
    return [words, replies];
  }

  async function lookSome(keys: readonly ReadKey[]): Promise<Look[]> {
    try {
      const [words, replies] = await ask(
        [...new Set(keys.flatMap((key) => [...epochsOf(key.scope), ...stampsOf(key)]))],
        keys.flatMap((key): RedisCommand[] => [
          ['GET', readKey(key)],
          ['PTTL', readKey(key)],
          ['EXISTS', lateOf(key.scope, key.tag ?? '')],
        ]),
      );
      return keys.map((key, index) => {
        const [value, ttl, late] = replies.slice(3 * index, 3 * index + 3);
        // A write of our own that Redis was not told of.
        const isLate = late === 1 || local.look(key).stamp === '';
        return lookOf(key, words, isLate, value, ttl);
      });
    } catch {
      return keys.map((key) => local.look(key));
    }
  }

  // Looks of one tick, such as those for the things of a list, take one trip.
  const looks = new DataLoader<ReadKey, Look>(lookSome, { cache: false, maxBatchSize: looksPerTrip });

  async function changed(
    scope: string,
    keys: readonly string[],
    late: readonly string[] = [],
  ): Promise<void> {
    const marks = late.map((key): RedisCommand => ['SET', key, '', 'PX', String(longestLateMs)]);
    // What it cannot be told now, it is told once it is back.
    await run([...[epochOf(scope), ...keys].map(write), ...marks]).catch(() => {});
  }

  const tell = (...commands: RedisCommand[]) => void redis.run(commands).catch(() => {});

  return {
    look: (key) => looks.load(key),
    lookAll: (keys) => Promise.all(keys.map((key) => looks.load(key))),
    keep(key, { stamp }, { answer, freshUntil, readAt, etag, toldMs, mustRevalidate }, text) {
      if (stamp === '' || text.length > mostChars) return;
      const { status, requestId, date } = answer;
      const ttlMs = Math.round(freshUntil - readAt);
      const head: KeptHead = { stamp, status, requestId, date, ttlMs, etag, toldMs, mustRevalidate };
      tell(
        ['SET', readKey(key), `${JSON.stringify(head)}\n${text}`, 'PX', String(ttlMs + longestStaleMs)],
        ...stampsOf(key).map((word): RedisCommand => ['PEXPIRE', word, wordMs]),
      );
    },
    async epoch(scope) {
      try {
        const keys = epochsOf(scope);
        const [words] = await ask(keys, []);
        return keys.map((key) => wordOr(words, key)).join(' ');
      } catch {
        return local.epoch(scope);
      }
    },
    changed(scope, tags, late) {
      local.changed(scope, tags, late);
      const keysOf = (name: typeof tagOf) => tags.map((tag) => name(scope, tag));
      return changed(scope, keysOf(tagOf), late ? keysOf(lateOf) : []);
    },
    forget: (key) => tell(['DEL', readKey(key)]),
    empty(scope, keyHash) {
      local.empty(scope, keyHash);
      return changed(scope, [allOf(scope), ...(keyHash === undefined ? [] : [ofKey(keyHash)])]);
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
  readonly toldMs: number | undefined;
  readonly mustRevalidate: boolean;
}

function write(key: string): RedisCommand {
  return ['SET', key, randomUUID(), 'PX', newWordMs];
}

function readKey({ scope, url }: ReadKey): string {
  return redisKey('read', scope, url);
}

/** Keys of the words that make an epoch. */
const epochsOf = (scope: string) => [everything, epochOf(scope)];

/** Keys of the words that a read is kept under. */
function stampsOf({ scope, keyHash, tag }: ReadKey): string[] {
  return [everything, allOf(scope), ofKey(keyHash), ...(tag === undefined ? [] : [tagOf(scope, tag)])];
}

/** Where there is none after all, because the key is taken by something else, one that is never found again. */
function wordOr(words: ReadonlyMap<string, string>, key: string): string {
  return words.get(key) ?? randomUUID();
}

/** Times are told by what Redis has left of them: the clocks of replicas may differ. */
function lookOf(
  key: ReadKey,
  words: ReadonlyMap<string, string>,
  isLate: boolean,
  value: unknown,
  ttl: unknown,
): Look {
  const joined = (names: readonly string[]) => names.map((name) => wordOr(words, name)).join(' ');
  const look = {
    stamp: isLate ? '' : joined(stampsOf(key)),
    epoch: joined(epochsOf(key.scope)),
    kept: undefined,
  };
  if (typeof value !== 'string' || !(Number(ttl) > 0)) return look;
  try {
    const end = value.indexOf('\n');
    const head = JSON.parse(value.slice(0, end)) as KeptHead;
    const { stamp, status, requestId, date, ttlMs, etag, toldMs, mustRevalidate } = head;
    if (stamp !== look.stamp) return look;
    const freshUntil = performance.now() + Number(ttl) - longestStaleMs;
    const body: unknown = JSON.parse(value.slice(end + 1));
    const kept: Kept = {
      answer: { status, body, requestId, date },
      readAt: freshUntil - ttlMs,
      freshUntil,
      etag,
      toldMs,
      mustRevalidate,
    };
    return { ...look, kept };
  } catch {
    // Nothing of ours.
    return look;
  }
}
