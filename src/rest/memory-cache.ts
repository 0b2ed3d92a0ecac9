import { LRUCache } from 'lru-cache';
import { type Kept, type Look, longestStaleMs, type ReadCache, type ReadKey } from './read-cache.js';
import { Writes } from './writes.js';

/**
 * What a parsed answer takes of memory, for each character of its text and beside that. Measured in Node 20, by the heap
 * with and without 200 parsed pages of each noun, marked as lists mark them, and 20,000 records: 1.3 to 1.5 bytes a
 * character, 1.9 where rows are short; 2 where texts are not Latin. An entry without a body takes 550 bytes, its key
 * among them.
 */
const bytesPerChar = 2;
const bytesPerRead = 500;

interface Stamped {
  readonly kept: Kept;
  readonly stamp: string;
}

/** Keeps reads in this process, about `maxBytes` of memory at most; the least recently used go first. */
export function createMemoryCache({ maxBytes }: { maxBytes: number }): ReadCache {
  const reads = new LRUCache<string, Stamped>({ maxSize: maxBytes });
  const writes = new Writes();

  function look(key: ReadKey): Look {
    const look = writes.look(key);
    const found = reads.size === 0 ? undefined : reads.get(key.name);
    return found?.stamp === look.stamp ? { ...look, kept: found.kept } : look;
  }

  return {
    look,
    lookAll: (keys) => keys.map(look),
    keep(key, { stamp }, kept, text) {
      if (stamp === '' || look(key).stamp !== stamp) return;
      const size = bytesPerRead + key.url.length + text.length * bytesPerChar;
      const ttl = kept.freshUntil - performance.now() + longestStaleMs;
      reads.set(key.name, { kept, stamp }, { size, ttl });
    },
    epoch: (scope) => writes.epoch(scope),
    changed: (scope, tags, late) => writes.changed(scope, tags, late),
    forget: (key) => void reads.delete(key.name),
    empty: (scope, keyHash) => writes.empty(scope, keyHash),
  };
}
