import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Answer, type Json, type Stage, startStage } from './support/facade.js';

/** A text is compiled when it is asked for the third time. */
const rounds = 5;

const caption = `mutation ($input: UpdateContentCaptionInput!) {
  updateContentCaption(input: $input) {
    contentItem { id caption project { id name brandContext { tagline } } influencer { name } }
    userErrors { code message field }
  }
}`;
const input = { id: seed.content.launchTeaser, caption: 'Now in every shop.' };

const upload = `mutation ($input: CreateContentUploadInput!) {
  createContentUpload(input: $input) { uploads { files { contentType } } userErrors { code message field } }
}`;
const file = { filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: 5000 };
const session = { projectId: seed.project.coffee, files: [file], grouping: 'PER_FILE' };
/** Inputs, and whether a session is asked for. */
const sessions: Record<string, readonly [input: unknown, writes: number]> = {
  'a session': [session, 1],
  'a null where nothing may be': [{ ...session, idempotencyKey: null }, 1],
  'a file that is no list': [{ ...session, files: file }, 1],
  'a null among its files': [{ ...session, files: [file, null] }, 0],
  'a member that there is not': [{ ...session, grouping: 'PER_DAY' }, 0],
  'a member that every object has': [{ ...session, grouping: 'constructor' }, 0],
  'a number for a member': [{ ...session, grouping: 1 }, 0],
  'a number for an id': [{ ...session, projectId: 7 }, 1],
  'a file too many fields': [{ ...session, files: [{ ...file, toString: 1 }] }, 0],
  'a file without a size': [{ ...session, files: [{ ...file, sizeBytes: undefined }] }, 0],
  'a size that is a text': [{ ...session, files: [{ ...file, sizeBytes: '5000' }] }, 0],
  'a size beyond all': [{ ...session, files: [{ ...file, sizeBytes: 2 ** 60 }] }, 0],
  'a list for an input': [[session], 0],
  'a text for an input': ['x', 0],
  'nothing for an input': [null, 0],
};

interface Case {
  readonly text?: string;
  readonly variables?: Json;
  /** What fails, as often as it is asked. */
  readonly fail?: { path: RegExp | string; method?: string; status: number; body?: Json };
  readonly writes?: number;
}

const failure = (status: number, code: string) => ({ status, body: { error: { code, message: 'No.' } } });
const item = `/v1/content/${seed.content.launchTeaser}`;

const cases: Record<string, Case> = {
  'does what it is asked': {},
  'cannot read what is below what it changed': {
    fail: { path: `/v1/projects/${seed.project.coffee}`, ...failure(503, 'UNAVAILABLE') },
  },
  'is refused by Layers for its input': {
    fail: { path: item, method: 'PATCH', ...failure(422, 'VALIDATION') },
  },
  'may not write': { fail: { path: item, method: 'PATCH', ...failure(403, 'FORBIDDEN') } },
  'is answered with something that is no item': {
    fail: { path: item, method: 'PATCH', status: 200, body: {} },
  },
  'is answered with an item that does not fit': {
    fail: {
      path: item,
      method: 'PATCH',
      status: 200,
      body: { contentId: 1, id: input.id, caption: { a: 1 } },
    },
  },
  'has an input that does not fit': { variables: { input: { ...input, caption: 5 } }, writes: 0 },
  'has an input with a field too many': { variables: { input: { ...input, more: 5 } }, writes: 0 },
  'has no input': { variables: {}, writes: 0 },
  'writes its input in its text': {
    text: `mutation { updateContentCaption(input: { id: "${input.id}", caption: "In its text." }) { contentItem { caption } } }`,
  },
  'writes twice, in order': {
    text: `mutation {
      a: updateContentCaption(input: { id: "${input.id}", caption: "One." }) { contentItem { caption } }
      b: updateContentCaption(input: { id: "${input.id}", caption: "Two." }) { contentItem { caption } }
    }`,
    writes: 2,
  },
};

for (const [name, [given, writes]] of Object.entries(sessions))
  cases[`has for its input ${name}`] = { text: upload, variables: { input: given }, writes };

describe('a mutation that is compiled', () => {
  let stages: readonly [compiled: Stage, plain: Stage];
  beforeAll(async () => {
    stages = await Promise.all([
      startStage({ config: { jit: true } }),
      startStage({ config: { jit: false } }),
    ]);
  });
  afterAll(() => Promise.all(stages.map((stage) => stage.close())));

  async function outcomes(stage: Stage, { text = caption, variables = { input }, fail }: Case) {
    stage.emulator.reset();
    if (fail) {
      const { path, method, ...answer } = fail;
      stage.emulator.fail({ path, times: Number.POSITIVE_INFINITY, ...(method && { method }) }, answer);
    }
    stage.calls();
    const told: Json[] = [];
    for (let round = 0; round < rounds; round++) {
      const { status, data, errors }: Answer<Json> = await stage.ask(text, variables);
      const said = JSON.stringify(errors, (name, value) => (name === 'requestId' ? undefined : value));
      told.push({ status, data, said, calls: stage.calls().toSorted() });
    }
    return told;
  }

  it.each(Object.entries(cases))(
    '%s, once, and is answered as graphql-js answers it',
    async (_name, each) => {
      const [compiled, plain] = [await outcomes(stages[0], each), await outcomes(stages[1], each)];
      expect(compiled).toEqual(plain);
      for (const { calls } of compiled)
        expect(calls.filter((call: string) => !call.startsWith('GET'))).toHaveLength(each.writes ?? 1);
    },
  );
});
