import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../src/config.js';
import { seed } from '../src/emulator/seed.js';
import { ok, type Stage, startStage } from './support/facade.js';
import { bytes, sendMultipart } from './support/multipart.js';
import { spooledFiles } from './support/spool.js';

const projectId = seed.project.coffee;
const query =
  'mutation ($input: UploadMediaInput!) { uploadMedia(input: $input) { mediaAsset { id } userErrors { code field retryable } } }';

describe('a storage that misbehaves as the emulator cannot', () => {
  let layers: Server;
  let stage: Stage;
  let calls: string[];
  afterEach(async () => {
    expect(spooledFiles()).toBe(0);
    await stage.close();
    layers.closeAllConnections();
    layers.close();
  });

  /** Layers that presigns and finalizes, with a storage of the test's own. */
  async function start(
    storage: (request: IncomingMessage, response: ServerResponse) => void,
    config: Partial<Config> = {},
  ) {
    calls = [];
    layers = createServer((request, response) => {
      const json = (body: object) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
      const name = request.url!.split('/').at(-1)!;
      calls.push(name);
      const url = `http://127.0.0.1:${(layers.address() as AddressInfo).port}/put`;
      if (name === 'presign')
        json({
          uploadId: 'upl_1',
          url,
          signedUrl: url,
          method: 'PUT',
          headers: {},
          expiresAt: '2099-01-01T00:00:00Z',
        });
      else if (name === 'finalize')
        json({ mediaId: 'med_1', assetId: 'med_1', url: 'https://x', kind: 'video' });
      else storage(request, response);
    });
    await new Promise<void>((resolve) => layers.listen(0, '127.0.0.1', resolve));
    const layersBaseUrl = `http://127.0.0.1:${(layers.address() as AddressInfo).port}`;
    stage = await startStage({ config: { layersBaseUrl, ...config } });
  }
  const upload = async (size: number, input = {}, body: Iterable<Uint8Array> = bytes(size)) =>
    ok(
      await sendMultipart(stage, {
        query,
        variables: { input: { projectId, kind: 'VIDEO', file: null, ...input } },
        map: { 0: ['variables.input.file'] },
        parts: [{ name: '0', contentType: 'video/mp4', body }],
      }),
    ).uploadMedia;

  it('slows the client down when it is slow, and nothing piles up in between', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let stored = 0;
    await start(async (request, response) => {
      await released;
      for await (const chunk of request) stored += (chunk as Buffer).length;
      response.end();
    });
    const size = 60_000_000;
    let sent = 0;
    const counted = function* () {
      for (const chunk of bytes(size)) {
        yield chunk;
        sent += chunk.length;
      }
    };
    const uploading = upload(size, { sizeBytes: size }, counted());
    // Whatever is sent now lies in buffers of this machine, most of them the kernel's.
    let last = -1;
    while (last !== sent) {
      last = sent;
      await new Promise((next) => setTimeout(next, 400));
    }
    expect(sent).toBeLessThan(size / 2);
    release();
    expect((await uploading).mediaAsset).toEqual({ id: 'med_1' });
    expect(stored).toBe(size);
  });

  it.each([
    ['streamed', { sizeBytes: 60_000_000 }, ['presign', 'put']],
    ['spooled', {}, ['presign', 'put', 'put', 'presign', 'put']],
  ])('is not believed when it answers before it has the file: %s', async (_name, input, expected) => {
    await start((request, response) => {
      request.once('data', () => {
        request.pause();
        response.end();
      });
    });
    // More than all buffers on the way can hold.
    const payload = await upload(60_000_000, input);
    expect(payload).toMatchObject({
      mediaAsset: null,
      userErrors: [{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }],
    });
    expect(calls).toEqual(expected);
  });

  it.each([
    ['streamed', { sizeBytes: 3_000_000 }, 'UPSTREAM_UNAVAILABLE'],
    ['spooled', {}, undefined],
  ])(
    'that cuts the connection at half of the file is told, or gets it again: %s',
    async (_name, input, code) => {
      let puts = 0;
      await start((request, response) => {
        let taken = 0;
        const cuts = puts++ === 0;
        request.on('data', (chunk: Buffer) => {
          taken += chunk.length;
          if (cuts && taken > 1_500_000) request.socket.destroy();
        });
        request.on('end', () => response.end());
      });
      const payload = await upload(3_000_000, input);
      expect(payload.userErrors[0]?.code).toBe(code);
      expect(calls).toEqual(code ? ['presign', 'put'] : ['presign', 'put', 'put', 'finalize']);
    },
  );

  it('that redirects, or answers 2xx with a body without end, is bounded', async () => {
    await start((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
    });
    expect((await upload(600_000, { sizeBytes: 600_000 })).userErrors).toMatchObject([
      { code: 'UPSTREAM_ERROR' },
    ]);
    expect(calls).toEqual(['presign', 'put']);
  });

  it('does not hold up other files when it is slow with many', async () => {
    let waiting: ServerResponse[] = [];
    await start(
      (request, response) => {
        request.resume();
        request.on('end', () => {
          waiting.push(response);
          if (waiting.length < 6) return;
          for (const each of waiting) each.end();
          waiting = [];
        });
      },
      { upstreamConnections: 2 },
    );
    const all = await Promise.all(Array.from({ length: 6 }, () => upload(600_000, { sizeBytes: 600_000 })));
    expect(all.map(({ userErrors }) => userErrors)).toEqual(Array(6).fill([]));
  });

  it('is spared when the disk cannot take the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-spool-'));
    writeFileSync(join(folder, 'file'), '');
    await start((_request, response) => response.end(), { spoolDir: join(folder, 'file', 'x') });
    expect(await upload(600_000)).toEqual({
      mediaAsset: null,
      userErrors: [{ code: 'UPLOAD_SPOOL_FAILED', field: null, retryable: true }],
    });
    expect(calls).toEqual([]);
    // A file that had to wait on disk for another fails alone.
    const answer = await sendMultipart(stage, {
      query: `mutation ($a: Upload!, $b: Upload!) {
        a: uploadMedia(input: { projectId: "${projectId}", kind: VIDEO, file: $a }) { userErrors { code } }
        b: uploadMedia(input: { projectId: "${projectId}", kind: VIDEO, file: $b }) { userErrors { code } } }`,
      variables: { a: null, b: null },
      map: { 0: ['variables.a'], 1: ['variables.b'] },
      parts: [
        { name: '1', body: bytes(400_000) },
        { name: '0', body: bytes(1000) },
      ],
    });
    // The first is small and goes up inline, to a route that this storage stands for too.
    expect(ok(answer).b.userErrors).toEqual([{ code: 'UPLOAD_SPOOL_FAILED' }]);
    rmSync(folder, { recursive: true });
  });
});
