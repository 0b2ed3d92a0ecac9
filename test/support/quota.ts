import type { Answer, Ask, Json, Replica, Stage } from './facade.js';

const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Influencer { vibe } } }';
let used = 0;

/** Reads so many things in one operation, each by a call of its own, since Layers knows none of them. */
export function readMany(replica: Replica, count: number, ask?: Ask): Promise<Answer<Json>> {
  const r = Array.from({ length: count }, () => ({ __typename: 'Influencer', id: `inf_none_${used++}` }));
  return replica.ask(entities, { r }, ask);
}

export const write =
  'mutation { createProject(input: { name: "Tea", timezone: "UTC" }) { project { id } idempotencyKey userErrors { code message retryable retryAfterMs } } }';

/** What an answer says of its bucket; `resetS` is in seconds from now. */
export interface Said {
  readonly limit?: number;
  readonly remaining: number;
  /** Null tells none. */
  readonly resetS?: number | null;
  readonly delayMs?: number;
}

/** Lets the key read once, and Layers answer with these headers. */
export async function teach(
  stage: Pick<Stage, 'ask' | 'calls' | 'emulator'>,
  said: Said,
  headers: Record<string, string> = {},
): Promise<void> {
  const { limit = 120, remaining, resetS = 30, delayMs = 0 } = said;
  const id = `inf_taught_${used++}`;
  stage.emulator.fail(
    { path: `/v1/influencers/${id}` },
    {
      status: 200,
      body: { id, vibe: 'calm' },
      delayMs,
      headers: {
        'RateLimit-Limit': `${limit}`,
        'RateLimit-Remaining': `${remaining}`,
        ...(resetS !== null && { 'RateLimit-Reset': `${resetS}` }),
        ...headers,
      },
    },
  );
  await stage.ask('query ($id: ID!) { influencer(id: $id) { vibe } }', { id });
  stage.calls();
}

/** The codes of an answer's errors, each once. */
export function codes({ errors }: Answer<Json>): unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions.code))];
}

export async function timed<T>(work: Promise<T>): Promise<[answer: T, ms: number]> {
  const startedAt = performance.now();
  return [await work, performance.now() - startedAt];
}
