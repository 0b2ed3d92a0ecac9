import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { envelope, hasFocus, type Studio, startStudio } from './studio.js';

const library = `#/${seed.project.coffee}/library`;
const ava = `#/${seed.project.coffee}/influencers/${seed.influencer.ava}`;
const requestId = 'req_01KXV5C8Q2RB7N3TDE9FGH4JMA';

describe('errors in the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const cards = (page: Page) => page.locator('a.card');
  const tryAgain = (within: Page | Locator) => within.getByRole('button', { name: 'Try again' });
  /** The text of what describes a field. */
  const described = (field: Locator) =>
    field.evaluate((each) =>
      (each.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    );

  it('are at the field that they are about, which gets the focus and tells them', async () => {
    const page = await studio.open(ava);
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('');
    await page.getByRole('textbox', { name: 'Vibe' }).fill('precise');
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await expect.poll(() => hasFocus(name)).toBe(true);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await described(name)).toContain(await page.getByRole('alert').innerText());
    expect(await page.getByRole('textbox', { name: 'Vibe' }).getAttribute('aria-invalid')).toBeNull();
    expect(await tryAgain(page).count()).toBe(0);
    await name.fill('Ava');
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    await page.getByRole('status').getByText('Saved').waitFor();
    expect(await name.getAttribute('aria-invalid')).toBeNull();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('of Layers find their field too, with the request id to copy', async () => {
    const page = await studio.open(ava);
    studio.emulator.fail(
      { method: 'PATCH' },
      {
        status: 422,
        headers: { 'x-request-id': requestId },
        body: {
          error: {
            code: 'VALIDATION',
            message: 'Layers would not have it.',
            requestId,
            details: { issues: [{ path: ['personality', 'tone'], message: 'That is no tone.' }] },
          },
        },
      },
    );
    const tone = page.getByRole('textbox', { name: 'Tone' });
    await tone.fill('loud');
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByRole('alert').waitFor();
    await expect.poll(() => hasFocus(tone)).toBe(true);
    expect(await described(tone)).toContain('That is no tone.');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: `Copy request id ${requestId}` }).click();
    await page.getByRole('status').getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(requestId);
  });

  it('that may pass have a button to try again, which repeats the call', async () => {
    const page = await studio.open(library);
    await page.getByRole('link', { name: /New on the board/ }).click();
    const drawer = page.getByRole('dialog');
    studio.emulator.fail({ method: 'PATCH', times: 9 }, { status: 503, body: '<h1>Bad gateway</h1>' });
    await drawer.getByRole('textbox', { name: 'Caption' }).fill('Sold out');
    await drawer.getByRole('button', { name: 'Save caption' }).click();
    await drawer.getByRole('alert').waitFor();
    await studio.emulator.reset();
    await tryAgain(drawer).click();
    await drawer.getByRole('status').getByText('Saved').waitFor();
    expect(await drawer.getByRole('alert').count()).toBe(0);
    await cards(page).filter({ hasText: 'Sold out' }).waitFor();
  });

  it('that will not pass have none', async () => {
    studio.emulator.fail(
      { method: 'GET', path: /\/content$/ },
      { status: 403, body: envelope('FORBIDDEN_SCOPE', 'This key may not look.', requestId) },
    );
    const page = await studio.open(library);
    await page.getByRole('alert').getByText('FORBIDDEN').waitFor();
    await page.getByRole('button', { name: `Copy request id ${requestId}` }).waitFor();
    expect(await tryAgain(page).count()).toBe(0);
    expect(await page.getByText('Nothing here with these filters.').count()).toBe(0);
  });

  it('of a key that asked too often count down, and are gone after the retry', async () => {
    studio.emulator.fail(
      { method: 'GET', path: /\/content$/ },
      {
        status: 429,
        headers: { 'retry-after': '4' },
        body: envelope('RATE_LIMITED', 'Slow down.', requestId),
      },
    );
    const page = await studio.open(library);
    const timer = page.getByRole('timer');
    await timer.waitFor();
    const seconds = async () => Number(/^in (\d+) s$/.exec(await timer.innerText())![1]);
    const first = await seconds();
    expect(first).toBeLessThanOrEqual(4);
    expect(await tryAgain(page).isDisabled()).toBe(true);
    await expect.poll(seconds).toBe(first - 1);
    await timer.waitFor({ state: 'detached' });
    const lists = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/content')).length;
    // Nobody has asked in the meantime.
    expect(lists()).toBe(1);
    await tryAgain(page).click();
    await cards(page).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('of the network say so, and the page goes on when it is back', async () => {
    const page = await studio.open(library, { expected: /ERR_INTERNET_DISCONNECTED/ });
    await cards(page).first().waitFor();
    await page.context().setOffline(true);
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Failed');
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await page.context().setOffline(false);
    await tryAgain(page).click();
    await expect.poll(() => cards(page).count()).toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('of the picker of projects are above everything, and do not hide the rest', async () => {
    studio.emulator.fail({ method: 'GET', path: /\/projects$/, times: 9 }, { status: 503, body: 'No.' });
    const page = await studio.open(library);
    await page.getByRole('banner').getByRole('alert').waitFor();
    await cards(page).first().waitFor();
    await studio.emulator.reset();
    await tryAgain(page.getByRole('banner')).click();
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Project' }).locator('option').allInnerTexts())
      .toContain('Acme Coffee');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('of a page that somebody put in between are no failure of the network', async () => {
    const page = await studio.open(library, {
      prepare: (page) =>
        page.route(studio.url, (route) =>
          route.request().postData()?.includes('query Library')
            ? route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Please log in</h1>' })
            : route.continue(),
        ),
    });
    await page.getByRole('alert').getByText('What answered is not the graph').waitFor();
    await page.getByRole('alert').getByText('HTTP_200').waitFor();
    await page.unroute(studio.url);
    await tryAgain(page).click();
    await cards(page).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('of more projects are told too, and the page goes on', async () => {
    let more = 0;
    const page = await studio.open(library, {
      expected: /ERR_FAILED/,
      prepare: (page) =>
        page.route(studio.url, async (route) => {
          const asked = route.request().postData() ?? '';
          if (!asked.includes('query Projects')) return route.continue();
          if (asked.includes('"after"') && ++more === 1) return route.abort();
          const answer = await route.fetch();
          // The page may have been closed meanwhile.
          const body = await answer.text().catch(() => '');
          return route.fulfill({
            response: answer,
            body: more > 0 ? body : body.replace('"hasNextPage":false', '"hasNextPage":true'),
          });
        }),
    });
    await cards(page).first().waitFor();
    await page.getByRole('combobox', { name: 'Project' }).selectOption('More projects…');
    await page.getByRole('banner').getByRole('alert').getByText('NETWORK').waitFor();
    await tryAgain(page.getByRole('banner')).click();
    await expect.poll(() => page.getByRole('banner').getByRole('alert').count()).toBe(0);
    expect(more).toBe(2);
  });

  it('are none where a page came by http from another machine, which has less of a browser', async () => {
    studio.emulator.fail(
      { method: 'POST', path: /finalize-upload/ },
      { status: 404, body: envelope('NOT_FOUND') },
    );
    const page = await studio.open(`#/${seed.project.coffee}/upload`, {
      prepare: (page) =>
        page.addInitScript(() => {
          Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
        }),
    });
    await page.getByLabel('Files to upload').setInputFiles('test/media/square-800.jpg');
    await page.getByRole('button', { name: 'Upload 1 post' }).click();
    await page.getByText('Failed', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Copy request id/ }).click();
    await page.getByRole('status').getByText('Not allowed').waitFor();
    const { headers } = studio.emulator.requests.find(({ path }) => /content\/uploads$/.test(path))!;
    expect(headers['idempotency-key']).toMatch(/^[\da-f]{32}$/);
  });
});
