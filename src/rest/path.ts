import { RestResponseError } from './errors.js';

const segment = /^(?!\.{1,2}$)[^\s/\\?#%\p{C}]{1,256}$/u;

/**
 * Tagged template for a REST path: each id becomes one path segment.
 * Throws `NOT_FOUND` without a call for an id that cannot be one segment: no such thing can exist (RULES 1.7, 3.2).
 */
export function path(strings: TemplateStringsArray, ...ids: string[]): string {
  return String.raw(
    { raw: strings },
    ...ids.map((id) => {
      if (!segment.test(id)) throw new RestResponseError(404, 'NOT_FOUND', 'No such id.');
      return encodeURIComponent(id);
    }),
  );
}
