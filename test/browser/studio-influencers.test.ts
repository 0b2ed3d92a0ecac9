import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { envelope, hasFocus, type Studio, startStudio } from './studio.js';

const influencers = `#/${seed.project.coffee}/influencers`;

describe('the influencers of the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  /** Ava Chen is open. */
  async function open(expected?: RegExp): Promise<Page> {
    const page = await studio.open(influencers, { ...(expected && { expected }) });
    await page
      .getByRole('navigation', { name: 'Influencers' })
      .getByRole('link', { name: /Ava Chen/ })
      .click();
    await field(page, 'Vibe').waitFor();
    return page;
  }
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const saved = (page: Page) =>
    page.getByRole('form', { name: 'Edit influencer' }).getByRole('status').getByText('Saved').waitFor();
  const bodies = (method: string, path: RegExp) =>
    studio.emulator.requests
      .filter((request) => request.method === method && path.test(request.path))
      .map(({ body }) => body);
  const patches = () => bodies('PATCH', /influencers/);

  it('opens an influencer with all that is stored, and nothing to save', async () => {
    const page = await open();
    expect(await hasFocus(page.getByRole('article', { name: 'Ava Chen' }))).toBe(true);
    expect(await field(page, 'Style').inputValue()).toBe('minimalist streetwear');
    expect(await page.getByRole('combobox', { name: 'Gender' }).inputValue()).toBe('FEMALE');
    expect(await field(page, 'Traits').inputValue()).toBe('curious\nwarm\ndirect');
    expect(await field(page, 'Hair color').inputValue()).toBe('');
    expect(await button(page, 'Save changes').isDisabled()).toBe(true);
    expect(await button(page, 'Undo all').isDisabled()).toBe(true);
  });

  it('sends what was touched, null for what was cleared, and nothing of the rest', async () => {
    const page = await open();
    await button(page, 'Clear style').click();
    await field(page, 'Vibe').fill('precise');
    await page.getByRole('combobox', { name: 'Gender' }).selectOption('Not set');
    await field(page, 'Hair color').fill('black');
    // Touched, and as it was again: untouched.
    await field(page, 'Age range').fill('30');
    await field(page, 'Age range').fill('25-34');
    // Emptied by hand, what was empty: untouched too.
    await field(page, 'Ethnicity').fill('x');
    await field(page, 'Ethnicity').fill('');
    expect(await page.getByText('Changed', { exact: true }).count()).toBe(2);
    expect(await page.getByText('Will be cleared', { exact: true }).count()).toBe(2);
    await button(page, 'Save 4 changes').click();
    await saved(page);
    expect(patches()).toEqual([{ style: null, vibe: 'precise', gender: null, hairColor: 'black' }]);
    expect(await page.getByText(/^(Changed|Will be cleared)$/).count()).toBe(0);
    expect(await field(page, 'Style').inputValue()).toBe('');
    expect(await button(page, 'Save changes').isDisabled()).toBe(true);
  });

  it('undoes a field, and all of them', async () => {
    const page = await open();
    await button(page, 'Clear style').click();
    await field(page, 'Vibe').fill('precise');
    await button(page, 'Undo style').click();
    expect(await field(page, 'Style').inputValue()).toBe('minimalist streetwear');
    await button(page, 'Save 1 change').waitFor();
    await button(page, 'Undo all').click();
    expect(await field(page, 'Vibe').inputValue()).toBe('warm and curious');
    expect(await button(page, 'Save changes').isDisabled()).toBe(true);
    expect(patches()).toEqual([]);
  });

  it('edits the personality part by part: lists by line, texts, and keys of other people', async () => {
    const page = await open();
    await field(page, 'Traits').fill('curious\n  bold \n\n');
    await button(page, 'Clear tone').click();
    await field(page, 'Catchphrases').fill('Skip the line.');
    await field(page, 'Other').fill('{ "drink": "flat white" }');
    await button(page, 'Save 4 changes').click();
    await saved(page);
    expect(patches()).toEqual([
      {
        personality: {
          traits: ['curious', 'bold'],
          tone: null,
          catchphrases: ['Skip the line.'],
          drink: 'flat white',
        },
      },
    ]);
    // What was left alone is still there; the key that is taken out next is cleared.
    expect(await field(page, 'Humor').inputValue()).toBe('dry');
    await field(page, 'Other').fill('{ "size": 2 }');
    await button(page, 'Save 1 change').click();
    await expect.poll(patches).toHaveLength(2);
    expect(patches()[1]).toEqual({ personality: { drink: null, size: 2 } });
  });

  it('says at the field that something is no JSON, without a call', async () => {
    const page = await open();
    await field(page, 'Other').fill('{ drink }');
    await button(page, 'Save 1 change').click();
    await page.getByRole('alert').getByText('This is not valid JSON.').waitFor();
    expect(await field(page, 'Other').getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => hasFocus(field(page, 'Other'))).toBe(true);
    await field(page, 'Other').fill('[1]');
    await button(page, 'Save 1 change').click();
    await page
      .getByRole('alert')
      .getByText(/must be a JSON object/)
      .waitFor();
    expect(patches()).toEqual([]);
  });

  it('shows a new name in the list by itself', async () => {
    const page = await open();
    await field(page, 'Name').fill('Ava C. Chen');
    await button(page, 'Save 1 change').click();
    const list = page.getByRole('navigation', { name: 'Influencers' });
    await list.getByRole('link', { name: 'Ava C. Chen' }).waitFor();
    await page.getByRole('article', { name: 'Ava C. Chen' }).waitFor();
    await list.getByRole('link', { name: /Ben/ }).click();
    await page.getByText('None yet. About five are enough.').waitFor();
    expect(await field(page, 'Name').inputValue()).toBe('Ben Okafor');
  });

  it('goes back from one to the link of it on a small screen', async () => {
    const page = await studio.open(`${influencers}/${seed.influencer.ben}`, { width: 360, height: 740 });
    await field(page, 'Vibe').waitFor();
    await page.getByRole('link', { name: '← All influencers' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => hasFocus(page.getByRole('link', { name: /Ben/ }))).toBe(true);
  });

  it('shows a gender that it has no word for as what it is', async () => {
    const page = await studio.open(influencers, {
      prepare: (page) =>
        page.route(studio.url, async (route) => {
          const answer = await route.fetch();
          const body = (await answer.text()).replace('"gender":"FEMALE"', '"gender":"UNKNOWN"');
          await route.fulfill({ response: answer, body });
        }),
    });
    await page.getByRole('link', { name: /Ava Chen/ }).click();
    await field(page, 'Vibe').waitFor();
    const gender = page.getByRole('combobox', { name: 'Gender' });
    expect(await gender.locator('option:checked').innerText()).toBe('Unknown');
    expect(await button(page, 'Save changes').isDisabled()).toBe(true);
  });

  describe('reference images', () => {
    const images = (page: Page) => page.getByRole('list', { name: 'Reference images' }).getByRole('listitem');
    const add = (page: Page, ...files: string[]) =>
      page.getByLabel('Reference images to add').setInputFiles(files.map((file) => `test/media/${file}`));
    const puts = () =>
      studio.emulator.storageRequests.filter(({ method }) => method === 'PUT').map(({ status }) => status);

    it('go to the media library by presign, PUT and finalize, and are attached by one call', async () => {
      const page = await open();
      expect(await images(page).count()).toBe(2);
      await add(page, 'square-1080.jpg', 'portrait-1080x1350.png');
      await page.getByRole('status').getByText('2 images attached').waitFor();
      expect(await images(page).count()).toBe(4);
      const declared = bodies('POST', /presign/) as Record<string, unknown>[];
      expect(declared.map(({ kind, mimeType }) => `${kind} ${mimeType}`).sort()).toEqual([
        'reference_image image/jpeg',
        'reference_image image/png',
      ]);
      expect(puts()).toEqual([200, 200]);
      expect(bodies('POST', /media\/finalize/)).toHaveLength(2);
      const [attached, ...more] = bodies('POST', /reference-images/) as { assetIds: string[] }[];
      expect(more).toEqual([]);
      const shown = await images(page).locator('.asset-id').allInnerTexts();
      expect(shown.slice(2)).toEqual(attached!.assetIds);
      expect(await page.getByRole('list', { name: 'Images on their way' }).count()).toBe(0);
      // It is really there, not only in this page.
      await page.reload();
      await images(page).nth(3).waitFor();
    });

    it('are attached by id, and those that Layers has left out are told', async () => {
      const page = await open();
      const nobody = 'med_00000000-0000-4000-8000-000000000000';
      await page.getByText('Attach by id', { exact: true }).click();
      await page.getByLabel('Ids of media assets').fill(`${seed.media.barista}, ${nobody}`);
      await button(page, 'Attach').click();
      await page
        .getByRole('alert')
        .getByText(/^1 image not attached/)
        .waitFor();
      expect(await page.getByRole('alert').locator('code').allInnerTexts()).toEqual([nobody]);
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(await images(page).count()).toBe(3);
    });

    it('say before any call what is no picture, and send the others', async () => {
      const page = await open();
      await add(page, 'README.md', 'square-800.jpg');
      await page.getByRole('status').getByText('1 image attached').waitFor();
      const row = page.getByRole('listitem', { name: 'README.md' });
      await row.getByRole('alert').getByText('This is no picture.').waitFor();
      expect(bodies('POST', /presign/)).toHaveLength(1);
      expect(await row.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      await row.getByRole('button', { name: 'Remove README.md' }).click();
      await row.waitFor({ state: 'detached' });
      expect(await images(page).count()).toBe(3);
    });

    it('are sent again after a PUT that failed, and after a handle that has expired', async () => {
      const page = await open(/503|403/);
      studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 503 });
      await add(page, 'square-800.jpg');
      await page
        .getByRole('listitem', { name: 'square-800.jpg' })
        .getByRole('button', { name: 'Try again' })
        .click();
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(puts()).toEqual([503, 200]);
      studio.emulator.fail(
        { storage: true, method: 'PUT' },
        {
          status: 403,
          body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
        },
      );
      await add(page, 'square-1080.jpg');
      await expect.poll(() => images(page).count()).toBe(4);
      expect(puts()).toEqual([503, 200, 403, 200]);
      expect(bodies('POST', /presign/)).toHaveLength(4);
    });

    it('are dropped where the influencer is, and what is typed there stays', async () => {
      const page = await open();
      await field(page, 'Vibe').fill('not saved yet');
      const browser = await page.context().newCDPSession(page);
      const files = [resolve('test/media/square-1080.jpg')];
      const data = { items: [], files, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver'] as const)
        await browser.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data });
      await page.getByText('Drop them anywhere to add them here.').waitFor();
      await browser.send('Input.dispatchDragEvent', { type: 'drop', x: 700, y: 300, data });
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(await images(page).count()).toBe(3);
      expect(await field(page, 'Vibe').inputValue()).toBe('not saved yet');
    });

    it('say that they failed to somebody who has gone on, and are there to be sent again', async () => {
      const page = await open(/503/);
      studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 503, delayMs: 1500 });
      await add(page, 'square-800.jpg');
      await page.getByRole('listitem', { name: 'square-800.jpg' }).waitFor();
      await page.getByRole('link', { name: /Ben/ }).click();
      await page.getByRole('alert').getByText('Not attached: images of Ava Chen.').waitFor();
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      await (await asked).dismiss();
      await page.getByRole('link', { name: 'Go back to it' }).click();
      const row = page.getByRole('listitem', { name: 'square-800.jpg' });
      await row.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(await images(page).count()).toBe(3);
    });

    it('that could not be attached are not forgotten over the next ones', async () => {
      const page = await open();
      studio.emulator.fail(
        { method: 'POST', path: /reference-images/ },
        { status: 422, body: envelope('VALIDATION', 'No.') },
      );
      await add(page, 'square-1080.jpg');
      await page.getByRole('alert').getByText('VALIDATION').waitFor();
      await add(page, 'square-800.jpg');
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(await page.getByRole('alert').getByText('VALIDATION').count()).toBe(1);
      await button(page, 'Forget 1 image not attached').click();
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await images(page).count()).toBe(3);
    });

    it('that storage has refused are sent anew when somebody asks', async () => {
      const page = await open(/400/);
      studio.emulator.fail({ storage: true, method: 'PUT' }, { status: 400 });
      await add(page, 'square-800.jpg');
      await page
        .getByRole('listitem', { name: 'square-800.jpg' })
        .getByRole('button', { name: 'Try again' })
        .click();
      await page.getByRole('status').getByText('1 image attached').waitFor();
      expect(bodies('POST', /presign/)).toHaveLength(2);
    });
  });
});
