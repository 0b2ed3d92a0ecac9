import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Json, ok } from '../support/facade.js';
import { put, putFile } from '../support/files.js';
import { has } from '../support/needs.js';
import { describePage, root } from '../support/pages.js';

const fitting = [{ ok: true }, { ok: true }];

// What the file for pages does is in browser-upload.test.ts.
describePage('docs/upload-from-a-browser.md', (page) => {
  it('declares, PUTs and finalizes; one of its files fits', async () => {
    const { uploads, userErrors } = ok(
      await page.stage.ask(page.take('graphql', 'mutation Upload')),
    ).createContentUpload;
    expect(userErrors).toEqual([]);
    const handles = uploads.map((upload: Json) => upload.files[0]);
    if (has.curl)
      await page.shell('curl -T', {
        '<uploadUrl of the first>': handles[0].uploadUrl,
        '<uploadUrl of the second>': handles[1].uploadUrl,
        // What storage refuses is a failure here.
        'curl -T': 'curl -sf -T',
      });
    else
      for (const [index, name] of ['square-800.jpg', 'portrait-5s.mp4'].entries())
        await putFile(handles[index], readFileSync(`${root}test/media/${name}`));
    const fits: boolean[] = [];
    const finalize = page.take('graphql', 'mutation Finalize');
    for (const { containerId } of uploads) {
      const done = ok(await page.stage.ask(finalize, { containerId })).finalizeContentUpload;
      expect(done.userErrors).toEqual([]);
      fits.push(done.contentItem.platformFit.every((fit: Json) => fit.ok));
    }
    expect(fits).toEqual([false, true]);
  });

  it('takes a picture up and attaches it to an influencer', async () => {
    const { upload } = ok(await page.stage.ask(page.take('graphql', 'mutation Presign'))).presignMedia;
    expect(await put(upload, readFileSync(`${root}test/media/square-1080.jpg`))).toBe(200);
    const { uploadId } = upload;
    const { mediaAsset } = ok(
      await page.stage.ask(page.take('graphql', 'mutation Register'), { uploadId }),
    ).finalizeMedia;
    expect(mediaAsset).toMatchObject({ kind: 'REFERENCE_IMAGE' });
    const { influencer, droppedAssetIds, userErrors } = ok(
      await page.stage.ask(page.take('graphql', 'mutation Attach'), { assetId: mediaAsset.id }),
    ).attachReferenceImages;
    expect({ droppedAssetIds, userErrors }).toEqual({ droppedAssetIds: [], userErrors: [] });
    expect(influencer.referenceImages.map((image: Json) => image.mediaAsset.id)).toContain(mediaAsset.id);
  });
});

describePage('docs/upload-from-a-server.md', (page) => {
  it('presigns, PUTs and finalizes from Node', async () => {
    const item = JSON.parse(await page.node("import { openAsBlob } from 'node:fs';\n\nasync function ask"));
    expect(item.platformFit).toMatchObject(fitting);
    expect(page.stage.emulator.storageRequests.map(({ method }) => method)).toEqual(['PUT']);
  });

  it.skipIf(!has.curl)('sends a file with the operation by curl', async () => {
    const { contentItems, userErrors } = JSON.parse(await page.shell('curl http://127')).data.uploadContent;
    expect(userErrors).toEqual([]);
    expect(contentItems[0].platformFit).toMatchObject(fitting);
  });

  it('sends a file with the operation from Node', async () => {
    const { data } = JSON.parse(await page.node("import { openAsBlob } from 'node:fs';\n\nconst form"));
    expect(data.uploadMedia).toMatchObject({ mediaAsset: { id: expect.any(String) }, userErrors: [] });
  });
});
