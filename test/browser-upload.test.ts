import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newSession, uploadFile } from '../examples/browser/upload.js';
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
  /** Layers and the graph do their part; the page hears nothing of the first `times` answers of one kind. */
  function unheard(field: string, times: number) {
    let left = times;
    return async (query: string, variables: object) => {
      const data = await ask(query, variables);
      if (data[field] && left-- > 0) throw new TypeError('Failed to fetch');
      return data;
    };
  }
  async function items(): Promise<number> {
    const query = `query ($projectId: ID!) {
      contentItems(projectId: $projectId, first: 20, filter: { creativeType: UPLOADED }) { nodes { id } }
    }`;
    return (await ask(query, { projectId })).contentItems.nodes.length;
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

  it.each(['createContentUpload', 'finalizeContentUpload'])(
    'makes one post when an answer of %s is lost',
    async (field) => {
      expect(await uploadFile(file, { ask: unheard(field, 1), projectId })).toMatchObject({
        status: 'COMPLETED',
      });
      expect(puts()).toBe(1);
      expect(await items()).toBe(1);
    },
  );

  it('goes on where it stopped when it is called again with its session', async () => {
    const session = newSession();
    const cancel = new AbortController();
    const lose = unheard('finalizeContentUpload', 99);
    const loseAndCancel = (query: string, variables: object) =>
      lose(query, variables).catch((error) => {
        cancel.abort(new Error('The tab was put to sleep.'));
        throw error;
      });
    await expect(
      uploadFile(file, { ask: loseAndCancel, projectId, session, signal: cancel.signal }),
    ).rejects.toThrow('put to sleep');
    stage.emulator.advance(16 * 60_000);
    expect(await uploadFile(file, { ask, projectId, session })).toMatchObject({ status: 'COMPLETED' });
    expect(puts()).toBe(1);
    expect(created()).toBe(1);
    expect(await items()).toBe(1);
  });

  it('opens another session when the answer of the first was lost for too long', async () => {
    const session = newSession();
    await ask(
      `mutation ($input: CreateContentUploadInput!) { createContentUpload(input: $input) { userErrors { code } } }`,
      {
        input: {
          projectId,
          grouping: 'PER_FILE',
          files: [{ filename: file.name, contentType: file.type, sizeBytes: file.size }],
          idempotencyKey: session.key,
        },
      },
    );
    stage.emulator.advance(16 * 60_000);
    expect(await uploadFile(file, { ask, projectId, session })).toMatchObject({ status: 'COMPLETED' });
    expect(await items()).toBe(1);
  });

  it('stops waiting for another try when it is canceled', async () => {
    const cancel = new AbortController();
    const asked = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    const upload = uploadFile(file, { ask: asked, projectId, signal: cancel.signal });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    cancel.abort(new Error('Canceled by the user.'));
    await expect(upload).rejects.toThrow('Canceled by the user.');
    expect(asked).toHaveBeenCalledOnce();
    expect(asked.mock.lastCall).toContain(cancel.signal);
  });

  it('PUTs a file again that Layers has not found', async () => {
    stage.emulator.fail({ storage: true, method: 'PUT' }, { status: 200 });
    expect(await uploadFile(file, { ask, projectId })).toMatchObject({ status: 'COMPLETED' });
    expect(puts()).toBe(2);
    expect(stage.calls().filter((call) => call.includes('finalize'))).toHaveLength(2);
  });

  it('finalizes again an item that changed meanwhile', async () => {
    const body = { error: { code: 'CONFLICT', message: 'Call again.', requestId: 'req_test' } };
    stage.emulator.fail({ path: /finalize/ }, { status: 409, body });
    expect(await uploadFile(file, { ask, projectId })).toMatchObject({ status: 'COMPLETED' });
    expect(puts()).toBe(1);
    expect(created()).toBe(1);
  });
});
