import { existsSync, readdirSync, readlinkSync } from 'node:fs';

/** Whether this system tells a process of its open files. */
export const seesOpenFiles = existsSync('/proc/self/fd');

/** How many spooled files this process has open; they have no name in their folder. */
export function spooledFiles(): number {
  if (!seesOpenFiles) return 0;
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('.upload');
    } catch {
      return false;
    }
  }).length;
}
