import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { envelope, type Studio, startStudio } from './studio.js';

const coffee = `#/${seed.project.coffee}`;

describe('the studio for everybody', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  /** What axe-core finds, and what is wider than the screen. */
  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
    return page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
      const over = document.documentElement.scrollWidth - innerWidth;
      return over > 0 ? [...found, `${over} px too wide`] : found;
    });
  }

  describe.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)('%i px wide and %s', (width, colorScheme) => {
    const open = (route: string) => studio.open(route, { width, height: 740, colorScheme });

    it('has an upload screen without violations: empty, with files of every kind, and after them', async () => {
      const page = await open(`${coffee}/upload`);
      await page.getByRole('button', { name: 'Choose files' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page
        .getByLabel('Files to upload')
        .setInputFiles(
          ['square-800.jpg', 'square-1080.jpg', 'README.md'].map((file) => `test/media/${file}`),
        );
      await page.getByRole('button', { name: 'Upload 2 posts' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('radio', { name: 'One slideshow' }).check();
      await page.getByRole('textbox', { name: 'Caption of the slideshow' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('radio', { name: 'One post per file' }).check();
      await page.getByRole('button', { name: 'Upload 2 posts' }).click();
      await page.getByText('Uploaded', { exact: true }).nth(1).waitFor();
      expect(await faults(page)).toEqual([]);
    });

    it('has a library without violations, and a panel', async () => {
      const page = await open(`${coffee}/library`);
      await page.locator('a.card').nth(7).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: /New on the board/ }).click();
      await page.getByRole('textbox', { name: 'Caption' }).fill('x'.repeat(2201));
      await page.getByRole('button', { name: 'Save caption' }).click();
      await page.getByRole('alert').waitFor();
      expect(await faults(page)).toEqual([]);
    });

    it('has influencers without violations, with fields that are wrong and changed', async () => {
      const page = await open(`${coffee}/influencers`);
      await page.getByRole('link', { name: /Ava/ }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: /Ava/ }).click();
      await page.getByRole('button', { name: 'Clear style' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('');
      await page.getByRole('button', { name: 'Save 2 changes' }).click();
      await page.getByRole('alert').waitFor();
      expect(await faults(page)).toEqual([]);
    });

    it('has errors and a connection without violations', async () => {
      studio.emulator.fail(
        { method: 'GET', path: /\/content$/, times: 9 },
        { status: 503, body: envelope('KILL_SWITCH', 'Closed for today.', 'req_01KXV5C8Q2RB7N3TDE9FGH4JMA') },
      );
      const page = await open(`${coffee}/library`);
      await page.getByRole('alert').waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Connection' }).click();
      await page.getByLabel('API key').fill('lp_live_nobody');
      await page.getByRole('button', { name: 'Use this key' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
      expect(await faults(page)).toEqual([]);
    });
  });

  describe.each([1280, 360])('%i px wide', (width) => {
    /** Pictures come late, after everything else. */
    async function openSlowly(route: string): Promise<Page> {
      const late = { storage: true, method: 'GET', times: Number.POSITIVE_INFINITY };
      studio.emulator.fail(late, { delayMs: 700 });
      return studio.open(route, {
        width,
        prepare: (page) =>
          page.addInitScript(() => {
            const moved: string[] = [];
            Object.assign(window, { moved });
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries() as (PerformanceEntry & {
                value: number;
                hadRecentInput: boolean;
                sources: { node: Element | null }[];
              })[])
                if (!entry.hadRecentInput)
                  moved.push(
                    `${entry.value.toFixed(4)}: ${entry.sources.map(({ node }) => node?.className || node?.nodeName)}`,
                  );
            }).observe({ type: 'layout-shift', buffered: true });
          }),
      });
    }
    const moved = (page: Page) =>
      page.evaluate(async () => {
        // What has moved is told after the frame in which it has.
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        return (window as unknown as { moved: string[] }).moved;
      });
    /** Waits for every picture that is in sight. */
    const seen = (page: Page, selector: string) =>
      expect
        .poll(() =>
          page
            .locator(selector)
            .evaluateAll(
              (all) =>
                (all as HTMLImageElement[]).filter((each) => each.complete && each.naturalWidth > 0).length,
            ),
        )
        .toBeGreaterThan(1);

    it('moves nothing in the library while its pictures come', async () => {
      const page = await openSlowly(`${coffee}/library`);
      await seen(page, 'a.card img');
      expect(await moved(page)).toEqual([]);
    });

    it('moves nothing in a panel while its pictures come', async () => {
      const page = await openSlowly(`${coffee}/library/${seed.content.threeRoasts}`);
      await seen(page, '.asset img');
      expect(await moved(page)).toEqual([]);
    });

    it('moves nothing beside an influencer while the pictures come', async () => {
      const page = await openSlowly(`${coffee}/influencers/${seed.influencer.ava}`);
      await seen(page, '.reference-images img');
      expect(await moved(page)).toEqual([]);
    });
  });
});
