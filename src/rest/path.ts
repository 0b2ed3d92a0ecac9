import { RestPathError } from './errors.js';

const segment = /^(?!\.{1,2}$)[^\s/\\?#%\p{C}]{1,256}$/u;

/**
 * Tagged template for a REST path: each id becomes one path segment.
 * Throws `RestPathError` for an id that cannot be one (RULES 1.7, 3.2).
 */
export function path(strings: TemplateStringsArray, ...ids: string[]): string {
  return String.raw(
    { raw: strings },
    ...ids.map((id) => {
      if (!segment.test(id)) throw new RestPathError('No such id.');
      return encodeURIComponent(id);
    }),
  );
}
