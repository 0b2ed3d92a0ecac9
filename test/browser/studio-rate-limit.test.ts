import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Studio, startStudio } from './studio.js';

describe('the rate limit in the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const left = async (page: Page, what: string) => {
    const text = await page
      .getByRole('region', { name: 'Rate limit' })
      .locator('.bucket', { has: page.getByRole('meter', { name: `${what} left this minute` }) })
      .locator('.amount')
      .innerText();
    return Number(/^([\d,]+) \/ [\d,]+$/.exec(text)?.[1] ?? Number.NaN);
  };

  it('is told as Layers tells it, and goes down with what is asked', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/library`);
    await expect.poll(() => left(page, 'Reads')).toBeGreaterThan(0);
    const reads = await left(page, 'Reads');
    studio.calls();
    await page.getByRole('link', { name: /New on the board/ }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: 'Caption' }).fill('Sold out');
    await expect.poll(() => left(page, 'Reads')).toBeLessThan(reads);
    await drawer.getByRole('button', { name: 'Save caption' }).click();
    await drawer.getByRole('status').getByText('Saved').waitFor();
    await expect.poll(() => left(page, 'Writes')).toBeGreaterThan(0);
    const meter = page.getByRole('meter', { name: 'Writes left this minute', includeHidden: true });
    expect(await meter.evaluate((each) => (each as HTMLMeterElement).value)).toBe(await left(page, 'Writes'));
  });

  it('is full again when the minute is over', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/library`, {
      prepare: (page) => page.clock.install(),
    });
    await page.locator('a.card').first().waitFor();
    await page.clock.fastForward(500);
    await expect.poll(() => left(page, 'Reads')).toBeGreaterThan(0);
    const max = await page
      .getByRole('meter', { name: 'Reads left this minute' })
      .evaluate((each) => (each as HTMLMeterElement).max);
    expect(await left(page, 'Reads')).toBeLessThan(max);
    await page.clock.fastForward(61_000);
    await expect.poll(() => left(page, 'Reads')).toBe(max);
  });
});
