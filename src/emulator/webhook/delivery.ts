import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { EmulatorEvent } from '../events.js';
import { createUlid } from '../id.js';
import type { World } from '../world.js';
import type { Endpoint } from './endpoint.js';

/** An emulator may run for days; of each endpoint's log the oldest are forgotten first. */
export const maxDeliveries = 500;

export interface Delivery {
  serial: number;
  event: WebhookEvent;
  /** The event as it is sent, the same bytes on every attempt. */
  body: string;
  /** Tests and replays were asked for, and are tried once on a paused endpoint too. */
  asked: boolean;
  /** When the next attempt is to be made. */
  dueAtMs: number;
  /** Takes back the alarm for it. */
  halt: () => void;
  wire: DeliveryWire;
}

export interface WebhookEvent {
  id: string;
  type: string;
  createdAt: string;
  apiVersion: string;
  data: Readonly<Record<string, unknown>>;
  /** On replays, the delivery that is repeated (RULES 17.7). */
  replayOf?: string;
}

export interface DeliveryWire {
  id: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  status: 'pending' | 'delivering' | 'delivered' | 'failed' | 'abandoned';
  attempts: number;
  nextRetryAt: string | null;
  deliveredAt: string | null;
  abandonedAt: string | null;
  lastResponseStatus: number | null;
  lastResponseAt: string | null;
  lastErrorMessage: string | null;
  createdAt: string;
}

export function createWebhookEvent(
  { type, data }: Pick<EmulatorEvent, 'type' | 'data'>,
  clock: Clock,
  replayOf?: string,
): WebhookEvent {
  const id = `evt_${createUlid(clock.now())}`;
  const event = { id, type, createdAt: clock.iso(), apiVersion: 'v1', data };
  return replayOf === undefined ? event : { ...event, replayOf };
}

/** Writes a delivery into the endpoint's log, and forgets what is too old for it. */
export function addDelivery(
  world: World,
  endpoint: Endpoint,
  event: WebhookEvent,
  { asked, clock }: { asked: boolean; clock: Clock },
): Delivery {
  const createdAt = clock.iso();
  const delivery: Delivery = {
    serial: world.nextSerial(),
    event,
    body: JSON.stringify(event),
    asked,
    dueAtMs: clock.now(),
    halt: () => undefined,
    wire: {
      id: randomUUID(),
      endpointId: endpoint.wire.id,
      eventId: event.id,
      eventType: event.type,
      status: 'pending',
      attempts: 0,
      nextRetryAt: createdAt,
      deliveredAt: null,
      abandonedAt: null,
      lastResponseStatus: null,
      lastResponseAt: null,
      lastErrorMessage: null,
      createdAt,
    },
  };
  endpoint.deliveries.set(delivery.wire.id, delivery);
  if (endpoint.deliveries.size > maxDeliveries) forgetOldest(endpoint);
  return delivery;
}

/** One that is over, if there is any. */
function forgetOldest({ deliveries }: Endpoint): void {
  const all = [...deliveries.values()];
  const oldest = all.find(({ wire }) => wire.status === 'delivered' || wire.status === 'failed') ?? all[0]!;
  oldest.halt();
  deliveries.delete(oldest.wire.id);
}
