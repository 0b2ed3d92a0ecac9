import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { ok } from '../support/facade.js';
import { envelope, hasFocus, type OpenOptions, type Studio, startStudio } from './studio.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';
import {
  becomes,
  choose,
  copy,
  inState,
  largeVideo,
  media,
  send,
  upload,
  uploadButton,
} from './upload-page.js';

const projectId = seed.project.fitness;
const route = `#/${projectId}/upload`;
/** In the middle of `video`, whatever the head of its PUT takes. */
const midway = 1_500_000;
const video = largeVideo('clip.mp4', 3_000_000);

describe('an upload that meets trouble', () => {
  let proxy: TcpProxy;
  let studio: Studio;
  beforeAll(async () => {
    proxy = await startTcpProxy();
    studio = await startStudio({ emulator: { storageUrl: proxy.url } });
    proxy.leadTo(studio.emulator.url);
  });
  afterEach(async () => {
    proxy.mend();
    const problems = await studio.leave();
    // Storage is another origin than the API here.
    expect(problems.filter((problem) => !problem.startsWith(proxy.url))).toEqual([]);
  });
  afterAll(async () => {
    await studio?.close();
    await proxy?.close();
  });

  const open = (options?: OpenOptions) =>
    studio.open(route, { expected: /Failed to load resource/, ...options });
  const puts = () => studio.emulator.storageRequests.filter(({ method }) => method === 'PUT');
  const sessions = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/content/uploads'));
  const finalized = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/finalize-upload'));
  const keysOf = (requests: typeof studio.emulator.requests) =>
    requests.map(({ headers }) => headers['idempotency-key']);
  const tryAgain = (page: Page, name: string) =>
    upload(page, name).getByRole('button', { name: 'Try again' }).click();

  /** What is in the library by uploads: the sizes of the files of each item. */
  async function uploaded(): Promise<number[][]> {
    const query = `query ($projectId: ID!) {
      contentItems(projectId: $projectId, first: 20, filter: { creativeType: UPLOADED }) { nodes { assets { url } } }
    }`;
    const { contentItems } = ok(await studio.ask(query, { projectId }));
    const sizeOf = async ({ url }: { url: string }) => (await (await fetch(url)).arrayBuffer()).byteLength;
    return Promise.all(
      contentItems.nodes.map(({ assets }: { assets: { url: string }[] }) => Promise.all(assets.map(sizeOf))),
    );
  }

  /** A PUT stands still in the middle of its body, and storage has the first half. */
  async function standStill(page: Page): Promise<void> {
    proxy.holdAfter(midway);
    await send(page, [video]);
    await expect.poll(() => proxy.held(), { timeout: 30_000 }).toBe(1);
    await becomes(page, video.name, 'Uploading');
    await expect.poll(() => puts().map(({ status }) => status)).toEqual([0]);
  }

  it('cut in the middle of a PUT, goes on with the same URL, and makes one post', async () => {
    const page = await open();
    await standStill(page);
    proxy.cutAfter(midway);
    await becomes(page, video.name, 'Interrupted');
    await upload(page, video.name).getByRole('alert').getByText('The connection was lost.').waitFor();
    expect(await uploaded()).toEqual([]);
    // Still cut.
    await tryAgain(page, video.name);
    await becomes(page, video.name, 'Interrupted');
    proxy.mend();
    await tryAgain(page, video.name);
    await becomes(page, video.name, 'Uploaded');
    expect(new Set(puts().map(({ path, query }) => `${path}?${query}`)).size).toBe(1);
    const statuses = puts().map(({ status }) => status);
    expect(statuses.filter((status) => status !== 0)).toEqual([200]);
    expect(statuses.length).toBeGreaterThan(2);
    expect([sessions().length, finalized().length]).toEqual([1, 1]);
    expect(await uploaded()).toEqual([[video.buffer.length]]);
  });

  it('takes a connection for lost that has been silent for a minute', async () => {
    const page = await open({ prepare: (page) => page.clock.install() });
    await standStill(page);
    await page.clock.fastForward(61_000);
    await becomes(page, video.name, 'Interrupted');
    proxy.mend();
    await tryAgain(page, video.name);
    await becomes(page, video.name, 'Uploaded');
    expect(await uploaded()).toEqual([[video.buffer.length]]);
  });

  it('goes on with the pictures of a slideshow that are not there yet', async () => {
    const page = await open();
    await choose(page, ['square-1080.jpg', 'portrait-1080x1350.png', 'portrait-1080x1350.webp'].map(media));
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    studio.emulator.fail({ storage: true, method: 'PUT', skip: 1 }, { status: 503 });
    await uploadButton(page, 1).click();
    const name = 'Slideshow of 3 pictures';
    await becomes(page, name, 'Interrupted');
    await upload(page, name).getByRole('alert').getByText('Storage is out of order (503).').waitFor();
    await tryAgain(page, name);
    await becomes(page, name, 'Uploaded');
    const ends = puts().map(({ path, status }) => `${path.split('/').pop()} ${status}`);
    expect(ends).toEqual(['upload-1.jpg 200', 'upload-2.png 503', 'upload-2.png 200', 'upload-3.webp 200']);
    expect([sessions().length, finalized().length]).toEqual([1, 1]);
  });

  it('sends a file once more that is there although storage said otherwise, and doubles nothing', async () => {
    const page = await open();
    studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 503, after: true });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Interrupted');
    await tryAgain(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(puts().map(({ status }) => status)).toEqual([503, 200]);
    expect(new Set(puts().map(({ path }) => path)).size).toBe(1);
    expect(await uploaded()).toHaveLength(1);
  });

  it('gets a fresh session by itself when storage says that the handle has expired', async () => {
    const page = await open();
    await standStill(page);
    // By the clock of the page the handle is still good.
    studio.emulator.advance(16 * 60_000);
    proxy.cutAfter(midway);
    await becomes(page, video.name, 'Interrupted');
    proxy.mend();
    await tryAgain(page, video.name);
    await becomes(page, video.name, 'Uploaded');
    const tried = puts().filter(({ status }) => status !== 0);
    expect(tried.map(({ status }) => status)).toEqual([403, 200]);
    expect(new Set(tried.map(({ path }) => path)).size).toBe(2);
    expect(new Set(keysOf(sessions())).size).toBe(2);
    expect(finalized()).toHaveLength(1);
    expect(await uploaded()).toEqual([[video.buffer.length]]);
  });

  it('does not try a handle that has expired by the clock of the page', async () => {
    const page = await open();
    await standStill(page);
    studio.emulator.advance(16 * 60_000);
    await page.clock.setSystemTime(Date.now() + 16 * 60_000);
    proxy.cutAfter(midway);
    await becomes(page, video.name, 'Interrupted');
    proxy.mend();
    await tryAgain(page, video.name);
    await becomes(page, video.name, 'Uploaded');
    expect(
      puts()
        .map(({ status }) => status)
        .filter((status) => status !== 0),
    ).toEqual([200]);
    expect(sessions()).toHaveLength(2);
    expect(await uploaded()).toEqual([[video.buffer.length]]);
  });

  it.each([
    ['create', /\/content\/uploads$/],
    ['finalize', /\/finalize-upload$/],
  ])('counts down when %s meets a 429, and goes on by itself', async (step, path) => {
    const page = await open();
    const body = { error: { code: 'RATE_LIMITED', message: 'Slow down.', requestId: 'req_slow' } };
    // Longer than the graph itself waits for.
    studio.emulator.fail({ method: 'POST', path }, { status: 429, headers: { 'retry-after': '5' }, body });
    await send(page, [media('square-1080.jpg')]);
    const row = upload(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Waiting until Layers takes more');
    await row.getByRole('alert').getByText('Layers wants this API key to wait. RATE_LIMITED').waitFor();
    await row.getByRole('button', { name: 'Copy request id req_slow' }).waitFor();
    const timer = row.getByRole('timer');
    const first = Number(/^Goes on in (\d) s$/.exec(await timer.innerText())?.[1]);
    expect(first).toBeLessThanOrEqual(5);
    await row.getByText(`Goes on in ${first - 1} s`, { exact: true }).waitFor();
    await timer.waitFor({ state: 'hidden' });
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    const calls = step === 'create' ? sessions() : finalized();
    expect(calls.map(({ status }) => status)).toEqual([429, step === 'create' ? 201 : 200]);
    // The same call once more, so that nothing is made twice.
    expect(new Set(keysOf(calls)).size).toBe(1);
    expect(puts()).toHaveLength(1);
    expect(await uploaded()).toHaveLength(1);
  });

  it('waits with all the others when one is told to wait, and none has failed at the end', async () => {
    const page = await open();
    const body = envelope('RATE_LIMITED', 'Slow down.');
    const path = /\/content\/uploads$/;
    studio.emulator.fail(
      { method: 'POST', path, skip: 1 },
      { status: 429, headers: { 'retry-after': '6' }, body },
    );
    const names = Array.from({ length: 8 }, (_, index) => `${index}.jpg`);
    await send(
      page,
      names.map((name) => copy('square-1080.jpg', name)),
    );
    await page.getByRole('timer').getByText('Goes on in').first().waitFor();
    await inState(page, 'Uploaded').nth(7).waitFor({ timeout: 30_000 });
    expect(await uploaded()).toHaveLength(8);
  });

  it('can be canceled while it waits for Layers, and starts again with the same key', async () => {
    const page = await open();
    studio.emulator.fail({ method: 'POST', path: /\/content\/uploads$/ }, { delayMs: 4000 });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Asking for a place');
    await page.getByRole('button', { name: 'Cancel square-1080.jpg' }).click();
    await inState(page, 'Canceled').waitFor({ timeout: 1000 });
    await page.getByRole('button', { name: 'Start again: square-1080.jpg' }).click();
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(new Set(keysOf(sessions())).size).toBe(1);
    expect(await uploaded()).toHaveLength(1);
  });

  it('takes a call for lost that has no answer for two minutes', async () => {
    const page = await open({ prepare: (page) => page.clock.install() });
    await page.route(studio.url, (route) =>
      route.request().postData()?.includes('CreateContentUpload') ? undefined : route.fallback(),
    );
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Asking for a place');
    await page.clock.fastForward(121_000);
    await becomes(page, 'square-1080.jpg', 'Interrupted');
    await page.unroute(studio.url);
    await tryAgain(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
  });

  it('is still in the list after a double click on Cancel', async () => {
    const page = await open();
    await standStill(page);
    await page.getByRole('button', { name: `Cancel ${video.name}` }).dblclick({ delay: 20 });
    await becomes(page, video.name, 'Canceled');
    await page.getByRole('button', { name: `Remove ${video.name} from the list` }).click();
    expect(await upload(page, video.name).count()).toBe(0);
  });

  it('starts anew after storage has refused a file', async () => {
    const page = await open();
    studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 400 });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Failed');
    await tryAgain(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(new Set(puts().map(({ path }) => path)).size).toBe(2);
    expect(new Set(keysOf(sessions())).size).toBe(2);
    expect(await uploaded()).toHaveLength(1);
  });

  it('asks with a fresh key after the quota was full', async () => {
    const page = await open();
    const body = envelope('UPLOAD_QUOTA_EXCEEDED', 'The project is full.');
    studio.emulator.fail({ method: 'POST', path: /\/content\/uploads$/ }, { status: 409, body });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Failed');
    await tryAgain(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(new Set(keysOf(sessions())).size).toBe(2);
  });

  it('keeps the focus in its row after a retry, and asks before the tab is closed', async () => {
    const page = await open();
    studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 503 });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Interrupted');
    const [question] = await Promise.all([
      page.waitForEvent('dialog'),
      page.close({ runBeforeUnload: true }),
    ]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await upload(page, 'square-1080.jpg').getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(await hasFocus(upload(page, 'square-1080.jpg'))).toBe(true);
  });

  it('sends a file again that Layers has not found, and only then', async () => {
    const page = await open();
    // Storage says yes, and has nothing.
    studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 200 });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Failed');
    await upload(page, 'square-1080.jpg').getByRole('alert').getByText('UPLOAD_INCOMPLETE').waitFor();
    await tryAgain(page, 'square-1080.jpg');
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(puts()).toHaveLength(2);
    expect(sessions()).toHaveLength(1);
    expect(finalized().map(({ status }) => status)).toEqual([409, 200]);
    expect(await uploaded()).toHaveLength(1);
  });

  it('does not send a caption that is too long, and sends no file again for it', async () => {
    const page = await open();
    await standStill(page);
    const caption = page.getByRole('textbox', { name: `Caption of ${video.name}` });
    await caption.fill('x'.repeat(2201));
    await page.getByText('2,201 / 2,200 (1 too many)').waitFor();
    proxy.mend();
    await becomes(page, video.name, 'Failed');
    await page.getByText('A caption has at most 2,200 characters.').waitFor();
    expect(await caption.getAttribute('aria-invalid')).toBe('true');
    expect(finalized()).toEqual([]);
    await caption.fill('Short');
    await page.getByRole('button', { name: `Start again: ${video.name}` }).click();
    await becomes(page, video.name, 'Uploaded');
    expect(puts()).toHaveLength(1);
    expect(finalized()).toMatchObject([{ body: { caption: 'Short' }, status: 200 }]);
  });

  it('goes on by itself when the connection is back', async () => {
    const page = await open();
    await choose(page, [media('square-1080.jpg'), copy('square-1080.jpg', 'other.jpg')]);
    await page.context().setOffline(true);
    await uploadButton(page, 2).click();
    await becomes(page, 'square-1080.jpg', 'Interrupted');
    await becomes(page, 'other.jpg', 'Interrupted');
    await page.context().setOffline(false);
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    await becomes(page, 'other.jpg', 'Uploaded');
    expect(await uploaded()).toHaveLength(2);
  });
});
