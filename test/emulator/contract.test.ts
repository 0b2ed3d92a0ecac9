import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { type Body, useEmulator } from './client.js';
import { readExamples } from './contract/examples.js';
import { jobOperationIds } from './contract/job-operations.js';
import { publishingOperations, seenWhilePublishing } from './contract/publishing-operations.js';
import { useOrigin } from './origin.js';

const {
  read: request,
  read: response,
  expectShape,
  unused,
} = readExamples(new URL('contract/examples/', import.meta.url));
const origin = useOrigin(0);
const client = useEmulator({ allowedHosts: ['127.0.0.1'] });
const { get, patch, post, put } = client;
const project = `/v1/projects/${seed.project.coffee}`;
const ava = `/v1/influencers/${seed.influencer.ava}`;
const mp4 = readFileSync(mediaFile('portrait-5s.mp4').file);
const png = readFileSync(mediaFile('portrait-1080x1350.png').file);

// Every call is also held against openapi.json, by the client.
describe('the documented examples', () => {
  it('createProject', async () => {
    const { status, body } = await post('/v1/projects', request('createProject.request'));
    expect(status).toBe(201);
    expectShape(body, 'createProject.201');
    const {
      id: _id,
      organizationId: _org,
      createdAt: _created,
      updatedAt: _updated,
      ...documented
    } = response('createProject.201');
    expect(body).toMatchObject(documented);
    const minimal = await post('/v1/projects', {
      ...request('createProject.request.minimal'),
      customerExternalId: 'new',
    });
    expect(minimal.status).toBe(201);
    const taken = await post('/v1/projects', request('createProject.request.minimal'));
    expect(taken.status).toBe(409);
  });

  it('updateInfluencer', async () => {
    await patch(ava, { style: null, personality: { tone: null } });
    const { status, body } = await patch(ava, request('updateInfluencer.request'));
    expect(status).toBe(200);
    const documented = response('updateInfluencer.200');
    expect(body).toMatchObject({
      name: documented.name,
      gender: documented.gender,
      ageRange: documented.ageRange,
      vibe: documented.vibe,
      personality: documented.personality,
      status: documented.status,
    });
    expect((await patch(ava, request('updateInfluencer.request.vibeOnly'))).body.vibe).toBe(
      'precise and energetic',
    );
    const refused = await patch(ava, { gender: 'robot' });
    const { requestId } = refused.body.error;
    expect(refused.body).toEqual({ error: { ...response('updateInfluencer.422').error, requestId } });
    const unknown = await patch('/v1/influencers/inf_01HXZ9', { vibe: 'x' });
    expect(unknown.body.error).toMatchObject({
      ...response('updateInfluencer.404').error,
      requestId: expect.any(String),
    });
  });

  it('attachReferenceImages', async () => {
    expect(request('attachReferenceImages.request').assetIds).toHaveLength(2);
    const { status, body } = await post(`${ava}/reference-images`, {
      assetIds: [seed.media.ava1, seed.media.barista],
    });
    expect(status).toBe(200);
    expectShape(body, 'attachReferenceImages.200');
    const refused = await post(`${ava}/reference-images`, { assetIds: [] });
    const { requestId } = refused.body.error;
    expect(refused.body).toEqual({ error: { ...response('attachReferenceImages.422').error, requestId } });
    const unknown = await post('/v1/influencers/inf_01HXZ9/reference-images', {
      assetIds: [seed.media.ava1],
    });
    expect(unknown.body.error).toMatchObject({
      ...response('attachReferenceImages.404').error,
      requestId: expect.any(String),
    });
  });

  it('presignMedia and finalizeMedia', async () => {
    const asked = request('presignMedia.request');
    const { status, body } = await post(`${project}/media/presign`, asked);
    expect(status).toBe(200);
    expectShape(body, 'presignMedia.200');
    expect(body.headers).toEqual(response('presignMedia.200').headers);
    await put(body.url, body.headers, Buffer.alloc(asked.sizeBytes));
    expect(Object.keys(request('finalizeMedia.request'))).toEqual(['uploadId']);
    const finalized = await post(`${project}/media/finalize`, { uploadId: body.uploadId });
    expect(finalized.status).toBe(200);
    expectShape(finalized.body, 'finalizeMedia.200.partial');
  });

  it('uploadMediaInline', async () => {
    const dataBase64 = png.toString('base64');
    const { status, body } = await post(`${project}/media`, {
      ...request('uploadMediaInline.request'),
      dataBase64,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'logo', mimeType: 'image/png', filename: 'acme-logo.png' });
  });

  it('createUploadSession, finalizeContentUpload and updateContent', async () => {
    const asked = request('createUploadSession.request');
    expect((await post(`${project}/content/uploads`, asked)).status).toBe(201);
    asked.files[0].sizeBytes = mp4.length;
    const { status, body } = await post(`${project}/content/uploads`, asked);
    expect(status).toBe(201);
    expectShape(body, 'createUploadSession.201');
    const [{ containerId, files }] = body.uploads;
    await put(files[0].uploadUrl, { 'content-type': files[0].contentType }, mp4);
    const item = await post(
      `/v1/content/${containerId}/finalize-upload`,
      request('finalizeContentUpload.request'),
    );
    expect(item.status).toBe(200);
    expect(item.body.caption).toBe('The roast that started it all.');
    const updated = await patch(`/v1/content/${containerId}`, request('updateContent.request'));
    const { id: _id, projectId: _project, ...documented } = response('updateContent.200.partial');
    expect(updated.body).toMatchObject(documented);
  });

  it('uploadContentFromUrl', async () => {
    origin.answer = (_request, answer) => {
      answer.setHeader('content-type', 'video/mp4');
      answer.end(mp4);
    };
    const { media, caption } = request('uploadContentFromUrl.request');
    const { pathname } = new URL(media[0].url);
    const { status, body } = await post(`${project}/content/upload`, {
      media: [{ url: origin.url(pathname) }],
      caption,
    });
    expect(status).toBe(201);
    expect(body.caption).toBe(caption);
  });

  it('getContent', async () => {
    const { body } = await get(`/v1/content/${seed.content.menuBoard}`);
    expect(body).toMatchObject(response('getContent.200.platformFit-fragment'));
  });

  describe('over quota', () => {
    const full = useEmulator({ uploadQuota: { maxUploads: 0, maxBytes: 26_843_545_600 } });

    it.each([
      ['createUploadSession', 'uploads'],
      ['uploadContentFromUrl', 'upload'],
    ])('%s', async (name, path) => {
      const { status, body } = await full.post(`${project}/content/${path}`, request(`${name}.request`));
      expect(status).toBe(409);
      expectShape(body, `${name}.409.quota`);
      expect(body.error.message).toBe(response(`${name}.409.quota`).error.message);
    });
  });
});

