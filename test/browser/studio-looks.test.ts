import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { expectScreenshot } from './screenshot.js';
import { envelope, type Studio, startStudio } from './studio.js';

const coffee = `#/${seed.project.coffee}`;

/** Pictures in sight are there, and their pixels too; what is far below is not even asked for. */
async function picturesInSight(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images]
      .filter((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      })
      .every((each) => each.complete),
  );
  await page.evaluate(() =>
    Promise.all([...document.images].filter((each) => each.complete).map((each) => each.decode())),
  );
}

describe.each([
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const)('the studio looks as it did, %i px wide and %s', (width, colorScheme) => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio({ emulator: { uploadQuota: { maxUploads: 4, maxBytes: 26_843_545_600 } } });
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const open = (route: string) =>
    studio.open(`${coffee}/${route}`, { width, height: width === 360 ? 740 : 860, colorScheme });

  /** With what counts by itself out of sight. */
  async function looksAsItDid(page: Page, name: string): Promise<void> {
    await page.addStyleTag({ content: '.rate-limit .amount, [role="timer"] { visibility: hidden; }' });
    await page.mouse.move(0, 0);
    await picturesInSight(page);
    await expectScreenshot(page, `studio-${name}-${width}-${colorScheme}`);
  }

  it('before an upload, with what is wrong and what does not fit', async () => {
    const page = await open('upload');
    await page
      .getByLabel('Files to upload')
      .setInputFiles(
        ['square-800.jpg', 'portrait-1080x1350.png', 'README.md'].map((file) => `test/media/${file}`),
      );
    await page.getByRole('button', { name: 'Upload 2 posts' }).waitFor();
    await looksAsItDid(page, 'draft');
  });

  it('after uploads, one of which was over the quota', async () => {
    const page = await open('upload');
    await page.getByLabel('Files to upload').setInputFiles(['test/media/square-800.jpg']);
    await page.getByRole('button', { name: 'Upload 1 post' }).click();
    await page.getByText('Uploaded', { exact: true }).waitFor();
    await page.getByLabel('Files to upload').setInputFiles(['test/media/square-1080.jpg']);
    await page.getByRole('button', { name: 'Upload 1 post' }).click();
    await page.getByRole('region', { name: 'Upload quota' }).waitFor();
    await page.getByText(/^Request req_/).evaluateAll((all) => {
      for (const each of all) (each as HTMLElement).style.visibility = 'hidden';
    });
    await looksAsItDid(page, 'uploads');
  });

  it('in the library', async () => {
    const page = await open('library');
    await page.locator('a.card').nth(7).waitFor();
    await looksAsItDid(page, 'library');
  });

  it('beside an item', async () => {
    const page = await open('library');
    await page.locator('a.card').nth(7).waitFor();
    await page.getByRole('link', { name: /New on the board/ }).click();
    await page.getByRole('textbox', { name: 'Caption' }).fill('x'.repeat(2210));
    await page.getByRole('button', { name: 'Save caption' }).click();
    await page.getByRole('alert').waitFor();
    await looksAsItDid(page, 'item');
  });

  it('with an influencer, changed and cleared and wrong', async () => {
    const page = await open(`influencers/${seed.influencer.ava}`);
    await page.getByRole('button', { name: 'Clear style' }).click();
    await page.getByRole('textbox', { name: 'Vibe' }).fill('precise');
    await page.getByRole('textbox', { name: 'Other' }).fill('{ drink }');
    await page.getByRole('button', { name: 'Save 3 changes' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: 'Style', exact: true }).scrollIntoViewIfNeeded();
    await looksAsItDid(page, 'influencer');
  });

  it('where Layers wants the key to wait', async () => {
    // What else the page asks for has come before: all of the key has to wait.
    const page = await open('upload');
    await page.getByRole('option', { name: 'Acme Coffee' }).waitFor({ state: 'attached' });
    studio.emulator.fail(
      { method: 'GET', path: /\/content$/ },
      {
        status: 429,
        headers: { 'retry-after': '30' },
        body: envelope('RATE_LIMITED', 'Slow down.', 'req_01KXV5C8Q2RB7N3TDE9FGH4JMA'),
      },
    );
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByRole('timer').waitFor();
    await looksAsItDid(page, 'wait');
  });
});
