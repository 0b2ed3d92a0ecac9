import type { RestStats } from '../rest/attempts.js';

export interface OperationStats extends RestStats {
  readonly startedAt: number;
  /** Of its errors; absent until there is one. */
  errorCodes: Set<string> | undefined;
}

/** Counts of an operation that has just begun. */
export function createStats(): OperationStats {
  return {
    calls: 0,
    retries: 0,
    cacheHits: 0,
    oldestMs: 0,
    joined: 0,
    onRefused: undefined,
    leastMs: Number.POSITIVE_INFINITY,
    startedAt: performance.now(),
    errorCodes: undefined,
  };
}

export function addErrorCode(stats: OperationStats, code: string): void {
  stats.errorCodes ??= new Set();
  stats.errorCodes.add(code);
}
