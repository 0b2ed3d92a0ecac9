import { Agent, request } from 'undici';
import type { Directory } from '../account/account.js';
import type { Clock } from '../clock.js';
import type { EmulatorEvent } from '../events.js';
import { bareId } from '../id.js';
import { bareAccountId } from '../social/social-account.js';
import type { World } from '../world.js';
import {
  addDelivery,
  createWebhookEvent,
  type Delivery,
  maxDeliveries,
  type WebhookEvent,
} from './delivery.js';
import { type Endpoint, secretsOf } from './endpoint.js';
import { signatureOf } from './signature.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before each attempt, eight in about 32 hours (RULES 17.6, 20.24). */
const ladderMs = [0, 30 * second, minute, 5 * minute, 15 * minute, hour, 6 * hour, 24 * hour];
/** Failed attempts in a row that pause an endpoint (RULES 17.6). */
const maxFailures = 20;
/** Attempts on one endpoint at a time; the others wait, and hold up nobody else's. */
const maxAtOnce = 4;
/** Of an answer's body, which nobody reads. */
const maxAnswerBytes = 16 * 1024;

export interface WebhookSender {
  /** Sends on what happens in `world`, each event to each endpoint that subscribes to it. */
  watch(world: World): void;
  /** Sends what was asked for by hand, whatever the endpoint subscribes to (RULES 17.7). */
  send(world: World, endpoint: Endpoint, event: WebhookEvent): Delivery;
  /** Goes on with what waited while the endpoint was paused. */
  resume(endpoint: Endpoint): void;
  /** Ends what goes to an endpoint that is no more. */
  forget(endpoint: Endpoint): void;
  /** Ends every attempt under way, and forgets what waits; nothing of it is recorded. */
  reset(): Promise<void>;
}

export interface SenderParts {
  clock: Clock;
  directory: Directory;
  /** For connecting, and for the answer. Real time, whatever the clock says. */
  timeoutMs: number;
}

interface Lane {
  underWay: number;
  waiting: Delivery[];
}

