import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { bytes, type MultipartRequest, sendMultipart, slowly } from './support/multipart.js';

const projectId = seed.project.coffee;
const query = `mutation ($input: UploadMediaInput!) { uploadMedia(input: $input) {
  mediaAsset { id url kind mimeType sizeBytes filename } userErrors { code message field retryable } idempotencyKey } }`;
const large = 1_000_000;
const sha256 = (size: number) =>
  createHash('sha256')
    .update(Buffer.concat([...bytes(size)]))
    .digest('hex');

describe('uploadMedia', () => {
  let stage: Stage;
  const spoolDir = mkdtempSync(join(tmpdir(), 'spool-test-'));
  beforeAll(async () => {
    stage = await startStage({ config: { spoolDir, idleTimeoutMs: 1000, maxUploadBytes: 3_000_000 } });
  });
  afterAll(async () => {
    await stage.close();
    rmSync(spoolDir, { recursive: true });
  });
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });
  afterEach(async () => {
    expect(readdirSync(spoolDir)).toEqual([]);
    ok(await stage.ask('{ projects(first: 1) { nodes { id } } }'));
  });

  async function upload(
    input: object,
    body: MultipartRequest['parts'][number]['body'],
    more: Partial<MultipartRequest> = {},
  ) {
    const answer = await sendMultipart(stage, {
      query,
      variables: { input: { projectId, kind: 'VIDEO', file: null, ...input } },
      map: { 0: ['variables.input.file'] },
      parts: [{ name: '0', filename: 'clip.mp4', contentType: 'video/mp4', body }],
      ...more,
    });
    return ok(answer).uploadMedia;
  }
  const stored = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
  const route = (name: string) => `POST /v1/projects/${projectId}/media${name}`;
  const steps = [route('/presign'), route('/finalize')];

  it.each([[1], [262_143]])('takes %i bytes up inline with one call', async (size) => {
    const { mediaAsset, userErrors } = await upload(
      { kind: 'IMAGE', mimeType: 'image/png', filename: 'x.png' },
      bytes(size),
    );
    expect(userErrors).toEqual([]);
    expect(mediaAsset).toMatchObject({ kind: 'IMAGE', mimeType: 'image/png' });
    expect((await stored(mediaAsset.url)).length).toBe(size);
    expect(stage.calls()).toEqual([route('')]);
  });

  it.each([
    ['with its size streams', { sizeBytes: 262_144 }, 262_144],
    ['with its size and checksum streams', { sizeBytes: large, checksumSha256: sha256(large) }, large],
    ['without its size goes through the spool', {}, large],
    ['without its size, with a checksum', { checksumSha256: sha256(large).toUpperCase() }, large],
  ])('takes a large file up by presign, PUT and finalize: %s', async (_name, input, size) => {
    const { mediaAsset, userErrors } = await upload(input, bytes(size));
    expect(userErrors).toEqual([]);
    expect(mediaAsset).toMatchObject({ kind: 'VIDEO', mimeType: 'video/mp4' });
    expect((await stored(mediaAsset.url)).equals(Buffer.concat([...bytes(size)]))).toBe(true);
    expect(stage.calls()).toEqual(steps);
    const [presign] = stage.emulator.requests.slice(-2);
    expect(presign!.body).toMatchObject({
      kind: 'video',
      mimeType: 'video/mp4',
      filename: 'clip.mp4',
      sizeBytes: size,
    });
  });

  it('gives each write a key of its own, the same on every retry, so that a retry doubles nothing', async () => {
    const input = { sizeBytes: large, idempotencyKey: '0e9c2f2a-1111-4222-8333-444455556666' };
    const first = await upload(input, bytes(large));
    const again = await upload(input, bytes(large));
    expect(again.mediaAsset.id).toBe(first.mediaAsset.id);
    expect(again.idempotencyKey).toBe(input.idempotencyKey);
    const keys = stage.emulator.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2));
    expect(new Set(keys).size).toBe(2);
    stage.emulator.advance(16 * 60_000);
    const late = await upload(input, bytes(large));
    expect(late).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPLOAD_EXPIRED', retryable: false }],
    });
  });

  it.each([
    ['is empty', {}, 0, 'file'],
    ['is empty, though declared', { sizeBytes: large }, 0, 'sizeBytes'],
    ['is smaller than declared, inline', { sizeBytes: 11 }, 10, 'sizeBytes'],
    ['is larger than declared, inline', { sizeBytes: 10 }, 11, 'sizeBytes'],
    ['is smaller than declared', { sizeBytes: large + 1 }, large, 'sizeBytes'],
    ['is larger than declared', { sizeBytes: large - 1 }, large, 'sizeBytes'],
    ['has another checksum, inline', { checksumSha256: sha256(11) }, 10, 'checksumSha256'],
    ['has another checksum', { sizeBytes: large, checksumSha256: sha256(11) }, large, 'checksumSha256'],
    ['has another checksum, in the spool', { checksumSha256: sha256(11) }, large, 'checksumSha256'],
  ])('finalizes nothing when the file %s', async (_name, input, size, field) => {
    const payload = await upload(input, bytes(size));
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', field], retryable: false }],
    });
    expect(stage.calls().filter((call) => call !== steps[0])).toEqual([]);
  });

  it.each([
    ['streamed', { sizeBytes: 3_000_001 }],
    ['spooled', {}],
  ])('stops a file over the cap of this server where it stands: %s', async (_name, input) => {
    const payload = await upload(input, bytes(50_000_000));
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'PAYLOAD_TOO_LARGE', field: ['input', 'file'], retryable: false }],
    });
    expect(stage.calls()).not.toContain(steps[1]);
  });

  it.each([
    ['a filename of 257 characters', { filename: 'x'.repeat(257) }, 'filename'],
    ['UNKNOWN as a kind', { kind: 'UNKNOWN' }, 'kind'],
    ['a checksum that is none', { checksumSha256: 'x' }, 'checksumSha256'],
  ])('refuses %s without a call, while the file is still coming', async (_name, input, field) => {
    const payload = await upload(input, bytes(20_000_000));
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', field] }],
    });
    expect(stage.calls()).toEqual([]);
  });

  it('tells a wrong type as Layers does', async () => {
    const payload = await upload({ mimeType: '', sizeBytes: large }, bytes(large));
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'mimeType'] }],
    });
    expect(stage.calls()).toEqual([steps[0]]);
  });

  it('skips the PUT with a sandbox key, and still checks the file', async () => {
    const headers = { 'x-api-key': stage.emulator.keys.test };
    const done = await upload({ sizeBytes: large }, bytes(large), { headers });
    expect(done.userErrors).toEqual([]);
    expect(done.mediaAsset.id).toBeTruthy();
    expect(stage.emulator.storageRequests).toEqual([]);
    const short = await upload({ sizeBytes: large + 1 }, bytes(large), { headers });
    expect(short.userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'sizeBytes'] }]);
  });

  it.each([
    [400, 'UPSTREAM_ERROR', false],
    [403, 'UPSTREAM_ERROR', false],
    [413, 'PAYLOAD_TOO_LARGE', false],
    [500, 'UPSTREAM_UNAVAILABLE', true],
    [503, 'UPSTREAM_UNAVAILABLE', true],
  ])('tells a %i of storage while the body still streams as %s', async (status, code, retryable) => {
    stage.emulator.fail({ storage: true, method: 'PUT', times: 2 }, { status, body: '<Error/>' });
    const payload = await upload({ sizeBytes: 3_000_000 }, slowly(bytes(3_000_000), 5));
    expect(payload).toMatchObject({ mediaAsset: null, userErrors: [{ code, retryable }] });
    expect(payload.userErrors[0].message).not.toMatch(/http|X-Amz/);
    expect(stage.calls()).toEqual([steps[0]]);
  });

  it('tells an expired URL as UPLOAD_EXPIRED when the bytes are gone, and takes another when they are on disk', async () => {
    const date = new Date(Date.now() + 16 * 60_000).toUTCString();
    const expired = { status: 403, headers: { date }, body: '<Error><Code>AccessDenied</Code></Error>' };
    stage.emulator.fail({ storage: true, method: 'PUT' }, expired);
    const streamed = await upload({ sizeBytes: large }, bytes(large));
    expect(streamed).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPLOAD_EXPIRED', retryable: false }],
    });
    stage.calls();
    stage.emulator.fail({ storage: true, method: 'PUT' }, expired);
    const spooled = await upload({}, bytes(large));
    expect(spooled.userErrors).toEqual([]);
    expect(stage.calls()).toEqual([steps[0], steps[0], steps[1]]);
  });

  it('sends what it has on disk to the same URL again, then to a fresh one, and not for ever', async () => {
    stage.emulator.fail({ storage: true, method: 'PUT', times: 3 }, { status: 503, body: '<Error/>' });
    const payload = await upload({}, bytes(large));
    expect(payload).toMatchObject({ mediaAsset: null, userErrors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    expect(stage.calls()).toEqual([steps[0], steps[0]]);
  });

  it('tells a connection that storage cuts as retryable; from disk it sends the bytes again', async () => {
    stage.emulator.fail({ storage: true, method: 'PUT' }, 'reset');
    const streamed = await upload({ sizeBytes: large }, bytes(large));
    expect(streamed).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }],
    });
    const again = await upload({ sizeBytes: large, idempotencyKey: streamed.idempotencyKey }, bytes(large));
    expect(again.userErrors).toEqual([]);
    stage.calls();
    stage.emulator.fail({ storage: true, method: 'PUT' }, 'reset');
    const spooled = await upload({}, bytes(large));
    expect(spooled.userErrors).toEqual([]);
    expect(stage.calls()).toEqual(steps);
  });

  it('tells a storage that takes no byte, and one that never answers, as a timeout', async () => {
    stage.emulator.fail({ storage: true, method: 'PUT' }, 'silence');
    const payload = await upload({ sizeBytes: large }, bytes(large));
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPSTREAM_TIMEOUT', retryable: true }],
    });
  });

  it('gives up on a client that stops sending, with an answer', async () => {
    const stalled = async function* () {
      yield* bytes(400_000);
      await new Promise((next) => setTimeout(next, 2_500));
    };
    const payload = await upload({ sizeBytes: large }, stalled());
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPLOAD_INCOMPLETE', field: ['input', 'file'], retryable: true }],
    });
    expect(stage.calls()).toEqual([steps[0]]);
  });

  it('does not give up on one that is slower than any timeout as a whole', async () => {
    const payload = await upload({ sizeBytes: large }, slowly(bytes(large, 250_000), 600));
    expect(payload.userErrors).toEqual([]);
  });

  it('leaves nothing behind when the client goes away in the middle', async () => {
    const abort = new AbortController();
    const leaving = async function* () {
      yield* bytes(600_000);
      abort.abort();
      await new Promise((next) => setTimeout(next, 50));
    };
    await expect(upload({}, leaving(), { signal: abort.signal })).rejects.toThrow();
    const streaming = new AbortController();
    const leavingToo = async function* () {
      yield* bytes(600_000);
      await new Promise((next) => setTimeout(next, 200));
      streaming.abort();
    };
    await expect(upload({ sizeBytes: large }, leavingToo(), { signal: streaming.signal })).rejects.toThrow();
    await new Promise((next) => setTimeout(next, 300));
    expect(stage.calls()).not.toContain(steps[1]);
  });
});
