import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/emulator/fetch/address.js';
import { createUrlFetch } from '../../src/emulator/fetch/url-fetch.js';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { useEmulator } from './client.js';
import { useOrigin } from './origin.js';

// So that leftovers can be seen.
const temporary = mkdtempSync(join(tmpdir(), 'url-upload-test-'));
const filesLeft = () =>
  existsSync(temporary)
    ? readdirSync(temporary, { recursive: true }).filter((name) => /\.(part|blob)$/.test(String(name)))
    : [];
afterAll(() => rmdirSync(temporary));

// Allowed by host name alone, so that any free port will do.
const origin = useOrigin(0);
const client = useEmulator({ temporaryFolder: temporary, allowedHosts: ['127.0.0.1'] });
const path = `/v1/projects/${seed.project.coffee}/content/upload`;
const upload = (urls: string[], from = client, caption = 'From afar ☕') =>
  from.post(path, { media: urls.map((url) => ({ url })), caption });
const mb = 1024 * 1024;

const serveFile: typeof origin.answer = (request, response) => {
  const { file, contentType } = mediaFile(request.url!.slice(1).replace(/\?.*/, ''));
  response.setHeader('content-type', `${contentType}; charset=binary`);
  response.end(readFileSync(file));
};

beforeEach(() => {
  origin.answer = serveFile;
  origin.asked.length = 0;
});

const itemCount = async () =>
  (await client.get(`/v1/projects/${seed.project.coffee}/content`)).body.items.length;

describe('upload from URLs', () => {
  it('answers the completed item, measured', async () => {
    const { status, body } = await upload([origin.url('/portrait-5s.mp4?signature=x')]);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'completed',
      creativeType: 'uploaded',
      caption: 'From afar ☕',
      preview: { kind: 'video', aspectRatio: '9:16', durationMs: 5000 },
      platformFit: [{ ok: true }, { ok: true }],
    });
    expect((await fetch(body.assets[0].url)).headers.get('content-type')).toBe('video/mp4');
    expect((await client.get(`/v1/content/${body.id}`)).body).toEqual(body);
  });

  it('makes a slideshow of 2 to 10 images, in order', async () => {
    const names = ['square-800.jpg', 'portrait-1080x1350.webp', 'portrait-1080x1350.png'];
    const { body } = await upload(names.map((name) => origin.url(`/${name}`)));
    expect(body.preview.kind).toBe('slideshow');
    expect(body.assets.map((asset: { mimeType: string }) => asset.mimeType)).toEqual([
      'image/jpeg',
      'image/webp',
      'image/png',
    ]);
    expect(body.platformFit[0]).toMatchObject({ ok: false, issues: mediaFile('square-800.jpg').issues });
  });

  it('follows three redirects and no more', async () => {
    origin.answer = (request, response) => {
      const left = Number(/^\/hop(\d)/.exec(request.url!)?.[1] ?? 0);
      if (left === 0) return serveFile(request, response);
      response.writeHead(302, { location: left === 1 ? '/square-800.jpg' : `/hop${left - 1}` }).end();
    };
    expect((await upload([origin.url('/hop3')])).status).toBe(201);
    expect((await upload([origin.url('/hop4')])).body.error.code).toBe('SCRAPE_FAILED');
  });

  it('is all or nothing', async () => {
    const before = await itemCount();
    const answer = await upload([origin.url('/square-800.jpg'), origin.url('/truncated.jpg')]);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.issues[0].path).toBe('media.1.url');
    expect(await itemCount()).toBe(before);
    expect(filesLeft()).toEqual([]);
  });

  it.each([
    ['two videos', ['/portrait-5s.mp4', '/short-2s.mp4']],
    ['a video among images', ['/square-800.jpg', '/short-2s.mp4']],
  ])('of %s is a 422', async (_name, paths) => {
    const answer = await upload(paths.map(origin.url));
    expect(answer.status).toBe(422);
    expect(filesLeft()).toEqual([]);
  });

  it.each([
    ['no media', { media: [], caption: '' }, 'media'],
    ['11 URLs', { media: Array(11).fill({ url: 'https://example.com' }), caption: '' }, 'media'],
    ['no URL', { media: [{}], caption: '' }, 'media.0.url'],
    ['no caption', { media: [{ url: 'https://example.com' }] }, 'caption'],
    ['a long caption', { media: [{ url: 'https://example.com' }], caption: 'x'.repeat(2201) }, 'caption'],
  ])('with %s is a 422 that names it', async (_name, body, field) => {
    const answer = await client.post(path, body);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.issues).toEqual([{ path: field, message: expect.any(String) }]);
  });
});

