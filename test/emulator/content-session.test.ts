import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, patch, post, put } = client;
const uploads = `/v1/projects/${seed.project.coffee}/content/uploads`;
const jpeg = readFileSync(mediaFile('square-1080.jpg').file);
const webp = readFileSync(mediaFile('portrait-1080x1350.webp').file);
const mp4 = readFileSync(mediaFile('portrait-5s.mp4').file);
const mb = 1024 * 1024;

const file = (contentType: string, sizeBytes: number) => ({ filename: 'a', contentType, sizeBytes });
const jpegFile = file('image/jpeg', jpeg.length);
const webpFile = file('image/webp', webp.length);
const mp4File = file('video/mp4', mp4.length);

async function reserve(files: object[] = [jpegFile], grouping = 'per-file') {
  const { status, body } = await post(uploads, { files, grouping });
  expect(status).toBe(201);
  return body.uploads as {
    containerId: string;
    files: { uploadUrl: string; r2Key: string; contentType: string }[];
  }[];
}

async function reserveOne() {
  const [upload] = await reserve();
  return { containerId: upload!.containerId, ...upload!.files[0]! };
}

const finalize = (containerId: string, caption: unknown = 'hello', options?: object) =>
  post(`/v1/content/${containerId}/finalize-upload`, { caption }, options);
const putJpeg = ({ uploadUrl }: { uploadUrl: string }, bytes: Uint8Array = jpeg) =>
  put(uploadUrl, { 'content-type': 'image/jpeg' }, bytes);

