import { vi } from 'vitest';

/** Lets the clock that lifetimes are counted by run ahead; timers and other clocks go on as they are. */
export function startClock(): { advance(ms: number): void; stop(): void } {
  const now = performance.now.bind(performance);
  let ahead = 0;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
  return {
    advance: (ms) => {
      ahead += ms;
    },
    stop: () => spy.mockRestore(),
  };
}
