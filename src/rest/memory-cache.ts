import { LRUCache } from 'lru-cache';
import { type Kept, type Look, longestStaleMs, type ReadCache, type ReadKey } from './read-cache.js';
import { Writes } from './writes.js';

/** A parsed answer takes about so many bytes for each character of its text; as measured. */
const bytesPerChar = 4;
const bytesPerRead = 500;

interface Stamped {
  readonly kept: Kept;
  readonly stamp: string;
}

/** Keeps reads in this process, about `maxBytes` of memory at most; the least recently used go first. */
export function createMemoryCache({ maxBytes }: { maxBytes: number }): ReadCache {
  const reads = new LRUCache<string, Stamped>({ maxSize: maxBytes });
  const writes = new Writes();
  const keyOf = ({ scope, url }: ReadKey) => `${scope} ${url}`;

  function look(key: ReadKey): Look {
    const { stamp, epoch } = writes.stamps(key);
    const found = reads.get(keyOf(key));
    const kept = found?.stamp === stamp ? found.kept : undefined;
    return { kept, stamp, epoch };
  }

  return {
    look,
    lookAll: (keys) => keys.map(look),
    keep(key, { stamp }, kept, text) {
      if (look(key).stamp !== stamp) return;
      const size = bytesPerRead + key.url.length + text.length * bytesPerChar;
      const ttl = kept.freshUntil - Date.now() + longestStaleMs;
      reads.set(keyOf(key), { kept, stamp }, { size, ttl });
    },
    epoch: (scope) => writes.epoch(scope),
    changed: (scope, tags) => writes.changed(scope, tags),
    forget: (key) => void reads.delete(keyOf(key)),
    empty: (scope) => writes.empty(scope),
  };
}
