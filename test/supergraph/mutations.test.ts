import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { useOrigin } from '../emulator/origin.js';
import { mediaFile } from '../media/media.js';
import { type Json, ok } from '../support/facade.js';
import { put, putFile } from '../support/files.js';
import { sendMultipart } from '../support/multipart.js';
import { has } from '../support/needs.js';
import { type Supergraph, startSupergraph } from '../support/supergraph.js';

const { coffee, fitness } = seed.project;
const { ava } = seed.influencer;
const userErrors = 'userErrors { code message field }';
const readMedia = (name: string) => readFileSync(mediaFile(name).file);

describe.each(['hive', 'apollo'] as const)('behind the %s gateway', (kind) => {
  describe.skipIf(!has.gateways)('every mutation works', () => {
    const origin = useOrigin(0);
    let stage: Supergraph;
    beforeAll(async () => {
      stage = await startSupergraph(kind, { emulator: { allowedHosts: [origin.host] } });
    }, 60_000);
    afterAll(() => stage?.close());
    beforeEach(() => stage.emulator.reset());

    /** Runs a mutation with its input as a variable, and gives its payload, which must have no errors. */
    async function run(name: string, input: Json, selection: string): Promise<Json> {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
      const text = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} ${userErrors} idempotencyKey } }`;
      const payload = ok(await stage.ask(text, { input }))[name];
      expect(payload.userErrors).toEqual([]);
      expect(payload.idempotencyKey).not.toBe('');
      return payload;
    }

    it('createProject', async () => {
      const input = {
        name: 'New',
        timezone: 'Europe/Berlin',
        customerExternalId: 'acme-tea',
        metadata: { a: [1, { b: null }] },
      };
      const { project } = await run('createProject', input, 'project { id name metadata customer { name } }');
      expect(project).toMatchObject({ name: 'New', metadata: input.metadata, customer: null });
    });

    it('updateInfluencer, where absent stays and null clears', async () => {
      const input = {
        id: ava,
        vibe: 'calm',
        hairColor: null,
        personality: { humor: 'dry', other: { x: 1 } },
      };
      const { influencer } = await run(
        'updateInfluencer',
        input,
        'influencer { name vibe hairColor ageRange personality { humor tone other } project { name } }',
      );
      expect(influencer).toMatchObject({
        name: 'Ava Chen',
        vibe: 'calm',
        hairColor: null,
        personality: { humor: 'dry', other: { x: 1 } },
        project: { name: 'Acme Coffee' },
      });
      expect(influencer.ageRange).not.toBeNull();
      expect(influencer.personality.tone).not.toBeNull();
    });

    it('attachReferenceImages, and a partner tells of the images', async () => {
      const input = { influencerId: ava, assetIds: [seed.media.barista, seed.media.mia1] };
      const payload = await run(
        'attachReferenceImages',
        input,
        'influencer { id name } referenceImages { mediaAsset { id url altText } } droppedAssetIds',
      );
      expect(payload.droppedAssetIds).toEqual([seed.media.mia1]);
      expect(payload.influencer).toEqual({ id: ava, name: 'Ava Chen' });
      expect(payload.referenceImages).toHaveLength(3);
      for (const { mediaAsset } of payload.referenceImages)
        expect(mediaAsset).toMatchObject({
          url: expect.any(String),
          altText: expect.stringMatching(/^Picture /),
        });
    });

    it('presignMedia, PUT and finalizeMedia', async () => {
      const bytes = readMedia('square-1080.jpg');
      const declared = { projectId: coffee, kind: 'IMAGE', mimeType: 'image/jpeg', sizeBytes: bytes.length };
      const { upload } = await run(
        'presignMedia',
        declared,
        'upload { uploadId url method headers { name value } }',
      );
      expect(await put(upload, bytes)).toBe(200);
      const { mediaAsset } = await run(
        'finalizeMedia',
        { projectId: coffee, uploadId: upload.uploadId },
        'mediaAsset { id url sizeBytes altText }',
      );
      expect(mediaAsset).toMatchObject({ sizeBytes: bytes.length, altText: expect.any(String) });
    });

    it('uploadMediaInline', async () => {
      const dataBase64 = readMedia('square-800.jpg').toString('base64');
      const input = { projectId: coffee, kind: 'IMAGE', mimeType: 'image/jpeg', dataBase64 };
      const { mediaAsset } = await run('uploadMediaInline', input, 'mediaAsset { id url }');
      expect(mediaAsset.url).toMatch(/^http/);
    });

    it('createContentUpload, PUT, finalizeContentUpload and updateContentCaption', async () => {
      const bytes = readMedia('portrait-5s.mp4');
      const files = [{ filename: 'a.mp4', contentType: 'video/mp4', sizeBytes: bytes.length }];
      const { uploads } = await run(
        'createContentUpload',
        { projectId: fitness, grouping: 'PER_FILE', files },
        'uploads { containerId contentItem { id editor } files { uploadUrl method headers { name value } storageKey contentType expiresAt } }',
      );
      expect(uploads[0].contentItem).toEqual({ id: uploads[0].containerId, editor: null });
      expect(await putFile(uploads[0].files[0], bytes)).toBe(200);
      const { contentItem } = await run(
        'finalizeContentUpload',
        { containerId: uploads[0].containerId, caption: 'One two #three' },
        'contentItem { id caption captionWords platformFit { platform ok } }',
      );
      expect(contentItem).toMatchObject({ captionWords: 2, platformFit: [{ ok: true }, { ok: true }] });
      const edited = await run(
        'updateContentCaption',
        { id: contentItem.id, caption: 'One two three' },
        'contentItem { captionWords }',
      );
      expect(edited.contentItem.captionWords).toBe(3);
    });

    it('uploadContentFromUrls', async () => {
      const bytes = readMedia('square-1080.jpg');
      origin.answer = (_request, response) => response.setHeader('content-type', 'image/jpeg').end(bytes);
      const input = { projectId: coffee, media: [{ url: origin.url('/a.jpg') }], caption: 'From a URL' };
      const { contentItem } = await run(
        'uploadContentFromUrls',
        input,
        'contentItem { id status captionWords }',
      );
      expect(contentItem).toMatchObject({ status: 'COMPLETED', captionWords: 3 });
    });

    describe.skipIf(kind === 'apollo' || !has.gateways)('with files in the request', () => {
      const video = readMedia('portrait-5s.mp4');
      const part = (name: string) => ({
        name,
        filename: `${name}.mp4`,
        contentType: 'video/mp4',
        body: [video],
      });

      it('uploadMedia', async () => {
        const { uploadMedia } = ok(
          await sendMultipart(stage, {
            query: `mutation ($input: UploadMediaInput!) { uploadMedia(input: $input) {
              mediaAsset { id kind sizeBytes altText } ${userErrors} idempotencyKey } }`,
            variables: { input: { projectId: coffee, kind: 'VIDEO', file: null, sizeBytes: video.length } },
            map: { 0: ['variables.input.file'] },
            parts: [part('0')],
          }),
        );
        expect(uploadMedia).toMatchObject({
          mediaAsset: { kind: 'VIDEO', sizeBytes: video.length, altText: expect.any(String) },
          userErrors: [],
        });
      });

      it('uploadContent, of several files', async () => {
        const { uploadContent } = ok(
          await sendMultipart(stage, {
            query: `mutation ($input: UploadContentInput!) { uploadContent(input: $input) {
              contentItems { id caption captionWords platformFit { ok } } ${userErrors} idempotencyKey } }`,
            variables: {
              input: {
                projectId: fitness,
                grouping: 'PER_FILE',
                files: [null, null],
                captions: ['First', 'Second one'],
              },
            },
            map: { a: ['variables.input.files.0'], b: ['variables.input.files.1'] },
            parts: [part('a'), part('b')],
          }),
        );
        expect(uploadContent.userErrors).toEqual([]);
        expect(uploadContent.contentItems.map(({ captionWords }: Json) => captionWords)).toEqual([1, 2]);
      });
    });
  });
});