/** A request that succeeds, for every operation of the document but the announced deleteContent. */
const operations: [string, string, string, object?][] = [
  ['whoami', 'GET', '/v1/whoami'],
  ['createProject', 'POST', '/v1/projects', { name: 'A', timezone: 'UTC' }],
  ['listProjects', 'GET', '/v1/projects'],
  ['getProject', 'GET', project],
  ['listInfluencers', 'GET', `${project}/influencers`],
  ['getInfluencer', 'GET', ava],
  ['updateInfluencer', 'PATCH', ava, { vibe: 'x' }],
  ['attachReferenceImages', 'POST', `${ava}/reference-images`, { assetIds: [seed.media.ben1] }],
  ['presignMedia', 'POST', `${project}/media/presign`, { kind: 'image', mimeType: 'image/png' }],
  ['finalizeMedia', 'POST', `${project}/media/finalize`, { uploadId: 'UPLOAD' }],
  [
    'uploadMediaInline',
    'POST',
    `${project}/media`,
    { kind: 'image', mimeType: 'image/png', dataBase64: 'AAAA' },
  ],
  ['listContent', 'GET', `${project}/content`],
  ['uploadContentFromUrl', 'POST', `${project}/content/upload`, { media: [{ url: 'URL' }], caption: 'a' }],
  [
    'createUploadSession',
    'POST',
    `${project}/content/uploads`,
    { files: [{ filename: 'a', contentType: 'image/png', sizeBytes: 9 }], grouping: 'per-file' },
  ],
  ['getContent', 'GET', `/v1/content/${seed.content.menuBoard}`],
  ['updateContent', 'PATCH', `/v1/content/${seed.content.menuBoard}`, { caption: 'a' }],
  [
    'finalizeContentUpload',
    'POST',
    `/v1/content/${seed.content.menuBoard}/finalize-upload`,
    { caption: 'a' },
  ],
  ...publishingOperations,
];
const statuses = new Map<string, number[]>(operations.map(([id]) => [id, []]));

