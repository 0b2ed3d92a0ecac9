import { readdirSync, readFileSync } from 'node:fs';

/** Resident bytes of a process group: of a contestant with all processes that it has started. */
export function residentBytes(group) {
  let total = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The name in parentheses may hold spaces; state, parent and group follow it.
      const [, , ofGroup] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      if (Number(ofGroup) !== group) continue;
      const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      total += Number(kibibytes ?? 0) * 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return total;
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
