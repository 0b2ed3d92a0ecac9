import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { type Body, useEmulator } from './client.js';
import { signersOf, useReceiver } from './receiver.js';

const receiver = useReceiver();
const client = useEmulator({ webhookTimeoutMs: 300 });
const { get, patch, post, send } = client;
const path = '/v1/webhook-endpoints';
const influencers = `/v1/projects/${seed.project.coffee}/influencers`;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

async function subscribe(more: object = {}, key = client.emulator.keys.live) {
  const asked = {
    url: receiver.url(),
    events: ['job.completed', 'job.canceled', 'content.generated'],
    ...more,
  };
  const { status, body } = await post(path, asked, { key });
  expect(status).toBe(201);
  return { id: body.endpoint.id as string, secret: body.signingSecret as string };
}

/** Starts a job and lets it end. */
async function finishJob(key = client.emulator.keys.live, project: string = seed.project.coffee) {
  const answer = await post(`/v1/projects/${project}/influencers`, {}, { key });
  client.emulator.advance(minute);
  return answer.body as { jobId: string; influencerId: string };
}

const arrivals = (count: number) => expect.poll(() => receiver.received.length).toBe(count);
const logOf = async (id: string): Promise<Body[]> => (await get(`${path}/${id}/deliveries`)).body.items;
const endpointOf = async (id: string): Promise<Body> => (await get(`${path}/${id}`)).body;
const settled = (id: string, status: string) =>
  expect.poll(async () => (await logOf(id)).map((delivery) => delivery.status)).toEqual([status]);

describe('a webhook', () => {
  it('tells that a job has ended, signed, before anybody has asked', async () => {
    const { id, secret } = await subscribe();
    const { jobId, influencerId } = await finishJob();
    await arrivals(1);
    const [received] = receiver.received;
    expect(received!.path).toBe('/hooks');
    expect(received!.headers['content-type']).toBe('application/json');
    expect(received!.body).toEqual({
      id: received!.headers['x-layers-event-id'],
      type: 'job.completed',
      createdAt: expect.stringMatching(/Z$/),
      apiVersion: 'v1',
      data: {
        jobId,
        kind: 'influencer_create',
        projectId: seed.project.coffee,
        result: { influencerId },
      },
    });
    expect(received!.body.id).toMatch(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/);
    const { ageSeconds, by, count } = signersOf(received!, [secret]);
    expect([by, count]).toEqual([[secret], 1]);
    // A receiver's clock is not the emulator's, which is a minute ahead by now.
    expect(Math.abs(ageSeconds)).toBeLessThan(5);
    await settled(id, 'delivered');
    const [delivery] = await logOf(id);
    expect(delivery).toMatchObject({
      endpointId: id,
      eventId: received!.body.id,
      eventType: 'job.completed',
      attempts: 1,
      nextRetryAt: null,
      lastResponseStatus: 204,
      deliveredAt: expect.any(String),
    });
    expect((await endpointOf(id)).lastSuccessAt).toBe(delivery.deliveredAt);
  });

  it('comes in real time as well', async () => {
    await subscribe();
    await post(influencers, {});
    client.emulator.advance(minute - 300);
    expect(receiver.received).toEqual([]);
    await arrivals(1);
  });

  it('tells of a content item that was generated, and of a job that was canceled', async () => {
    await subscribe();
    client.emulator.advance(6 * hour);
    await arrivals(2);
    const [generated, completed] = receiver.received
      .map(({ body }) => body)
      .sort((a, b) => (a.type < b.type ? -1 : 1));
    expect(generated).toMatchObject({
      type: 'content.generated',
      data: { id: seed.content.processing, projectId: seed.project.coffee },
    });
    expect(completed).toMatchObject({ type: 'job.completed', data: { jobId: seed.job.processing } });
    const { body } = await post(influencers, {});
    await post(`${body.locationUrl}/cancel`);
    client.emulator.advance(3 * second);
    await arrivals(3);
    expect(receiver.received[2]!.body).toMatchObject({ type: 'job.canceled', data: { jobId: body.jobId } });
  });

  it('goes to each endpoint that subscribes to it, with one event id', async () => {
    await subscribe({ url: receiver.url('/a') });
    await subscribe({ url: receiver.url('/b') });
    await subscribe({ url: receiver.url('/c'), events: ['job.failed'] });
    await finishJob();
    await arrivals(2);
    expect(receiver.received.map((one) => one.path).sort()).toEqual(['/a', '/b']);
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(1);
  });

  it('goes to nobody of another organization, of the sandbox, or who wants another project', async () => {
    const { keys } = client.emulator;
    await subscribe({ url: receiver.url('/other') }, keys.otherOrg);
    await subscribe({ url: receiver.url('/sandbox') }, keys.test);
    await subscribe({ url: receiver.url('/fitness'), projectId: seed.project.fitness });
    await subscribe({ url: receiver.url('/coffee'), projectId: seed.project.coffee });
    await finishJob();
    await arrivals(1);
    await finishJob(keys.test);
    await arrivals(2);
    expect(receiver.received.map((one) => one.path)).toEqual(['/coffee', '/sandbox']);
  });

  it('of a child reaches the parent that asked for all, and names the child', async () => {
    const { keys } = client.emulator;
    await subscribe({ url: receiver.url('/firehose'), scope: 'all_children' }, keys.parent);
    await subscribe({ url: receiver.url('/own') }, keys.parent);
    const headers = { 'x-layers-organization': seed.organization.child };
    const child = `/v1/projects/${seed.project.child}/influencers`;
    expect((await post(child, {}, { key: keys.parent, headers })).status).toBe(202);
    client.emulator.advance(minute);
    await arrivals(1);
    const [{ path, body }] = receiver.received as [(typeof receiver.received)[0]];
    expect([path, body.data.organizationId]).toEqual(['/firehose', seed.organization.child]);
  });
});

