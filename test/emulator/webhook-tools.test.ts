import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.js';
import { seed } from '../../src/emulator/seed.js';
import { type Body, useEmulator } from './client.js';
import { signersOf, useReceiver } from './receiver.js';

const receiver = useReceiver();
const client = useEmulator();
const { get, patch, post } = client;
const path = '/v1/webhook-endpoints';
const hour = 3_600_000;

async function subscribe(events: string[] = ['post.failed']) {
  const { body } = await post(path, { url: receiver.url(), events });
  return { id: body.endpoint.id as string, secret: body.signingSecret as string };
}

const arrivals = (count: number) => expect.poll(() => receiver.received.length).toBe(count);
const logOf = async (id: string, query = ''): Promise<Body[]> =>
  (await get(`${path}/${id}/deliveries${query}`)).body.items;

describe('a test of a webhook endpoint', () => {
  it('is sent whatever it subscribes to, with the payload that is given', async () => {
    const { id, secret } = await subscribe();
    const { status, body } = await post(`${path}/${id}/test`, { payload: { hello: 'there' } });
    expect(status).toBe(200);
    await arrivals(1);
    const [received] = receiver.received;
    expect(received!.body).toMatchObject({ id: body.eventId, type: 'test.ping', data: { hello: 'there' } });
    expect(signersOf(received!, [secret]).by).toEqual([secret]);
    await expect.poll(() => logOf(id)).toMatchObject([{ id: body.deliveryId, status: 'delivered' }]);
  });

  it('reaches a paused one', async () => {
    const { id } = await subscribe();
    await patch(`${path}/${id}`, { status: 'paused' });
    await post(`${path}/${id}/test`);
    await arrivals(1);
    expect((await get(`${path}/${id}`)).body.status).toBe('paused');
  });

  it.each([
    ['that is no object', { payload: 'hello' }],
    ['over 8 KB', { payload: { text: 'x'.repeat(8192) } }],
  ])('with a payload %s is a 422', async (_name, body) => {
    const { id } = await subscribe();
    expect((await post(`${path}/${id}/test`, body)).status).toBe(422);
    expect(await logOf(id)).toEqual([]);
  });
});

describe('rotating the secret', () => {
  it('signs with both for a day, and with the new one alone afterwards', async () => {
    const { id, secret } = await subscribe();
    const rotated = await post(`${path}/${id}/rotate-secret`);
    expect(rotated.status).toBe(200);
    const { signingSecret, previousSecretExpiresAt } = rotated.body;
    const overlapMs = Date.parse(previousSecretExpiresAt) - Date.parse(rotated.headers.date!);
    expect(Math.abs(overlapMs - 24 * hour)).toBeLessThan(2000);
    await post(`${path}/${id}/test`);
    await arrivals(1);
    const secrets = [signingSecret, secret];
    expect(signersOf(receiver.received[0]!, secrets)).toMatchObject({ by: secrets, count: 2 });
    client.emulator.advance(24 * hour);
    await post(`${path}/${id}/test`);
    await arrivals(2);
    expect(signersOf(receiver.received[1]!, secrets)).toMatchObject({ by: [signingSecret], count: 1 });
  });

  it('in a loop keeps the signature short', async () => {
    const { id } = await subscribe();
    for (let count = 0; count < 20; count++) await post(`${path}/${id}/rotate-secret`);
    await post(`${path}/${id}/test`);
    await arrivals(1);
    expect(signersOf(receiver.received[0]!, []).count).toBe(5);
  });
});

describe('replaying a delivery', () => {
  it('sends the same data as a new event that names the delivery', async () => {
    const { id } = await subscribe();
    const first = (await post(`${path}/${id}/test`, { payload: { hello: 'there' } })).body;
    await arrivals(1);
    const { status, body } = await post(`/v1/webhook-deliveries/${first.deliveryId}/replay`);
    expect([status, body.originalDeliveryId]).toEqual([200, first.deliveryId]);
    await arrivals(2);
    const [original, replay] = receiver.received.map((one) => one.body);
    expect(replay).toMatchObject({ type: 'test.ping', data: original.data, replayOf: first.deliveryId });
    expect(replay.id).not.toBe(original.id);
    expect((await logOf(id)).map((one) => one.id)).toEqual([body.replayDeliveryId, first.deliveryId]);
  });

  it('of another organization or of nobody is a 404', async () => {
    const { id } = await subscribe();
    const { deliveryId } = (await post(`${path}/${id}/test`)).body;
    const key = client.emulator.keys.otherOrg;
    expect((await post(`/v1/webhook-deliveries/${deliveryId}/replay`, undefined, { key })).status).toBe(404);
    expect((await post('/v1/webhook-deliveries/nope/replay')).status).toBe(404);
    await arrivals(1);
  });
});

describe('the log of deliveries', () => {
  it('is newest first, and found by type and status', async () => {
    const { id } = await subscribe(['job.completed']);
    await post(`/v1/projects/${seed.project.coffee}/influencers`, {});
    client.emulator.advance(60_000);
    await arrivals(1);
    receiver.answer = (response) => response.writeHead(500).end();
    await post(`${path}/${id}/test`);
    await expect.poll(async () => (await logOf(id, '?status=pending')).length).toBe(1);
    const types = async (query = '') => (await logOf(id, query)).map((one) => one.eventType);
    expect(await types()).toEqual(['test.ping', 'job.completed']);
    expect(await types('?eventType=job.completed')).toEqual(['job.completed']);
    expect(await types('?status=delivered')).toEqual(['job.completed']);
    expect((await get(`${path}/${id}/deliveries?status=lost`)).status).toBe(422);
  });
});

describe('closing the emulator', () => {
  it('does not wait for a receiver that never answers, and ends what was to come', async () => {
    receiver.answer = () => undefined;
    const emulator = await startEmulator();
    const headers = { authorization: `Bearer ${emulator.keys.live}`, 'content-type': 'application/json' };
    const send = async (route: string, body: object) => {
      const answer = await fetch(emulator.url + route, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Body;
    };
    const { endpoint } = await send(path, { url: receiver.url(), events: ['job.completed'] });
    await send(`${path}/${endpoint.id}/test`, {});
    await send(`/v1/projects/${seed.project.coffee}/influencers`, {});
    await arrivals(1);
    const started = performance.now();
    await emulator.close();
    expect(performance.now() - started).toBeLessThan(500);
    emulator.advance(hour);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.received).toHaveLength(1);
  });
});
