import { afterEach, describe, expect, it } from 'vitest';
import { ok, type Stage, startStage } from './support/facade.js';

const text = '{ layersViewer { rateLimit { class limit remaining reset } } }';

describe('layersViewer.rateLimit', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  async function rateLimitAfter(headers: Record<string, string>) {
    const body = { id: 'prj_1', name: 'x' };
    stage.emulator.fail({ path: '/v1/projects/prj_1' }, { status: 200, body, headers });
    ok(await stage.ask('{ project(id: "prj_1") { id } }'));
    stage.calls();
    const { rateLimit } = ok(await stage.ask(text)).layersViewer;
    expect(stage.calls()).toEqual([]);
    return rateLimit;
  }

  it.each(['x-ratelimit', 'ratelimit'] as const)(
    'tells what the %s headers of the last answer said, without a call',
    async (rateLimitHeaders) => {
      stage = await startStage({ emulator: { tier: 'standard', rateLimitHeaders } });
      expect(ok(await stage.ask(text)).layersViewer.rateLimit).toBeNull();
      ok(await stage.ask('{ projects { nodes { id } } }'));
      const { rateLimit } = ok(await stage.ask(text)).layersViewer;
      expect(rateLimit).toMatchObject({ class: 'read-light', limit: 120, remaining: 119 });
      const reset = Date.parse(rateLimit.reset) - Date.now();
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(61_000);
      ok(
        await stage.ask(
          'mutation { createProject(input: { name: "x", timezone: "UTC" }) { project { id } } }',
        ),
      );
      const write = ok(
        await stage.ask('{ layersViewer { rateLimit(class: "write-light") { class limit remaining } } }'),
      );
      expect(write.layersViewer.rateLimit).toEqual({ class: 'write-light', limit: 60, remaining: 59 });
    },
  );

  it('belongs to the credential that saw it, and is null where Layers sends no headers', async () => {
    stage = await startStage();
    ok(await stage.ask('{ projects { nodes { id } } }'));
    const other = await stage.ask(text, {}, { headers: { 'x-api-key': stage.emulator.keys.readOnly } });
    expect(ok(other).layersViewer.rateLimit).toBeNull();
    await stage.close();
    stage = await startStage({ emulator: { rateLimitHeaders: 'none' } });
    ok(await stage.ask('{ projects { nodes { id } } }'));
    expect(ok(await stage.ask(text)).layersViewer.rateLimit).toBeNull();
  });

  it.each(['read', 'READ-LIGHT', 'constructor', '', 'long-running'])(
    'says which buckets there are to who asks for one that is not: %j',
    async (name) => {
      stage = await startStage({ emulator: { tier: 'standard' } });
      const asked = 'query ($class: String!) { layersViewer { rateLimit(class: $class) { limit } } }';
      for (let round = 0; round < 2; round++) {
        const { data, errors } = await stage.ask(asked, { class: name });
        expect(data.layersViewer.rateLimit).toBeNull();
        expect(errors).toMatchObject([
          {
            message: expect.stringContaining('read-light, write-light.'),
            extensions: { code: 'BAD_USER_INPUT', retryable: false },
          },
        ]);
        ok(await stage.ask('{ projects { nodes { id } } }'));
      }
      expect(ok(await stage.ask(asked, { class: 'write-light' })).layersViewer.rateLimit).toBeNull();
    },
  );

  it('takes a name that an answer to the key has used for one, and that of no other key', async () => {
    stage = await startStage({ emulator: { rateLimitHeaders: 'none' } });
    const headers = { 'x-ratelimit-endpoint-class': 'read-heavy', 'x-ratelimit-limit': '7' };
    await rateLimitAfter(headers);
    const asked = '{ layersViewer { rateLimit(class: "read-heavy") { class limit } } }';
    expect(ok(await stage.ask(asked)).layersViewer.rateLimit).toEqual({ class: 'read-heavy', limit: 7 });
    const other = await stage.ask(asked, {}, { headers: { 'x-api-key': stage.emulator.keys.readOnly } });
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  const soon = Math.floor(Date.now() / 1000) + 30;
  it.each<[string, Record<string, string>, object]>([
    [
      'an epoch in milliseconds',
      { 'x-ratelimit-reset': `${soon}000` },
      { reset: new Date(soon * 1000).toISOString() },
    ],
    ['a time that no window can have', { 'x-ratelimit-reset': '1e300' }, { reset: null }],
    [
      'words',
      { 'x-ratelimit-reset': 'soon', 'x-ratelimit-remaining': 'many' },
      { reset: null, remaining: 9 },
    ],
    ['a limit beyond Int', { 'x-ratelimit-limit': '1e12' }, { limit: null, remaining: 5 }],
    ['a fraction', { 'x-ratelimit-remaining': '1.5' }, { limit: 10, remaining: 9 }],
    ['a class that is none', { 'x-ratelimit-endpoint-class': 'x'.repeat(500) }, { class: 'read-light' }],
  ])('reads nothing into %s', async (_name, headers, expected) => {
    stage = await startStage({ emulator: { rateLimitHeaders: 'none' } });
    const usual = {
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '5',
      'x-ratelimit-reset': String(soon),
    };
    expect(await rateLimitAfter({ ...usual, ...headers })).toMatchObject(expected);
  });
});
