import { afterEach, beforeEach } from 'vitest';
import type { EmulatorEvent } from '../../src/emulator/events.js';
import type { Client } from './client.js';

/** What the emulator has told since the test began, in order. */
export function recordEvents(client: Client): EmulatorEvent[] {
  const events: EmulatorEvent[] = [];
  let stop = () => {};
  beforeEach(() => {
    events.length = 0;
    stop = client.emulator.onEvent((event) => void events.push(event));
  });
  afterEach(() => stop());
  return events;
}
