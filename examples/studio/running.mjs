import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Studios that run from these packages leave their process id here: npm would take the packages away under them.
const folder = fileURLToPath(new URL('node_modules/.running/', import.meta.url));

export function markRunning() {
  mkdirSync(folder, { recursive: true });
  const mark = `${folder}${process.pid}`;
  writeFileSync(mark, '');
  process.on('exit', () => rmSync(mark, { force: true }));
}

/** Process ids of studios that run. One that was killed has left its mark, and does not count. */
export function runningStudios() {
  try {
    return readdirSync(folder).map(Number).filter(lives);
  } catch {
    return [];
  }
}

function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
