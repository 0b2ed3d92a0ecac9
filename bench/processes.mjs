import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Linux' own, whatever the kernel's real one is. */
const ticksPerSecond = 100;

/** What Linux tells of each process of a group: of a contestant with all that it has started. */
function* processesOf(group) {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The name in parentheses may hold spaces; state, parent and group follow it, and processor time as 14 and 15.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      if (Number(fields[2]) !== group) continue;
      const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      yield {
        seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
        residentBytes: Number(kibibytes ?? 0) * 1024,
      };
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Resident bytes of a process group. */
export function residentBytes(group) {
  let total = 0;
  for (const process of processesOf(group)) total += process.residentBytes;
  return total;
}

/** Processor time of a process group so far. */
export function processorSeconds(group) {
  let total = 0;
  for (const process of processesOf(group)) total += process.seconds;
  return total;
}

/** Waits until a process group does nothing: what it still does for callers that have left would burden the next one. */
export async function untilIdle(group) {
  const deadlineMs = performance.now() + 120_000;
  const pauseMs = 100;
  for (let before = Number.NEGATIVE_INFINITY; performance.now() < deadlineMs; await sleep(pauseMs)) {
    const now = processorSeconds(group);
    if ((now - before) * 1000 < pauseMs / 4) return;
    before = now;
  }
}

/** Watches a process group; the returned function stops that and gives the most that was seen. */
export function watchMemory(group) {
  let mostBytes = residentBytes(group);
  const look = () => {
    mostBytes = Math.max(mostBytes, residentBytes(group));
  };
  const timer = setInterval(look, 250);
  return () => {
    clearInterval(timer);
    look();
    return mostBytes;
  };
}
