import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { ok } from '../support/facade.js';
import { sendMultipart } from '../support/multipart.js';
import { envelope, hasFocus, type Studio, startStudio } from './studio.js';

const library = `#/${seed.project.coffee}/library`;
/** Narrow enough for the second page to be out of sight. */
const small = { width: 700, height: 500 };

describe('the library of the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio({ emulator: { uploadQuota: { maxUploads: 14, maxBytes: 26_843_545_600 } } });
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const cards = (page: Page) => page.getByRole('list', { name: 'Content items' }).locator('a.card');
  const titles = (page: Page) => cards(page).locator('.card-title').allInnerTexts();
  const reads = () => studio.calls().filter((call) => /^GET .*\/content$/.test(call)).length;
  const patches = () => studio.emulator.requests.filter(({ method }) => method === 'PATCH');
  const drawer = (page: Page) => page.getByRole('dialog', { name: 'Content item' });
  const badges = (within: Locator) => within.locator('.badges').first().locator('.badge').allInnerTexts();

  /** Each call makes ten items of one picture. */
  async function addPosts(): Promise<void> {
    const picture = await readFile('test/media/square-1080.jpg');
    const each = Array.from({ length: 10 }, (_, index) => index);
    const { uploadContent } = ok(
      await sendMultipart(studio, {
        query: `mutation ($input: UploadContentInput!) {
          uploadContent(input: $input) { contentItems { id } userErrors { message } }
        }`,
        variables: {
          input: {
            projectId: seed.project.coffee,
            files: each.map(() => null),
            captions: each.map((index) => `Post ${index + 1}`),
            grouping: 'PER_FILE',
          },
        },
        map: Object.fromEntries(each.map((index) => [index, [`variables.input.files.${index}`]])),
        parts: each.map((index) => ({
          name: `${index}`,
          filename: `post-${index}.jpg`,
          contentType: 'image/jpeg',
          body: [picture],
        })),
      }),
    );
    expect(uploadContent.userErrors).toEqual([]);
    expect(uploadContent.contentItems).toHaveLength(10);
  }

  it('shows eight items by one read, and more as somebody scrolls, until all are there once', async () => {
    await addPosts();
    studio.calls();
    const page = await studio.open(library, small);
    await cards(page).nth(7).waitFor();
    expect(await cards(page).count()).toBe(8);
    expect(reads()).toBe(1);
    await page.mouse.move(350, 400);
    await page.mouse.wheel(0, 3000);
    await cards(page).nth(15).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Load more' }).count()).toBe(1);
    expect(await cards(page).count()).toBe(16);
    await page.mouse.wheel(0, 9000);
    await cards(page).nth(18).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /Load/ }).count()).toBe(0);
    const ids = await cards(page).evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.item));
    expect(ids).toHaveLength(19);
    expect(new Set(ids).size).toBe(19);
    expect(reads()).toBe(2);
  });

  it('loads more for a keyboard too, and goes on with the first new item', async () => {
    await addPosts();
    const page = await studio.open(library, {
      ...small,
      // Nothing comes into sight: the button alone must do.
      prepare: (page) =>
        page.addInitScript(() => {
          IntersectionObserver.prototype.observe = () => undefined;
        }),
    });
    await cards(page).nth(7).focus();
    await page.keyboard.press('Tab');
    expect(await hasFocus(page.getByRole('button', { name: 'Load more' }))).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => cards(page).count()).toBe(16);
    await expect.poll(() => hasFocus(cards(page).nth(8))).toBe(true);
    await page.getByRole('button', { name: 'Load more' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => cards(page).count()).toBe(19);
    // The button is gone, the focus is not.
    await expect.poll(() => hasFocus(cards(page).nth(16))).toBe(true);
  });

  it('says that a page did not come, and gets it when asked again', async () => {
    studio.emulator.fail({ method: 'GET', path: /\/content$/, skip: 1, times: 9 }, { status: 503 });
    const page = await studio.open(library, small);
    await cards(page).nth(7).waitFor();
    await page.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded();
    await page.getByRole('alert').waitFor();
    expect(await cards(page).count()).toBe(8);
    await studio.emulator.reset();
    await page.getByRole('button', { name: 'Try again' }).click();
    await cards(page).nth(8).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('filters by origin and status, and keeps each list as far as it was read', async () => {
    const page = await studio.open(library);
    await cards(page).nth(8).waitFor();
    const all = await titles(page);
    expect(all).toHaveLength(9);
    const origin = page.getByRole('combobox', { name: 'Origin' });
    const status = page.getByRole('combobox', { name: 'Status' });
    await origin.selectOption('Uploaded');
    await expect
      .poll(() => titles(page))
      .toEqual(['No caption', 'New on the board.', 'The roast that started it all. ☕']);
    await status.selectOption('Failed');
    await page.getByText('Nothing here with these filters.').waitFor();
    await origin.selectOption('Any');
    await expect.poll(() => cards(page).count()).toBe(1);
    expect(await badges(cards(page).first())).toEqual(['Failed', 'Generated']);
    studio.calls();
    await status.selectOption('Any');
    await expect.poll(() => titles(page)).toEqual(all);
    await origin.selectOption('Uploaded');
    await expect.poll(() => cards(page).count()).toBe(3);
    expect(reads()).toBe(0);
  });

  it('reads a list anew when somebody comes back to it, and when asked to', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).waitFor();
    const becomes = async (caption: string) =>
      ok(
        await studio.ask(
          `mutation { updateContentCaption(input: { id: "${seed.content.menuBoard}", caption: "${caption}" }) { contentItem { id } } }`,
        ),
      );
    await becomes('Changed by a colleague');
    await page.getByRole('link', { name: 'Upload', exact: true }).click();
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByRole('link', { name: /Changed by a colleague/ }).waitFor();
    await becomes('Changed once more');
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('link', { name: /Changed once more/ }).waitFor();
  });

  it('stays as far as it was read while an upload comes in on top', async () => {
    await addPosts();
    const page = await studio.open(`#/${seed.project.coffee}/upload`, small);
    studio.emulator.fail({ method: 'POST', path: /finalize-upload/ }, { delayMs: 4000 });
    await page.getByLabel('Files to upload').setInputFiles('test/media/square-800.jpg');
    await page.getByRole('textbox', { name: /^Caption of/ }).fill('On top');
    await page.getByRole('button', { name: 'Upload 1 post' }).click();
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await cards(page).nth(7).waitFor();
    await page.mouse.move(350, 400);
    await page.mouse.wheel(0, 3000);
    await cards(page).nth(15).waitFor();
    await page.mouse.wheel(0, 9000);
    await cards(page).nth(18).waitFor();
    expect((await titles(page)).includes('On top')).toBe(false);
    // A list that has folded up fills again, too fast to be seen from here.
    const seen = await page.getByRole('list', { name: 'Content items' }).evaluateHandle((list) => {
      const seen = { fewest: 99 };
      new MutationObserver(() => {
        seen.fewest = Math.min(seen.fewest, list.querySelectorAll('a.card').length);
      }).observe(list, { childList: true });
      return seen;
    });
    await expect.poll(async () => (await titles(page))[0]).toBe('On top');
    expect(await seen.evaluate(({ fewest }) => fewest)).toBe(20);
    const ids = await cards(page).evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.item));
    expect(new Set(ids).size).toBe(20);
  });

  it('says that there is no such project', async () => {
    const page = await studio.open('#/prj_00000000-0000-4000-8000-000000000000/library');
    await page.getByText('Layers knows no such project.').waitFor();
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Influencers', exact: true }).click();
    await page.getByRole('heading', { name: 'Influencers' }).waitFor();
    await page.getByText('Layers knows no such project.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('does not tell the failure of one list beside another', async () => {
    studio.emulator.fail({ method: 'GET', path: /\/content$/, skip: 1, times: 9 }, { status: 503 });
    const page = await studio.open(library, small);
    await cards(page).nth(7).waitFor();
    await page.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded();
    await page.getByRole('alert').waitFor();
    await studio.emulator.reset();
    await page.getByRole('combobox', { name: 'Origin' }).selectOption('Uploaded');
    await expect.poll(() => cards(page).count()).toBe(3);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('tells everything about an item: files, what Layers measured, what fits where', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    const panel = drawer(page);
    await panel.getByRole('heading', { name: 'File', exact: true }).waitFor();
    expect(await panel.locator('.facts').allInnerTexts()).toEqual([
      expect.stringMatching(/^image\/jpeg · 800 × 800 · [\d.]+ KB$/),
    ]);
    expect(await panel.getByRole('list', { name: 'Platform fit' }).locator('li').allInnerTexts()).toEqual([
      'TikTok: does not fit',
      'Instagram: does not fit',
    ]);
    expect(await panel.getByRole('list', { name: 'Platform issues' }).innerText()).toBe(
      'TikTok, Instagram: 800x800 image resolution too low (min 1080px on the short edge)',
    );
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: /The roast that started it all/ }).click();
    await panel.getByText('Instagram: fits').waitFor();
    expect(await panel.locator('.facts').innerText()).toMatch(/^video\/mp4 · 1080 × 1920 · [\d.]+ s · /);
    expect(await panel.getByRole('list', { name: 'Platform issues' }).count()).toBe(0);
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: /Which one is yours/ }).click();
    await panel.getByRole('heading', { name: '3 files' }).waitFor();
    expect(await panel.locator('.assets img').count()).toBe(3);
    await panel.getByText('Only captions of uploads can be changed.').waitFor();
    // Where somebody was, by a link of its own.
    await page.goto(`${studio.pageUrl}${library}/${seed.content.failed}`);
    await panel.getByText('The source video is no longer available.').waitFor();
  });

  it('opens an item that nobody has with words', async () => {
    const page = await studio.open(`${library}/cnt_00000000-0000-4000-8000-000000000000`);
    await drawer(page).getByText('Layers knows no such item.').waitFor();
  });

  it('changes a caption everywhere at once, before Layers has answered', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    studio.emulator.fail({ method: 'PATCH' }, { delayMs: 2000 });
    await drawer(page).getByRole('textbox', { name: 'Caption' }).fill('Newer on the board');
    await drawer(page).getByRole('button', { name: 'Save caption' }).click();
    await cards(page).filter({ hasText: 'Newer on the board' }).waitFor();
    expect(await drawer(page).getByRole('button', { name: 'Saving…' }).isDisabled()).toBe(true);
    expect(patches().map(({ status }) => status)).not.toContain(200);
    await drawer(page).getByRole('status').getByText('Saved').waitFor();
    expect(patches()).toMatchObject([{ status: 200, body: { caption: 'Newer on the board' } }]);
    await page.reload();
    await drawer(page).getByRole('textbox', { name: 'Caption' }).waitFor();
    expect(await drawer(page).getByRole('textbox', { name: 'Caption' }).inputValue()).toBe(
      'Newer on the board',
    );
  });

  it('takes the caption back where Layers refuses it, keeps what was typed, and sends it again', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    studio.emulator.fail({ method: 'PATCH' }, { status: 404, body: envelope('NOT_FOUND'), delayMs: 2000 });
    const field = drawer(page).getByRole('textbox', { name: 'Caption' });
    await field.fill('Newest');
    await drawer(page).getByRole('button', { name: 'Save caption' }).click();
    await cards(page).filter({ hasText: 'Newest' }).waitFor();
    await drawer(page).getByRole('alert').waitFor();
    await cards(page).filter({ hasText: 'New on the board.' }).waitFor();
    expect(await cards(page).filter({ hasText: 'Newest' }).count()).toBe(0);
    expect(await field.inputValue()).toBe('Newest');
    await drawer(page).getByRole('button', { name: 'Save caption' }).click();
    await drawer(page).getByRole('status').getByText('Saved').waitFor();
    await cards(page).filter({ hasText: 'Newest' }).waitFor();
  });

  it('counts characters as Layers does, and marks a caption that is too long', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    const field = drawer(page).getByRole('textbox', { name: 'Caption' });
    await field.fill('☕🏃'.repeat(1100));
    await drawer(page).getByText('2,200 / 2,200', { exact: true }).waitFor();
    await field.fill('x'.repeat(2210));
    await drawer(page).getByText('2,210 / 2,200 (10 too many)').waitFor();
    await drawer(page).getByRole('button', { name: 'Save caption' }).click();
    await drawer(page)
      .getByRole('alert')
      .getByText(/at most 2,200/)
      .waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => hasFocus(field)).toBe(true);
    expect(patches()).toEqual([]);
    await drawer(page).getByRole('button', { name: 'Undo' }).click();
    expect(await field.inputValue()).toBe('New on the board.');
  });

  it.each(['Escape', 'Close', 'a click beside it'])('gives the focus back when closed by %s', async (way) => {
    const page = await studio.open(library);
    const card = page.getByRole('link', { name: /New on the board/ });
    await card.focus();
    await page.keyboard.press('Enter');
    await drawer(page).getByRole('textbox', { name: 'Caption' }).waitFor();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else if (way === 'Close') await drawer(page).getByRole('button', { name: 'Close' }).click();
    else await page.mouse.click(20, 400);
    await drawer(page).waitFor({ state: 'hidden' });
    expect(await hasFocus(card)).toBe(true);
    expect(new URL(page.url()).hash).toBe(library);
  });

  it('has a quota meter as soon as Layers has told numbers, and none before', async () => {
    await addPosts();
    const page = await studio.open(library);
    await cards(page).first().waitFor();
    const meter = page.getByRole('region', { name: 'Upload quota' });
    expect(await meter.count()).toBe(0);
    await page.getByRole('link', { name: 'Upload', exact: true }).click();
    await page
      .getByLabel('Files to upload')
      .setInputFiles(['test/media/square-1080.jpg', 'test/media/square-800.jpg']);
    await page.getByRole('button', { name: 'Upload 2 posts' }).click();
    await meter.waitFor();
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await cards(page).first().waitFor();
    expect(await meter.getByRole('meter', { name: 'Uploads' }).getAttribute('aria-valuetext')).toBe(
      '14 of 14',
    );
    expect(await meter.innerText()).toMatch(/Storage\s+\d+ KB of 25 GB/);
    // It is the quota of one project.
    await page.getByRole('combobox', { name: 'Project' }).selectOption('Acme Fitness');
    await cards(page).first().waitFor();
    expect(await meter.count()).toBe(0);
  });
});
