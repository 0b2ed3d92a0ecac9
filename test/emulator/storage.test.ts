import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { mediaFile } from '../media/media.js';
import { exchange, useEmulator } from './client.js';

// So that leftovers can be seen.
const temporary = mkdtempSync(join(tmpdir(), 'storage-test-'));
const filesLeft = () =>
  readdirSync(temporary, { recursive: true }).filter((name) => /\.(part|blob)$/.test(String(name)));

// Registered first, and so run last: by then the emulator must have removed everything, or this throws.
afterAll(() => rmdirSync(temporary));
const client = useEmulator({ temporaryFolder: temporary });
const { post, put } = client;

const bytes = 'a cup of coffee';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function presign(more: object = {}) {
  const { body } = await post(`/v1/projects/${seed.project.coffee}/media/presign`, {
    kind: 'reference_image',
    filename: 'cup.png',
    mimeType: 'image/png',
    sizeBytes: bytes.length,
    ...more,
  });
  return body as { url: string; headers: Record<string, string>; uploadId: string };
}

const codeOf = (xml: string) => /<Code>(.*)<\/Code>/.exec(xml)?.[1];

describe('a signed PUT', () => {
  it('with exactly the headers of its handle is stored', async () => {
    const { url, headers } = await presign();
    const answer = await put(url, headers, bytes);
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    expect(filesLeft()).toHaveLength(1);
  });

  it.each([
    ['another Content-Type', { 'Content-Type': 'image/jpeg' }, bytes],
    ['no Content-Type', { 'Content-Type': undefined }, bytes],
    ['another length', { 'Content-Length': undefined }, `${bytes}!`],
  ])('with %s is a 403', async (_name, changed, body) => {
    const { url, headers } = await presign();
    const given = Object.entries({ ...headers, ...changed }).filter(([, value]) => value !== undefined);
    const answer = await put(url, Object.fromEntries(given) as Record<string, string>, body);
    expect(answer.status).toBe(403);
    expect(codeOf(answer.text)).toBe('SignatureDoesNotMatch');
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(filesLeft()).toEqual([]);
  });

  it.each([
    ['another key', (url: string) => url.replace('/file.png', '/other.png')],
    ['a longer life', (url: string) => url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000')],
    ['fewer signed headers', (url: string) => url.replace('content-length%3B', '')],
    ['another signature', (url: string) => url.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['no signature', (url: string) => url.replace(/\?.*/, '')],
  ])('whose URL was changed to have %s is a 403', async (_name, change) => {
    const { url, headers } = await presign();
    const answer = await put(change(url), headers, bytes);
    expect([answer.status, codeOf(answer.text)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('of 5 MB that is refused still gets its answer', async () => {
    const { url, headers } = await presign({ sizeBytes: 5_000_000 });
    for (let attempt = 0; attempt < 5; attempt++) {
      const answer = await put(url, { ...headers, 'Content-Type': 'image/gif' }, Buffer.alloc(5_000_000));
      expect(answer.status).toBe(403);
    }
  });

  it('works for 15 minutes', async () => {
    const { url, headers } = await presign();
    client.emulator.advance(14 * 60_000);
    expect((await put(url, headers, bytes)).status).toBe(200);
    client.emulator.advance(60_000);
    const late = await put(url, headers, bytes);
    expect([late.status, codeOf(late.text)]).toEqual([403, 'ExpiredRequest']);
  });

  it('of other bytes than the declared checksum is a 400', async () => {
    const { url, headers } = await presign({ checksumSha256: sha256(bytes).toUpperCase() });
    expect((await put(url, headers, bytes)).status).toBe(200);
    const other = await put(url, headers, bytes.toUpperCase());
    expect([other.status, codeOf(other.text)]).toEqual([400, 'BadDigest']);
    const { 'x-amz-checksum-sha256': _checksum, ...without } = headers;
    expect((await put(url, without, bytes)).status).toBe(403);
    expect(filesLeft()).toHaveLength(1);
  });

  it('without a Content-Length, in chunks say, is a 411', async () => {
    const { url, headers } = await presign({ sizeBytes: undefined });
    async function* chunks() {
      yield Buffer.from(bytes);
    }
    const answer = await exchange(url, { method: 'PUT', headers, body: Readable.from(chunks()) });
    expect([answer.status, codeOf(answer.text)]).toEqual([411, 'MissingContentLength']);
  });

  it('that is broken off leaves nothing behind', async () => {
    const { url, headers } = await presign({ sizeBytes: 1_000_000 });
    const { hostname, port, pathname, search } = new URL(url);
    const socket = connect(Number(port), hostname);
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `PUT ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\n${head.join('')}\r\n${'x'.repeat(50_000)}`,
    );
    await expect.poll(filesLeft).toHaveLength(1);
    socket.destroy();
    await expect.poll(filesLeft).toEqual([]);
  });

  it('of 80 MB goes to disk and not to memory', async () => {
    const sizeBytes = 80 * 1024 * 1024;
    const { url, headers } = await presign({
      kind: 'video',
      mimeType: 'video/mp4',
      filename: 'big.mp4',
      sizeBytes,
    });
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    let peak = 0;
    async function* chunks() {
      for (let sent = 0; sent < sizeBytes; sent += chunk.length) {
        // What is held, not what is left for the collector, which newer versions of Node run later.
        if (sent % (8 * chunk.length) === 0) collect();
        peak = Math.max(peak, process.memoryUsage().arrayBuffers);
        yield chunk;
      }
    }
    const before = process.memoryUsage().arrayBuffers;
    const answer = await exchange(url, { method: 'PUT', headers, body: Readable.from(chunks()) });
    expect(answer.status).toBe(200);
    const [stored] = filesLeft();
    expect(statSync(join(temporary, String(stored))).size).toBe(sizeBytes);
    expect(peak - before).toBeLessThan(40 * 1024 * 1024);
  });
});

describe('a browser', () => {
  it('may PUT from any origin, with the headers it asks for', async () => {
    const { url } = await presign();
    const answer = await exchange(url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://studio.apollographql.com',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,x-amz-checksum-sha256',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': 'content-type,x-amz-checksum-sha256',
    });
  });

  it('may read the answers, refusals too', async () => {
    const { url, headers } = await presign();
    for (const signed of [url, `${url}0`]) {
      expect((await put(signed, headers, bytes)).headers['access-control-allow-origin']).toBe('*');
    }
  });
});

describe('a media URL', () => {
  const assets = async () => (await client.get(`/v1/content/${seed.content.launchTeaser}`)).body.assets;

  it('serves the bytes with their type and length', async () => {
    const [{ url, sizeBytes, checksumSha256, thumbnailUrl }] = await assets();
    const response = await fetch(url);
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(response.headers.get('content-length')).toBe(String(sizeBytes));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(createHash('sha256').update(body).digest('hex')).toBe(checksumSha256);
    expect((await fetch(thumbnailUrl)).headers.get('content-type')).toBe('image/jpeg');
  });

  it.each([
    ['bytes=0-9', 206, '0-9', 10],
    ['bytes=100-', 206, '100-119342', 119243],
    ['bytes=-5', 206, '119338-119342', 5],
    ['bytes=119342-999999', 206, '119342-119342', 1],
    ['bytes=119343-', 416, '*', 0],
    ['bytes=5-1', 416, '*', 0],
    ['chapters=1-2', 200, null, 119343],
  ])('answers the range %s as video players need it', async (range, status, contentRange, length) => {
    const [{ url }] = await assets();
    const response = await fetch(url, { headers: { range } });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(contentRange && `bytes ${contentRange}/119343`);
    const body = await response.arrayBuffer();
    if (status !== 416) expect(body.byteLength).toBe(length);
  });

  it('answers HEAD, and refuses other methods and unknown or unfinished files', async () => {
    const [{ url, sizeBytes }] = await assets();
    const head = await exchange(url, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(sizeBytes), '']);
    expect((await exchange(url, { method: 'DELETE' })).status).toBe(405);
    expect((await exchange(`${client.emulator.url}/media/seed/../../../package.json`, {})).status).toBe(404);
    const handle = await presign();
    await put(handle.url, handle.headers, bytes);
    const unfinished = handle.url.replace('/storage/', '/media/').replace(/\?.*/, '');
    expect((await exchange(unfinished, {})).status).toBe(404);
  });

  it('of a finished upload is the file that was PUT last', async () => {
    const { file } = mediaFile('square-800.jpg');
    const content = readFileSync(file);
    const { body } = await post(`/v1/projects/${seed.project.coffee}/content/uploads`, {
      files: [{ filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: content.length }],
      grouping: 'per-file',
    });
    const [{ containerId, files }] = body.uploads;
    await put(files[0].uploadUrl, { 'content-type': 'image/jpeg' }, content);
    const item = (await post(`/v1/content/${containerId}/finalize-upload`, { caption: '' })).body;
    expect((await put(files[0].uploadUrl, { 'content-type': 'image/jpeg' }, 'other')).status).toBe(200);
    expect(await (await fetch(item.assets[0].url)).text()).toBe('other');
    // What was probed stays on record (RULES 11.18).
    expect((await client.get(`/v1/content/${containerId}`)).body.assets).toEqual(item.assets);
  });
});
