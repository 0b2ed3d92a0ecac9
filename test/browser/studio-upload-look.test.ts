import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Studio, startStudio } from './studio.js';
import {
  becomes,
  choose,
  chosen,
  copy,
  type GivenFile,
  inState,
  largeVideo,
  lookedAt,
  media,
  payload,
  slowVideo,
  upload,
  uploadButton,
} from './upload-page.js';

describe('the look at files before any call', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => {
    expect(await studio.leave()).toEqual([]);
  });
  afterAll(() => studio?.close());

  /** Everything that is not a read, of Layers and of storage. */
  const writes = () =>
    [...studio.emulator.requests, ...studio.emulator.storageRequests]
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  const verdictOf = (page: Page, file: string) => chosen(page, file).locator('.verdict').allInnerTexts();

  const longName = `${'n'.repeat(509)}.jpg`;
  const notTaken = 'is not taken: MP4 and MOV videos, JPEG, PNG and WebP pictures are.';
  it.each<[string, string, GivenFile, string]>([
    ['a text', 'notes.txt', payload('notes.txt', 'text/plain', 'Hello'), `The type text/plain ${notTaken}`],
    ['a GIF', 'wave.gif', payload('wave.gif', 'image/gif', 'GIF89a'), `The type image/gif ${notTaken}`],
    ['what has no type', '.gitignore', '.gitignore', `This type ${notTaken}`],
    ['an empty file', 'empty.jpg', payload('empty.jpg', 'image/jpeg', ''), 'The file is empty.'],
    [
      'a name of 513 characters',
      longName,
      copy('square-1080.jpg', longName),
      'The name is longer than 512 characters.',
    ],
  ])('refuses %s in words, and calls nobody', async (_what, name, file, words) => {
    const page = await studio.open('upload');
    await choose(page, [file]);
    await chosen(page, name).getByRole('alert').getByText(words).waitFor();
    expect(await page.getByRole('button', { name: /^Upload \d/ }).count()).toBe(0);
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    expect(await page.getByRole('list', { name: 'Chosen files' }).count()).toBe(0);
    expect(writes()).toEqual([]);
  });

  it('sends what it does not refuse, and keeps what it does', async () => {
    const page = await studio.open('upload');
    await choose(page, [media('square-1080.jpg')]);
    await choose(page, [payload('notes.txt', 'text/plain', 'Hello')]);
    expect(writes()).toEqual([]);
    await uploadButton(page, 1).click();
    await becomes(page, 'square-1080.jpg', 'Uploaded');
    await chosen(page, 'notes.txt').getByRole('alert').waitFor();
    expect(await chosen(page, 'square-1080.jpg').count()).toBe(0);
    expect(studio.emulator.storageRequests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it.each([
    ['portrait-5s.mp4', '1080 × 1920', '5 s', '30 fps'],
    ['landscape-silent-4s.mp4', '1920 × 1080', '4 s', '30 fps'],
    // As they are shown, not as they are stored.
    ['rotated-4s.mp4', '720 × 1280', '4 s', '30 fps'],
    ['sideways-1080x1350.jpg', '1080 × 1350'],
    ['portrait-1080x1350.png', '1080 × 1350'],
    ['portrait-1080x1350.webp', '1080 × 1350'],
  ])('finds %s fine, and tells what it has measured', async (file, ...facts) => {
    const page = await studio.open('upload');
    await choose(page, [media(file)]);
    expect(await verdictOf(page, file)).toEqual(['Looks fine']);
    const told = await chosen(page, file).locator('.facts').innerText();
    expect(told.split(' · ').slice(1)).toEqual(facts);
    expect(await uploadButton(page, 1).isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it.each<[string, GivenFile, string]>([
    [
      'square-800.jpg',
      media('square-800.jpg'),
      '800 × 800 is too small: platforms want 1080 pixels on the short edge.',
    ],
    ['short-2s.mp4', media('short-2s.mp4'), '2 s is too short: platforms want 3 s or more.'],
    ['slow-15fps.mp4', media('slow-15fps.mp4'), '15 frames a second do not fit: platforms take 23 to 60.'],
    ['wide-2560.mp4', media('wide-2560.mp4'), '2560 pixels are too wide: platforms take up to 1920.'],
    ['heavy.mp4', largeVideo('heavy.mp4', 20_000_000), '32 Mbps is too much: platforms take up to 25.'],
  ])('warns of %s, and would send it all the same', async (name, file, words) => {
    const page = await studio.open('upload');
    await choose(page, [file]);
    expect(await verdictOf(page, name)).toEqual([`Warning ${words}`]);
    expect(await uploadButton(page, 1).isEnabled()).toBe(true);
    await page.getByText('1 file with warnings: you may upload all the same.').waitFor();
    expect(writes()).toEqual([]);
  });

  it.each([
    ['video.mp4', 'portrait-5s.mp4', 101, '101 MB is likely to be refused: Layers takes 100 MB for a video.'],
    [
      'picture.jpg',
      'square-1080.jpg',
      31,
      '31 MB is likely to be refused: Layers takes 30 MB for a picture.',
    ],
  ])('warns of the size of a large %s', async (name, of, megabytes, words) => {
    const folder = await mkdtemp(join(tmpdir(), 'studio-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, name);
    const { buffer } = copy(of, name);
    // Nothing follows that a decoder would look at: a box of zeros in an MP4, bytes after the end in a JPEG.
    const bytes = megabytes * 1024 * 1024;
    const box = Buffer.alloc(8);
    box.writeUInt32BE(bytes - buffer.length, 0);
    box.write('free', 4);
    const handle = await open(path, 'w');
    await handle.write(Buffer.concat([buffer, box]));
    await handle.truncate(bytes);
    await handle.close();
    const page = await studio.open('upload');
    await choose(page, [path]);
    await chosen(page, name).getByText(words).waitFor();
    expect(await uploadButton(page, 1).isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('warns of a long video, whose rate it cannot tell in time', async () => {
    const page = await studio.open('upload');
    await choose(page, [slowVideo('long.mp4')]);
    expect(await verdictOf(page, 'long.mp4')).toEqual([
      'Warning 13.3 min is too long: platforms take up to 10 min.',
      'Unknown This browser cannot tell: frame rate. Layers will.',
    ]);
    expect(await uploadButton(page, 1).isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it.each([
    ['portrait-hevc-5s.mov', 'resolution, duration, frame rate'],
    ['truncated.mp4', 'resolution, duration, frame rate'],
    ['text.jpg', 'resolution'],
  ])('calls unknown what it cannot decode of %s, and would send it', async (file, unknown) => {
    const page = await studio.open('upload');
    await choose(page, [media(file)]);
    expect(await verdictOf(page, file)).toEqual([
      `Unknown This browser cannot tell: ${unknown}. Layers will.`,
    ]);
    expect(await uploadButton(page, 1).isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('leaves the last word on what it cannot decode to Layers', async () => {
    const page = await studio.open('upload');
    await choose(page, [media('portrait-hevc-5s.mov'), media('text.jpg')]);
    await uploadButton(page, 2).click();
    await becomes(page, 'portrait-hevc-5s.mov', 'Uploaded');
    await becomes(page, 'text.jpg', 'Failed');
    await upload(page, 'portrait-hevc-5s.mov').getByText('TikTok: fits').waitFor();
    await upload(page, 'text.jpg')
      .getByRole('alert')
      .getByText(/Unreadable media/)
      .waitFor();
  });

  it('refuses a slideshow with a video, until that is taken out', async () => {
    const page = await studio.open('upload');
    await choose(page, ['square-1080.jpg', 'portrait-5s.mp4', 'square-800.jpg'].map(media));
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    const refusal = page.getByRole('alert').getByText('Slideshows are images only: remove portrait-5s.mp4.');
    await refusal.waitFor();
    const button = uploadButton(page, 1);
    expect(await button.isDisabled()).toBe(true);
    // Somebody who does not see the words beside it hears them.
    expect(await button.getAttribute('aria-describedby')).toBe(await refusal.getAttribute('id'));
    // The rule is that of slideshows alone.
    await page.getByRole('radio', { name: 'One post per file' }).check();
    expect(await uploadButton(page, 3).isEnabled()).toBe(true);
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    await page.getByRole('button', { name: 'Remove portrait-5s.mp4' }).click();
    await refusal.waitFor({ state: 'hidden' });
    expect(await button.isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('sends the next files one by one again after a slideshow', async () => {
    const page = await studio.open('upload');
    await choose(page, [media('square-1080.jpg'), media('portrait-1080x1350.png')]);
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    await uploadButton(page, 1).click();
    await becomes(page, 'Slideshow of 2 pictures', 'Uploaded');
    await choose(page, [media('portrait-5s.mp4')]);
    expect(await chosen(page, 'portrait-5s.mp4').getByRole('textbox').count()).toBe(1);
    await uploadButton(page, 1).click();
    await becomes(page, 'portrait-5s.mp4', 'Uploaded');
    const groupings = studio.emulator.requests
      .filter(({ path }) => path.endsWith('/content/uploads'))
      .map(({ body }) => (body as { grouping: string }).grouping);
    expect(groupings).toEqual(['slideshow', 'per-file']);
  });

  it('keeps every caption in sight when files become a slideshow, and when one is left of it', async () => {
    const page = await studio.open('upload');
    await choose(page, [copy('square-1080.jpg', 'a.jpg'), copy('square-1080.jpg', 'b.jpg')]);
    await page.getByRole('textbox', { name: 'Caption of a.jpg' }).fill('Mine');
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    const together = page.getByRole('textbox', { name: 'Caption of the slideshow' });
    expect(await together.inputValue()).toBe('Mine');
    await together.fill('Ours');
    await page.getByRole('button', { name: 'Remove b.jpg' }).click();
    expect(await together.count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Caption of a.jpg' }).inputValue()).toBe('Mine\n\nOurs');
    await uploadButton(page, 1).click();
    await becomes(page, 'a.jpg', 'Uploaded');
    const finalized = studio.emulator.requests.find(({ path }) => path.endsWith('/finalize-upload'));
    expect(finalized?.body).toMatchObject({ caption: 'Mine\n\nOurs' });
  });

  it('does not send what has a caption that is too long, and says whose', async () => {
    const page = await studio.open('upload');
    await choose(page, [media('square-1080.jpg'), media('portrait-1080x1350.png')]);
    const caption = page.getByRole('textbox', { name: 'Caption of square-1080.jpg' });
    await caption.fill('☕'.repeat(2201));
    const refusal = page.getByRole('alert').getByText('Shorten the caption of square-1080.jpg.');
    await refusal.waitFor();
    expect(await caption.getAttribute('aria-invalid')).toBe('true');
    expect(await uploadButton(page, 2).isDisabled()).toBe(true);
    await caption.fill('☕'.repeat(2200));
    await refusal.waitFor({ state: 'hidden' });
    expect(await uploadButton(page, 2).isEnabled()).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('lets people write captions while it looks, and moves nothing when it is done', async () => {
    const page = await studio.open('upload', {
      prepare: (page) =>
        page.addInitScript(() => {
          const { play } = HTMLMediaElement.prototype;
          HTMLMediaElement.prototype.play = async function () {
            await new Promise((resolve) => setTimeout(resolve, 1500));
            return play.call(this);
          };
        }),
    });
    await page.getByLabel('Files to upload').setInputFiles(['portrait-5s.mp4', 'rotated-4s.mp4'].map(media));
    const last = page.getByRole('textbox', { name: 'Caption of rotated-4s.mp4' });
    await last.fill('Written meanwhile');
    const placeOf = () => last.evaluate((element) => element.getBoundingClientRect().top);
    const before = await placeOf();
    expect(await page.getByText('Looking at it…').count()).toBe(2);
    await lookedAt(page);
    expect(await placeOf()).toBe(before);
    expect(await last.inputValue()).toBe('Written meanwhile');
  });

  it('keeps no picture of files that are gone, and none when another key is used', async () => {
    const page = await studio.open('upload', { prepare: countPictures });
    await page.getByLabel('Files to upload').setInputFiles(['square-1080.jpg', 'square-800.jpg'].map(media));
    await choose(page, [media('portrait-1080x1350.png')]);
    expect(await pictures(page)).toBe(3);
    await page.getByRole('button', { name: 'Remove square-800.jpg' }).click();
    expect(await pictures(page)).toBe(2);
    await page.getByLabel('Files to upload').setInputFiles(media('portrait-5s.mp4'));
    await page.getByRole('button', { name: 'Remove portrait-5s.mp4' }).click();
    // The browser looks at the next when it is done with that.
    await choose(page, [media('short-2s.mp4')]);
    expect(await pictures(page)).toBe(3);
    await page.getByRole('button', { name: 'Remove short-2s.mp4' }).click();
    await page.getByRole('button', { name: 'Remove square-1080.jpg' }).click();
    await uploadButton(page, 1).click();
    await becomes(page, 'portrait-1080x1350.png', 'Uploaded');
    await choose(page, [media('square-800.jpg')]);
    expect(await pictures(page)).toBe(2);
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Connection' }).click();
    await page.getByLabel('API key').fill(studio.emulator.keys.test);
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('button', { name: 'Use it all the same' }).click();
    await page.getByRole('region', { name: 'Uploads' }).waitFor({ state: 'hidden' });
    await expect.poll(() => pictures(page)).toBe(0);
  });

  it('refuses a slideshow of eleven pictures, and takes ten', async () => {
    const page = await studio.open('upload');
    await choose(
      page,
      Array.from({ length: 11 }, (_, index) => copy('square-1080.jpg', `${index}.jpg`)),
    );
    await page.getByRole('radio', { name: 'One slideshow' }).check();
    const refusal = page
      .getByRole('alert')
      .getByText('A slideshow has at most 10 pictures, and these are 11.');
    await refusal.waitFor();
    expect(await uploadButton(page, 1).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Remove 10.jpg' }).click();
    await refusal.waitFor({ state: 'hidden' });
    expect(writes()).toEqual([]);
    await uploadButton(page, 1).click();
    await becomes(page, 'Slideshow of 10 pictures', 'Uploaded');
  });

  it.each(['upload', 'library'])(
    'takes many files that are dropped anywhere on the screen %s',
    async (route) => {
      const page = await studio.open(`#/${seed.project.coffee}/${route}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const names = ['portrait-5s.mp4', 'short-2s.mp4', 'square-1080.jpg', 'square-800.jpg', 'text.jpg'];
      await drop(page, names.map(media));
      await lookedAt(page);
      const list = page.getByRole('list', { name: 'Chosen files' });
      expect(
        await list.getByRole('listitem').evaluateAll((rows) => rows.map((row) => row.ariaLabel)),
      ).toEqual(names);
      expect(await uploadButton(page, 5).isEnabled()).toBe(true);
      expect(writes()).toEqual([]);
      await page.getByRole('button', { name: 'Remove text.jpg' }).click();
      await uploadButton(page, 4).click();
      await inState(page, 'Uploaded').nth(3).waitFor({ timeout: 30_000 });
    },
  );

  /** As a window system does it: the files hover over the page before they fall. */
  async function drop(page: Page, files: string[]): Promise<void> {
    const browser = await page.context().newCDPSession(page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await browser.send('Input.dispatchDragEvent', { type, x: 600, y: 700, data });
  }

  /** Counts the files in `blob:` URLs that the page has made and not let go. */
  async function countPictures(page: Page): Promise<void> {
    await page.addInitScript(() => {
      const live = new Set<string>();
      Object.assign(window, { live });
      const { createObjectURL, revokeObjectURL } = URL;
      URL.createObjectURL = (blob: Blob) => {
        const url = createObjectURL.call(URL, blob);
        live.add(url);
        return url;
      };
      URL.revokeObjectURL = (url: string) => {
        live.delete(url);
        revokeObjectURL.call(URL, url);
      };
    });
  }
  const pictures = (page: Page) =>
    page.evaluate(() => (window as unknown as { live: Set<string> }).live.size);
});
