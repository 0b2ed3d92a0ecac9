import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, post, patch, send } = client;
const influencers = `/v1/projects/${seed.project.coffee}/influencers`;
const second = 1000;
const hour = 3600 * second;

async function start(body: object = { name: 'Nora' }) {
  const answer = await post(influencers, body);
  expect(answer.status).toBe(202);
  return answer.body as { jobId: string; influencerId: string; locationUrl: string };
}

describe('a job', () => {
  it('goes on with the clock, from stage to stage, and ends with its result', async () => {
    const { jobId, influencerId, locationUrl } = await start();
    expect(locationUrl).toBe(`/v1/jobs/${jobId}`);
    expect(jobId).toMatch(/^job_[0-9A-HJKMNP-TV-Z]{26}$/);
    const seen = [];
    for (const seconds of [0, 10, 20, 25, 4]) {
      client.emulator.advance(seconds * second);
      const { status, stage, progress } = (await get(locationUrl)).body;
      seen.push([status, stage, progress]);
    }
    expect(seen).toEqual([
      ['running', 'queued', 0],
      ['running', 'generating_identity', 0.15],
      ['running', 'training', 0.5],
      ['running', 'finalizing', 0.9],
      ['running', 'finalizing', 0.95],
    ]);
    client.emulator.advance(2 * second);
    const { body } = await get(locationUrl);
    expect(body).toMatchObject({
      jobId,
      kind: 'influencer_create',
      status: 'completed',
      progress: 1,
      projectId: seed.project.coffee,
      influencerId,
      result: { influencerId },
    });
    expect(Date.parse(body.finishedAt) - Date.parse(body.startedAt)).toBe(60 * second);
  });

  it('ends at its own time, however far the clock is advanced at once', async () => {
    const { locationUrl } = await start();
    client.emulator.advance(30 * 24 * hour);
    const { body } = await get(locationUrl);
    expect(body.status).toBe('completed');
    expect(Date.parse(body.finishedAt) - Date.parse(body.startedAt)).toBe(60 * second);
  });

  it('goes on in real time', async () => {
    const { locationUrl } = await start();
    client.emulator.advance(59_700);
    expect((await get(locationUrl)).body.status).toBe('running');
    await expect.poll(async () => (await get(locationUrl)).body.status).toBe('completed');
  });

  it('that fails says why, and so does what it was to make', async () => {
    const { locationUrl, influencerId } = await start({
      name: 'Nora',
      referenceImages: { assetIds: [seed.media.mia1] },
    });
    client.emulator.advance(60 * second);
    const { body } = await get(locationUrl);
    expect(body).toMatchObject({ status: 'failed', error: { code: 'REFERENCE_IMAGES_UNUSABLE' } });
    expect(body).not.toHaveProperty('result');
    const influencer = (await get(`/v1/influencers/${influencerId}`)).body;
    expect(influencer).toMatchObject({ status: 'failed', errorMessage: body.error.message });
  });

  it('of another organization, of the sandbox or of nobody is a 404', async () => {
    const { locationUrl } = await start();
    const { keys } = client.emulator;
    for (const [path, key] of [
      [locationUrl, keys.otherOrg],
      [locationUrl, keys.test],
      ['/v1/jobs/job_01HXA1NHKJZXPV8R7Q6WSM5BCD', keys.live],
    ] as const) {
      expect((await get(path, { key })).status).toBe(404);
      expect((await post(`${path}/cancel`, undefined, { key })).status).toBe(404);
    }
  });

  it('is gone after a reset, and does not end afterwards', async () => {
    const { locationUrl } = await start();
    await client.emulator.reset();
    client.emulator.advance(hour);
    expect((await get(locationUrl)).status).toBe(404);
  });
});

