import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mediaFile } from '../media/media.js';
import { hasFocus, type Studio, startStudio } from './studio.js';
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

/** More than the preflight of a PUT and its head, less than any file. */
const headBytes = 20_000;
/** A little more than the rest of the pictures here. */
const mediaBytes = 40_000;

describe('uploads under way', () => {
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

  const puts = () => studio.emulator.storageRequests.filter(({ method }) => method === 'PUT');
  const sessions = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/content/uploads'));
  const finalized = () => studio.emulator.requests.filter(({ path }) => /finalize/.test(path));

  it('show bytes, rate and time left of each file, and what is there at the end', async () => {
    proxy.holdAfter(1_000_000);
    const page = await studio.open('upload');
    await send(page, [largeVideo('long.mp4', 12_000_000)]);
    const row = upload(page, 'long.mp4');
    await becomes(page, 'long.mp4', 'Uploading');
    await row.getByText(/^[\d.]+ (?:bytes|KB|MB) of 11\.4 MB$/).waitFor();
    await row.getByText(/^[\d.]+ (?:KB|MB)\/s$/).waitFor();
    await row.getByText(/^(?:[\d.]+ s|\d+ min.*) left$/).waitFor();
    const bar = row.getByRole('progressbar', { name: 'long.mp4 sent' });
    // Nothing moves any more.
    await row.getByText('Stalled', { exact: true }).waitFor();
    expect(await row.getByText(/\/s$|left$/).count()).toBe(0);
    const sent = () => bar.evaluate((element: HTMLProgressElement) => element.position);
    // Systems take some of it before the line does.
    const before = await sent();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(1);
    expect(puts().map(({ status }) => status)).toEqual([0]);
    proxy.mend();
    await becomes(page, 'long.mp4', 'Uploaded');
    expect(await bar.count()).toBe(0);
    expect(puts().map(({ status }) => status)).toEqual([200]);
    await page.getByRole('link', { name: 'Open in the library: long.mp4' }).click();
    await page.getByRole('dialog').waitFor();
  });

  it('are five, never more, and go on one by one', async () => {
    proxy.holdAfter(headBytes);
    const page = await studio.open('upload');
    const names = Array.from({ length: 8 }, (_, index) => `${index + 1}.jpg`);
    await send(
      page,
      names.map((name) => copy('square-1080.jpg', name)),
    );
    await becomes(page, '8.jpg', 'Waiting for its turn');
    // In the order in which they were chosen.
    const rows = page.getByRole('region', { name: 'Uploads' }).getByRole('listitem');
    expect(await rows.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel))).toEqual(names);
    for (const name of names.slice(0, 5)) await becomes(page, name, 'Uploading');
    for (let done = 0; done <= 8; done++) {
      const inFlight = Math.min(5, 8 - done);
      await expect.poll(() => proxy.held(), { timeout: 20_000 }).toBe(inFlight);
      await expect.poll(() => inState(page, 'Uploaded').count(), { timeout: 20_000 }).toBe(done);
      expect(await inState(page, 'Uploading').count()).toBe(inFlight);
      expect(await inState(page, 'Waiting for its turn').count()).toBe(Math.max(0, 3 - done));
      // As storage sees it; and none of those that wait has a URL that grows old.
      expect(puts().filter(({ status }) => status === 0)).toHaveLength(inFlight);
      expect(puts()).toHaveLength(done + inFlight);
      expect(sessions()).toHaveLength(done + inFlight);
      // The rest of one file; the next on that connection stands still again.
      if (inFlight > 0) proxy.release(mediaBytes);
    }
    expect(finalized()).toHaveLength(8);
  });

  it('can be canceled, one or what waits, and start again in the same session', async () => {
    proxy.holdAfter(headBytes);
    const page = await studio.open('upload');
    const names = Array.from({ length: 6 }, (_, index) => `${index + 1}.jpg`);
    await send(
      page,
      names.map((name) => copy('square-1080.jpg', name)),
    );
    await becomes(page, '6.jpg', 'Waiting for its turn');
    await expect.poll(() => proxy.held(), { timeout: 20_000 }).toBe(5);
    await page.getByRole('button', { name: 'Cancel 6.jpg' }).click();
    await becomes(page, '6.jpg', 'Canceled');
    await page.getByRole('button', { name: 'Cancel 2.jpg' }).click();
    await becomes(page, '2.jpg', 'Canceled');
    // The browser has hung up on storage.
    await expect.poll(() => proxy.held()).toBe(4);
    proxy.mend();
    for (const name of ['1.jpg', '3.jpg', '4.jpg', '5.jpg']) await becomes(page, name, 'Uploaded');
    expect(finalized()).toHaveLength(4);
    expect(sessions()).toHaveLength(5);
    await page.getByRole('button', { name: 'Start again: 2.jpg' }).click();
    await becomes(page, '2.jpg', 'Uploaded');
    expect(sessions()).toHaveLength(5);
    const paths = puts().map(({ path }) => path);
    expect([paths.length, new Set(paths).size]).toEqual([6, 5]);
    await page.getByRole('button', { name: 'Remove 6.jpg from the list' }).click();
    expect(await upload(page, '6.jpg').count()).toBe(0);
    expect(sessions()).toHaveLength(5);
  });

  it('make a slideshow of pictures in the order and with the caption that was given', async () => {
    const page = await studio.open('upload');
    const pictures = ['square-1080.jpg', 'portrait-1080x1350.png', 'portrait-1080x1350.webp'];
    await choose(page, pictures.map(media));
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    const forward = page.getByRole('button', { name: 'Move portrait-1080x1350.webp forward' });
    await forward.focus();
    for (let at = 2; at >= 0; at--) await page.keyboard.press('Enter');
    // At the front, and still where it was pressed.
    expect(await hasFocus(forward)).toBe(true);
    expect(await forward.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Caption of the slideshow' }).fill('Three of them');
    await uploadButton(page, 1).click();
    await becomes(page, 'Slideshow of 3 pictures', 'Uploaded');
    const body = sessions()[0]!.body as { grouping: string; files: { filename: string }[] };
    expect(body.grouping).toBe('slideshow');
    expect(body.files.map(({ filename }) => filename)).toEqual([
      'portrait-1080x1350.webp',
      'square-1080.jpg',
      'portrait-1080x1350.png',
    ]);
    expect(sessions()).toHaveLength(1);
    expect(puts()).toHaveLength(3);
    await page.getByRole('link', { name: 'Open in the library: Slideshow of 3 pictures' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('3 files').waitFor();
    expect(await drawer.getByRole('textbox', { name: 'Caption' }).inputValue()).toBe('Three of them');
  });

  it('take a caption that is written while the file goes up', async () => {
    proxy.holdAfter(headBytes);
    const page = await studio.open('upload');
    await send(page, [media('square-1080.jpg')]);
    await expect.poll(() => proxy.held(), { timeout: 20_000 }).toBe(1);
    await page.getByRole('textbox', { name: 'Caption of square-1080.jpg' }).fill('On the way ☕');
    proxy.mend();
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(finalized()).toMatchObject([{ body: { caption: 'On the way ☕' } }]);
  });

  it('tell how each fits where, and why not, in text', async () => {
    const page = await studio.open('upload');
    const files = [
      'portrait-5s.mp4',
      'square-800.jpg',
      'short-2s.mp4',
      'vp9-in-mp4.mp4',
      'mp3-audio-in-mp4.mp4',
    ];
    await send(page, files.map(media));
    for (const name of files) {
      await becomes(page, name, 'Uploaded');
      const { issues } = mediaFile(name);
      const badges = upload(page, name).getByRole('list', { name: 'Platform fit' }).getByRole('listitem');
      const words = issues.length > 0 ? 'does not fit' : 'fits';
      expect(await badges.allInnerTexts()).toEqual([`TikTok: ${words}`, `Instagram: ${words}`]);
      // On hover, and in text for everybody who cannot hover.
      for (const badge of await badges.all())
        expect(await badge.getAttribute('title')).toBe(issues[0] ?? null);
      const list = upload(page, name).getByRole('list', { name: 'Platform issues' });
      expect(await list.getByRole('listitem').allInnerTexts()).toEqual(
        issues.map((issue) => `TikTok, Instagram: ${issue}`),
      );
    }
  });

  it('ask before the tab is closed, and lose nothing that was finalized', async () => {
    const page = await studio.open('upload');
    await choose(page, [media('square-1080.jpg')]);
    await page.getByRole('textbox', { name: 'Caption of square-1080.jpg' }).fill('Safe and sound');
    await uploadButton(page, 1).click();
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    proxy.holdAfter(headBytes);
    await send(page, [media('portrait-1080x1350.png')]);
    await expect.poll(() => proxy.held(), { timeout: 20_000 }).toBe(1);

    const [question] = await Promise.all([
      page.waitForEvent('dialog'),
      page.close({ runBeforeUnload: true }),
    ]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    // Somebody who stays loses nothing either.
    await becomes(page, 'portrait-1080x1350.png', 'Uploading');
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByRole('heading', { name: 'Upload' }).waitFor();
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: /Safe and sound/ }).waitFor();
    expect(finalized()).toHaveLength(1);
  });

  it('need nothing that browsers keep for HTTPS', async () => {
    const page = await studio.open('upload', {
      prepare: (page) =>
        page.addInitScript(() => Object.defineProperty(crypto, 'randomUUID', { value: undefined })),
    });
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    expect(finalized()).toHaveLength(1);
  });

  it('do not ask when nothing is under way', async () => {
    const page = await studio.open('upload');
    await send(page, [media('square-1080.jpg')]);
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    const closed = page.waitForEvent('close');
    page.on('dialog', () => expect.unreachable('the page has asked'));
    await page.close({ runBeforeUnload: true });
    await closed;
  });

  it('pretend with a key of the sandbox, whose URLs take nothing', async () => {
    const page = await studio.open('upload');
    await useKey(page, studio.emulator.keys.test);
    await send(page, [media('square-1080.jpg'), media('portrait-5s.mp4')]);
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    await becomes(page, 'portrait-5s.mp4', 'Uploaded');
    expect(puts()).toEqual([]);
    expect(finalized()).toHaveLength(2);
    await page.getByRole('link', { name: 'Open in the library: portrait-5s.mp4' }).click();
    await page.getByRole('dialog').waitFor();
  });

  async function useKey(page: Page, key: string): Promise<void> {
    await page.getByRole('button', { name: 'Connection' }).click();
    await page.getByLabel('API key').fill(key);
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
});
