import { type Dispatcher, request } from 'undici';
import { RestNetworkError, RestTimeoutError, StorageError } from './errors.js';

export interface PutCall {
  readonly dispatcher: Dispatcher;
  /** Signed. */
  readonly url: string;
  /** Everything that was signed with it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
  /** Must give exactly `length` bytes, or throw. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Storage takes no PUT without it. */
  readonly length: number;
  /** Longest time in which storage takes no byte, and for its answer after the last one. */
  readonly idleMs: number;
  /** Gives the PUT up. */
  readonly signal?: AbortSignal;
}

/**
 * Streams a body to a signed URL. Throws what the body throws, `StorageError` when storage refuses, `RestNetworkError`
 * when the connection is lost and `RestTimeoutError` when storage stops taking bytes.
 */
export async function put(call: PutCall): Promise<void> {
  const { dispatcher, url, expiresAt, body, length, idleMs } = call;
  const abort = new AbortController();
  const signal = call.signal ? AbortSignal.any([abort.signal, call.signal]) : abort.signal;
  let bodyError: unknown;
  let given = 0;
  let isIdle = false;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const waitForStorage = (ms: number) => {
    clearTimeout(timer);
    if (isOver) return;
    timer = setTimeout(() => {
      isIdle = true;
      abort.abort();
    }, ms);
  };

  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        given += chunk.length;
        // Until undici asks for more it is storage that is waited for; after that, the client. What lies in buffers on
        // the way when the last byte is given takes its time, and nobody sees it leave them.
        waitForStorage(given < length ? idleMs : answerIdleTimes * idleMs);
        yield chunk;
        if (given < length) clearTimeout(timer);
      }
    } catch (error) {
      bodyError = error;
      throw error;
    }
  }

  const headers = Object.entries(call.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  try {
    const answer = await request(url, {
      dispatcher,
      method: 'PUT',
      headers: Object.fromEntries([...headers, ['content-length', String(length)]]),
      // undici takes async iterables; its types know only streams.
      body: watched() as unknown as Uint8Array,
      signal,
    });
    const now = Date.parse(String(answer.headers.date)) || Date.now();
    // A refusal is a few kilobytes of XML, which nobody reads.
    await answer.body.dump({ limit: 65_536, signal });
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw new StorageError(answer.statusCode, answer.statusCode === 403 && Date.parse(expiresAt) <= now);
    if (given < length) throw bodyError ?? new RestNetworkError('Storage answered before it had the file.');
  } catch (error) {
    if (error instanceof StorageError || error instanceof RestNetworkError) throw error;
    if (bodyError !== undefined) throw bodyError;
    if (isIdle) throw new RestTimeoutError(idleMs, 'Storage stopped taking the file.');
    throw new RestNetworkError('The connection to storage was lost.', { cause: error });
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}

/** How many times longer storage may take for its answer than for a byte. */
const answerIdleTimes = 4;