describe('a host', () => {
  type Listener = typeof origin.answer;
  const typed =
    (contentType: string | undefined, name = '/square-800.jpg'): Listener =>
    (_request, response) => {
      if (contentType) response.setHeader('content-type', contentType);
      response.end(readFileSync(mediaFile(name.slice(1)).file));
    };
  const endless: Listener = (_request, response) => {
    response.setHeader('content-type', 'image/png');
    const chunk = Buffer.alloc(mb);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      response.once('drain', more);
    };
    more();
  };

  async function expectRefusal(listener: Listener, status: number, code: string, from = client) {
    origin.answer = listener;
    const answer = await upload([origin.url('/x')], from);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.details.issues[0].path).toBe('media.0.url');
    expect(filesLeft()).toEqual([]);
  }
  const redirectTo =
    (location: string): Listener =>
    (_request, response) =>
      response.writeHead(302, { location }).end();

  it.each<[string, Listener]>([
    ['says octet-stream', typed('application/octet-stream')],
    ['says nothing of its type', typed(undefined)],
    ['says image/gif', typed('image/gif')],
    ['says PNG of a JPEG', typed('image/png')],
    ['says QuickTime of an MP4', typed('video/quicktime', '/short-2s.mp4')],
    ['redirects to a file', redirectTo('file:///etc/passwd')],
    ['redirects to a private address', redirectTo('https://10.0.0.1/x.jpg')],
  ])('that %s gives a 422', (_name, listener) => expectRefusal(listener, 422, 'VALIDATION'));

  it.each<[string, Listener]>([
    ['answers 403, as for an expired signature', (_, response) => response.writeHead(403).end()],
    ['answers 500', (_, response) => response.writeHead(500).end()],
    ['hangs up', (request) => request.socket.destroy()],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'image/png', 'content-length': 1000 });
        response.write('half', () => response.destroy());
      },
    ],
    ['redirects in circles', redirectTo('/again')],
  ])('that %s gives a 502', (_name, listener) => expectRefusal(listener, 502, 'SCRAPE_FAILED'));

  describe('in no hurry', () => {
    const hasty = useEmulator({
      temporaryFolder: temporary,
      allowedHosts: ['127.0.0.1'],
      urlFetchTimeoutMs: 200,
    });

    it.each<[string, Listener]>([
      ['answers', () => undefined],
      ['ends', (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).write('x')],
    ])('that never %s gives a 502 when its time is up', (_name, listener) =>
      expectRefusal(listener, 502, 'SCRAPE_FAILED', hasty),
    );
  });

  it('that sends too much is cut off with a 413', async () => {
    origin.answer = endless;
    const answer = await upload([origin.url('/endless.png')]);
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(filesLeft()).toEqual([]);
  });
});