describe('a session', () => {
  it('per file has one item for each, kinds mixed', async () => {
    const [image, video] = await reserve([jpegFile, mp4File]);
    expect(image!.files[0]!.r2Key).toBe(
      `public-media/content-container/${image!.containerId.slice(4)}/media/upload-1.jpg`,
    );
    expect(video!.files[0]!.r2Key).toMatch(/upload-1\.mp4$/);
    expect(Object.keys(video!.files[0]!).sort()).toEqual(['contentType', 'expiresAt', 'r2Key', 'uploadUrl']);
  });

  it('as slideshow has one item with a file for each image', async () => {
    const [upload, ...more] = await reserve([jpegFile, webpFile], 'slideshow');
    expect(more).toEqual([]);
    expect(upload!.files.map(({ r2Key }) => r2Key.split('/').at(-1))).toEqual([
      'upload-1.jpg',
      'upload-2.webp',
    ]);
  });

  it('is not readable before it is finalized: uploads are born completed', async () => {
    const { containerId } = await reserveOne();
    expect((await get(`/v1/content/${containerId}`)).status).toBe(404);
    expect((await patch(`/v1/content/${containerId}`, { caption: 'x' })).status).toBe(404);
    expect((await get(`/v1/projects/${seed.project.coffee}/content`)).body.items).toHaveLength(9);
  });

  it.each([
    ['no files', { files: [] }, 'files'],
    ['11 files', { files: Array(11).fill(jpegFile) }, 'files'],
    ['an unknown type', { files: [file('image/gif', 9)] }, 'files.0.contentType'],
    ['no bytes', { files: [jpegFile, file('image/png', 0)] }, 'files.1.sizeBytes'],
    ['no name', { files: [{ ...jpegFile, filename: undefined }] }, 'files.0.filename'],
    ['a name of 513', { files: [{ ...jpegFile, filename: 'x'.repeat(513) }] }, 'files.0.filename'],
    ['no grouping', { grouping: undefined }, 'grouping'],
    ['another grouping', { grouping: 'album' }, 'grouping'],
    ['a video in a slideshow', { files: [jpegFile, mp4File], grouping: 'slideshow' }, 'grouping'],
  ])('with %s is a 422 that names it', async (_name, changed, path) => {
    const answer = await post(uploads, { files: [jpegFile], grouping: 'per-file', ...changed });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('VALIDATION');
    expect(answer.body.error.details.issues).toEqual([{ path, message: expect.any(String) }]);
    if (_name === 'a video in a slideshow')
      expect(answer.body.error.message).toBe('Slideshows are images only.');
  });

  it.each([
    ['image/png', 30],
    ['video/quicktime', 100],
  ])('takes %s of %i MB and not a byte more', async (contentType, max) => {
    await reserve([file(contentType, max * mb)]);
    const over = await post(uploads, { files: [file(contentType, max * mb + 1)], grouping: 'per-file' });
    expect([over.status, over.body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });
});

describe('finalize', () => {
  it('answers the completed item, measured and checksummed', async () => {
    const session = await reserveOne();
    await putJpeg(session);
    const caption = 'The roast — ☕\n\nthat started it all.';
    const { status, body } = await finalize(session.containerId, caption);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: session.containerId,
      projectId: seed.project.coffee,
      status: 'completed',
      creativeType: 'uploaded',
      adsEnrollment: 'opted_out',
      approvalStatus: 'not_required',
      caption,
      preview: { kind: 'image', aspectRatio: '1:1' },
      platformFit: [
        { platform: 'tiktok', ok: true, issues: [] },
        { platform: 'instagram', ok: true, issues: [] },
      ],
    });
    expect(body.assets).toEqual([
      expect.objectContaining({
        width: 1080,
        height: 1080,
        sizeBytes: jpeg.length,
        checksumSha256: createHash('sha256').update(jpeg).digest('hex'),
      }),
    ]);
    const thumbnail = await fetch(body.assets[0].thumbnailUrl);
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg');
    expect((await get(`/v1/content/${session.containerId}`)).body).toEqual(body);
    const { items } = (await get(`/v1/projects/${seed.project.coffee}/content`)).body;
    expect(items[0]).toMatchObject({ id: session.containerId });
    expect(items[0]).not.toHaveProperty('platformFit');
  });

  it('of a slideshow keeps the order; of a single image makes an image', async () => {
    const [slides] = await reserve([webpFile, jpegFile], 'slideshow');
    await put(slides!.files[0]!.uploadUrl, { 'content-type': 'image/webp' }, webp);
    await putJpeg(slides!.files[1]!);
    const { body } = await finalize(slides!.containerId);
    expect(body.assets.map((asset: { mimeType: string }) => asset.mimeType)).toEqual([
      'image/webp',
      'image/jpeg',
    ]);
    expect(body.preview).toMatchObject({ kind: 'slideshow', aspectRatio: '4:5' });
    const [single] = await reserve([jpegFile], 'slideshow');
    await putJpeg(single!.files[0]!);
    expect((await finalize(single!.containerId)).body.preview.kind).toBe('image');
  });

  it('too early is UPLOAD_INCOMPLETE with the key that is missing, and works later', async () => {
    const [slides] = await reserve([jpegFile, jpegFile], 'slideshow');
    await putJpeg(slides!.files[0]!);
    const early = await finalize(slides!.containerId);
    expect([early.status, early.body.error.code]).toEqual([409, 'UPLOAD_INCOMPLETE']);
    expect(early.body.error.message).toContain(slides!.files[1]!.r2Key);
    await putJpeg(slides!.files[1]!);
    expect((await finalize(slides!.containerId)).status).toBe(200);
  });

  it('again is the same item: the first caption wins, and the body does not matter', async () => {
    const session = await reserveOne();
    await putJpeg(session);
    const first = await finalize(session.containerId, 'first', { headers: { 'idempotency-key': 'k' } });
    expect((await finalize(session.containerId, 'second')).body).toEqual(first.body);
    expect((await finalize(session.containerId, 'x'.repeat(3000))).body).toEqual(first.body);
    const sameKey = await finalize(session.containerId, 'second', { headers: { 'idempotency-key': 'k' } });
    expect([sameKey.status, sameKey.body.error.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
  });

  it('at the same time makes one item', async () => {
    const session = await reserveOne();
    await putJpeg(session);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((caption) => finalize(session.containerId, caption)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('checks the real size, and can be repeated after another PUT', async () => {
    const session = await reserveOne();
    await putJpeg(session, jpeg.subarray(0, -1));
    const short = await finalize(session.containerId);
    expect([short.status, short.body.error.code]).toEqual([422, 'VALIDATION']);
    expect(short.body.error.details.issues[0].path).toBe('files.0.sizeBytes');
    await putJpeg(session, Buffer.alloc(30 * mb + 1));
    expect((await finalize(session.containerId)).status).toBe(413);
    await putJpeg(session);
    expect((await finalize(session.containerId)).status).toBe(200);
  });

  it('while the file is replaced is a CONFLICT or an item of one of them, never a mixture', async () => {
    const session = await reserveOne();
    await putJpeg(session);
    const [answer] = await Promise.all([finalize(session.containerId), putJpeg(session, Buffer.from(jpeg))]);
    expect([200, 409]).toContain(answer.status);
  });

  it.each([
    ['of 2,201 characters', 'x'.repeat(2201), 422],
    ['that is missing', null, 422],
    ['that is empty', '', 200],
  ])('with a caption %s is a %s', async (_name, caption, status) => {
    const session = await reserveOne();
    await putJpeg(session);
    const answer = await finalize(session.containerId, caption);
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.error.details.issues[0].path).toBe('caption');
  });

  it.each([seed.content.morningRitual, 'cnt_00000000-0000-4000-8000-000000000000'])(
    'of %s, which is no upload, is a 404',
    async (id) => {
      expect((await finalize(id)).status).toBe(404);
    },
  );
});

describe('the quota of a project', () => {
  const small = useEmulator({ uploadQuota: { maxUploads: 5, maxBytes: 1_000_000 } });
  const ask = (files: object[], grouping = 'per-file') => small.post(uploads, { files, grouping });
  // The seeded project has three uploads already.
  const seededBytes = 119_343 + 9_318 + 16_644 + 17_647;

  it('counts sessions in flight from the start, with their declared bytes', async () => {
    expect((await ask([file('image/png', 1000)])).status).toBe(201);
    const over = await ask([file('image/png', 1), file('image/png', 1)]);
    expect([over.status, over.body.error.code]).toEqual([409, 'UPLOAD_QUOTA_EXCEEDED']);
    expect(over.body.error.details).toEqual({
      currentUploads: 4,
      maxUploads: 5,
      currentBytes: seededBytes + 1000,
      maxBytes: 1_000_000,
    });
    expect((await ask([file('image/png', 1), file('image/png', 1)], 'slideshow')).status).toBe(201);
  });

  it('is one of bytes too', async () => {
    expect((await ask([file('image/png', 1_000_000 - seededBytes + 1)])).status).toBe(409);
    expect((await ask([file('image/png', 1_000_000 - seededBytes)])).status).toBe(201);
  });

  it('is freed by sessions that are reaped after two hours', async () => {
    expect((await ask([jpegFile, jpegFile])).status).toBe(201);
    expect((await ask([jpegFile])).status).toBe(409);
    small.emulator.advance(2 * 60 * 60_000);
    expect((await ask([jpegFile])).status).toBe(201);
  });

  it('is each project’s own', async () => {
    await ask([jpegFile, jpegFile]);
    const elsewhere = await small.post(`/v1/projects/${seed.project.fitness}/content/uploads`, {
      files: [jpegFile],
      grouping: 'per-file',
    });
    expect(elsewhere.status).toBe(201);
  });
});
