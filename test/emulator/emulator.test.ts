import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.js';
import { probe, thumbnailOf, type UploadContentType } from '../../src/emulator/probe/probe.js';
import { seed } from '../../src/emulator/seed-ids.js';
import { localPath, seedFiles } from '../../src/emulator/seed-media.js';
import type { Body } from './client.js';

describe('an emulator', () => {
  it('starts in less than half a second, and answers', async () => {
    const started = performance.now();
    const emulator = await startEmulator();
    expect(performance.now() - started).toBeLessThan(500);
    expect((await fetch(`${emulator.url}/v1/whoami`)).status).toBe(401);
    await emulator.close();
  });

  it('closes at once, whatever is going on, and leaves no files', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'emulator-test-'));
    const emulator = await startEmulator({ temporaryFolder: temporary });
    expect(readdirSync(temporary)).toHaveLength(1);
    emulator.fail({ path: '/v1/silent' }, 'silence');
    emulator.fail({ path: '/v1/slow' }, { delayMs: 60_000 });
    const pending = ['silent', 'slow'].map((path) =>
      fetch(`${emulator.url}/v1/${path}`).catch(() => 'ended'),
    );
    await expect.poll(() => emulator.requests.length).toBe(2);
    await emulator.close();
    expect(await Promise.all(pending)).toEqual(['ended', 'ended']);
    await expect(fetch(emulator.url)).rejects.toThrow();
    rmdirSync(temporary);
  });

  it('takes a port, and says so when it is not free', async () => {
    const first = await startEmulator();
    const port = Number(new URL(first.url).port);
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    const second = await startEmulator({ port });
    expect(second.url).toBe(first.url);
    await second.close();
  });

  it('hands out the URLs of another origin, where storage is told to be', async () => {
    const storageUrl = 'https://storage.example.com';
    const emulator = await startEmulator({ storageUrl });
    const call = async (path: string, body?: object) => {
      const answer = await fetch(emulator.url + path, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${emulator.keys.live}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Body;
    };
    const project = `/v1/projects/${seed.project.coffee}`;
    const item = await call(`/v1/content/${seed.content.menuBoard}`);
    expect(JSON.stringify(item)).toContain(`"${storageUrl}/media/`);
    expect(JSON.stringify(item)).not.toContain(emulator.url);
    const presign = { kind: 'reference_image', mimeType: 'image/png', filename: 'cup.png' };
    const { url, headers } = await call(`${project}/media/presign`, presign);
    const { pathname, search, origin } = new URL(url);
    expect(origin).toBe(storageUrl);
    const put = await fetch(emulator.url + pathname + search, { method: 'PUT', headers, body: 'bytes' });
    expect(put.status).toBe(200);
    await emulator.close();
  });
});

describe('the seed files', () => {
  it.each(seedFiles)(
    '$file is what its row says',
    async ({ file, contentType, sizeBytes, sha256, facts, thumbnail }) => {
      const bytes = readFileSync(localPath(file));
      expect(bytes.length).toBe(sizeBytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      if (facts) expect(await probe(localPath(file), contentType as UploadContentType)).toEqual(facts);
      if (thumbnail) expect(await thumbnailOf(localPath(thumbnail))).toBeDefined();
    },
  );

  it('are small', () => {
    const folder = localPath('.');
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.5 * 1024 * 1024);
  });
});
