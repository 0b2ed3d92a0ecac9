import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { hasFocus, type Studio, startStudio } from './studio.js';

describe('the studio by keyboard alone', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  /** Tabs until the element has the focus; every stop on the way shows that it has it. */
  async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press(key);
      const seen = await page.evaluate(() => {
        const stop = document.activeElement;
        // Behind the last stop is the browser itself.
        if (!stop || stop === document.body) return 'nothing';
        const { outlineStyle, outlineWidth } = getComputedStyle(stop);
        const shown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
        const { width, height, bottom, top } = stop.getBoundingClientRect();
        const inSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
        return shown && inSight ? 'shown' : `unseen: ${stop.outerHTML.slice(0, 200)}`;
      });
      expect(seen).not.toMatch(/^unseen/);
      if (await hasFocus(target)) return;
    }
    throw new Error(`${target} is not to be reached by ${key}.`);
  }
  async function press(page: Page, target: Locator): Promise<void> {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  }

  it('uploads a picture, mends its caption and finds it in the library', async () => {
    const page = await studio.open('upload');
    const picker = page.getByRole('combobox', { name: 'Project' });
    await expect.poll(() => picker.inputValue()).toBe(seed.project.fitness);
    await page.keyboard.press('Tab');
    expect(await hasFocus(button(page, 'Skip to content'))).toBe(true);
    await tabTo(page, picker);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/${seed.project.coffee}/upload`);
    expect(await hasFocus(picker)).toBe(true);

    const chooser = page.waitForEvent('filechooser');
    await press(page, button(page, 'Choose files'));
    await (await chooser).setFiles('test/media/square-1080.jpg');
    await press(page, button(page, 'Upload 1 post'));
    await page.getByText('Uploaded', { exact: true }).waitFor();
    // Not lost with the button that was pressed.
    expect(await hasFocus(button(page, 'Choose files'))).toBe(true);

    await press(page, page.getByRole('link', { name: /^Open in the library/ }));
    const drawer = page.getByRole('dialog', { name: 'Content item' });
    await tabTo(page, drawer.getByRole('textbox', { name: 'Caption' }));
    await page.keyboard.type('By keyboard alone');
    await press(page, drawer.getByRole('button', { name: 'Save caption' }));
    await drawer.getByRole('status').getByText('Saved').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    const card = page.locator('a.card').filter({ hasText: 'By keyboard alone' });
    await card.waitFor();
    await press(page, card);
    await drawer.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(card)).toBe(true);
  });

  it('edits an influencer, comes back to what is wrong, and saves', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/influencers`);
    await press(page, page.getByRole('link', { name: /Ava Chen/ }));
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.waitFor();
    await tabTo(page, name);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await press(page, button(page, 'Clear style'));
    // Where it was, is what takes it back.
    await page.getByText('Will be cleared').waitFor();
    expect(await hasFocus(button(page, 'Undo style'))).toBe(true);
    await press(page, button(page, 'Save 2 changes'));
    await expect.poll(() => hasFocus(name)).toBe(true);
    await page.keyboard.type('Ava');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Saved').waitFor();
    const patch = studio.emulator.requests.findLast(({ method }) => method === 'PATCH')!;
    expect(patch.body).toEqual({ name: 'Ava', style: null });
    await press(page, page.getByText('Attach by id', { exact: true }));
    await tabTo(page, page.getByLabel('Ids of media assets'));
    await page.keyboard.type(`${seed.media.ben1}\n`);
    await page.getByRole('status').getByText('1 image attached').waitFor();
  });

  it('keeps the focus in a panel that is over the page, in both directions', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/library/${seed.content.menuBoard}`);
    const drawer = page.getByRole('dialog');
    const close = drawer.getByRole('button', { name: 'Close' });
    await drawer.getByRole('textbox', { name: 'Caption' }).waitFor();
    await tabTo(page, close);
    await tabTo(page, close, 'Shift+Tab');
    await tabTo(page, close);
  });

  it.each([1280, 360])('walks through the bar as it is read, %i px wide', async (width) => {
    const page = await studio.open(`#/${seed.project.coffee}/library`, { width });
    await page.locator('a.card').first().waitFor();
    const stops = page.getByRole('banner').locator('select, a, button');
    const places = await stops.evaluateAll((all) =>
      all.map((each) => {
        const { top, height, left } = each.getBoundingClientRect();
        return { middle: top + height / 2, left };
      }),
    );
    expect(places).toHaveLength(5);
    for (const [index, { middle, left }] of places.entries()) {
      const before = places[index - 1];
      if (before && middle - before.middle < 20) {
        expect(Math.abs(middle - before.middle)).toBeLessThan(20);
        expect(left).toBeGreaterThan(before.left);
      }
    }
    expect(await stops.last().innerText()).toBe('Connection');
  });

  it('skips the bar above the page', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/library`);
    await page.locator('a.card').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await hasFocus(page.getByRole('button', { name: 'Reload' }))).toBe(true);
  });
});
