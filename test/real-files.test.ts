import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type MediaFile, mediaFiles } from './media/media.js';
import {
  createContentUpload,
  finalizeContentUpload,
  finalizeMedia,
  presignMedia,
  uploadContentFromUrls,
} from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { put, putFile } from './support/files.js';

const projectId = seed.project.fitness;
const byName = mediaFiles.map((file): [string, MediaFile] => [file.name, file]);

describe('real files', () => {
  let stage: Stage;
  let host: Server;
  let origin: string;
  beforeAll(async () => {
    const folder = dirname(mediaFiles[0]!.file);
    host = createServer((request, response) => {
      const name = basename(request.url ?? '');
      response.setHeader('content-type', mediaFiles.find((file) => file.name === name)!.contentType);
      createReadStream(join(folder, name)).pipe(response);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(host.address() as AddressInfo).port}`;
    origin = `http://${address}`;
    stage = await startStage({ emulator: { allowedHosts: [address] } });
  });
  afterAll(async () => {
    await stage.close();
    host.close();
  });

  /** What an item made of the file must say, by whatever way it came. */
  function expected({ fits, issues, width, height, durationMs, aspectRatio }: MediaFile) {
    return {
      status: 'COMPLETED',
      caption: 'As it is.',
      platformFit: ['tiktok', 'instagram'].map((platform) => ({ platform, ok: fits === true, issues })),
      preview: { aspectRatio, durationMs: durationMs === undefined ? null : expect.closeTo(durationMs, -2) },
      assets: [
        { width, height, durationMs: durationMs === undefined ? null : expect.closeTo(durationMs, -2) },
      ],
    };
  }

  it.each(byName)(
    '%s by presign, PUT and finalize, tells what it is and whether it fits',
    async (_name, file) => {
      const bytes = await readFile(file.file);
      const files = [{ filename: file.name, contentType: file.contentType, sizeBytes: bytes.length }];
      const session = ok(
        await stage.ask(createContentUpload, { input: { projectId, files, grouping: 'PER_FILE' } }),
      );
      const { containerId, files: handles } = session.createContentUpload!.uploads![0]!;
      expect(await putFile(handles[0]!, bytes)).toBe(200);
      const input = { containerId, caption: 'As it is.' };
      const { contentItem, userErrors } = ok(await stage.ask(finalizeContentUpload, { input }))
        .finalizeContentUpload!;
      if (file.fits === 'refused') {
        expect(contentItem).toBeNull();
        expect(userErrors).toMatchObject([{ code: 'VALIDATION', retryable: false }]);
        return;
      }
      expect(userErrors).toEqual([]);
      expect(contentItem).toMatchObject(expected(file));
      const served = await fetch(contentItem!.assets![0]!.url!);
      expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
    },
  );

  it.each(byName)('%s by URL fetch, tells the same', async (_name, file) => {
    const input = { projectId, media: [{ url: `${origin}/${file.name}` }], caption: 'As it is.' };
    const { contentItem, userErrors } = ok(await stage.ask(uploadContentFromUrls, { input }))
      .uploadContentFromUrls!;
    if (file.fits === 'refused') {
      expect(contentItem).toBeNull();
      expect(userErrors).toMatchObject([{ code: 'VALIDATION' }]);
      return;
    }
    expect(userErrors).toEqual([]);
    expect(contentItem).toMatchObject(expected(file));
  });

  it.each(byName)('%s goes into the media library as it is', async (_name, file) => {
    const bytes = await readFile(file.file);
    const kind = file.contentType.startsWith('video/') ? 'VIDEO' : 'IMAGE';
    const presign = {
      projectId,
      kind,
      mimeType: file.contentType,
      filename: file.name,
      sizeBytes: bytes.length,
    } as const;
    const { upload } = ok(await stage.ask(presignMedia, { input: presign })).presignMedia!;
    expect(await put(upload!, bytes)).toBe(200);
    const input = { projectId, uploadId: upload!.uploadId };
    const { mediaAsset, userErrors } = ok(await stage.ask(finalizeMedia, { input })).finalizeMedia!;
    expect(userErrors).toEqual([]);
    expect(mediaAsset).toMatchObject({ kind, mimeType: file.contentType });
  });
});
