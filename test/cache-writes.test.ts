import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FailAnswer } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed.js';
import { mediaFile } from './media/media.js';
import { startClock } from './support/clock.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';
import { sendMultipart } from './support/multipart.js';

const { coffee, fitness } = seed.project;
const { ava, ben } = seed.influencer;
const { menuBoard, launchTeaser } = seed.content;
const bare = (id: string) => id.slice(id.indexOf('_') + 1);

/** Everything that a caller has read. */
const reads = {
  project: [`project(id: "${coffee}") { name }`, `GET /v1/projects/${coffee}`],
  otherProject: [`project(id: "${fitness}") { name }`, `GET /v1/projects/${fitness}`],
  projects: ['projects(first: 5) { nodes { id } }', 'GET /v1/projects'],
  influencer: [`influencer(id: "${ava}") { name }`, `GET /v1/influencers/${ava}`],
  bareInfluencer: [`influencer(id: "${bare(ava)}") { name }`, `GET /v1/influencers/${bare(ava)}`],
  otherInfluencer: [`influencer(id: "${ben}") { name }`, `GET /v1/influencers/${ben}`],
  influencers: [
    `project(id: "${coffee}") { influencers { nodes { id } } }`,
    `GET /v1/projects/${coffee}/influencers`,
  ],
  item: [`contentItem(id: "${menuBoard}") { caption }`, `GET /v1/content/${menuBoard}`],
  bareItem: [`contentItem(id: "${bare(menuBoard)}") { caption }`, `GET /v1/content/${bare(menuBoard)}`],
  otherItem: [`contentItem(id: "${launchTeaser}") { caption }`, `GET /v1/content/${launchTeaser}`],
  items: [`project(id: "${coffee}") { contentItems { nodes { id } } }`, `GET /v1/projects/${coffee}/content`],
  otherItems: [
    `project(id: "${fitness}") { contentItems { nodes { id } } }`,
    `GET /v1/projects/${fitness}/content`,
  ],
  viewer: ['layersViewer { organizationId }', 'GET /v1/whoami'],
} as const;
type Name = keyof typeof reads;
const everything = `{ ${Object.entries(reads)
  .map(([name, [field]]) => `${name}: ${field}`)
  .join(' ')} }`;

const projectLists: Name[] = ['projects'];
const influencer: Name[] = ['influencer', 'bareInfluencer', 'influencers'];
const contentLists: Name[] = ['items', 'otherItems'];
const item: Name[] = ['item', 'bareItem', ...contentLists];

const file = { filename: 'a.mp4', contentType: 'video/mp4', sizeBytes: 1000 };
const writes: [name: string, of: string, input: Json, path: string, drops: Name[]][] = [
  ['createProject', 'CreateProjectInput', { name: 'New', timezone: 'UTC' }, '/v1/projects', projectLists],
  ...[ava, bare(ava), bare(ava).toUpperCase()].flatMap((id): typeof writes => [
    ['updateInfluencer', 'UpdateInfluencerInput', { id, name: 'Eve' }, `/v1/influencers/${id}`, influencer],
    [
      'attachReferenceImages',
      'AttachReferenceImagesInput',
      { influencerId: id, assetIds: [seed.media.ben1] },
      `/v1/influencers/${id}/reference-images`,
      influencer,
    ],
  ]),
  ...[menuBoard, bare(menuBoard)].flatMap((id): typeof writes => [
    ['updateContentCaption', 'UpdateContentCaptionInput', { id, caption: 'New' }, `/v1/content/${id}`, item],
    [
      'finalizeContentUpload',
      'FinalizeContentUploadInput',
      { containerId: id, caption: 'New' },
      `/v1/content/${id}/finalize-upload`,
      item,
    ],
  ]),
  [
    'uploadContentFromUrls',
    'UploadContentFromUrlsInput',
    { projectId: coffee, media: [{ url: 'https://127.0.0.1/a.mp4' }], caption: 'New' },
    `/v1/projects/${coffee}/content/upload`,
    contentLists,
  ],
  [
    'createContentUpload',
    'CreateContentUploadInput',
    { projectId: coffee, files: [file], grouping: 'PER_FILE' },
    `/v1/projects/${coffee}/content/uploads`,
    contentLists,
  ],
  [
    'presignMedia',
    'PresignMediaInput',
    { projectId: coffee, kind: 'VIDEO', mimeType: 'video/mp4', filename: 'a.mp4', sizeBytes: 1000 },
    `/v1/projects/${coffee}/media/presign`,
    [],
  ],
];
const ways: [how: string, answer: FailAnswer, times: number, late: boolean][] = [
  ['is refused', { status: 422, body: { error: { code: 'VALIDATION', message: 'No.' } } }, 1, false],
  ['is answered with nonsense', { status: 200, body: {}, after: true }, 1, false],
  ['fails', { status: 500, after: true }, 1, false],
  ['is done, but its answers are lost', 'reset-after', 3, true],
  ['never ends', 'silence', 1, true],
];

let stage: Stage;
let clock: ReturnType<typeof startClock>;
beforeAll(async () => {
  const config = { cacheTtlMs: 600_000, upstreamTimeoutMs: 600 };
  stage = await startStage({ config, emulator: { tier: 'internal' } });
  clock = startClock();
});
afterAll(async () => {
  clock.stop();
  await stage.close();
});
beforeEach(async () => {
  await stage.emulator.reset();
  // Beyond all that the tests before have left.
  clock.advance(3_600_000);
  stage.calls();
});

/** What is called when everything is asked for again. */
async function calledAnew(): Promise<string[]> {
  stage.calls();
  ok(await stage.ask(everything));
  return stage.calls().sort();
}

