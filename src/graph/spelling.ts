import { path } from '../rest/path.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID without its prefix: paths take both (RULES 3.2, 20.7). Any other id as it is. */
export function bareId(id: string, prefixes: readonly string[]): string {
  const rest = withoutPrefix(id, prefixes);
  return uuid.test(rest) ? rest : id;
}

/** What the spellings of one id have in common that a server might take for the same. */
export function looseId(id: string, prefixes: readonly string[]): string {
  return withoutPrefix(id.toLowerCase(), prefixes).replace(/[^0-9a-z]/g, '');
}

function withoutPrefix(id: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find((each) => id.startsWith(`${each}_`));
  return prefix === undefined ? id : id.slice(prefix.length + 1);
}

/** Whether a path can name it. */
export function isPathSegment(id: string): boolean {
  try {
    return path`${id}` !== '';
  } catch {
    return false;
  }
}
