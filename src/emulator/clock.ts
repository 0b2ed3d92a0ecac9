/** The emulator's only source of time: real time plus what a test has advanced it by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** ISO 8601 with milliseconds and `Z`, `offsetMs` from now. */
  iso(offsetMs?: number): string;
  /** Project timestamps carry microseconds and an offset instead (RULES 3.4). */
  isoMicros(): string;
  advance(ms: number): void;
  reset(): void;
}

export function createClock(): Clock {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const iso = (offsetMs = 0) => new Date(now() + offsetMs).toISOString();
  return {
    now,
    iso,
    isoMicros: () => iso().replace('Z', '000+00:00'),
    advance(ms) {
      aheadMs += ms;
    },
    reset() {
      aheadMs = 0;
    },
  };
}
