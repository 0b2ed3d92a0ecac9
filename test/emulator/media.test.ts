import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { post, put } = client;
const media = `/v1/projects/${seed.project.coffee}/media`;
const jpeg = readFileSync(mediaFile('square-800.jpg').file);
const mb = 1024 * 1024;
const image = {
  kind: 'reference_image',
  mimeType: 'image/jpeg',
  filename: 'Founder Shot.JPG',
  sizeBytes: jpeg.length,
};

describe('presign', () => {
  it('answers a handle with the headers that the PUT needs', async () => {
    const { status, body, headers } = await post(`${media}/presign`, image);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      uploadId: expect.stringMatching(/^upl_[0-9A-Z]{26}$/),
      method: 'PUT',
      headers: { 'Content-Type': 'image/jpeg', 'Content-Length': String(jpeg.length) },
    });
    expect(body.signedUrl).toBe(body.url);
    expect(new URL(body.url).pathname).toMatch(/\/file\.jpg$/);
    const livesMs = Date.parse(body.expiresAt) - Date.parse(headers.date!);
    expect(Math.abs(livesMs - 15 * 60_000)).toBeLessThan(2_000);
  });

  it('takes contentType and byteSize as aliases, and neither size nor name', async () => {
    const alias = await post(`${media}/presign`, { kind: 'audio', contentType: 'audio/mpeg', byteSize: 7 });
    expect(alias.body.headers).toEqual({ 'Content-Type': 'audio/mpeg', 'Content-Length': '7' });
    const bare = await post(`${media}/presign`, { kind: 'audio', mimeType: 'audio/mpeg' });
    expect(bare.body.headers).toEqual({ 'Content-Type': 'audio/mpeg' });
  });

  it.each([
    ['an unknown kind', { kind: 'gif' }, 'kind'],
    ['no kind', { kind: undefined }, 'kind'],
    ['no type', { mimeType: undefined }, 'mimeType'],
    ['a type that is none', { mimeType: 'jpeg' }, 'mimeType'],
    ['a negative size', { sizeBytes: -1 }, 'sizeBytes'],
    ['half a byte', { sizeBytes: 1.5 }, 'sizeBytes'],
    ['an empty name', { filename: '' }, 'filename'],
    ['a name of 257', { filename: 'x'.repeat(257) }, 'filename'],
    ['a short checksum', { checksumSha256: 'abc' }, 'checksumSha256'],
  ])('with %s is a 422 with the code VALIDATION_FAILED', async (_name, changed, field) => {
    const answer = await post(`${media}/presign`, { ...image, ...changed });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('VALIDATION_FAILED');
    expect(Object.keys(answer.body.error.details.fieldErrors)).toEqual([field]);
  });

  it.each([
    ['image', 50],
    ['logo', 50],
    ['reference_image', 50],
    ['audio', 200],
    ['video', 1024],
  ])('of a %s takes %i MB and not a byte more', async (kind, max) => {
    const most = { kind, mimeType: 'a/b', sizeBytes: max * mb };
    expect((await post(`${media}/presign`, most)).status).toBe(200);
    const over = await post(`${media}/presign`, { ...most, sizeBytes: max * mb + 1 });
    expect([over.status, over.body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('for an unknown project is a 404', async () => {
    expect((await post('/v1/projects/prj_nope/media/presign', image)).status).toBe(404);
  });
});

describe('finalize', () => {
  async function upload(more: object = {}, bytes: Uint8Array = jpeg) {
    const { body } = await post(`${media}/presign`, { ...image, ...more });
    expect((await put(body.url, body.headers, bytes)).status).toBe(200);
    return body.uploadId as string;
  }

  it('makes an asset that is served, once', async () => {
    const uploadId = await upload();
    const { status, body } = await post(`${media}/finalize`, { uploadId });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      mediaId: body.assetId,
      kind: 'reference_image',
      contentType: 'image/jpeg',
      mimeType: 'image/jpeg',
      sizeBytes: jpeg.length,
      byteSize: jpeg.length,
      filename: 'Founder Shot.JPG',
    });
    expect(Buffer.from(await (await fetch(body.url)).arrayBuffer()).equals(jpeg)).toBe(true);
    expect((await post(`${media}/finalize`, { uploadId })).body).toEqual(body);
  });

  it('at the same time makes one asset', async () => {
    const uploadId = await upload();
    const answers = await Promise.all([1, 2, 3].map(() => post(`${media}/finalize`, { uploadId })));
    expect(new Set(answers.map(({ body }) => body.assetId)).size).toBe(1);
  });

  it('lets the asset be attached, with a thumbnail', async () => {
    const { body: asset } = await post(`${media}/finalize`, { uploadId: await upload() });
    const path = `/v1/influencers/${seed.influencer.ben}/reference-images`;
    const { body } = await post(path, { assetIds: [asset.assetId] });
    expect(body.referenceImages[0].url).toBe(asset.url);
    expect((await fetch(body.referenceImages[0].thumbnailUrl)).headers.get('content-type')).toBe(
      'image/jpeg',
    );
    // Not in another project (RULES 9.8).
    const elsewhere = await post(`/v1/influencers/${seed.influencer.mia}/reference-images`, {
      assetIds: [asset.assetId],
    });
    expect(elsewhere.body.referenceImages).toHaveLength(1);
  });

  it('before the PUT is a 422, and works after it', async () => {
    const { body } = await post(`${media}/presign`, image);
    const early = await post(`${media}/finalize`, { uploadId: body.uploadId });
    expect(early.status).toBe(422);
    expect(early.body.error.details.fieldErrors).toHaveProperty('uploadId');
    await put(body.url, body.headers, jpeg);
    expect((await post(`${media}/finalize`, { uploadId: body.uploadId })).status).toBe(200);
  });

  it('of a file over the cap, whose size was not declared, is a 422', async () => {
    const uploadId = await upload({ sizeBytes: undefined }, Buffer.alloc(50 * mb + 1));
    expect((await post(`${media}/finalize`, { uploadId })).status).toBe(422);
  });

  it('with another checksum is a 422', async () => {
    const uploadId = await upload();
    const answer = await post(`${media}/finalize`, { uploadId, checksumSha256: '0'.repeat(64) });
    expect(answer.body.error.details.fieldErrors).toHaveProperty('checksumSha256');
  });

  it.each([
    ['a malformed', 'nope', 422],
    ['an unknown', 'upl_01HXA3KMNP4RSTUVWXYZABCDEF', 404],
    ['no', undefined, 422],
  ])('of %s uploadId is a %s: %i', async (_name, uploadId, status) => {
    expect((await post(`${media}/finalize`, { uploadId })).status).toBe(status);
  });

  it('in another project is a 404', async () => {
    const answer = await post(`/v1/projects/${seed.project.fitness}/media/finalize`, {
      uploadId: await upload(),
    });
    expect(answer.status).toBe(404);
  });
});

