/** The emulator's only source of time: real time plus what a test has advanced it by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** ISO 8601 with milliseconds and `Z`, `offsetMs` from now. */
  iso(offsetMs?: number): string;
  /** Project timestamps carry microseconds and an offset instead (RULES 3.4). */
  isoMicros(): string;
  /**
   * Rings once when it is `atMs`, whether real time gets there or `advance` passes it. Answers what takes
   * it back. An alarm keeps no process alive.
   */
  alarm(atMs: number, ring: () => void): () => void;
  /** Stops at every alarm on the way, so that each rings at its own time, and in order. */
  advance(ms: number): void;
  /** Real time again, and no alarms. */
  reset(): void;
}

interface Alarm {
  atMs: number;
  ring: () => void;
}

/** The longest delay that Node's timers take. */
const maxDelayMs = 2 ** 31 - 1;

export function createClock(): Clock {
  let aheadMs = 0;
  /** The next one first. */
  let alarms: Alarm[] = [];
  let timer: NodeJS.Timeout | undefined;
  const now = () => Date.now() + aheadMs;
  const iso = (offsetMs = 0) => new Date(now() + offsetMs).toISOString();

  function waitForNext(): void {
    clearTimeout(timer);
    const [next] = alarms;
    if (!next) return;
    // A timer may be a millisecond early; then the next one is due.
    const delayMs = Math.min(Math.max(next.atMs - now(), 1), maxDelayMs);
    timer = setTimeout(() => ringUntil(aheadMs), delayMs).unref();
  }

  /** Rings what is due when the clock is `untilAheadMs` ahead, and leaves it there. */
  function ringUntil(untilAheadMs: number): void {
    for (;;) {
      const [next] = alarms;
      if (!next || next.atMs > Date.now() + untilAheadMs) break;
      alarms.shift();
      aheadMs = Math.min(Math.max(aheadMs, next.atMs - Date.now()), untilAheadMs);
      next.ring();
    }
    aheadMs = untilAheadMs;
    waitForNext();
  }

  return {
    now,
    iso,
    isoMicros: () => iso().replace('Z', '000+00:00'),
    alarm(atMs, ring) {
      const alarm = { atMs, ring };
      // After those of the same time: what was set first rings first.
      const after = alarms.findIndex((other) => other.atMs > atMs);
      alarms.splice(after < 0 ? alarms.length : after, 0, alarm);
      if (alarms[0] === alarm) waitForNext();
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
    advance(ms) {
      ringUntil(aheadMs + ms);
    },
    reset() {
      aheadMs = 0;
      alarms = [];
      clearTimeout(timer);
    },
  };
}
