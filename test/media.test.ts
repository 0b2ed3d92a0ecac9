import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { mediaFiles } from './media/media.js';
import {
  attachReferenceImages,
  finalizeMedia,
  presignMedia,
  uploadMediaInline,
} from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { put } from './support/files.js';

const projectId = seed.project.coffee;
const picture = mediaFiles.find((file) => file.contentType === 'image/jpeg' && file.fits === true)!;
const read = 'query ($id: ID!) { mediaAsset(id: $id) { id url kind mimeType thumbnailUrl width } }';

describe('media assets', () => {
  let stage: Stage;
  let bytes: Buffer;
  beforeAll(async () => {
    stage = await startStage();
    bytes = await readFile(picture.file);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  const declared = () => ({
    projectId,
    kind: 'REFERENCE_IMAGE' as const,
    mimeType: 'image/jpeg',
    filename: 'founder shot.jpg',
    sizeBytes: bytes.length,
    checksumSha256: createHash('sha256').update(bytes).digest('hex'),
  });

  async function upload() {
    const presigned = ok(await stage.ask(presignMedia, { input: declared() })).presignMedia!;
    expect(presigned.userErrors).toEqual([]);
    expect(await put(presigned.upload!, bytes)).toBe(200);
    return presigned.upload!.uploadId;
  }

  it('go up by presign, PUT with exactly the headers told, and finalize; then they can be attached', async () => {
    const { upload: handle } = ok(await stage.ask(presignMedia, { input: declared() })).presignMedia!;
    expect(handle!.method).toBe('PUT');
    expect(handle!.headers).toEqual(
      expect.arrayContaining([
        { name: 'Content-Type', value: 'image/jpeg' },
        { name: 'Content-Length', value: String(bytes.length) },
      ]),
    );
    expect(Date.parse(handle!.expiresAt)).toBeGreaterThan(Date.now());
    expect(stage.emulator.requests.at(-1)!.body).toEqual({
      kind: 'reference_image',
      mimeType: 'image/jpeg',
      filename: 'founder shot.jpg',
      sizeBytes: bytes.length,
      checksumSha256: declared().checksumSha256,
    });
    expect(await put(handle!, bytes)).toBe(200);
    const input = { projectId, uploadId: handle!.uploadId };
    const { mediaAsset, userErrors } = ok(await stage.ask(finalizeMedia, { input })).finalizeMedia!;
    expect(userErrors).toEqual([]);
    expect(mediaAsset).toMatchObject({
      kind: 'REFERENCE_IMAGE',
      kindRaw: 'reference_image',
      mimeType: 'image/jpeg',
    });
    expect(Buffer.from(await (await fetch(mediaAsset!.url!)).arrayBuffer()).equals(bytes)).toBe(true);
    const again = ok(await stage.ask(finalizeMedia, { input })).finalizeMedia!;
    expect(again.mediaAsset!.id).toBe(mediaAsset!.id);
    const attached = ok(
      await stage.ask(attachReferenceImages, {
        input: { influencerId: seed.influencer.ben, assetIds: [mediaAsset!.id] },
      }),
    ).attachReferenceImages!;
    expect(attached.droppedAssetIds).toEqual([]);
    // The attach answer has only id and URLs; the rest is remembered from finalize.
    expect(attached.referenceImages![0]!.mediaAsset).toMatchObject({
      id: mediaAsset!.id,
      kind: 'REFERENCE_IMAGE',
      mimeType: 'image/jpeg',
    });
  });

  it('cannot be finalized before the PUT', async () => {
    const { upload: handle } = ok(await stage.ask(presignMedia, { input: declared() })).presignMedia!;
    const { mediaAsset, userErrors } = ok(
      await stage.ask(finalizeMedia, { input: { projectId, uploadId: handle!.uploadId } }),
    ).finalizeMedia!;
    expect(mediaAsset).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: 'VALIDATION' });
  });

  it('go up inline under 256 KB, and at 256 KB Layers says PAYLOAD_TOO_LARGE', async () => {
    const input = { projectId, kind: 'LOGO' as const, mimeType: 'image/jpeg', filename: 'logo.jpg' };
    const small = ok(
      await stage.ask(uploadMediaInline, { input: { ...input, dataBase64: bytes.toString('base64') } }),
    ).uploadMediaInline!;
    expect(small.mediaAsset).toMatchObject({ kind: 'LOGO', mimeType: 'image/jpeg' });
    const large = ok(
      await stage.ask(uploadMediaInline, {
        input: { ...input, dataBase64: Buffer.alloc(262_144).toString('base64') },
      }),
    ).uploadMediaInline!;
    expect(large.userErrors).toMatchObject([{ code: 'PAYLOAD_TOO_LARGE' }]);
    expect(stage.calls()).toHaveLength(2);
  });

  it.each([
    ['a filename of 257 characters', { filename: 'x'.repeat(257) }, 'filename'],
    ['an empty filename', { filename: '' }, 'filename'],
    ['a checksum of 63 digits', { checksumSha256: 'a'.repeat(63) }, 'checksumSha256'],
    ['a checksum that is not hexadecimal', { checksumSha256: 'g'.repeat(64) }, 'checksumSha256'],
    ['UNKNOWN as a kind', { kind: 'UNKNOWN' as const }, 'kind'],
  ])('refuse %s without a call', async (_name, wrong, field) => {
    const { upload: handle, userErrors } = ok(
      await stage.ask(presignMedia, { input: { ...declared(), ...wrong } }),
    ).presignMedia!;
    expect(handle).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', field], retryable: false }]);
    expect(stage.calls()).toEqual([]);
  });

  it.each([
    ['sizes', { sizeBytes: 2 ** 40 }, 'PAYLOAD_TOO_LARGE'],
    ['types', { mimeType: 'application/zip' }, undefined],
  ])('leave %s to Layers', async (_name, odd, code) => {
    const { userErrors } = ok(await stage.ask(presignMedia, { input: { ...declared(), ...odd } }))
      .presignMedia!;
    expect(stage.calls()).toHaveLength(1);
    if (code) expect(userErrors).toMatchObject([{ code }]);
  });

  it('tell a replayed handle that has expired as UPLOAD_EXPIRED, not as success', async () => {
    const input = { ...declared(), idempotencyKey: '7d3c2a10-1111-4222-8333-444455556666' };
    const fresh = ok(await stage.ask(presignMedia, { input })).presignMedia!;
    const replayed = ok(await stage.ask(presignMedia, { input })).presignMedia!;
    expect(replayed.upload!.uploadId).toBe(fresh.upload!.uploadId);
    stage.emulator.advance(16 * 60_000);
    const late = ok(await stage.ask(presignMedia, { input })).presignMedia!;
    expect(late.upload).toBeNull();
    expect(late.userErrors).toMatchObject([
      { code: 'UPLOAD_EXPIRED', retryable: false, field: ['input', 'idempotencyKey'] },
    ]);
  });

  it('are remembered from finalize, inline uploads, reference images and content, for the credential that saw them', async () => {
    const { mediaAsset } = ok(
      await stage.ask(finalizeMedia, { input: { projectId, uploadId: await upload() } }),
    ).finalizeMedia!;
    const known = ok(await stage.ask(read, { id: mediaAsset!.id })).mediaAsset;
    expect(known).toMatchObject({ id: mediaAsset!.id, url: mediaAsset!.url, kind: 'REFERENCE_IMAGE' });
    const other = await stage.ask(
      read,
      { id: mediaAsset!.id },
      { headers: { 'x-api-key': stage.emulator.keys.readOnly } },
    );
    expect(ok(other).mediaAsset).toBeNull();
    const child = await stage.ask(
      read,
      { id: mediaAsset!.id },
      { headers: { 'x-layers-organization': seed.organization.child } },
    );
    expect(ok(child).mediaAsset).toBeNull();
    const { assets } = ok(
      await stage.ask(`{ contentItem(id: "${seed.content.menuBoard}") { assets { id width } } }`),
    ).contentItem;
    expect(ok(await stage.ask(read, { id: assets[0].id })).mediaAsset).toMatchObject({
      width: assets[0].width,
    });
    ok(await stage.ask(`{ influencer(id: "${seed.influencer.ava}") { vibe } }`));
    stage.calls();
    expect(ok(await stage.ask(read, { id: seed.media.ava1 })).mediaAsset).toMatchObject({
      id: seed.media.ava1,
      kind: null,
    });
    expect(stage.calls()).toEqual([]);
  });

  it('that were never seen are null at the root, and an entity with null fields as a reference', async () => {
    expect(ok(await stage.ask(read, { id: 'med_never' })).mediaAsset).toBeNull();
    const text =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on MediaAsset { id url kind sizeBytes } } }';
    const { _entities } = ok(await stage.ask(text, { r: [{ __typename: 'MediaAsset', id: 'med_never' }] }));
    expect(_entities).toEqual([{ id: 'med_never', url: null, kind: null, sizeBytes: null }]);
    expect(stage.calls()).toEqual([]);
  });

  it('go through with a sandbox key, whose URLs are inert', async () => {
    const headers = { 'x-api-key': stage.emulator.keys.test };
    const { upload: handle } = ok(await stage.ask(presignMedia, { input: declared() }, { headers }))
      .presignMedia!;
    const { mediaAsset } = ok(
      await stage.ask(finalizeMedia, { input: { projectId, uploadId: handle!.uploadId } }, { headers }),
    ).finalizeMedia!;
    expect(mediaAsset!.id).toBeTruthy();
  });
});
