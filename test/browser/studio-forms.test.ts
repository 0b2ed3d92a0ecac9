import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { envelope, hasFocus, type Studio, startStudio } from './studio.js';

const library = `#/${seed.project.coffee}/library`;
const ava = `#/${seed.project.coffee}/influencers/${seed.influencer.ava}`;

describe('what is typed in the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const drawer = (page: Page) => page.getByRole('dialog', { name: 'Content item' });
  const caption = (page: Page) => drawer(page).getByRole('textbox', { name: 'Caption' });
  const save = (page: Page) => drawer(page).getByRole('button', { name: /^(Save caption|Saving…)$/ });
  const close = (page: Page) => drawer(page).getByRole('button', { name: 'Close' }).click();
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const goBack = (page: Page) => page.getByRole('link', { name: 'Go back to it' });
  const patches = () =>
    studio.emulator.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  const refuseLate = () =>
    studio.emulator.fail({ method: 'PATCH' }, { status: 404, body: envelope('NOT_FOUND'), delayMs: 1500 });

  /** The caption of the menu board, in its panel. */
  async function openCaption(): Promise<Page> {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    await caption(page).waitFor();
    return page;
  }

  it('stays in an influencer that is being saved, and is saved next', async () => {
    const page = await studio.open(ava);
    await field(page, 'Vibe').fill('precise');
    studio.emulator.fail({ method: 'PATCH' }, { delayMs: 1500 });
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByRole('button', { name: 'Saving…' }).waitFor();
    await field(page, 'Style').fill('typed meanwhile');
    await field(page, 'Vibe').fill('warm and curious');
    // What was typed back is an edit of what is stored now.
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    expect(patches()).toEqual([{ vibe: 'precise' }, { vibe: 'warm and curious', style: 'typed meanwhile' }]);
    expect(await field(page, 'Style').inputValue()).toBe('typed meanwhile');
  });

  it('is still there when somebody has looked at another influencer, and says so meanwhile', async () => {
    const page = await studio.open(ava);
    await field(page, 'Vibe').fill('not saved yet');
    await page.getByRole('link', { name: /Ben/ }).click();
    await page.getByRole('status').getByText('Not saved yet: changes of Ava Chen.').waitFor();
    expect(await field(page, 'Vibe').inputValue()).not.toBe('not saved yet');
    await goBack(page).click();
    await page.getByRole('button', { name: 'Save 1 change' }).waitFor();
    expect(await field(page, 'Vibe').inputValue()).toBe('not saved yet');
    expect(await goBack(page).count()).toBe(0);
  });

  it('can be forgotten from elsewhere', async () => {
    const page = await openCaption();
    await caption(page).fill('Nobody wants this');
    await close(page);
    await page.getByRole('button', { name: 'Forget it' }).click();
    await expect.poll(() => goBack(page).count()).toBe(0);
    expect(await hasFocus(page.getByRole('main'))).toBe(true);
    await page.getByRole('link', { name: /New on the board/ }).click();
    expect(await caption(page).inputValue()).toBe('New on the board.');
  });

  it('does not go with a panel whose text is selected to beyond its edge, or that is clicked where it is empty', async () => {
    const page = await openCaption();
    await caption(page).fill('A long and lovely caption that nobody has saved');
    const at = (await caption(page).boundingBox())!;
    await page.mouse.move(at.x + 200, at.y + 20);
    await page.mouse.down();
    await page.mouse.move(at.x - 120, at.y + 20, { steps: 5 });
    await page.mouse.up();
    expect(await drawer(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Connection' }).click();
    await page.getByLabel('API key').fill('lp_live_half_typed');
    await page.mouse.click(1100, 700);
    expect(await page.getByLabel('API key').inputValue()).toBe('lp_live_half_typed');
  });

  it('is told as not saved when Layers refuses it after the panel was closed, and is there to be mended', async () => {
    const page = await openCaption();
    refuseLate();
    await caption(page).fill('Newest');
    await save(page).click();
    await close(page);
    await page
      .getByRole('alert')
      .getByText(/^Not saved: the caption of “New on the board\.”\. /)
      .waitFor();
    await goBack(page).click();
    expect(await caption(page).inputValue()).toBe('Newest');
    await drawer(page).getByRole('alert').getByText('NOT_FOUND').waitFor();
    await save(page).click();
    await drawer(page).getByRole('status').getByText('Saved').waitFor();
    expect(patches()).toEqual([{ caption: 'Newest' }, { caption: 'Newest' }]);
  });

  it('keeps its refusal where the panel was opened again before it came', async () => {
    const page = await openCaption();
    refuseLate();
    await caption(page).fill('Newest');
    await save(page).click();
    await close(page);
    await page.getByRole('link', { name: /Newest/ }).click();
    await drawer(page).getByRole('button', { name: 'Saving…' }).waitFor();
    await drawer(page).getByRole('alert').getByText('NOT_FOUND').waitFor();
    expect(await caption(page).inputValue()).toBe('Newest');
  });

  it('has the focus where it was while it is saved, and is not called saved when it is not', async () => {
    const page = await openCaption();
    await caption(page).fill('One');
    await save(page).click();
    await drawer(page).getByRole('status').getByText('Saved').waitFor();
    expect(await hasFocus(save(page))).toBe(true);
    await caption(page).fill('Two');
    expect(await drawer(page).getByRole('status').getByText('Saved').count()).toBe(0);
    studio.emulator.fail({ method: 'PATCH' }, { delayMs: 1500 });
    await save(page).click();
    await drawer(page).getByRole('button', { name: 'Saving…' }).waitFor();
    expect(await hasFocus(save(page))).toBe(true);
    // A second press sends nothing twice.
    await page.keyboard.press('Enter');
    await drawer(page).getByRole('status').getByText('Saved').waitFor();
    expect(patches()).toEqual([{ caption: 'One' }, { caption: 'Two' }]);
  });

  it('makes the tab ask before it is closed', async () => {
    const page = await openCaption();
    await caption(page).fill('An hour of work');
    await close(page);
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).dismiss();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
  });
});
