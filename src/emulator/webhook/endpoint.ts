import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Delivery } from './delivery.js';

/** How long the secret before is still signed with (RULES 17.5). */
const overlapMs = 24 * 60 * 60 * 1000;
/** Each makes the signature longer, so the oldest go when somebody rotates in a loop. */
const maxFormerSecrets = 4;

export interface Endpoint {
  serial: number;
  /** Newest last; each but the last one ends some day. */
  secrets: { text: string; endsAtMs: number }[];
  /** Its log, oldest first. */
  deliveries: Map<string, Delivery>;
  wire: EndpointWire;
}

export interface EndpointWire {
  id: string;
  organizationId: string;
  projectId: string | null;
  url: string;
  description: string | null;
  metadata: Record<string, unknown> | null;
  scope: 'own' | 'all_children';
  status: 'active' | 'paused' | 'auto_paused';
  events: string[];
  apiVersion: string;
  createdAt: string;
  updatedAt: string;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  consecutiveFailureCount: number;
}

export type EndpointFields = Pick<
  EndpointWire,
  'organizationId' | 'projectId' | 'url' | 'description' | 'metadata' | 'scope' | 'events'
>;

export function createEndpoint(serial: number, fields: EndpointFields, clock: Clock): Endpoint {
  const createdAt = clock.iso();
  return {
    serial,
    secrets: [{ text: createSecret(), endsAtMs: Number.POSITIVE_INFINITY }],
    deliveries: new Map(),
    wire: {
      id: randomUUID(),
      ...fields,
      status: 'active',
      apiVersion: 'v1',
      createdAt,
      updatedAt: createdAt,
      lastSuccessAt: null,
      lastFailureAt: null,
      consecutiveFailureCount: 0,
    },
  };
}

function createSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** A new secret; answers when the one before it ends. */
export function rotateSecret(endpoint: Endpoint, nowMs: number): number {
  const endsAtMs = nowMs + overlapMs;
  const former = endpoint.secrets
    .filter((secret) => secret.endsAtMs > nowMs)
    .map((secret) => ({ ...secret, endsAtMs: Math.min(secret.endsAtMs, endsAtMs) }));
  const newest = { text: createSecret(), endsAtMs: Number.POSITIVE_INFINITY };
  endpoint.secrets = [...former.slice(-maxFormerSecrets), newest];
  return endsAtMs;
}

/** Every secret that is good now, the newest first. */
export function secretsOf(endpoint: Endpoint, nowMs: number): string[] {
  return endpoint.secrets
    .filter(({ endsAtMs }) => endsAtMs > nowMs)
    .map(({ text }) => text)
    .reverse();
}