export function createWebhookSender({ clock, directory, timeoutMs }: SenderParts): WebhookSender {
  let agent = openAgent();
  let lanes = new Map<Endpoint, Lane>();

  function openAgent(): Agent {
    // Without pipelining there is no idle connection that a receiver would have to wait for.
    return new Agent({ pipelining: 0, connect: { timeout: timeoutMs }, headersTimeout: timeoutMs });
  }

  function tell(world: World, happened: EmulatorEvent): void {
    let event: WebhookEvent | undefined;
    for (const endpoint of world.webhookEndpoints.values()) {
      if (!wants(world, endpoint, happened)) continue;
      // One id for all of them: it is the same event.
      event ??= createWebhookEvent(happened, clock);
      // RULES 17.8: who gets them from several organizations is told which one.
      const organizationId = organizationOf(happened)?.id ?? happened.organizationId;
      const firehose = endpoint.wire.scope === 'all_children';
      const told = firehose ? { ...event, data: { ...event.data, organizationId } } : event;
      queue(endpoint, addDelivery(world, endpoint, told, { asked: false, clock }));
    }
  }

  function organizationOf(event: EmulatorEvent) {
    const its = bareId(event.organizationId, 'org');
    return directory.organizations.find(({ id }) => bareId(id, 'org') === its);
  }

  /** What happens while an endpoint is paused is not for it. */
  function wants(world: World, { wire }: Endpoint, event: EmulatorEvent): boolean {
    if (wire.status !== 'active' || !wire.events.includes(event.type)) return false;
    const own = bareId(wire.organizationId, 'org');
    const parentId = organizationOf(event)?.parentId ?? '';
    const isOfChild = wire.scope === 'all_children' && bareId(parentId, 'org') === own;
    if (bareId(event.organizationId, 'org') !== own && !isOfChild) return false;
    return wire.projectId === null || bareId(wire.projectId, 'prj', 'proj') === projectOf(world, event);
  }

  function queue(endpoint: Endpoint, delivery: Delivery): void {
    const lane = lanes.get(endpoint) ?? { underWay: 0, waiting: [] };
    lanes.set(endpoint, lane);
    lane.waiting.push(delivery);
    // What the log has forgotten is kept nowhere else.
    if (lane.waiting.length > maxDeliveries) {
      lane.waiting = lane.waiting.filter(({ wire }) => endpoint.deliveries.has(wire.id));
    }
    pump(endpoint, lane);
  }

  function pump(endpoint: Endpoint, lane: Lane): void {
    while (lane.underWay < maxAtOnce) {
      const delivery = lane.waiting.shift();
      if (!delivery) break;
      if (!endpoint.deliveries.has(delivery.wire.id)) continue;
      // While the endpoint is paused it waits in the log for `resume`, unless it is asked for just now.
      const isAsked = delivery.asked && delivery.wire.attempts === 0;
      if (endpoint.wire.status !== 'active' && !isAsked) continue;
      lane.underWay++;
      void attempt(endpoint, delivery, lane);
    }
    if (lane.underWay === 0 && lanes.get(endpoint) === lane) lanes.delete(endpoint);
  }

  async function attempt(endpoint: Endpoint, delivery: Delivery, lane: Lane): Promise<void> {
    delivery.wire = { ...delivery.wire, status: 'delivering', attempts: delivery.wire.attempts + 1 };
    const outcome = await post(endpoint, delivery);
    // A sender that was reset has other lanes, and an endpoint that was deleted none.
    if (lanes.get(endpoint) !== lane) return;
    lane.underWay--;
    record(endpoint, delivery, outcome);
    pump(endpoint, lane);
  }

  /** The status that came back, or why there is none. */
  async function post(endpoint: Endpoint, { body, event }: Delivery): Promise<number | string> {
    try {
      // Redirects are not followed: they are answers like any other that is no success.
      const { statusCode, body: answer } = await request(endpoint.wire.url, {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Layers-Webhooks/1.0',
          'x-layers-event-id': event.id,
          // Signed with real time: a receiver's clock is not advanced, and it refuses what is too old.
          'x-layers-signature': signatureOf(body, secretsOf(endpoint, clock.now()), Date.now()),
        },
        body,
      });
      const signal = AbortSignal.timeout(timeoutMs);
      await answer.dump({ limit: maxAnswerBytes, signal }).catch(() => undefined);
      return statusCode;
    } catch (error) {
      return error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? error.name}` : 'failed';
    }
  }

  function record(endpoint: Endpoint, delivery: Delivery, outcome: number | string): void {
    const at = clock.iso();
    const answered = typeof outcome === 'number';
    const delivered = answered && outcome >= 200 && outcome < 300;
    delivery.wire = {
      ...delivery.wire,
      lastResponseStatus: answered ? outcome : null,
      lastResponseAt: answered ? at : delivery.wire.lastResponseAt,
      lastErrorMessage: answered ? null : `The request failed: ${outcome}.`,
    };
    if (delivered) {
      delivery.wire = { ...delivery.wire, status: 'delivered', deliveredAt: at, nextRetryAt: null };
      endpoint.wire = { ...endpoint.wire, lastSuccessAt: at, consecutiveFailureCount: 0 };
      return;
    }
    const consecutiveFailureCount = endpoint.wire.consecutiveFailureCount + 1;
    endpoint.wire = { ...endpoint.wire, lastFailureAt: at, consecutiveFailureCount };
    if (endpoint.wire.status === 'active' && consecutiveFailureCount >= maxFailures) {
      endpoint.wire = { ...endpoint.wire, status: 'auto_paused', updatedAt: at };
    }
    retryLater(endpoint, delivery, at);
  }

  function retryLater(endpoint: Endpoint, delivery: Delivery, at: string): void {
    const waitMs = ladderMs[delivery.wire.attempts];
    if (waitMs === undefined) {
      // The time of the last retry stays, as in the documented sample.
      delivery.wire = { ...delivery.wire, status: 'failed', abandonedAt: at };
      return;
    }
    // From when it was due, so that one long `advance` brings every rung on.
    delivery.dueAtMs += waitMs;
    const nextRetryAt = new Date(delivery.dueAtMs).toISOString();
    delivery.wire = { ...delivery.wire, status: 'pending', nextRetryAt };
    delivery.halt = clock.alarm(delivery.dueAtMs, () => queue(endpoint, delivery));
  }

  return {
    watch(world) {
      world.events.on((event) => tell(world, event));
    },
    send(world, endpoint, event) {
      const delivery = addDelivery(world, endpoint, event, { asked: true, clock });
      queue(endpoint, delivery);
      return delivery;
    },
    resume(endpoint) {
      const due = [...endpoint.deliveries.values()].filter(
        ({ wire, dueAtMs }) => wire.status === 'pending' && dueAtMs <= clock.now(),
      );
      for (const delivery of due) {
        if (lanes.get(endpoint)?.waiting.includes(delivery)) continue;
        // The ladder goes on from here, or a long pause would end in a burst of attempts.
        delivery.dueAtMs = clock.now();
        queue(endpoint, delivery);
      }
    },
    forget(endpoint) {
      lanes.delete(endpoint);
      for (const { halt } of endpoint.deliveries.values()) halt();
    },
    async reset() {
      lanes = new Map();
      const former = agent;
      agent = openAgent();
      // Not close(): that would wait for receivers.
      await former.destroy();
    },
  };
}

/** Bare; of the content item or the account that an event is about, where it does not say itself. */
function projectOf(world: World, { data }: EmulatorEvent): string | undefined {
  if (typeof data.projectId === 'string') return bareId(data.projectId, 'prj', 'proj');
  const { containerId, socialAccountId } = data;
  if (typeof containerId === 'string') return world.content.get(bareId(containerId, 'cnt'))?.projectId;
  return typeof socialAccountId === 'string'
    ? world.socialAccounts.get(bareAccountId(socialAccountId))?.projectId
    : undefined;
}
