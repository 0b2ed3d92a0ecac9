import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import { ApiError } from './api-error.js';

const keptMs = 24 * 60 * 60 * 1000;
/** An emulator may run for days; the oldest are forgotten first. */
const maxEntries = 100_000;

/** An answer as it went over the wire; a replay repeats it verbatim. */
export interface StoredAnswer {
  status: number;
  /** Empty for none. */
  text: string;
  headers?: Record<string, string>;
}

export interface IdempotentCall {
  /** The API key, the acting organization and the endpoint together (RULES 4.5). */
  scope: string;
  key: string;
  body: unknown;
  conflictCode: string;
}

export interface IdempotencyStore {
  /** Runs `work` unless the same call was answered within 24 hours (RULES 4.1-4.5). */
  once(call: IdempotentCall, work: () => Promise<StoredAnswer>): Promise<StoredAnswer>;
  clear(): void;
}

interface Entry {
  fingerprint: string;
  expiresAtMs: number;
  answer: Promise<StoredAnswer>;
}

/** `storeErrors`: whether answers outside 2xx are kept too (RULES 4.11 leaves it open). */
export function createIdempotencyStore(clock: Clock, storeErrors: boolean): IdempotencyStore {
  const entries = new Map<string, Entry>();
  return {
    async once(call, work) {
      const id = JSON.stringify([call.scope, call.key]);
      const fingerprint = fingerprintOf(call.body);
      for (;;) {
        const entry = entries.get(id);
        if (!entry || entry.expiresAtMs <= clock.now()) break;
        if (entry.fingerprint !== fingerprint) {
          const message = 'Idempotency-Key was already used with a different body.';
          throw new ApiError(409, call.conflictCode, message, { header: 'Idempotency-Key' });
        }
        const answer = await entry.answer.catch(() => undefined);
        if (answer && entries.get(id) === entry) return answer;
        // The first attempt failed and was forgotten while this one waited: it is this one's turn.
        if (entries.get(id) === entry) entries.delete(id);
      }
      const entry: Entry = { fingerprint, expiresAtMs: clock.now() + keptMs, answer: work() };
      entries.set(id, entry);
      if (entries.size > maxEntries) entries.delete(entries.keys().next().value!);
      const forget = () => {
        if (entries.get(id) === entry) entries.delete(id);
      };
      try {
        const answer = await entry.answer;
        const kept = storeErrors || (answer.status >= 200 && answer.status < 300);
        if (!kept) forget();
        return answer;
      } catch (error) {
        forget();
        throw error;
      }
    },
    clear: () => entries.clear(),
  };
}

/** Bodies are compared by content: neither key order nor white space makes another request. */
function fingerprintOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(body)) ?? '')
    .digest('base64');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { '': entries.map(([key, child]) => [key, sorted(child)]) };
}