/** `late`: it may be done yet, so that nothing of it is kept for a minute. */
async function mustDrop([name, type, input, , drops]: (typeof writes)[number], late = false): Promise<void> {
  await calledAnew();
  expect(await calledAnew()).toEqual([]);
  await stage.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`, {
    input,
  });
  expect(stage.calls().length).toBeGreaterThan(0);
  const dropped = drops.map((each) => reads[each][1]).sort();
  expect(await calledAnew()).toEqual(dropped);
  if (late) {
    expect(await calledAnew()).toEqual(dropped);
    clock.advance(60_000);
    expect(await calledAnew()).toEqual(dropped);
  }
  expect(await calledAnew()).toEqual([]);
}

describe('What was kept is read anew after a write on it or its lists, and nothing else', () => {
  it.each(writes)('%s (%s, %o)', (...write) => mustDrop(write));

  describe.each(ways)('though the write %s', (how, answer, times, late) => {
    const first = writes.filter((write, index) => writes.findIndex(([name]) => name === write[0]) === index);
    // To fetch a URL may take a minute, for which a test does not wait.
    it.each(first.filter(([name]) => how !== 'never ends' || name !== 'uploadContentFromUrls'))(
      '%s',
      async (...write) => {
        stage.emulator.fail(
          { method: /^update[CI]/.test(write[0]) ? 'PATCH' : 'POST', path: write[3], times },
          answer,
        );
        await mustDrop(write, late);
      },
    );
  });

  it('of an uploaded file, whose item is in the list at once', async () => {
    const list = `{ project(id: "${fitness}") { contentItems { nodes { id caption } } } }`;
    const before = ok(await stage.ask(list)).project.contentItems.nodes;
    const picture = mediaFile('portrait-1080x1350.png');
    const uploaded = ok(
      await sendMultipart(stage, {
        query: `mutation ($input: UploadContentInput!) { uploadContent(input: $input) { contentItems { id } userErrors { code message } } }`,
        variables: { input: { projectId: fitness, grouping: 'PER_FILE', files: [null], captions: ['Mine'] } },
        map: { 0: ['variables.input.files.0'] },
        parts: [
          {
            name: '0',
            filename: picture.name,
            contentType: picture.contentType,
            body: [readFileSync(picture.file)],
          },
        ],
      }),
    ).uploadContent;
    expect(uploaded.userErrors).toEqual([]);
    const after = ok(await stage.ask(list)).project.contentItems.nodes;
    expect(after).toHaveLength(before.length + 1);
    expect(after).toContainEqual({ id: uploaded.contentItems[0].id, caption: 'Mine' });
  });

  it('of the caller alone: what others have kept stays theirs', async () => {
    const other = { headers: { 'x-api-key': stage.emulator.keys.parent } };
    const text = `{ influencer(id: "${ava}") { name } }`;
    ok(await stage.ask(text, {}, other));
    const write = `mutation { updateInfluencer(input: { id: "${ava}", name: "Eve" }) { influencer { name } } }`;
    ok(await stage.ask(write));
    stage.calls();
    expect(ok(await stage.ask(text)).influencer.name).toBe('Eve');
    expect(stage.calls()).toHaveLength(1);
    expect(ok(await stage.ask(text, {}, other)).influencer.name).not.toBe('Eve');
    expect(stage.calls()).toEqual([]);
  });
});

describe('A read that was under way when a write ended', () => {
  const text = `{ contentItem(id: "${menuBoard}") { caption } }`;
  const path = `/v1/content/${menuBoard}`;
  const caption = async () => ok(await stage.ask(text)).contentItem.caption;
  const write = (value: string) =>
    stage.ask(
      `mutation { updateContentCaption(input: { id: "${menuBoard}", caption: "${value}" }) { contentItem { caption } } }`,
    );
  const old = { status: 200, body: { id: menuBoard, containerId: menuBoard, caption: 'Old' }, delayMs: 200 };

  it('is not joined by who comes after that, and its answer is not kept', async () => {
    stage.emulator.fail({ method: 'GET', path }, old);
    const early = caption();
    await expect.poll(() => stage.emulator.requests).toHaveLength(1);
    ok(await write('New'));
    expect(await caption()).toBe('New');
    expect(await early).toBe('Old');
    expect(await caption()).toBe('New');
    expect(stage.calls()).toEqual([`GET ${path}`, `PATCH ${path}`, `GET ${path}`]);
  });

  it('is not kept when nobody has asked meanwhile either', async () => {
    stage.emulator.fail({ method: 'GET', path }, old);
    const early = caption();
    await expect.poll(() => stage.emulator.requests).toHaveLength(1);
    ok(await write('New'));
    expect(await early).toBe('Old');
    expect(await caption()).toBe('New');
  });

  it('is not kept when the write began before it', async () => {
    stage.emulator.fail({ method: 'PATCH', path }, { delayMs: 200 });
    const writing = write('New');
    await expect.poll(() => stage.emulator.requests).toHaveLength(1);
    const early = await caption();
    ok(await writing);
    expect(early).not.toBe('New');
    expect(await caption()).toBe('New');
  });

  it('of something else is kept, but not joined', async () => {
    const other = `/v1/content/${launchTeaser}`;
    const read = () => stage.ask(`{ contentItem(id: "${launchTeaser}") { caption } }`);
    stage.emulator.fail({ method: 'GET', path: other, times: 2 }, { delayMs: 100 });
    const early = read();
    await expect.poll(() => stage.emulator.requests).toHaveLength(1);
    ok(await write('New'));
    await Promise.all([early, read()]);
    expect(stage.calls()).toEqual([`GET ${other}`, `PATCH ${path}`, `GET ${other}`]);
    ok(await read());
    expect(stage.calls()).toEqual([]);
  });
});
