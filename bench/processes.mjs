import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Linux tells of each process of a group: of a contestant with all that it has started. */
function* processesOf(group) {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The name in parentheses may hold spaces; state, parent and group follow it, and processor time as 14 and 15.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      if (Number(fields[2]) !== group) continue;
      const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      yield { ticks: Number(fields[11]) + Number(fields[12]), residentBytes: Number(kibibytes ?? 0) * 1024 };
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

/** Waits until a process group does nothing: what it still does for callers that have left would burden the next one. */
export async function untilIdle(group) {
  const deadlineMs = performance.now() + 120_000;
  for (let before = -1, ticks = 0; ticks - before > 2 && performance.now() < deadlineMs; ) {
    before = ticks;
    await sleep(100);
    ticks = 0;
    for (const process of processesOf(group)) ticks += process.ticks;
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
