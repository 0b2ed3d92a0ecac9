/** Nothing came in time. */
export class RedisTimeoutError extends Error {
  override readonly name = 'RedisTimeoutError';
  readonly code = 'TIMEOUT';
}

const ticks = 5;

/**
 * Bounds a wait. It counts only time in which this process ran: what comes while a long answer is parsed is not late, so
 * the wait is cut into ticks, and of those that are due at once an interval makes one.
 */
export function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = ticks;
    const timer = setInterval(() => {
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      reject(new RedisTimeoutError('Redis did not answer in time.'));
    }, timeoutMs / ticks);
    const done =
      <A>(settle: (value: A) => void) =>
      (value: A) => {
        clearInterval(timer);
        settle(value);
      };
    work.then(done(resolve), done(reject));
  });
}
