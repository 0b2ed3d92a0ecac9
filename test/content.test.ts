import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { mediaFiles } from './media/media.js';
import {
  createContentUpload,
  finalizeContentUpload,
  updateContentCaption,
  uploadContentFromUrls,
} from './support/documents.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';
import { putFile } from './support/files.js';

const projectId = seed.project.coffee;
const pictures = mediaFiles.filter((file) => file.contentType.startsWith('image/') && file.fits === true);
const picture = pictures[0]!;

describe('content items', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ emulator: { uploadQuota: { maxUploads: 40, maxBytes: 2 ** 30 } } });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  async function begin(
    files: readonly { file: string; contentType: string }[],
    grouping: 'PER_FILE' | 'SLIDESHOW',
    input = {},
  ) {
    const bytes = await Promise.all(files.map(({ file }) => readFile(file)));
    const declared = files.map(({ contentType }, index) => ({
      filename: `f${index}`,
      contentType,
      sizeBytes: bytes[index]!.length,
    }));
    const payload = ok(
      await stage.ask(createContentUpload, { input: { projectId, files: declared, grouping, ...input } }),
    ).createContentUpload!;
    return { bytes, payload };
  }
  const finalize = async (containerId: string, caption: string) =>
    ok(await stage.ask(finalizeContentUpload, { input: { containerId, caption } })).finalizeContentUpload!;

  it('tell a project and an influencer, assets and platformFit', async () => {
    const text =
      'query ($id: ID!) { contentItem(id: $id) { id project { id name } influencer { id name } assets { id kind url width height durationMs } platformFit { platform ok issues } lastError { code message } creativeType status format hook } }';
    const generated = ok(await stage.ask(text, { id: seed.content.morningRitual })).contentItem;
    expect(generated).toMatchObject({
      project: { name: 'Acme Coffee' },
      influencer: { name: 'Ava Chen' },
      platformFit: null,
      creativeType: 'GENERATED',
      status: 'COMPLETED',
    });
    expect(generated.assets[0]).toMatchObject({ kind: 'VIDEO' });
    expect(generated.assets[0].durationMs).toBeGreaterThan(0);
    const misfit = ok(await stage.ask(text, { id: seed.content.menuBoard })).contentItem;
    const issues = ['800x800 image resolution too low (min 1080px on the short edge)'];
    expect(misfit.platformFit).toEqual(
      ['tiktok', 'instagram'].map((platform) => ({ platform, ok: false, issues })),
    );
    expect(misfit).toMatchObject({
      influencer: null,
      assets: [{ width: 800, height: 800, durationMs: null }],
    });
    const failed = ok(await stage.ask(text, { id: seed.content.failed })).contentItem;
    expect(failed).toMatchObject({ status: 'FAILED', lastError: { code: expect.any(String) } });
    expect(ok(await stage.ask(text, { id: 'cnt_nobody' })).contentItem).toBeNull();
  });

  it('are filtered by every condition that REST has', async () => {
    const text =
      'query ($filter: ContentItemFilter) { contentItems(projectId: "' +
      projectId +
      '", filter: $filter) { nodes { id status format creativeType createdAt } } }';
    const nodes = async (filter: object): Promise<Json[]> =>
      ok(await stage.ask(text, { filter })).contentItems.nodes;
    const all = await nodes({});
    const check = async (filter: object, test: (node: Json) => boolean) => {
      const found = await nodes(filter);
      expect(found, JSON.stringify(filter)).toEqual(all.filter(test));
      expect(found.length, JSON.stringify(filter)).toBeGreaterThan(0);
    };
    await check({ status: ['QUEUED', 'PROCESSING'] }, ({ status }) =>
      ['QUEUED', 'PROCESSING'].includes(status),
    );
    await check({ creativeType: 'UPLOADED' }, ({ creativeType }) => creativeType === 'UPLOADED');
    const format = all.find((node) => node.format !== null)!.format;
    await check({ format: [format] }, (node) => node.format === format);
    const middle = all[Math.floor(all.length / 2)]!.createdAt;
    await check({ since: middle }, ({ createdAt }) => createdAt >= middle);
    await check({ until: middle }, ({ createdAt }) => createdAt <= middle);
    const offset = new Date(Date.parse(middle) + 7_200_000).toISOString().replace('Z', '+02:00');
    await check({ since: offset }, ({ createdAt }) => createdAt >= middle);
    await nodes({ status: ['QUEUED', 'FAILED'], format: ['a', 'b'] });
    expect(String(stage.emulator.requests.at(-1)!.query)).toBe(
      'status=queued&status=failed&format=a&format=b&limit=25',
    );
  });

  it.each(['yesterday', '2026-02-30T00:00:00Z', '2026-04-18T00:00:00', '2026-04-18', 5])(
    'refuse %j as a time',
    async (since) => {
      const answer = await stage.ask(
        'query ($since: DateTime) { contentItems(projectId: "x", filter: { since: $since }) { nodes { id } } }',
        { since },
      );
      expect(answer.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
      expect(stage.calls()).toEqual([]);
    },
  );

  it('go up by session, PUT and finalize: one item per file, kinds mixed', async () => {
    const video = mediaFiles.find((file) => file.contentType === 'video/mp4' && file.fits === true)!;
    const { bytes, payload } = await begin([video, picture], 'PER_FILE');
    expect(payload.userErrors).toEqual([]);
    expect(payload.uploads).toHaveLength(2);
    for (const [index, upload] of payload.uploads!.entries()) {
      expect(upload.contentItem).toEqual({ id: upload.containerId });
      expect(upload.files[0]).toMatchObject({
        method: 'PUT',
        headers: [{ name: 'Content-Type', value: upload.files[0]!.contentType }],
      });
      expect(await putFile(upload.files[0]!, bytes[index]!)).toBe(200);
    }
    const { contentItem, userErrors } = await finalize(
      payload.uploads![0]!.containerId,
      'The roast ☕ that started it all.',
    );
    expect(userErrors).toEqual([]);
    expect(contentItem).toMatchObject({
      id: payload.uploads![0]!.containerId,
      status: 'COMPLETED',
      caption: 'The roast ☕ that started it all.',
      creativeType: 'UPLOADED',
      adsEnrollment: 'OPTED_OUT',
      preview: { kind: 'video', aspectRatio: video.aspectRatio },
      assets: [{ kind: 'VIDEO', width: video.width, height: video.height }],
    });
    expect(contentItem!.platformFit!.map(({ platform, ok: fits }) => [platform, fits])).toEqual([
      ['tiktok', true],
      ['instagram', true],
    ]);
  });

  it('go up as a slideshow in the declared order', async () => {
    const files = [picture, pictures[1]!];
    const { bytes, payload } = await begin(files, 'SLIDESHOW');
    expect(payload.uploads).toHaveLength(1);
    for (const [index, file] of payload.uploads![0]!.files.entries())
      expect(await putFile(file, bytes[index]!)).toBe(200);
    const { contentItem } = await finalize(payload.uploads![0]!.containerId, '');
    expect(contentItem).toMatchObject({ caption: '', preview: { kind: 'slideshow' } });
    expect(contentItem!.assets!.map(({ width, height }) => [width, height])).toEqual(
      files.map(({ width, height }) => [width, height]),
    );
  });

  it('name the file that is missing, then finalize once it is there; the first caption wins', async () => {
    const { bytes, payload } = await begin([picture], 'PER_FILE');
    const [upload] = payload.uploads!;
    const early = await finalize(upload!.containerId, 'one');
    expect(early.contentItem).toBeNull();
    expect(early.userErrors).toMatchObject([{ code: 'UPLOAD_INCOMPLETE', retryable: true }]);
    expect(early.userErrors[0]!.message).toContain(upload!.files[0]!.storageKey);
    await putFile(upload!.files[0]!, bytes[0]!);
    expect((await finalize(upload!.containerId, 'one')).contentItem!.caption).toBe('one');
    const again = await finalize(upload!.containerId, 'two');
    expect(again).toMatchObject({ contentItem: { id: upload!.containerId, caption: 'one' }, userErrors: [] });
  });

  it('that wait for their files are null beyond their id', async () => {
    const input = {
      projectId,
      grouping: 'PER_FILE',
      files: [{ filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: 10 }],
    };
    const text =
      'mutation ($input: CreateContentUploadInput!) { createContentUpload(input: $input) { uploads { containerId contentItem { id status } } userErrors { code } } }';
    const { createContentUpload: payload } = ok(await stage.ask(text, { input }));
    expect(payload).toMatchObject({
      uploads: [{ containerId: expect.any(String), contentItem: null }],
      userErrors: [],
    });
  });

  it('of a session that was reaped are a CONFLICT', async () => {
    const { payload } = await begin([picture], 'PER_FILE');
    stage.emulator.advance(3 * 3_600_000);
    const { userErrors } = await finalize(payload.uploads![0]!.containerId, '');
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', retryable: false }]);
  });

  it('of a replayed session whose URLs have expired are UPLOAD_EXPIRED', async () => {
    const idempotencyKey = '0b0c0d0e-1111-4222-8333-444455556666';
    const { payload } = await begin([picture], 'PER_FILE', { idempotencyKey });
    expect(payload.uploads).toHaveLength(1);
    stage.emulator.advance(16 * 60_000);
    const late = await begin([picture], 'PER_FILE', { idempotencyKey });
    expect(late.payload).toMatchObject({ uploads: null, userErrors: [{ code: 'UPLOAD_EXPIRED' }] });
  });

  it('beyond the quota are told with its numbers', async () => {
    const files = Array.from({ length: 10 }, () => ({
      filename: 'a.jpg',
      contentType: 'image/jpeg',
      sizeBytes: 10,
    }));
    for (let round = 0; ; round++) {
      const { uploads, userErrors } = ok(
        await stage.ask(createContentUpload, { input: { projectId, files, grouping: 'PER_FILE' } }),
      ).createContentUpload!;
      expect(round).toBeLessThan(6);
      if (uploads) continue;
      expect(userErrors).toMatchObject([
        {
          code: 'UPLOAD_QUOTA_EXCEEDED',
          uploadQuota: {
            maxUploads: 40,
            maxBytes: 2 ** 30,
            currentUploads: expect.any(Number),
            currentBytes: expect.any(Number),
          },
        },
      ]);
      break;
    }
  });

  const jpeg = { filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: 10 };
  it.each([
    ['no files', { files: [], grouping: 'PER_FILE' }, ['files']],
    ['eleven files', { files: Array(11).fill(jpeg), grouping: 'PER_FILE' }, ['files']],
    [
      'a video in a slideshow',
      { files: [jpeg, { ...jpeg, contentType: 'video/mp4' }], grouping: 'SLIDESHOW' },
      ['files', '1', 'contentType'],
    ],
    [
      'a filename of 513 characters',
      { files: [{ ...jpeg, filename: 'x'.repeat(513) }], grouping: 'PER_FILE' },
      ['files', '0', 'filename'],
    ],
  ])('refuse %s without a call', async (_name, input, field) => {
    const payload = ok(await stage.ask(createContentUpload, { input: { projectId, ...input } as never }))
      .createContentUpload!;
    expect(payload).toMatchObject({
      uploads: null,
      userErrors: [{ code: 'VALIDATION', field: ['input', ...field] }],
    });
    expect(stage.calls()).toEqual([]);
  });

  it('refuse a caption over 2,200 code points everywhere without a call, and take one of 2,200', async () => {
    const longest = '☕'.repeat(1100) + '👩'.repeat(1100);
    const { launchTeaser } = seed.content;
    for (const caption of [`${longest}!`]) {
      const finalized = await finalize(launchTeaser, caption);
      const changed = ok(await stage.ask(updateContentCaption, { input: { id: launchTeaser, caption } }))
        .updateContentCaption!;
      const fetched = ok(
        await stage.ask(uploadContentFromUrls, {
          input: { projectId, media: [{ url: 'https://x' }], caption },
        }),
      ).uploadContentFromUrls!;
      for (const { userErrors } of [finalized, changed, fetched])
        expect(userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'caption'] }]);
      expect(stage.calls()).toEqual([]);
    }
    const { contentItem } = ok(
      await stage.ask(updateContentCaption, { input: { id: launchTeaser, caption: longest } }),
    ).updateContentCaption!;
    expect(contentItem).toEqual({ id: launchTeaser, caption: longest });
  });

  it('keep the caption of generated items', async () => {
    const { userErrors } = ok(
      await stage.ask(updateContentCaption, { input: { id: seed.content.morningRitual, caption: 'x' } }),
    ).updateContentCaption!;
    expect(userErrors).toMatchObject([{ code: 'VALIDATION' }]);
    const unknown = ok(await stage.ask(updateContentCaption, { input: { id: 'cnt_nobody', caption: 'x' } }))
      .updateContentCaption!;
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'id'] }]);
  });

  it.each([
    ['no URLs', []],
    ['eleven URLs', Array(11).fill({ url: 'https://x' })],
  ])('refuse %s without a call', async (_name, media) => {
    const { userErrors } = ok(
      await stage.ask(uploadContentFromUrls, { input: { projectId, media, caption: '' } }),
    ).uploadContentFromUrls!;
    expect(userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'media'] }]);
    expect(stage.calls()).toEqual([]);
  });

  it('from a URL that is not public are VALIDATION at that URL', async () => {
    const media = [{ url: 'https://127.0.0.1/x.jpg' }];
    const { userErrors } = ok(
      await stage.ask(uploadContentFromUrls, { input: { projectId, media, caption: '' } }),
    ).uploadContentFromUrls!;
    expect(userErrors).toMatchObject([{ code: 'VALIDATION', field: ['input', 'media', '0', 'url'] }]);
  });
});
