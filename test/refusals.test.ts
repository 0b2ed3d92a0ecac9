import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { logDefect } from '../src/http/defect-log.js';
import { createContentUpload, finalizeContentUpload, updateInfluencer } from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';

describe('what is told of a refusal', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  it.each([
    ['an empty patch', { id: seed.influencer.ava }, 'VALIDATION'],
    ['an id that can be none', { id: '..', name: 'x' }, 'NOT_FOUND'],
  ])('names no request and no code of Layers when Layers was not asked: %s', async (_name, input, code) => {
    const { userErrors } = ok(
      await stage.ask(
        'mutation ($input: UpdateInfluencerInput!) { updateInfluencer(input: $input) { userErrors { code requestId upstreamCode } } }',
        { input },
      ),
    ).updateInfluencer;
    expect(userErrors).toEqual([{ code, requestId: null, upstreamCode: null }]);
    expect(stage.calls()).toEqual([]);
  });

  it('is data in a mutation when the organization header is malformed, without a call', async () => {
    const input = { id: seed.influencer.ava, name: 'x' };
    const answer = await stage.ask(
      updateInfluencer,
      { input },
      { headers: { 'x-layers-organization': 'org a, org b' } },
    );
    expect(ok(answer).updateInfluencer!.userErrors).toMatchObject([{ code: 'VALIDATION', field: null }]);
    const read = await stage.ask(
      '{ projects { nodes { id } } }',
      {},
      { headers: { 'x-layers-organization': 'org a' } },
    );
    expect(read.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', retryable: false } }]);
    expect(stage.calls()).toEqual([]);
  });

  it('holds no code of Layers that is more than a word', async () => {
    const error = { code: 'http://10.2.3.4/internal?sig=SECRET', message: 'x', requestId: 'req_1' };
    stage.emulator.fail({ method: 'PATCH' }, { status: 400, body: { error } });
    const text = `mutation { updateInfluencer(input: { id: "${seed.influencer.ava}", name: "x" }) { userErrors { code upstreamCode message } } }`;
    const { userErrors } = ok(await stage.ask(text)).updateInfluencer;
    expect(userErrors).toMatchObject([{ code: 'UNKNOWN', upstreamCode: null }]);
    expect(JSON.stringify(userErrors)).not.toMatch(/10\.2|SECRET/);
  });

  it('names no path that the input does not have', async () => {
    const details = {
      issues: [
        { path: 'files.1.sizeBytes', message: 'Size differs.' },
        { path: 'caption', message: 'Too long.' },
      ],
    };
    const error = { code: 'VALIDATION', message: 'Invalid body.', requestId: 'req_1', details };
    stage.emulator.fail({ method: 'POST' }, { status: 422, body: { error } });
    const { userErrors } = ok(
      await stage.ask(finalizeContentUpload, { input: { containerId: 'cnt_1', caption: '' } }),
    ).finalizeContentUpload!;
    expect(userErrors.map(({ field }) => field)).toEqual([null, ['input', 'caption']]);
  });

  it('is data when Layers answers a write with a session that cannot be used', async () => {
    const file = {
      uploadUrl: 'https://s/1?X-Amz-Signature=SECRET',
      contentType: 'image/png',
      expiresAt: '2099-01-01T00:00:00Z',
    };
    stage.emulator.fail(
      { method: 'POST' },
      { status: 201, body: { uploads: [{ containerId: 'cnt_1', files: [file] }] } },
    );
    const files = [{ filename: 'a', contentType: 'image/png', sizeBytes: 1 }];
    const input = { projectId: seed.project.coffee, files, grouping: 'PER_FILE' } as const;
    const payload = ok(await stage.ask(createContentUpload, { input })).createContentUpload!;
    expect(payload).toMatchObject({ uploads: null, userErrors: [{ code: 'UPSTREAM_INVALID_RESPONSE' }] });
  });
});

describe.each([true, false])('a null that a variable may be and an argument may not (JIT=%s)', (jit) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ config: { jit } });
  });
  afterAll(() => stage.close());

  it.each([
    ['an argument with a default', '($v: String) { layersViewer { rateLimit(class: $v) { class } } }'],
    ['an argument without', '($v: ID = "a") { project(id: $v) { name } }'],
    [
      'a directive of a field at the root',
      '($v: Boolean = true) { projects @skip(if: $v) { nodes { id } } }',
    ],
    ['a directive below', '($v: Boolean = true) { projects { nodes @skip(if: $v) { id } } }'],
  ])("is the caller's error, and no fault of ours: %s", async (_name, text) => {
    for (let round = 0; round < 4; round++) {
      const { errors } = await stage.ask(`query ${text}`, { v: null });
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(/^Argument "\w+" of non-null type ".*" must not be null\.$/),
          extensions: { code: 'BAD_USER_INPUT', retryable: false },
        },
      ]);
    }
    expect(stage.logs.filter(({ level }) => level > 30)).toEqual([]);
  });
});

describe('the log of our own faults', () => {
  it('holds their kind and place, but none of the values that libraries quote', () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => lines.push(line) });
    const error = new TypeError(
      'String cannot represent value: { caption: "CAPTION", url: "https://s/1?X-Amz-Signature=SIG" }',
    );
    for (const defect of [error, 'https://s/1?X-Amz-Signature=SIG', { url: 'SIG' }, undefined])
      logDefect(logger, 'unhandled rejection', defect);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      msg: 'unhandled rejection',
      error: 'TypeError',
      stack: expect.arrayContaining([expect.stringMatching(/refusals\.test/)]),
    });
    expect(lines.join('')).not.toMatch(/CAPTION|SIG|https:/);
  });
});
