import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { serveStudio } from '../../examples/studio/serve.mjs';
import { keys, organizations } from '../../src/emulator/seed-account.js';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Studio, startStudio } from './studio.js';

describe('the connection of the studio', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => expect(await studio.leave()).toEqual([]));
  afterAll(() => studio?.close());

  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Connection' });
  const projects = (page: Page) =>
    page.getByRole('combobox', { name: 'Project' }).locator('option').allInnerTexts();
  async function use(page: Page, apiKey: string, organization = ''): Promise<void> {
    await dialog(page).getByLabel('API key').fill(apiKey);
    await dialog(page).getByLabel('Organization (optional)').fill(organization);
    await dialog(page).getByRole('button', { name: 'Use this key' }).click();
  }
  const keysUsed = () =>
    new Set(studio.emulator.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '')));

  it("starts with the emulator's key, and with the newest project", async () => {
    const page = await studio.open('upload');
    await expect.poll(() => projects(page)).toEqual(['Acme Fitness', 'Acme Coffee']);
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/${seed.project.fitness}/upload`);
    expect([...keysUsed()]).toEqual([keys.live]);
  });

  it('takes another key, and shows nothing of the one before', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/library`);
    await page.locator('a.card').first().waitFor();
    await page.getByRole('button', { name: 'Connection' }).click();
    expect(await dialog(page).getByLabel('API key').getAttribute('type')).toBe('password');
    await use(page, keys.otherOrg);
    await dialog(page).waitFor({ state: 'hidden' });
    await expect.poll(() => projects(page)).toEqual(['Not Yours']);
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByText('Nothing here with these filters.').waitFor();
    expect(keysUsed()).toEqual(new Set([keys.live, keys.otherOrg]));
  });

  it('keeps it in the tab: there after a reload, not in another tab, not in an address', async () => {
    const page = await studio.open('library');
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.otherOrg);
    await expect.poll(() => projects(page)).toEqual(['Not Yours']);
    await page.reload();
    await expect.poll(() => projects(page)).toEqual(['Not Yours']);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, cookie: document.cookie }))).toBe(
      '{"cookie":""}',
    );
    const other = await page.context().newPage();
    const addresses: string[] = [];
    other.on('request', (request) => addresses.push(request.url()));
    await other.goto(studio.pageUrl);
    await expect.poll(() => projects(other)).toEqual(['Acme Fitness', 'Acme Coffee']);
    expect(addresses.filter((url) => url.includes('lp_'))).toEqual([]);
  });

  it('does nothing when the same key is saved again', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/upload`);
    await page.getByLabel('Files to upload').setInputFiles('test/media/square-800.jpg');
    await page.getByRole('button', { name: 'Connection' }).click();
    await dialog(page).getByRole('button', { name: 'Use this key' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await page.getByRole('listitem', { name: 'square-800.jpg' }).count()).toBe(1);
    expect(new URL(page.url()).hash).toBe(`#/${seed.project.coffee}/upload`);
  });

  it('asks before it throws away what another key has nothing of', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/influencers/${seed.influencer.ava}`);
    await page.getByRole('textbox', { name: 'Vibe' }).fill('not saved yet');
    await page.getByRole('link', { name: 'Upload', exact: true }).click();
    await page.getByLabel('Files to upload').setInputFiles('test/media/square-800.jpg');
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.otherOrg);
    await dialog(page)
      .getByRole('alert')
      .getByText(/Lost would be: 1 chosen file, 1 unsaved text\.$/)
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listitem', { name: 'square-800.jpg' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.otherOrg);
    await dialog(page).getByRole('button', { name: 'Use it all the same' }).click();
    await expect.poll(() => projects(page)).toEqual(['Not Yours']);
    expect(await page.getByRole('listitem', { name: 'square-800.jpg' }).count()).toBe(0);
  });

  it('sends nothing more with a key that was left, reference images neither', async () => {
    const page = await studio.open(`#/${seed.project.coffee}/influencers/${seed.influencer.ava}`);
    studio.emulator.fail({ storage: true, method: 'PUT' }, { delayMs: 1500 });
    await page.getByLabel('Reference images to add').setInputFiles('test/media/square-800.jpg');
    await expect.poll(() => studio.emulator.requests.some(({ path }) => /presign/.test(path))).toBe(true);
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.otherOrg);
    await dialog(page)
      .getByRole('alert')
      .getByText(/1 reference image/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Use it all the same' }).click();
    await expect.poll(() => projects(page)).toEqual(['Not Yours']);
    // Long enough for the PUT to have been answered, had it gone on.
    await page.waitForTimeout(2500);
    const paths = studio.emulator.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(paths).toEqual([expect.stringMatching(/presign/)]);
  });

  it('acts in a child organization', async () => {
    const page = await studio.open('upload');
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.parent, organizations.child.id);
    await expect.poll(() => projects(page)).toEqual(['Acme Tea House']);
  });

  it('works with a sandbox key, whose uploads go nowhere', async () => {
    const page = await studio.open('upload');
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, keys.test);
    await page.getByLabel('Files to upload').setInputFiles('test/media/square-1080.jpg');
    await page.getByRole('button', { name: 'Upload 1 post' }).click();
    await page.getByText('Uploaded', { exact: true }).waitFor();
    await page.getByRole('link', { name: /^Open in the library/ }).click();
    await page.getByRole('dialog', { name: 'Content item' }).getByText('TikTok: fits').waitFor();
    expect([...keysUsed()].at(-1)).toBe(keys.test);
  });

  it('asks for another key when Layers refuses it, and says why', async () => {
    const page = await studio.open('upload');
    await page.getByRole('button', { name: 'Connection' }).click();
    await use(page, 'lp_live_nobody');
    await dialog(page).getByRole('alert').getByText('UNAUTHENTICATED').waitFor();
    await use(page, keys.live);
    await dialog(page).waitFor({ state: 'hidden' });
    await expect.poll(() => projects(page)).toEqual(['Acme Fitness', 'Acme Coffee']);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('asks for a key first where none was given, and nobody is asked before', async () => {
    const keyless = await serveStudio({ graphqlUrl: studio.url, built: true });
    onTestFinished(() => keyless.close());
    const asked: string[] = [];
    const page = await studio.open(keyless.url, {
      prepare: async (page) => page.on('request', (request) => asked.push(request.url())),
    });
    await dialog(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await dialog(page).getByRole('button', { name: 'Use this key' }).isDisabled()).toBe(true);
    expect(asked.filter((url) => url.startsWith(studio.url))).toEqual([]);
    expect(await page.getByRole('alert').count()).toBe(0);
    // Closed without a key, it is to be had again.
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Enter a key' }).click();
    await use(page, keys.live);
    await expect.poll(() => projects(page)).toEqual(['Acme Fitness', 'Acme Coffee']);
  });
});