describe('the ETag of a job', () => {
  it('saves a body while nothing has changed, and not one read longer', async () => {
    const { locationUrl } = await start();
    const first = await get(locationUrl);
    const { etag } = first.headers;
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(locationUrl, { headers: { 'if-none-match': value! } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    }
    client.emulator.advance(10 * second);
    const changed = await get(locationUrl, { headers: { 'if-none-match': etag! } });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('of another job saves nothing', async () => {
    const { etag } = (await get((await start()).locationUrl)).headers;
    const { locationUrl } = await start();
    expect((await get(locationUrl, { headers: { 'if-none-match': etag! } })).status).toBe(200);
  });
});

describe('cancelling a job', () => {
  it('is accepted, and it stops a little later', async () => {
    const { jobId, locationUrl, influencerId } = await start();
    const accepted = await post(`${locationUrl}/cancel`);
    expect([accepted.status, accepted.body]).toEqual([202, { jobId, accepted: true }]);
    expect((await get(locationUrl)).body.status).toBe('running');
    expect((await post(`${locationUrl}/cancel`)).status).toBe(202);
    client.emulator.advance(3 * second);
    const { body } = await get(locationUrl);
    expect(body).toMatchObject({ status: 'canceled', finishedAt: expect.any(String) });
    expect((await get(`/v1/influencers/${influencerId}`)).body.status).toBe('failed');
    client.emulator.advance(hour);
    expect((await get(locationUrl)).body).toEqual(body);
    const over = await post(`${locationUrl}/cancel`);
    expect([over.status, over.body.reason]).toEqual([200, 'ALREADY_CANCELED']);
  });

  it('that is over says so', async () => {
    const { jobId, locationUrl } = await start();
    client.emulator.advance(60 * second);
    const { status, body } = await post(`${locationUrl}/cancel`);
    expect([status, body]).toEqual([200, { jobId, accepted: false, reason: 'ALREADY_COMPLETED' }]);
  });

  it('is refused by its last stage, and changes nothing', async () => {
    const { locationUrl } = await start();
    client.emulator.advance(55 * second);
    const { status, body } = await post(`${locationUrl}/cancel`);
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: 'CONFLICT', details: { subcode: 'JOB_CANCEL_UNAVAILABLE' } });
    client.emulator.advance(5 * second);
    expect((await get(locationUrl)).body.status).toBe('completed');
  });
});

describe('jobs at once', () => {
  const small = useEmulator({ maxRunningJobs: 2 });

  it('over the cap of the organization are a 429 that says when to come back', async () => {
    // One is running from the start.
    expect((await small.post(influencers, {})).status).toBe(202);
    const refused = await small.post(influencers, {});
    expect([refused.status, refused.body.error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await small.get(influencers)).body.items).toHaveLength(3);
    small.emulator.advance(60 * second);
    expect((await small.post(influencers, {})).status).toBe(202);
  });
});

describe('the progress of a content item', () => {
  const progress = async (id: string) => (await get(`/v1/content/${id}/progress`)).body;

  it('is that of its stage, and the item is completed when its job is', async () => {
    const { processing } = seed.content;
    client.emulator.advance(3 * hour + 1);
    const begun = await progress(processing);
    expect(begun).toMatchObject({
      containerId: processing,
      status: 'processing',
      stage: 'generating_visuals',
      stageProgress: 0.5,
    });
    expect(begun.etaSeconds).toBeGreaterThan(10_700);
    expect(begun.etaSeconds).toBeLessThanOrEqual(10_800);
    expect((await get(`/v1/content/${processing}`)).body).toMatchObject({ status: 'processing', assets: [] });
    client.emulator.advance(3 * hour);
    expect(await progress(processing)).toMatchObject({
      status: 'completed',
      stageProgress: 1,
      etaSeconds: null,
    });
    const { body } = await get(`/v1/content/${processing}`);
    expect(body).toMatchObject({ status: 'completed', approvalStatus: 'pending' });
    expect(body.preview.kind).toBe('video');
    const job = (await get(`/v1/jobs/${seed.job.processing}`)).body;
    expect(job).toMatchObject({ status: 'completed', containerId: processing });
    expect(job.result).toEqual({ containerId: processing, assets: body.assets });
  });

  it('ends with its job when that is canceled', async () => {
    const { processing } = seed.content;
    await post(`/v1/jobs/${seed.job.processing}/cancel`);
    client.emulator.advance(2 * second);
    expect((await get(`/v1/content/${processing}`)).body.status).toBe('canceled');
    expect(await progress(processing)).toMatchObject({
      status: 'canceled',
      stage: null,
      stageProgress: null,
    });
  });

  it.each([
    ['an upload', seed.content.launchTeaser, { status: 'completed', stage: 'finalizing', stageProgress: 1 }],
    ['a failure', seed.content.failed, { status: 'failed', stage: 'generating_visuals', stageProgress: 0.3 }],
    ['one not begun', seed.content.queued, { status: 'queued', stage: 'queued', stageProgress: 0 }],
  ])('of %s stands still', async (_name, id, still) => {
    client.emulator.advance(hour);
    expect(await progress(id)).toMatchObject({ ...still, etaSeconds: null });
  });

  it('is not told to strangers', async () => {
    const key = client.emulator.keys.otherOrg;
    expect((await get(`/v1/content/${seed.content.processing}/progress`, { key })).status).toBe(404);
  });
});

describe('an influencer in training', () => {
  const statusOf = async (id: string) => (await get(`/v1/influencers/${id}`)).body.status;

  it('is pending, then training, then ready with a portrait', async () => {
    const { influencerId } = await start({
      name: 'Nora',
      vibe: 'calm',
      personality: { tone: 'dry' },
      referenceImages: { assetIds: [seed.media.barista, seed.media.mia1] },
    });
    const path = `/v1/influencers/${influencerId}`;
    const pending = (await get(path)).body;
    expect(pending).toMatchObject({
      name: 'Nora',
      vibe: 'calm',
      personality: { tone: 'dry' },
      status: 'pending',
    });
    expect(pending.imageUrl).toBeNull();
    expect(pending.referenceImages).toHaveLength(1);
    client.emulator.advance(30 * second);
    expect(await statusOf(influencerId)).toBe('training');
    expect((await patch(path, { vibe: 'calmer' })).status).toBe(200);
    client.emulator.advance(30 * second);
    const { body } = await get(path);
    expect(body).toMatchObject({ status: 'ready', vibe: 'calmer', imageUrl: pending.referenceImages[0].url });
    const list = (await get(`${influencers}?status=ready`)).body.items;
    expect(list[0].influencerId).toBe(influencerId);
  });

  it('ends its job when it is deleted', async () => {
    const { influencerId, locationUrl } = await start();
    expect((await send('DELETE', `/v1/influencers/${influencerId}`)).status).toBe(200);
    expect((await get(locationUrl)).body.status).toBe('canceled');
  });
});
