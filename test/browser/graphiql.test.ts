import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startFacade } from '../../src/http/server.js';
import { type Stage, startStage } from '../support/facade.js';
import { type Browser, foreignRequests, startBrowser, type Visit, type VisitOptions } from './browser.js';
import { expectScreenshot } from './screenshot.js';

const folder = new URL('../../dist/graphiql/', import.meta.url);

describe('GraphiQL behind a closed network', () => {
  let stage: Stage;
  let browser: Browser;
  let visit: Visit | undefined;
  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(), startBrowser()]);
  });
  afterEach(async () => {
    const { problems } = visit ?? { problems: [] };
    const foreign = visit ? foreignRequests(visit, visit.page.url()) : [];
    await visit?.close();
    visit = undefined;
    await stage.emulator.reset();
    expect({ problems, foreign }).toEqual({ problems: [], foreign: [] });
  });
  afterAll(() => Promise.all([stage?.close(), browser?.close()]));

  async function open(options?: VisitOptions, server = stage.url): Promise<Page> {
    visit = await browser.visit(options);
    const { page } = visit;
    await page.goto(new URL('/graphiql', server).href);
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    await page.getByRole('region', { name: 'Operation Editor' }).getByText('FirstLook').waitFor();
    // What an operation takes is known when the schema is.
    await page
      .getByRole('button', { name: 'Re-fetch GraphQL schema' })
      .and(page.locator(':enabled'))
      .waitFor();
    return page;
  }
  const run = (page: Page) => page.getByRole('button', { name: /^Execute query/ }).click();
  const ready = (page: Page, name: RegExp) =>
    page.getByRole('region', { name: 'Ready operations' }).getByRole('button', { name }).click();
  /** Waits until the answer shows the words, wherever its lines break. */
  const shows = (page: Page, words: string) =>
    expect
      .poll(
        async () => {
          const lines = await page
            .getByRole('region', { name: 'Result Window' })
            .locator('.view-line')
            .allInnerTexts();
          return lines.join('').replaceAll(/\s/g, '');
        },
        { timeout: 10_000 },
      )
      .toContain(words.replaceAll(' ', ''));

  it("runs the first operation with the emulator's key, and shows the answer", async () => {
    const page = await open();
    await run(page);
    await shows(page, '"Acme Fitness"');
  });

  it("opens a ready operation with the seed's ids, in a tab of its own, and once", async () => {
    const page = await open();
    await ready(page, /^A project by your handle/);
    await run(page);
    await shows(page, '"Acme Coffee"');
    await ready(page, /^First look/);
    await ready(page, /^A project by your handle/);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['FirstLook', 'ByHandle']);
  });

  it('uploads files, and tells how they fit', async () => {
    const page = await open();
    await ready(page, /^Upload content/);
    const files = page.getByRole('region', { name: 'Files' });
    await files
      .getByLabel('$files takes several files')
      .setInputFiles(['test/media/portrait-5s.mp4', 'test/media/square-800.jpg']);
    await files.getByText('video/mp4, 42,187 bytes').waitFor();
    await run(page);
    await shows(page, '"COMPLETED"');
    const puts = stage.emulator.storageRequests.filter(({ method }) => method === 'PUT');
    expect(puts.map(({ status }) => status)).toEqual([200, 200]);
    // One is taken out again: then it is not sent.
    await files.getByRole('button', { name: 'Remove square-800.jpg' }).click();
    await run(page);
    await expect
      .poll(() => stage.emulator.storageRequests.filter(({ method }) => method === 'PUT').length)
      .toBe(3);
  });

  it('leads through an upload in steps: says how to PUT, and has the id for the last step', async () => {
    const page = await open();
    await ready(page, /^1\. Declare the files/);
    await run(page);
    const line = page.getByText(/^curl -T test\/media\/portrait-5s\.mp4 /);
    const text = await line.textContent();
    const [, header, url] = /-H 'Content-Type: ([^']+)' '([^']+)'/.exec(text!)!;
    const body = new Uint8Array(await readFile('test/media/portrait-5s.mp4'));
    const put = await fetch(url!, { method: 'PUT', headers: { 'content-type': header! }, body });
    expect(put.status).toBe(200);
    // Those of another upload stand beside that one alone.
    await ready(page, /^A picture of your own: 1/);
    await run(page);
    await page.getByText(/^curl -T test\/media\/square-1080\.jpg /).waitFor();
    await ready(page, /^1\. Declare the files/);
    await expect.poll(() => page.getByText(/^curl -T /).allTextContents()).toEqual([text]);
    await ready(page, /^2\. Finalize/);
    await run(page);
    await shows(page, '"COMPLETED"');
  });

  it('on the real API starts without a key and ids, takes those that somebody types, and keeps no key', async () => {
    const { config } = stage;
    const real = await startFacade({
      config: { ...config, layersApiKey: undefined },
      logger: pino({ level: 'silent' }),
      graphiql: { folder },
    });
    onTestFinished(() => real.close());
    const page = await open({}, real.url);
    await run(page);
    await shows(page, '"UNAUTHENTICATED"');
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('[data-uri$="request-headers.json"]').click();
    // To between the quotes of { "X-Api-Key": "" }
    for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    await page.keyboard.type(stage.emulator.keys.live);
    await run(page);
    await shows(page, '"Acme Fitness"');
    await ready(page, /^A project by your handle/);
    // With the key of the tab before, and a handle that nobody has.
    await run(page);
    await shows(page, '{ "data": { "projectByCustomerExternalId": null }, "extensions"');
    await page.getByRole('button', { name: 'Variables' }).click();
    await page.getByRole('region', { name: 'Variables' }).getByText('your-handle').waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('FirstLook');
    expect(kept).not.toContain('lp_live_');
  });

  it('works on a narrow screen, where panes cover the editors', async () => {
    const page = await open({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Show Ready operations' }).click();
    await ready(page, /^My key/);
    await run(page);
    await shows(page, '"Acme Growth"');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)('looks as it did, %i px wide and %s', async (width, colorScheme) => {
    const page = await open({ width, height: 740, colorScheme });
    await run(page);
    await shows(page, '"Acme Fitness"');
    await page.mouse.move(0, 0);
    await expectScreenshot(page, `graphiql-${width}-${colorScheme}`);
  });
});
