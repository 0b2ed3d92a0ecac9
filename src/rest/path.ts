import { RestPathError } from './errors.js';

const segment = /^(?!\.{1,2}$)[^\s/\\?#%\p{C}]{1,256}$/u;

/** Nothing to encode, as ids are. */
const plain = /^[\w-]{1,256}$/;

/**
 * Tagged template for a REST path: each id becomes one path segment.
 * Throws `RestPathError` for an id that cannot be one (RULES 1.7, 3.2).
 */
export function path(strings: TemplateStringsArray, ...ids: string[]): string {
  let route = strings[0]!;
  for (let index = 0; index < ids.length; index++) route += segmentOf(ids[index]!) + strings[index + 1]!;
  return route;
}

function segmentOf(id: string): string {
  if (plain.test(id)) return id;
  if (!segment.test(id)) throw new RestPathError('No such id.');
  return encodeURIComponent(id);
}
