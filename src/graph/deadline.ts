import { RestTimeoutError } from '../rest/errors.js';

/**
 * Bounds a field that needs more than one call in a row: its answer takes `timeoutMs` at most, however the calls share it.
 * `hurry` is called then, and what the work has come to by it still counts.
 */
export async function within<T>(timeoutMs: number, work: Promise<T>, hurry?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      hurry?.();
      setImmediate(() => reject(new RestTimeoutError(timeoutMs)));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
