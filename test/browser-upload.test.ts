import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { uploadFile } from '../examples/browser/upload.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, type Stage, startStage } from './support/facade.js';

// It has no types of its own.
const { JSDOM } = createRequire(import.meta.url)('jsdom') as Json;

const projectId = seed.project.fitness;
const bytes = readFileSync(new URL('media/portrait-5s.mp4', import.meta.url));

/** jsdom's XMLHttpRequest speaks HTTP, asks by CORS and refuses headers as a browser does. */
describe('the upload of the browser example', () => {
  let stage: Stage;
  let page: Json;
  let file: File;
  beforeAll(async () => {
    stage = await startStage();
    page = new JSDOM('', { url: 'http://localhost:5173/' }).window;
    file = new page.File([bytes], 'teaser.mp4', { type: 'video/mp4' });
    vi.stubGlobal('XMLHttpRequest', page.XMLHttpRequest);
  });
  afterEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    page.close();
    await stage.close();
  });

  async function ask(query: string, variables: object): Promise<Json> {
    const { data, errors } = await stage.ask(query, variables, {
      headers: { origin: 'http://localhost:5173' },
    });
    expect(errors).toEqual([]);
    return data;
  }
  const puts = () => stage.emulator.storageRequests.filter(({ method }) => method === 'PUT').length;
  const created = () => stage.calls().filter((call) => call.endsWith('/content/uploads')).length;

  it('tells its progress and gives the finished item', async () => {
    const progress: number[] = [];
    const item = await uploadFile(file, {
      ask,
      projectId,
      caption: 'Hello',
      onProgress: (sent) => progress.push(sent),
    });
    expect(item).toMatchObject({ caption: 'Hello', status: 'COMPLETED' });
    expect(item.platformFit.every(({ ok }: Json) => ok)).toBe(true);
    expect(progress.at(-1)).toBe(bytes.length);
    expect(puts()).toBe(1);
  });

  it('PUTs again to the same URL after a lost connection', async () => {
    stage.emulator.fail({ storage: true, method: 'PUT' }, 'reset');
    expect(await uploadFile(file, { ask, projectId })).toMatchObject({ status: 'COMPLETED' });
    expect(puts()).toBe(2);
    expect(created()).toBe(1);
  });

  it('opens a fresh session when the handle has expired', async () => {
    let expired = false;
    const slowAsk = async (query: string, variables: object) => {
      const data = await ask(query, variables);
      if (!expired) stage.emulator.advance(16 * 60_000);
      expired = true;
      return data;
    };
    expect(await uploadFile(file, { ask: slowAsk, projectId })).toMatchObject({ status: 'COMPLETED' });
    expect(puts()).toBe(2);
    expect(created()).toBe(2);
  });

  it('repeats what is worth repeating, and tells what is not in words', async () => {
    // More than the server itself repeats.
    stage.emulator.fail({ path: /finalize/, times: 5 }, { status: 503 });
    const answers: Json[] = [];
    const listen = async (query: string, variables: object) => {
      answers.push(await ask(query, variables));
      return answers.at(-1);
    };
    expect(await uploadFile(file, { ask: listen, projectId })).toMatchObject({ status: 'COMPLETED' });
    expect(answers[1].finalizeContentUpload.userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
    expect(answers.length).toBeGreaterThan(2);
    await stage.emulator.reset();
    await expect(uploadFile(file, { ask, projectId: 'prj_nobody' })).rejects.toThrow(/^NOT_FOUND: /);
    expect(created()).toBe(1);
    expect(puts()).toBe(0);
  });

  it('stops when it is canceled', async () => {
    const cancel = new AbortController();
    stage.emulator.fail({ storage: true, method: 'PUT' }, 'silence');
    const upload = uploadFile(file, { ask, projectId, signal: cancel.signal });
    await vi.waitFor(() => expect(puts()).toBe(1));
    cancel.abort(new Error('Canceled by the user.'));
    await expect(upload).rejects.toThrow('Canceled by the user.');
    expect(stage.calls().filter((call) => call.includes('finalize'))).toEqual([]);
  });
});