/** Seen in the files of their noun, because they take more than a request. */
const seenElsewhere = new Map([
  ['uploadContentFromUrl', [413, 502]],
  ['finalizeContentUpload', [413, 422]],
  ...seenWhilePublishing,
]);

describe('with empty buckets', () => {
  const busy = useEmulator({ tier: 'standard' });

  it('every operation is a 429', async () => {
    for (const [method, limit] of [
      ['GET', 120],
      ['POST', 60],
    ] as const) {
      await Promise.all(Array.from({ length: limit }, () => busy.send(method, '/v1/nowhere')));
    }
    for (const [id, method, path, body] of operations) {
      const { status } = await busy.send(method, path, { body });
      expect([id, status]).toEqual([id, 429]);
      statuses.get(id)!.push(status);
    }
  });
});

describe.each(operations)('%s', (id, method, path, valid) => {
  const see = (answer: { status: number }) => void statuses.get(id)!.push(answer.status);

  it('answers and refuses as documented', async () => {
    const { keys } = client.emulator;
    let body: Body = valid;
    if (id === 'uploadContentFromUrl') {
      origin.answer = (_request, answer) => void answer.setHeader('content-type', 'image/png').end(png);
      body = { media: [{ url: origin.url('/a.png') }], caption: 'a' };
    }
    if (id === 'finalizeMedia') {
      const { body: handle } = await post(`${project}/media/presign`, {
        kind: 'image',
        mimeType: 'image/png',
      });
      await put(handle.url, handle.headers, png);
      body = { uploadId: handle.uploadId };
    }
    let place = path;
    if (id === 'getSocialOauthStatus') {
      const asked = { platform: 'tiktok', returnUrl: 'http://localhost/return' };
      place = path.replace('STATE', (await post(`${project}/social/oauth-url`, asked)).body.state);
    }
    const send = (more: object = {}) => client.send(method, place, { body, ...more });
    const headers = { 'idempotency-key': 'k' };
    const found = await send({ headers });
    expect(found.status).toBeLessThan(300);
    see(found);
    see(await send({ key: null }));
    see(await send({ key: keys.noScopes }));
    see(await send({ key: keys.killed }));
    see(
      await send({
        key: keys.otherOrg,
        ...(path === '/v1/projects' && { headers: { 'x-layers-organization': 'org_x' } }),
      }),
    );
    if (id.startsWith('list')) see(await client.send(method, `${path}?limit=0`));
    if (method !== 'GET') {
      see(await send({ headers, body: { ...body, another: 1 } }));
      see(await send({ body: {} }));
      see(await send({ body: { ...body, padding: 'x'.repeat(9 * 2 ** 20) } }));
    }
    const { responses } = client.contract.operation(id);
    const missing = Object.keys(responses).filter(
      (status) => ![...statuses.get(id)!, ...(seenElsewhere.get(id) ?? [])].includes(Number(status)),
    );
    expect(missing).toEqual([]);
  });
});

it('every operation of the document is among them', () => {
  const known = new Set([...operations.map(([id]) => id), ...jobOperationIds, 'deleteContent']);
  expect(client.contract.operationIds.filter((id) => !known.has(id))).toEqual([]);
});

afterAll(() => {
  expect(unused()).toEqual([]);
});