describe('inline', () => {
  const inline = (bytes: Uint8Array, more: object = {}) =>
    post(media, {
      kind: 'logo',
      mimeType: 'image/jpeg',
      dataBase64: Buffer.from(bytes).toString('base64'),
      ...more,
    });

  it('makes an asset that is served', async () => {
    const { status, body } = await inline(jpeg, { filename: 'logo.jpg' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'logo', sizeBytes: jpeg.length, filename: 'logo.jpg' });
    expect(Buffer.from(await (await fetch(body.url)).arrayBuffer()).equals(jpeg)).toBe(true);
  });

  it('must be under 256 KB decoded', async () => {
    expect((await inline(Buffer.alloc(262_143, 1))).status).toBe(201);
    const over = await inline(Buffer.alloc(262_144, 1));
    expect([over.status, over.body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it.each([
    ['no data', { dataBase64: undefined }, 'dataBase64'],
    ['empty data', { dataBase64: '' }, 'dataBase64'],
    ['data that is no base64', { dataBase64: 'not base64!' }, 'dataBase64'],
    ['a data URL', { dataBase64: 'data:image/png;base64,AAAA' }, 'dataBase64'],
    ['no type', { mimeType: undefined }, 'mimeType'],
    ['an unknown kind', { kind: 'gif' }, 'kind'],
  ])('with %s is a 422', async (_name, changed, field) => {
    const answer = await inline(jpeg, changed);
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('VALIDATION');
    expect(Object.keys(answer.body.error.details.fieldErrors)).toEqual([field]);
  });
});
