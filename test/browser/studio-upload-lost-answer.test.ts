import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { ok } from '../support/facade.js';
import { envelope, type Studio, startStudio } from './studio.js';
import { becomes, media, send, upload } from './upload-page.js';

const projectId = seed.project.fitness;
const file = 'square-1080.jpg';

describe('an upload whose last answer is lost', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await startStudio();
  });
  afterEach(async () => {
    expect(await studio.leave()).toEqual([]);
  });
  afterAll(() => studio?.close());

  const open = () => studio.open(`#/${projectId}/upload`, { expected: /Failed to load resource/ });
  const puts = () => studio.emulator.storageRequests.filter(({ method }) => method === 'PUT');
  const sessions = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/content/uploads'));
  const finalized = () => studio.emulator.requests.filter(({ path }) => path.endsWith('/finalize-upload'));
  const tryAgain = (page: Page) => upload(page, file).getByRole('button', { name: 'Try again' }).click();

  async function captions(): Promise<string[]> {
    const query = `query ($projectId: ID!) {
      contentItems(projectId: $projectId, first: 20, filter: { creativeType: UPLOADED }) { nodes { caption } }
    }`;
    const { contentItems } = ok(await studio.ask(query, { projectId }));
    return contentItems.nodes.map(({ caption }: { caption: string }) => caption);
  }

  /** The graph makes the post, and the page never hears of it. */
  async function finalizeUnheard(page: Page): Promise<void> {
    await page.route(studio.url, async (route) => {
      if (!route.request().postData()?.includes('FinalizeContentUpload')) return route.fallback();
      await route.fetch();
      await route.abort('connectionfailed');
    });
    await send(page, [media(file)]);
    await becomes(page, file, 'Interrupted');
    await page.unroute(studio.url);
    expect(await captions()).toEqual(['']);
  }

  it('is one post, also when its URLs have expired before the next try', async () => {
    const page = await open();
    await finalizeUnheard(page);
    studio.emulator.advance(16 * 60_000);
    await page.clock.setSystemTime(Date.now() + 16 * 60_000);
    await tryAgain(page);
    await becomes(page, file, 'Uploaded');
    expect(await captions()).toEqual(['']);
    expect([sessions().length, puts().length, finalized().length]).toEqual([1, 1, 2]);
  });

  it('has the caption that was written after it', async () => {
    const page = await open();
    await finalizeUnheard(page);
    await page.getByRole('textbox', { name: `Caption of ${file}` }).fill('What I really want to say');
    await tryAgain(page);
    await becomes(page, file, 'Uploaded');
    expect(await captions()).toEqual(['What I really want to say']);
    await page.getByRole('link', { name: `Open in the library: ${file}` }).click();
    const caption = page.getByRole('dialog').getByRole('textbox', { name: 'Caption' });
    expect(await caption.inputValue()).toBe('What I really want to say');
  });

  it('tells that a later caption was not taken, and takes it with the next try', async () => {
    const page = await open();
    await finalizeUnheard(page);
    await page.getByRole('textbox', { name: `Caption of ${file}` }).fill('Later');
    studio.emulator.fail({ method: 'PATCH' }, { status: 409, body: envelope('CONFLICT', 'Not now.') });
    await tryAgain(page);
    await becomes(page, file, 'Failed');
    await upload(page, file).getByRole('alert').getByText('Not now.').waitFor();
    await tryAgain(page);
    await becomes(page, file, 'Uploaded');
    expect(await captions()).toEqual(['Later']);
    expect([sessions().length, puts().length, finalized().length]).toEqual([1, 1, 2]);
  });

  it.each([1, 2])('is finalized again after %i conflicts, and anew only after the second', async (times) => {
    const page = await open();
    const body = envelope('CONFLICT', 'The item changed while it was being finalized. Call again.');
    studio.emulator.fail({ path: /\/finalize-upload$/, times }, { status: 409, body });
    await send(page, [media(file)]);
    if (times === 2) {
      await becomes(page, file, 'Failed');
      await tryAgain(page);
    }
    await becomes(page, file, 'Uploaded');
    expect([sessions().length, puts().length, finalized().length]).toEqual([times, times, times + 1]);
    expect(new Set(finalized().map(({ headers }) => headers['idempotency-key'])).size).toBe(times + 1);
    expect(await captions()).toEqual(['']);
  });
});
