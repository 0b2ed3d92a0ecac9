import { afterAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { readExamples } from './contract/examples.js';
import { jobOperationIds, jobOperations } from './contract/job-operations.js';
import { useReceiver } from './receiver.js';

const {
  read: example,
  expectShape,
  unused,
} = readExamples(new URL('contract/jobs/examples/', import.meta.url));
const receiver = useReceiver();
const client = useEmulator();
const { get, patch, post, send } = client;
const webhooks = '/v1/webhook-endpoints';
const influencers = `/v1/projects/${seed.project.coffee}/influencers`;
const minute = 60_000;

async function subscribe() {
  const asked = { ...example('createWebhookEndpoint.request'), url: receiver.url() };
  const { status, body } = await post(webhooks, asked);
  expect([status, body.endpoint.events]).toEqual([201, asked.events]);
  return body.endpoint.id as string;
}

// Every call is also held against openapi.json, by the client.
describe('the documented examples', () => {
  it('getJob and cancelJob', async () => {
    const { jobId } = (await post(influencers, { name: 'A' })).body;
    expectShape((await get(`/v1/jobs/${jobId}`)).body, 'getJob.200.running');
    client.emulator.advance(minute);
    const over = await post(`/v1/jobs/${jobId}/cancel`);
    expect(over.body).toEqual({ ...example('cancelJob.200'), jobId });
    const running = (await post(influencers, { name: 'B' })).body;
    const accepted = await post(`${running.locationUrl}/cancel`);
    expect(accepted.body).toEqual({ ...example('cancelJob.202'), jobId: running.jobId });
    client.emulator.advance(6 * 60 * minute);
    const { result, ...generated } = (await get(`/v1/jobs/${seed.job.processing}`)).body;
    const documented = example('getJob.200.completed');
    // The page leaves the assets out.
    expectShape({ ...generated, result: { ...result, assets: [] } }, 'getJob.200.completed');
    expect([generated.kind, generated.status]).toEqual([documented.kind, documented.status]);
  });

  it('getContentProgress', async () => {
    const progress = async (id: string) => (await get(`/v1/content/${id}/progress`)).body;
    client.emulator.advance(60 * minute);
    const processing = await progress(seed.content.processing);
    expectShape(processing, 'getContentProgress.200.processing');
    expect(processing.stage).toBe(example('getContentProgress.200.processing').stage);
    for (const [name, id] of [
      ['getContentProgress.200.failed', seed.content.failed],
      ['getContentProgress.200.completed', seed.content.launchTeaser],
    ] as const) {
      const { containerId: _id, updatedAt: _at, ...documented } = example(name);
      expect(await progress(id)).toMatchObject(documented);
    }
  });

  it('cloneInfluencer and deleteInfluencer', async () => {
    const ava = `/v1/influencers/${seed.influencer.ava}`;
    for (const name of ['cloneInfluencer.request', 'cloneInfluencer.request.newer']) {
      const asked = example(name);
      const { status, body } = await post(`${ava}/clone`, asked);
      expect(status).toBe(202);
      const clone = (await get(`/v1/influencers/${body.influencerId}`)).body;
      expect(clone).toMatchObject({ name: asked.name, ...asked.overrides });
    }
    const deleted = await send('DELETE', ava, { body: example('deleteInfluencer.request') });
    expect(deleted.status).toBe(200);
    expectShape(deleted.body, 'deleteInfluencer.200');
  });

  it('webhook endpoints', async () => {
    const id = await subscribe();
    const tested = await post(`${webhooks}/${id}/test`);
    expectShape(tested.body, 'testWebhookEndpoint.200');
    await expect.poll(async () => (await get(`${webhooks}/${id}`)).body.lastSuccessAt).not.toBeNull();
    expectShape((await get(`${webhooks}/${id}`)).body, 'getWebhookEndpoint.200');
    expectShape((await get(webhooks)).body, 'listWebhookEndpoints.200');
    const asked = example('updateWebhookEndpoint.request');
    expect((await patch(`${webhooks}/${id}`, asked)).body.events).toEqual(asked.events);
    const rotated = await post(`${webhooks}/${id}/rotate-secret`);
    expectShape(rotated.body, 'rotateWebhookSecret.200');
    expect(rotated.body.warning).toBe(example('rotateWebhookSecret.200').warning);
    const replayed = await post(`/v1/webhook-deliveries/${tested.body.deliveryId}/replay`);
    expectShape(replayed.body, 'replayWebhookDelivery.200');
    const deleted = await send('DELETE', `${webhooks}/${id}`);
    expect(deleted.body).toEqual({ ...example('deleteWebhookEndpoint.200'), id });
  });

  it('listWebhookDeliveries', async () => {
    receiver.answer = (response) => response.writeHead(502).end();
    const id = await subscribe();
    await post(influencers, {});
    client.emulator.advance(33 * 60 * minute);
    // The seeded job ends as well, and later.
    const log = async () => (await get(`${webhooks}/${id}/deliveries`)).body;
    const { status, attempts, lastResponseStatus } = example('listWebhookDeliveries.200').items[0];
    await expect
      .poll(async () => (await log()).items.at(-1))
      .toMatchObject({ status, attempts, lastResponseStatus });
    const { items, nextCursor } = await log();
    expectShape({ items: items.slice(-1), nextCursor }, 'listWebhookDeliveries.200');
  });
});

const statuses = new Map<string, number[]>(jobOperationIds.map((id) => [id, []]));

/** Seen in the files of their noun, because they take more than a request. */
const seenElsewhere = new Map([
  ['getJob', [304]],
  ['cancelJob', [200]],
  ['createInfluencer', [422]],
  ['deleteInfluencer', [422]],
  ['createWebhookEndpoint', [403]],
  ['testWebhookEndpoint', [422]],
]);

/** The path with real ids in it. */
function fill(path: string, ids: Record<string, string>): string {
  return path.replace(/[A-Z]{3,}/g, (name) => ids[name]!);
}

const seeded = {
  COFFEE: seed.project.coffee,
  AVA: seed.influencer.ava,
  CONTENT: seed.content.processing,
  JOB: seed.job.processing,
};

describe('with empty buckets', () => {
  const busy = useEmulator({ tier: 'standard' });

  it('every operation is a 429', async () => {
    for (const [method, path, limit] of [
      ['GET', '/v1/nowhere', 120],
      ['POST', '/v1/nowhere', 60],
      ['POST', '/v1/influencers/nobody/clone', 20],
    ] as const) {
      await Promise.all(Array.from({ length: limit }, () => busy.send(method, path)));
    }
    for (const [id, method, path, body] of jobOperations) {
      const { status } = await busy.send(method, fill(path, { ...seeded, ENDPOINT: 'x', DELIVERY: 'y' }), {
        body,
      });
      expect([id, status]).toEqual([id, 429]);
      statuses.get(id)!.push(status);
    }
  });
});

describe.each(jobOperations)('%s', (id, method, path, body) => {
  const see = (answer: { status: number }) => void statuses.get(id)!.push(answer.status);

  it('answers and refuses as documented', async () => {
    const { keys } = client.emulator;
    const endpoint = await subscribe();
    const { deliveryId } = (await post(`${webhooks}/${endpoint}/test`)).body;
    const filled = fill(path, { ...seeded, ENDPOINT: endpoint, DELIVERY: deliveryId });
    const call = (more: object = {}) => send(method, filled, { body, ...more });
    const headers = { 'idempotency-key': 'k' };
    const found = await call({ headers });
    expect(found.status).toBeLessThan(300);
    see(found);
    see(await call({ key: null }));
    see(await call({ key: keys.noScopes }));
    see(await call({ key: keys.killed }));
    see(await call({ key: keys.otherOrg }));
    if (method !== 'GET') {
      see(await call({ headers, body: { ...body, another: 1 } }));
      see(await call({ body: {} }));
    }
    const { responses } = client.contract.operation(id);
    const missing = Object.keys(responses).filter(
      (status) => ![...statuses.get(id)!, ...(seenElsewhere.get(id) ?? [])].includes(Number(status)),
    );
    expect(missing).toEqual([]);
  });
});

afterAll(() => {
  expect(unused()).toEqual([]);
});
