import { randomBytes, randomUUID } from 'node:crypto';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Prefixes under which one noun has been seen (RULES 3.1). */
export type IdPrefix = 'prj' | 'proj' | 'inf' | 'cnt' | 'med' | 'asset' | 'ast' | 'org' | 'sa' | 'sac' | 'sp';

export function createId(prefix: IdPrefix): string {
  return `${prefix}_${randomUUID()}`;
}

/** 26 characters in Crockford's alphabet, sorted by `nowMs`. */
export function createUlid(nowMs: number): string {
  let time = '';
  for (let rest = nowMs, digit = 0; digit < 10; digit++) {
    time = crockford[rest % 32]! + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (const byte of randomBytes(16)) random += crockford[byte % 32]!;
  return time + random;
}

/** The form under which an id is stored: paths take `prj_<uuid>` and the bare UUID alike (RULES 3.2). */
export function bareId(id: string, ...prefixes: IdPrefix[]): string {
  const bare = prefixes.reduce((rest, prefix) => {
    const tail = rest.startsWith(`${prefix}_`) ? rest.slice(prefix.length + 1) : rest;
    return uuid.test(tail) ? tail : rest;
  }, id);
  return uuid.test(bare) ? bare.toLowerCase() : bare;
}

/** A UUID or ULID, bare or behind one of the prefixes. */
export function isWellFormedId(id: string, ...prefixes: IdPrefix[]): boolean {
  const prefix = prefixes.find((candidate) => id.startsWith(`${candidate}_`));
  const tail = prefix === undefined ? id : id.slice(prefix.length + 1);
  return uuid.test(tail) || /^[0-9A-Z]{26,27}$/.test(tail);
}
