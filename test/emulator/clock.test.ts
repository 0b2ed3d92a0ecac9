import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, post, put } = client;
const project = `/v1/projects/${seed.project.coffee}`;
const jpeg = readFileSync(mediaFile('square-1080.jpg').file);
const minute = 60_000;
const hour = 60 * minute;

async function reserve() {
  const files = [{ filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: jpeg.length }];
  const { body } = await post(`${project}/content/uploads`, { files, grouping: 'per-file' });
  const [{ containerId, files: handles }] = body.uploads;
  return { containerId, url: handles[0].uploadUrl as string, expiresAt: handles[0].expiresAt as string };
}

const finalize = (containerId: string) => post(`/v1/content/${containerId}/finalize-upload`, { caption: '' });

describe('advancing the clock', () => {
  it('moves the Date header and every timestamp', async () => {
    client.emulator.advance(365 * 24 * hour);
    const { body, headers } = await post('/v1/projects', { name: 'Later', timezone: 'UTC' });
    const ahead = Date.parse(headers.date!) - Date.now();
    expect(Math.abs(ahead - 365 * 24 * hour)).toBeLessThan(2_000);
    expect(Date.parse(body.createdAt) - Date.now()).toBeGreaterThan(364 * 24 * hour);
  });

  it('lets a session’s URL expire after 15 minutes, but not the session', async () => {
    const session = await reserve();
    await put(session.url, { 'content-type': 'image/jpeg' }, jpeg);
    client.emulator.advance(15 * minute);
    expect((await put(session.url, { 'content-type': 'image/jpeg' }, jpeg)).status).toBe(403);
    expect((await finalize(session.containerId)).status).toBe(200);
  });

  it('reaps a session after two hours: a late finalize is a CONFLICT, and its files are gone', async () => {
    const session = await reserve();
    await put(session.url, { 'content-type': 'image/jpeg' }, jpeg);
    client.emulator.advance(2 * hour - minute);
    expect((await get('/v1/whoami')).status).toBe(200);
    client.emulator.advance(minute);
    const late = await finalize(session.containerId);
    expect([late.status, late.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await get(`/v1/content/${session.containerId}`)).status).toBe(404);
  });

  it('never reaps a finished upload', async () => {
    const session = await reserve();
    await put(session.url, { 'content-type': 'image/jpeg' }, jpeg);
    const item = (await finalize(session.containerId)).body;
    client.emulator.advance(48 * hour);
    expect((await finalize(session.containerId)).body).toEqual(item);
    expect((await fetch(item.assets[0].url)).status).toBe(200);
  });

  it('ends a library upload after 24 hours, unless it was finalized', async () => {
    const presign = async () =>
      (
        await post(`${project}/media/presign`, {
          kind: 'image',
          mimeType: 'image/jpeg',
          sizeBytes: jpeg.length,
        })
      ).body;
    const [kept, lost] = [await presign(), await presign()];
    for (const { url, headers } of [kept, lost]) expect((await put(url, headers, jpeg)).status).toBe(200);
    client.emulator.advance(23 * hour);
    const asset = (await post(`${project}/media/finalize`, { uploadId: kept.uploadId })).body;
    client.emulator.advance(hour);
    expect((await post(`${project}/media/finalize`, { uploadId: lost.uploadId })).status).toBe(404);
    expect((await post(`${project}/media/finalize`, { uploadId: kept.uploadId })).body).toEqual(asset);
  });
});

describe('reset', () => {
  it('brings back the seeded state, real time and empty records', async () => {
    const { emulator } = client;
    const session = await reserve();
    await put(session.url, { 'content-type': 'image/jpeg' }, jpeg);
    const item = (await finalize(session.containerId)).body;
    await post('/v1/projects', { name: 'Gone', timezone: 'UTC' }, { headers: { 'idempotency-key': 'k' } });
    emulator.advance(hour);
    emulator.fail({ times: Number.POSITIVE_INFINITY }, 'reset');
    const { requests, storageRequests } = emulator;
    await emulator.reset();
    expect([requests.length, storageRequests.length]).toEqual([0, 0]);
    const list = await get('/v1/projects');
    expect(list.body.items).toHaveLength(2);
    expect(Math.abs(Date.parse(list.headers.date!) - Date.now())).toBeLessThan(2_000);
    expect((await get(`/v1/content/${session.containerId}`)).status).toBe(404);
    expect((await fetch(item.assets[0].url)).status).toBe(404);
    expect((await fetch(item.assets[0].thumbnailUrl)).status).toBe(404);
    const fresh = await post(
      '/v1/projects',
      { name: 'Other', timezone: 'UTC' },
      { headers: { 'idempotency-key': 'k' } },
    );
    expect(fresh.status).toBe(201);
    expect(requests).toHaveLength(3);
  });
});

describe('an alarm', () => {
  it('rings once, at its own time and in order, whatever the clock is advanced by', () => {
    const clock = createClock();
    const start = clock.now();
    const rung: [string, number][] = [];
    const at = (name: string, ms: number) =>
      clock.alarm(start + ms, () => rung.push([name, Math.round((clock.now() - start) / 1000)]));
    at('late', 2 * hour);
    at('early', hour);
    at('second early', hour);
    const takeBack = at('never', hour);
    clock.alarm(start + minute, () => at('set on the way', 90 * minute));
    takeBack();
    clock.advance(hour - minute);
    expect(rung).toEqual([]);
    clock.advance(24 * hour);
    expect(rung).toEqual([
      ['early', 3600],
      ['second early', 3600],
      ['set on the way', 5400],
      ['late', 7200],
    ]);
    expect(Math.abs(clock.now() - start - 25 * hour + minute)).toBeLessThan(1000);
    clock.advance(24 * hour);
    expect(rung).toHaveLength(4);
  });

  it('rings by itself, and not after a reset', async () => {
    const clock = createClock();
    let rung = 0;
    const ring = () => void rung++;
    clock.alarm(clock.now() + 60, ring);
    await expect.poll(() => rung).toBe(1);
    clock.alarm(clock.now() + 30, ring);
    clock.reset();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(rung).toBe(1);
  });
});
