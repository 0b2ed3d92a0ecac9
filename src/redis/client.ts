import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { within } from './deadline.js';
import { keyPrefix } from './key.js';

type Library = typeof import('@redis/client');
type Connection = ReturnType<typeof createConnection>;

/** A command as Redis' own documentation writes it. */
export type RedisCommand = readonly [name: string, ...args: string[]];

/** What the replicas of this server share. It may be away at any time: whoever asks it goes on without it then. */
export interface Redis {
  /** False from the first failure until a write has worked again. */
  readonly isThere: boolean;
  /**
   * Runs commands as one transaction in one round trip, and gives their replies in order (RESP 2: maps are flat lists).
   * A key of another type than its command's gives an Error in place of a reply. Any other failure is a `RedisAwayError`:
   * at once while Redis is away, else within 250 ms.
   */
  run(commands: readonly RedisCommand[]): Promise<unknown[]>;
  /** Calls `listener` each time Redis is there again. */
  onThere(listener: () => void): void;
  /** Hangs up, and stays away. Commands under way fail: it is for when nobody waits for them. */
  close(): Promise<void>;
}

/** Redis is away, or did not answer in time, or refused. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError';
}

/** Longest wait for a transaction. A caller waits for Layers longer, and Redis must not show in that. */
const commandMs = 250;
/** Longest time from no connection to a write that has worked. */
const attemptMs = 1000;
/** Longest time that the start of this server waits for the first attempt. */
const startMs = 500;
/** Waits between attempts double from the one to the other. */
const firstDelayMs = 100;
const longestDelayMs = 1000;
/** A connection that has held so long lets them start anew. */
const steadyMs = 10_000;
/** Shorter than the idle time after which hosted servers and what stands before them hang up. */
const pingMs = 60_000;

/**
 * Keeps one connection open, which the caller closes; does not throw when there is no Redis. It counts as away when the
 * connection is lost, when a command is not answered in time, and when one is refused (no memory, still loading, a
 * replica that takes no writes): then a new connection is tried until a write works on it. Both turns are one log line.
 *
 * The library's own reconnecting is off: it waits without end for a server that takes the connection and says nothing,
 * its command timeout ends when a command is sent, and a transaction is queued while it is offline. The queue has no
 * bound of its own, because a transaction that found only half a place would stay open; it is bounded by the time.
 */
export async function startRedis({ url, logger }: { url: string; logger: Logger }): Promise<Redis> {
  // Loaded only when asked for: most servers run without it.
  const library = await import('@redis/client');
  const { ErrorReply, MultiErrorReply } = library;
  const listeners: (() => void)[] = [];
  const closing = new AbortController();
  let current: Connection | undefined;
  let said: boolean | undefined;
  let lose: (why: unknown) => void = () => {};
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });

  function say(isThere: boolean, why?: unknown): void {
    settle();
    if (said === isThere || closing.signal.aborted) return;
    said = isThere;
    if (isThere) logger.info({ msg: 'redis is there' });
    else logger.warn({ msg: 'redis is away', reason: reasonOf(why) });
  }

  /** An error's kind; never its message, which may hold the host. */
  function reasonOf(why: unknown): string {
    if (why instanceof MultiErrorReply) return reasonOf([...why.errors()][0]);
    if (!(why instanceof Error)) return 'unknown';
    const word = why instanceof ErrorReply ? /^[A-Z]+\b/.exec(why.message)?.[0] : undefined;
    return word ?? (why as NodeJS.ErrnoException).code ?? why.constructor.name;
  }

  /** One connection, from its attempt to its end; gives why it ended. */
  async function hold(): Promise<unknown> {
    const connection = createConnection(library, url);
    const lost = new Promise<unknown>((resolve) => {
      lose = (why) => {
        // At once, so that nothing more is sent on it.
        if (current === connection) current = undefined;
        resolve(why);
      };
      connection.on('error', lose);
    });
    const attempt = async () => {
      await connection.connect();
      await connection.set(`${keyPrefix}probe`, '', { expiration: { type: 'PX', value: attemptMs } });
    };
    try {
      const failed = lost.then((why) => Promise.reject(why));
      await within(attemptMs, Promise.race([attempt(), failed]));
      current = connection;
      say(true);
      for (const listener of listeners) listener();
      return await lost;
    } catch (error) {
      return error;
    } finally {
      if (current === connection) current = undefined;
      connection.destroy();
    }
  }

  async function keepOpen(): Promise<void> {
    for (let losses = 0; !closing.signal.aborted; losses += 1) {
      const startedAt = performance.now();
      say(false, await hold());
      if (performance.now() - startedAt > steadyMs) losses = 0;
      const delayMs = Math.min(firstDelayMs * 2 ** losses, longestDelayMs) * (0.5 + Math.random() / 2);
      await sleep(delayMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  const ended = keepOpen();
  await Promise.race([settled, sleep(startMs, undefined, { ref: false })]);
  return {
    get isThere() {
      return current !== undefined;
    },
    async run(commands) {
      if (current === undefined) throw new RedisAwayError('Redis is away.');
      if (commands.length === 0) return [];
      const loseThis = lose;
      const transaction = current.multi();
      for (const command of commands) transaction.sendCommand(command);
      try {
        return await within(commandMs, transaction.exec());
      } catch (error) {
        if (error instanceof MultiErrorReply && [...error.errors()].every(isWrongType)) return error.replies;
        loseThis(error);
        throw new RedisAwayError('Redis is away.');
      }
    },
    onThere: (listener) => void listeners.push(listener),
    async close() {
      closing.abort();
      lose(undefined);
      await ended;
    },
  };
}

function createConnection({ createClient }: Library, url: string) {
  return createClient({
    url,
    name: 'layers-graphql',
    RESP: 2,
    maintNotifications: 'disabled',
    pingInterval: pingMs,
    socket: { connectTimeout: attemptMs, reconnectStrategy: false },
  });
}

function isWrongType(error: Error): boolean {
  return error.message.startsWith('WRONGTYPE');
}
