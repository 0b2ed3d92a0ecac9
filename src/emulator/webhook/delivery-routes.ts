import { z } from 'zod';
import { notFound } from '../http/api-error.js';
import { readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { createWebhookEvent, type Delivery } from './delivery.js';
import type { Endpoint } from './endpoint.js';
import { isOwn, readEndpoint } from './endpoint-routes.js';

const maxPayloadBytes = 8 * 1024;

const testRequest = z
  .object({
    payload: z
      .record(z.string(), z.unknown())
      .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxPayloadBytes, 'Must be at most 8 KB')
      .optional(),
  })
  .optional();

const statuses = ['pending', 'delivering', 'delivered', 'failed', 'abandoned'] as const;

// RULES 2.6
export const webhookDeliveryRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/webhook-endpoints/{endpointId}/test', scope: null, run: test },
  { method: 'GET', path: '/v1/webhook-endpoints/{endpointId}/deliveries', scope: null, run: list },
  { method: 'POST', path: '/v1/webhook-deliveries/{deliveryId}/replay', scope: null, run: replay },
];

/** Bypasses the subscription (RULES 17.7), and a pause: that is when one wants to test. */
function test(call: Call): Answer {
  const { world, runtime } = call;
  const endpoint = readEndpoint(call);
  const body = readCallBody({}, testRequest, call);
  const data = body?.payload ?? { message: 'This is a test.' };
  const event = createWebhookEvent({ type: 'test.ping', data }, runtime.clock);
  const { wire } = runtime.webhooks.send(world, endpoint, event);
  const { eventId, id: deliveryId, createdAt: scheduledAt } = wire;
  return { status: 200, body: { eventId, deliveryId, scheduledAt } };
}

/** Newest first (RULES 5.2). */
function list(call: Call): Answer {
  const { query } = call;
  const endpoint = readEndpoint(call);
  const wanted = readValues(query, 'status', statuses);
  const types = readValues(query, 'eventType');
  const matching = [...endpoint.deliveries.values()].filter(
    ({ wire }) =>
      (wanted.length === 0 || wanted.includes(wire.status)) &&
      (types.length === 0 || types.includes(wire.eventType)),
  );
  const bounds = { list: ['webhook-deliveries', endpoint.wire.id, wanted, types], maxLimit: 100 };
  return { status: 200, body: readPage(matching, query, bounds, ({ wire }) => wire) };
}

/** The same data in a new event, which names the delivery that it repeats (RULES 17.7). */
function replay(call: Call): Answer {
  const { world, runtime } = call;
  const { endpoint, delivery } = readDelivery(call);
  const originalDeliveryId = delivery.wire.id;
  const event = createWebhookEvent(delivery.event, runtime.clock, originalDeliveryId);
  const { wire } = runtime.webhooks.send(world, endpoint, event);
  const { id: replayDeliveryId, createdAt: scheduledAt } = wire;
  return { status: 200, body: { originalDeliveryId, replayDeliveryId, scheduledAt } };
}

/** In the log of whichever endpoint has it. */
function readDelivery({ account, world, params }: Call): { endpoint: Endpoint; delivery: Delivery } {
  for (const endpoint of world.webhookEndpoints.values()) {
    const delivery = endpoint.deliveries.get(params.deliveryId!);
    if (delivery && isOwn(endpoint, account)) return { endpoint, delivery };
  }
  throw notFound('Webhook delivery');
}
