import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { exchange, useEmulator } from './client.js';

// One upload of quota is all that is left, so that anything counted would be noticed.
const client = useEmulator({ uploadQuota: { maxUploads: 4, maxBytes: 1_000_000 } });
const test = () => ({ key: client.emulator.keys.test });
const project = `/v1/projects/${seed.project.coffee}`;
const jpeg = readFileSync(mediaFile('square-800.jpg').file);

describe('a sandbox key', () => {
  it('has the seeded account to itself: what it changes, live keys do not see', async () => {
    const path = `/v1/influencers/${seed.influencer.ava}`;
    await client.patch(path, { vibe: 'sandbox' }, test());
    expect((await client.get(path, test())).body.vibe).toBe('sandbox');
    expect((await client.get(path)).body.vibe).toBe('warm and curious');
    const { body } = await client.post('/v1/projects', { name: 'Test', timezone: 'UTC' }, test());
    expect((await client.get(`/v1/projects/${body.id}`)).status).toBe(404);
  });

  it('gets a session of the usual shape, whose URLs are inert', async () => {
    const files = [{ filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: jpeg.length }];
    const { status, body } = await client.post(
      `${project}/content/uploads`,
      { files, grouping: 'per-file' },
      test(),
    );
    expect(status).toBe(201);
    const [{ containerId, files: handles }] = body.uploads;
    const answer = await client.put(handles[0].uploadUrl, { 'content-type': 'image/jpeg' }, jpeg);
    expect(answer.status).toBe(403);
    const caption = 'Kept — verbatim ☕';
    const item = await client.post(`/v1/content/${containerId}/finalize-upload`, { caption }, test());
    expect(item.status).toBe(200);
    expect(item.body).toMatchObject({
      id: containerId,
      caption,
      creativeType: 'uploaded',
      preview: { kind: 'image' },
    });
    expect(item.body.platformFit).toHaveLength(2);
    expect((await fetch(item.body.assets[0].url)).status).toBe(200);
    expect((await client.get(`/v1/content/${containerId}`, test())).body).toEqual(item.body);
    expect((await client.get(`/v1/content/${containerId}`)).status).toBe(404);
    const again = await client.post(`/v1/content/${containerId}/finalize-upload`, { caption: 'x' }, test());
    expect(again.body).toEqual(item.body);
  });

  it('needs no PUT, and is checked for shape and caption but not for size and type', async () => {
    const ask = (files: object[], grouping = 'per-file') =>
      client.post(`${project}/content/uploads`, { files, grouping }, test());
    const huge = { filename: 'a', contentType: 'video/x-unknown', sizeBytes: 10 ** 12 };
    // Not by the client: the document has no such contentType in an answer either.
    const { status, body } = await exchange(`${client.emulator.url}${project}/content/uploads`, {
      method: 'POST',
      headers: { 'x-api-key': client.emulator.keys.test },
      body: JSON.stringify({ files: [huge, huge], grouping: 'per-file' }),
    });
    expect(status).toBe(201);
    const path = `/v1/content/${body.uploads[0].containerId}/finalize-upload`;
    expect((await client.post(path, { caption: 'x'.repeat(2201) }, test())).status).toBe(422);
    expect((await client.post(path, { caption: '' }, test())).body.preview.kind).toBe('video');
    expect((await ask([])).status).toBe(422);
    expect((await ask([huge], 'slideshow')).status).toBe(422);
  });

  it('never fetches a URL', async () => {
    const upload = (urls: string[]) =>
      client.post(`${project}/content/upload`, { media: urls.map((url) => ({ url })), caption: 'c' }, test());
    const video = await upload(['https://127.0.0.1/nothing/there.mp4']);
    expect(video.status).toBe(201);
    expect(video.body).toMatchObject({ caption: 'c', preview: { kind: 'video' } });
    expect((await upload(['https://10.0.0.1/a.jpg'])).body.preview.kind).toBe('image');
    expect((await upload(['https://a/1', 'https://a/2', 'https://a/3'])).body.assets).toHaveLength(3);
  });

  it('gets fixture media from its media library', async () => {
    const { body } = await client.post(
      `${project}/media/presign`,
      { kind: 'audio', mimeType: 'audio/mpeg', sizeBytes: 10 ** 12 },
      test(),
    );
    expect((await client.put(body.url, { ...body.headers, 'Content-Length': '4' }, 'beep')).status).toBe(403);
    const finalized = await client.post(`${project}/media/finalize`, { uploadId: body.uploadId }, test());
    expect(finalized.status).toBe(200);
    expect(finalized.body).toMatchObject({ kind: 'audio', mimeType: 'audio/mp4' });
    expect((await fetch(finalized.body.url)).status).toBe(200);
    const again = await client.post(`${project}/media/finalize`, { uploadId: body.uploadId }, test());
    expect(again.body).toEqual(finalized.body);
    const inline = await client.post(
      `${project}/media`,
      { kind: 'logo', mimeType: 'image/png', dataBase64: 'AAAA' },
      test(),
    );
    expect(inline.status).toBe(201);
    const attached = await client.post(
      `/v1/influencers/${seed.influencer.ben}/reference-images`,
      { assetIds: [inline.body.assetId] },
      test(),
    );
    expect(attached.body.referenceImages).toHaveLength(1);
  });

  it('never uses quota', async () => {
    const files = Array(5).fill({ filename: 'a', contentType: 'image/png', sizeBytes: 500_000 });
    const ask = (key: string) =>
      client.post(`${project}/content/uploads`, { files, grouping: 'per-file' }, { key });
    expect((await ask(client.emulator.keys.test)).status).toBe(201);
    expect((await ask(client.emulator.keys.live)).status).toBe(409);
    const one = { files: [{ filename: 'a', contentType: 'image/png', sizeBytes: 1 }], grouping: 'per-file' };
    expect((await client.post(`${project}/content/uploads`, one)).status).toBe(201);
  });
});