describe('a webhook that is not taken', () => {
  /** Where nothing else ends while the clock is far ahead. */
  const { fitness } = seed.project;
  const waits = [30 * second, minute, 5 * minute, 15 * minute, hour, 6 * hour, 24 * hour];

  it('is tried eight times on the documented ladder, with the same id and the same bytes', async () => {
    receiver.answer = (response) => response.writeHead(502).end();
    const { id } = await subscribe({ projectId: fitness });
    await finishJob(undefined, fitness);
    await arrivals(1);
    for (const [index, waitMs] of waits.entries()) {
      await settled(id, 'pending');
      client.emulator.advance(waitMs - 2 * second);
      expect(receiver.received).toHaveLength(index + 1);
      client.emulator.advance(2 * second);
      await arrivals(index + 2);
    }
    await settled(id, 'failed');
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
    const [delivery] = await logOf(id);
    expect(delivery).toMatchObject({ attempts: 8, lastResponseStatus: 502, deliveredAt: null });
    expect(delivery.abandonedAt).toBe(delivery.lastResponseAt);
    client.emulator.advance(48 * hour);
    expect(await endpointOf(id)).toMatchObject({ status: 'active', consecutiveFailureCount: 8 });
    expect(receiver.received).toHaveLength(8);
  });

  it('is tried to the end by one long advance', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await subscribe({ projectId: fitness });
    await finishJob(undefined, fitness);
    client.emulator.advance(32 * hour);
    await arrivals(8);
    await settled(id, 'failed');
  });

  it('gets through on a later attempt, and the failures in a row are over', async () => {
    receiver.answer = (response) => response.writeHead(receiver.received.length < 3 ? 429 : 200).end();
    const { id } = await subscribe();
    await finishJob();
    await settled(id, 'pending');
    client.emulator.advance(2 * minute);
    await settled(id, 'delivered');
    expect(receiver.received).toHaveLength(3);
    expect(await endpointOf(id)).toMatchObject({ consecutiveFailureCount: 0 });
  });

  it.each<[string, Parameters<typeof useAnswer>[0], object]>([
    [
      'a redirect',
      (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
      { lastResponseStatus: 307 },
    ],
    ['a lost connection', (response) => response.socket!.destroy(), { lastResponseStatus: null }],
    ['silence', () => undefined, { lastResponseStatus: null }],
  ])('because of %s is a failure', async (_name, answer, expected) => {
    useAnswer(answer);
    const { id } = await subscribe();
    await finishJob();
    await expect.poll(async () => (await endpointOf(id)).consecutiveFailureCount).toBe(1);
    const [delivery] = await logOf(id);
    expect(delivery).toMatchObject({ status: 'pending', attempts: 1, ...expected });
    if (delivery.lastResponseStatus === null) expect(delivery.lastErrorMessage).toMatch(/request failed/);
    expect(receiver.received.map((one) => one.path)).toEqual(['/hooks']);
  });

  it('because nobody listens is a failure', async () => {
    const { id } = await subscribe({ url: 'http://127.0.0.1:1/hooks' });
    await finishJob();
    await expect.poll(async () => (await logOf(id))[0]?.lastErrorMessage).toContain('ECONNREFUSED');
  });

  it('with an endless body counts by its status', async () => {
    useAnswer((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const { id } = await subscribe();
    await finishJob();
    await settled(id, 'delivered');
  });

  function useAnswer(answer: typeof receiver.answer) {
    receiver.answer = answer;
  }
});

describe('a webhook endpoint that fails', () => {
  const ping = (id: string) => post(`${path}/${id}/test`);

  it('20 times in a row is paused, until it is made active; then what waited goes on', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    const { id } = await subscribe();
    await finishJob();
    await arrivals(1);
    for (let count = 2; count <= 20; count++) {
      await ping(id);
      await arrivals(count);
    }
    await expect.poll(async () => (await endpointOf(id)).status).toBe('auto_paused');
    expect((await endpointOf(id)).consecutiveFailureCount).toBe(20);
    // Nothing that waits for a retry by itself goes on, and what happens now is not for it.
    await finishJob();
    const jobs = async () => (await logOf(id)).filter(({ eventType }) => eventType === 'job.completed');
    expect(await jobs()).toMatchObject([{ status: 'pending', attempts: 1 }]);
    receiver.answer = (response) => response.writeHead(204).end();
    const resumed = await patch(`${path}/${id}`, { status: 'active' });
    expect(resumed.body).toMatchObject({ status: 'active', consecutiveFailureCount: 0 });
    await expect.poll(jobs).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    await finishJob();
    await expect.poll(async () => (await jobs()).length).toBe(2);
  });

  it('does not hold up another one', async () => {
    receiver.answer = (response, { path }) => {
      if (path !== '/silent') response.writeHead(204).end();
    };
    const silent = await subscribe({ url: receiver.url('/silent') });
    for (let count = 0; count < 12; count++) await ping(silent.id);
    const quick = await subscribe({ url: receiver.url('/quick') });
    await ping(quick.id);
    await settled(quick.id, 'delivered');
    // Four at a time, and the others wait.
    expect(receiver.received.filter((one) => one.path === '/silent').length).toBeLessThan(12);
  });

  it('keeps the last 500 of its deliveries', async () => {
    const { id } = await subscribe({ events: ['job.failed'] });
    for (let count = 0; count < 510; count++) await ping(id);
    await arrivals(510);
    let items: Body[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await get(`${path}/${id}/deliveries?limit=100${query}`);
      items = [...items, ...body.items];
      cursor = body.nextCursor;
    }
    expect(items).toHaveLength(500);
  });

  it('is left in peace once it is deleted or the emulator is reset', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    for (const end of [(id: string) => send('DELETE', `${path}/${id}`), () => client.emulator.reset()]) {
      receiver.received.length = 0;
      const { id } = await subscribe();
      await finishJob();
      await settled(id, 'pending');
      await end(id);
      client.emulator.advance(32 * hour);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(receiver.received).toHaveLength(1);
    }
  });
});
