import { createHash } from 'node:crypto';

/** Of every key. The version changes with the form of the values, so that old and new replicas do not read each other's. */
export const keyPrefix = 'layers-graphql:v1:';

/** A key of some kind of things. Its parts are hashed: no id, URL or credential can be read in a key. */
export function redisKey(kind: string, ...parts: readonly string[]): string {
  return `${keyPrefix}${kind}:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}
