/**
 * Names what a read is about: one thing of a noun by its id, or all lists of the noun. Layers takes an id with and without
 * its prefix (RULES 3.2), and a write by the one changes what was read by the other.
 */
export function tag(noun: string, id?: string): string {
  return id === undefined ? noun : `${noun} ${id.slice(id.indexOf('_') + 1).toLowerCase()}`;
}