describe('the guard', () => {
  const guarded = useEmulator({ temporaryFolder: temporary });
  it.each([
    'http://example.com/a.jpg',
    'ftp://example.com/a.jpg',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not a url',
    'https://user:secret@example.com/a.jpg',
    'https://localhost/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://127.1/a.jpg',
    'https://2130706433/a.jpg',
    'https://0x7f000001/a.jpg',
    'https://017700000001/a.jpg',
    'https://0.0.0.0/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://172.16.0.1/a.jpg',
    'https://192.168.1.1/a.jpg',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/a.jpg',
    'https://[::1]/a.jpg',
    'https://[::ffff:127.0.0.1]/a.jpg',
    'https://[::ffff:7f00:1]/a.jpg',
    'https://[fe80::1]/a.jpg',
    'https://[fd00:ec2::254]/a.jpg',
    'https://[64:ff9b::7f00:1]/a.jpg',
    'https://１２７.0.0.1/a.jpg',
  ])('refuses %s with a 422', async (url) => {
    const answer = await guarded.post(path, { media: [{ url }], caption: '' });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'VALIDATION']);
    expect(answer.body.error.details.issues[0].path).toBe('media.0.url');
  });

  it.each([
    ['1.1.1.1', true],
    ['172.15.255.255', true],
    ['172.32.0.1', true],
    ['198.20.0.1', true],
    ['198.19.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['2606:4700:4700::1111', true],
    ['2001:db8::1', false],
    ['2002:7f00:1::', false],
    ['fe80::1%eth0', false],
    ['nonsense', false],
  ])('takes %s for public: %s', (address, isPublic) => {
    expect(createAddressGuard().isPublic(address)).toBe(isPublic);
  });

  const never = new AbortController().signal;
  const fetchWith = (resolve: (host: string) => Promise<string[]>, allowedHosts: string[] = []) =>
    createUrlFetch({ guard: createAddressGuard(), allowedHosts, timeoutMs: 400, closing: never, resolve });
  const read = async () => 'read';

  it('refuses a name one of whose addresses is not public', async () => {
    const urlFetch = fetchWith(async () => ['1.1.1.1', '10.0.0.1']);
    await expect(urlFetch.get('https://two-faced.example/', 'p', never, read)).rejects.toMatchObject({
      status: 422,
    });
  });

  it('dials the address that it checked, and never asks again', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers.shift() ?? [];
    };
    const port = origin.host.split(':')[1];
    const urlFetch = fetchWith(resolve, [`rebind.example:${port}`]);
    // Nobody else knows this name, so it can only have been the pinned address.
    expect(await urlFetch.get(`http://rebind.example:${port}/square-800.jpg`, 'p', never, read)).toBe('read');
    expect(asked).toEqual(['rebind.example']);
    expect(origin.asked).toEqual(['/square-800.jpg']);
  });

  it('gives up on a name that does not resolve, or not in time, with a 502', async () => {
    const failing = fetchWith(() => Promise.reject(new Error('ENOTFOUND')));
    await expect(failing.get('https://nobody.example/', 'p', never, read)).rejects.toMatchObject({
      status: 502,
    });
    const silent = fetchWith(() => new Promise(() => undefined));
    await expect(silent.get('https://nobody.example/', 'p', never, read)).rejects.toMatchObject({
      status: 502,
    });
  });
});

describe('the quota', () => {
  const small = useEmulator({
    temporaryFolder: temporary,
    allowedHosts: ['127.0.0.1'],
    uploadQuota: { maxUploads: 4, maxBytes: 200_000 },
  });
  const ask = (name: string) => small.post(path, { media: [{ url: origin.url(name) }], caption: '' });

  it('stops the upload that is one too many, before it is fetched', async () => {
    expect((await ask('/short-2s.mp4')).status).toBe(201);
    origin.asked.length = 0;
    const over = await ask('/short-2s.mp4');
    expect([over.status, over.body.error.code]).toEqual([409, 'UPLOAD_QUOTA_EXCEEDED']);
    expect(origin.asked).toEqual([]);
  });

  it('stops the upload whose bytes are too many, and keeps nothing of it', async () => {
    const files = filesLeft().length;
    expect((await ask('/square-1080.jpg')).status).toBe(409);
    expect(filesLeft()).toHaveLength(files);
  });
});
