import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { mediaFile } from './media/media.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';
import { bytes, type MultipartRequest, sendMultipart } from './support/multipart.js';
import { seesOpenFiles, spooledFiles } from './support/spool.js';

const projectId = seed.project.fitness;
const query = `mutation ($input: UploadContentInput!) { uploadContent(input: $input) {
  contentItems { id caption status preview { kind aspectRatio } platformFit { platform ok } assets { width height } }
  userErrors { code message field retryable uploadQuota { maxUploads } } idempotencyKey } }`;
const [video, square, portrait, text] = [
  'portrait-5s.mp4',
  'square-1080.jpg',
  'portrait-1080x1350.png',
  'text.jpg',
].map(mediaFile) as [
  ReturnType<typeof mediaFile>,
  ReturnType<typeof mediaFile>,
  ReturnType<typeof mediaFile>,
  ReturnType<typeof mediaFile>,
];
type File = typeof video;
const content = ({ file }: File) => readFileSync(file);
const size = (file: File) => content(file).length;

describe('uploadContent', () => {
  let stage: Stage;
  const spoolDir = mkdtempSync(join(tmpdir(), 'spool-test-'));
  let spooled = 0;
  beforeAll(async () => {
    stage = await startStage({
      config: { spoolDir, idleTimeoutMs: 1000, maxUploadBytes: 3_000_000 },
      emulator: { uploadQuota: { maxUploads: 5, maxBytes: 2 ** 30 } },
    });
  });
  afterAll(async () => {
    await stage.close();
    rmSync(spoolDir, { recursive: true });
  });
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
    spooled = 0;
  });
  afterEach(async () => {
    expect(readdirSync(spoolDir)).toEqual([]);
    expect(spooledFiles()).toBe(0);
    ok(await stage.ask('{ projects(first: 1) { nodes { id } } }'));
  });

  /** The parts of files in the order of the input, or in another one. */
  const parts = (files: readonly File[], order = files.map((_, index) => index)) =>
    order.map((index) => ({
      name: String(index),
      filename: files[index]!.name,
      contentType: files[index]!.contentType,
      body: watched(content(files[index]!)),
    }));
  /** Notes while a file is sent whether anything lies on disk; before its last byte it waits a while to see something. */
  async function* watched(whole: Buffer) {
    yield whole.subarray(0, -1);
    for (let waited = 0; waited < 300 && spooled === 0; waited += 10) {
      await new Promise((next) => setTimeout(next, 10));
      spooled = Math.max(spooled, spooledFiles());
    }
    yield whole.subarray(-1);
  }
  async function upload(
    files: readonly File[],
    input: object,
    more: Partial<MultipartRequest> = {},
  ): Promise<Json> {
    const map = Object.fromEntries(files.map((_, index) => [index, [`variables.input.files.${index}`]]));
    const variables = { input: { projectId, grouping: 'PER_FILE', files: files.map(() => null), ...input } };
    return ok(await sendMultipart(stage, { query, variables, map, parts: parts(files), ...more }))
      .uploadContent;
  }
  const sessions = (calls: readonly string[]) =>
    calls.filter((call) => call.endsWith('/content/uploads')).length;
  const finalized = (calls: readonly string[]) =>
    calls.filter((call) => call.endsWith('/finalize-upload')).length;

  const both = [video, square];
  const sizes = both.map(size);
  const contentTypes = both.map((file) => file.contentType);
  it.each([
    ['with sizes and types streams, in one session', { sizes, contentTypes }, 1, false],
    ['with sizes streams, in a session per file', { sizes }, 2, false],
    ['without sizes goes through the spool, in one session', {}, 1, true],
  ])('makes an item per file: %s', async (_name, input, sessionCount, spools) => {
    const { contentItems, userErrors } = await upload(both, { ...input, captions: ['moving', 'still'] });
    expect(userErrors).toEqual([]);
    expect(
      contentItems.map((item: Json) => [
        item.caption,
        item.status,
        item.preview.kind,
        item.preview.aspectRatio,
      ]),
    ).toEqual([
      ['moving', 'COMPLETED', 'video', '9:16'],
      ['still', 'COMPLETED', 'image', '1:1'],
    ]);
    const calls = stage.calls();
    expect([sessions(calls), finalized(calls)]).toEqual([sessionCount, 2]);
    if (seesOpenFiles) expect(spooled > 0).toBe(spools);
  });

  it('takes one caption for all, and a single file with its size alone', async () => {
    const all = await upload(both, { caption: 'same' });
    expect(all.contentItems.map((item: Json) => item.caption)).toEqual(['same', 'same']);
    const one = await upload([square], { sizes: [size(square)], caption: '' });
    expect(one).toMatchObject({
      userErrors: [],
      contentItems: [{ caption: '', preview: { kind: 'image' } }],
    });
  });

  it.each([
    ['through the spool', {}],
    ['streamed', { sizes: [size(portrait), size(square)], contentTypes: ['image/png', 'image/jpeg'] }],
  ])('makes one item of a slideshow, in the order of the input: %s', async (_name, input) => {
    const { contentItems, userErrors } = await upload([portrait, square], {
      grouping: 'SLIDESHOW',
      caption: 'slides',
      ...input,
    });
    expect(userErrors).toEqual([]);
    expect(contentItems).toMatchObject([
      {
        caption: 'slides',
        preview: { kind: 'slideshow' },
        assets: [
          { width: 1080, height: 1350 },
          { width: 1080, height: 1080 },
        ],
      },
    ]);
    expect(finalized(stage.calls())).toBe(1);
  });

  it.each([
    ['through the spool', {}],
    ['streamed', { sizes, contentTypes }],
    ['streamed in a session per file', { sizes }],
  ])('takes parts in another order than the input: %s', async (_name, input) => {
    const more = { parts: parts(both, [1, 0]) };
    const { contentItems, userErrors } = await upload(
      both,
      { ...input, captions: ['moving', 'still'] },
      more,
    );
    expect(userErrors).toEqual([]);
    expect(contentItems.map((item: Json) => [item.caption, item.preview.kind])).toEqual([
      ['moving', 'video'],
      ['still', 'image'],
    ]);
  });

  it.each([
    ['as the operation uses them', [0, 1]],
    ['the other way round', [1, 0]],
  ])('serves two mutations of one request whose parts come %s', async (_name, order) => {
    const one = (name: string) =>
      `${name}: uploadContent(input: { projectId: "${projectId}", files: [$${name}], grouping: PER_FILE, caption: "${name}" }) { contentItems { caption preview { kind } } userErrors { code } }`;
    const answer = await sendMultipart(stage, {
      query: `mutation ($a: Upload!, $b: Upload!) { ${one('a')} ${one('b')} }`,
      variables: { a: null, b: null },
      map: { 0: ['variables.a'], 1: ['variables.b'] },
      parts: parts(both, order),
    });
    expect(ok(answer)).toMatchObject({
      a: { contentItems: [{ caption: 'a', preview: { kind: 'video' } }], userErrors: [] },
      b: { contentItems: [{ caption: 'b', preview: { kind: 'image' } }], userErrors: [] },
    });
  });

  it('goes on with the second mutation when the first refuses its file', async () => {
    const text = `mutation ($a: Upload!, $b: Upload!) {
      a: uploadMedia(input: { projectId: "${projectId}", kind: UNKNOWN, file: $a }) { userErrors { code } }
      b: uploadMedia(input: { projectId: "${projectId}", kind: IMAGE, file: $b }) { mediaAsset { mimeType } userErrors { code } } }`;
    const answer = await sendMultipart(stage, {
      query: text,
      variables: { a: null, b: null },
      map: { 0: ['variables.a'], 1: ['variables.b'] },
      parts: [
        { name: '0', body: bytes(2_000_000) },
        { name: '1', contentType: 'image/jpeg', body: [content(square)] },
      ],
    });
    expect(ok(answer)).toEqual({
      a: { userErrors: [{ code: 'VALIDATION' }] },
      b: { mediaAsset: { mimeType: 'image/jpeg' }, userErrors: [] },
    });
  });

  it('tells made items beside the file that could not be read', async () => {
    const payload = await upload([square, text, portrait], { captions: ['a', 'b', 'c'] });
    expect(payload.contentItems.map((item: Json) => item.caption)).toEqual(['a', 'c']);
    expect(payload.userErrors).toMatchObject([
      { code: 'VALIDATION', field: ['input', 'files', '1'], retryable: false },
    ]);
  });

  it.each([
    ['neither caption nor captions', {}, ['caption']],
    ['both caption and captions', { caption: '', captions: ['', ''] }, ['caption']],
    ['too few captions', { captions: [''] }, ['captions']],
    ['captions of a slideshow', { captions: ['', ''], grouping: 'SLIDESHOW' }, ['captions']],
    ['a caption over 2,200 characters', { captions: ['', 'x'.repeat(2201)] }, ['captions', '1']],
    ['too few sizes', { caption: '', sizes: [1] }, ['sizes']],
    ['too many types', { caption: '', contentTypes: ['a', 'b', 'c'] }, ['contentTypes']],
    ['a filename of 513 characters', { caption: '', filenames: ['a', 'x'.repeat(513)] }, ['filenames', '1']],
    [
      'a video declared for a slideshow',
      { caption: '', grouping: 'SLIDESHOW', contentTypes: ['video/mp4', 'image/png'] },
      ['contentTypes', '0'],
    ],
    ['no files', { caption: '', files: [] }, ['files']],
  ])('refuses %s without a call', async (_name, input, field) => {
    const files = 'files' in input ? [] : both;
    const payload = await upload(files, input);
    expect(payload).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', ...field] }],
    });
    expect(stage.calls()).toEqual([]);
  });

  it('refuses eleven files, and a video in a slideshow whose types only the parts tell, without a call', async () => {
    const eleven = await upload(Array(11).fill(square), { caption: '' });
    expect(eleven.userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'files'] }]);
    const mixed = await upload([square, video], { caption: '', grouping: 'SLIDESHOW' });
    expect(mixed.userErrors).toMatchObject([
      { code: 'VALIDATION', field: ['input', 'files', '1'], message: 'Slideshows are images only.' },
    ]);
    expect(stage.calls()).toEqual([]);
  });

  it.each([
    ['in one session', { sizes: [size(video), size(square) + 1], contentTypes }, 1],
    ['in a session per file', { sizes: [size(video), size(square) - 1] }, 1],
    ['in a session per file, the first', { sizes: [size(video) + 1, size(square)] }, 0],
  ])('makes the other items when one file is not of its size: %s', async (_name, input, wrong) => {
    const payload = await upload(both, { ...input, captions: ['a', 'b'] });
    expect(payload.contentItems.map((item: Json) => item.caption)).toEqual([['a', 'b'][1 - wrong]]);
    expect(payload.userErrors).toMatchObject([
      { code: 'VALIDATION', field: ['input', 'sizes', `${wrong}`], retryable: false },
    ]);
    expect(finalized(stage.calls())).toBe(1);
  });

  it('makes nothing of a slideshow one of whose files is not of its size', async () => {
    const input = {
      grouping: 'SLIDESHOW',
      caption: '',
      sizes: [size(portrait), size(square) + 1],
      contentTypes: ['image/png', 'image/jpeg'],
    };
    const payload = await upload([portrait, square], input);
    expect(payload).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'sizes', '1'] }],
    });
    expect(finalized(stage.calls())).toBe(0);
  });

  it.each([
    ['streamed in one session', { sizes, contentTypes }, 1],
    ['streamed in a session per file', { sizes }, 2],
    ['spooled', {}, 1],
  ])(
    'makes the other items when a PUT fails, and on a retry with the same key only the one that is lacking: %s',
    async (_name, input, sessionCount) => {
      const cut = {
        storage: true,
        method: 'PUT',
        times: input && 'sizes' in input ? 1 : 2,
        path: /upload-1\.jpg/,
      };
      stage.emulator.fail(cut, 'reset');
      const first = await upload(both, { ...input, captions: ['a', 'b'] });
      expect(first.contentItems.map((item: Json) => item.caption)).toEqual(['a']);
      expect(first.userErrors).toMatchObject([
        { code: 'UPSTREAM_UNAVAILABLE', field: ['input', 'files', '1'], retryable: true },
      ]);
      const calls = stage.calls();
      expect([sessions(calls), finalized(calls)]).toEqual([sessionCount, 1]);
      const puts = stage.emulator.storageRequests.length;
      const again = await upload(both, {
        ...input,
        captions: ['a', 'b'],
        idempotencyKey: first.idempotencyKey,
      });
      expect(again.userErrors).toEqual([]);
      expect(again.contentItems.map((item: Json) => item.caption)).toEqual(['a', 'b']);
      expect(again.contentItems[0].id).toBe(first.contentItems[0].id);
      expect(stage.emulator.storageRequests.length - puts).toBe(1);
      const third = await upload(both, {
        ...input,
        captions: ['a', 'b'],
        idempotencyKey: first.idempotencyKey,
      });
      expect(third.contentItems).toEqual(again.contentItems);
      expect(stage.emulator.storageRequests.length - puts).toBe(1);
      const list = ok(
        await stage.ask(
          `{ contentItems(projectId: "${projectId}", filter: { creativeType: UPLOADED }) { nodes { id } } }`,
        ),
      );
      expect(list.contentItems.nodes).toHaveLength(2);
    },
  );

  it('tells what was made when the last step of another item is refused altogether', async () => {
    const body = { error: { code: 'KILL_SWITCH', message: 'Suspended.', requestId: 'req_1' } };
    stage.emulator.fail({ path: /finalize-upload$/, skip: 1 }, { status: 503, body });
    const payload = await upload(both, { sizes, contentTypes, captions: ['a', 'b'] });
    expect(payload.contentItems).toHaveLength(1);
    expect(payload.userErrors).toMatchObject([{ code: 'UNKNOWN', retryable: false }]);
  });

  it('blames the right file when Layers refuses a session of its own', async () => {
    const pdf = { ...square, contentType: 'application/pdf' };
    const payload = await upload([video, pdf], { sizes, captions: ['a', 'b'] });
    expect(payload.contentItems).toHaveLength(1);
    expect(payload.userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'files', '1'] }]);
    const declared = await upload(both, { sizes, contentTypes: ['video/mp4', 'image/gif'], caption: '' });
    expect(declared).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'contentTypes', '1'] }],
    });
  });

  it('never sends the key to storage', async () => {
    await upload(both, { sizes, contentTypes, caption: '' });
    await upload(both, { caption: '' });
    expect(stage.emulator.storageRequests.length).toBeGreaterThanOrEqual(4);
    for (const { headers } of stage.emulator.storageRequests)
      expect(
        Object.keys(headers).filter((name) =>
          /authorization|api-key|idempotency|organization|cookie/.test(name),
        ),
      ).toEqual([]);
  });

  it('names the part that is missing, and the one that is used twice', async () => {
    const missing = await upload(both, { caption: '' }, { parts: parts(both, [0]) });
    expect(missing).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'files', '1'] }],
    });
    const map = { 0: ['variables.input.files.0', 'variables.input.files.1'] };
    const twice = await upload(both, { caption: '' }, { map, parts: parts(both, [0]) });
    expect(twice).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'files', '1'] }],
    });
    expect(stage.calls()).toEqual([]);
  });

  it('tells a full project with its numbers', async () => {
    for (let round = 0; round < 5; round++) await upload([square], { caption: '' });
    const full = await upload([square], { caption: '' });
    expect(full).toMatchObject({
      contentItems: null,
      userErrors: [{ code: 'UPLOAD_QUOTA_EXCEEDED', uploadQuota: { maxUploads: 5 } }],
    });
  });

  it('doubles nothing on a retry with the same key', async () => {
    const input = { caption: '', idempotencyKey: '9a9c2f2a-1111-4222-8333-444455556666' };
    const first = await upload(both, input);
    const again = await upload(both, input);
    expect(again.contentItems).toEqual(first.contentItems);
    const writes = stage.emulator.requests.filter(({ method }) => method === 'POST');
    expect(new Set(writes.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
  });

  it('skips the PUTs with a sandbox key', async () => {
    const payload = await upload(
      both,
      { sizes, contentTypes, caption: 'x' },
      { headers: { 'x-api-key': stage.emulator.keys.test } },
    );
    expect(payload).toMatchObject({ userErrors: [], contentItems: [{ caption: 'x' }, { caption: 'x' }] });
    expect(stage.emulator.storageRequests).toEqual([]);
  });
});
