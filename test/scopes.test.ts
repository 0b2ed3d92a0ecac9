import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { type Answer, type Json, ok, type Stage, startStage } from './support/facade.js';
import { bytes, sendMultipart } from './support/multipart.js';

const { coffee } = seed.project;
const { ava } = seed.influencer;
const item = seed.content.menuBoard;
const whoami = '{ layersViewer { scopes } }';
const listInfluencers = `{ influencers(projectId: "${coffee}") { nodes { id } } }`;
const createProject =
  'mutation { createProject(input: { name: "Acme Bakery", timezone: "UTC" }) { project { id } userErrors { code } } }';

let stage: Stage;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  // What is known outlives a request, so each test has a facade of its own.
  stage = await startStage();
});
afterEach(() => stage.close());

type Key = keyof Stage['emulator']['keys'];
/** Asks with a key, and with an organization. */
const as = (key: Key, text: string, organization?: string) =>
  stage.ask(text, {}, { headers: headersOf(key, organization) });
const headersOf = (key: Key, organization?: string) => ({
  'x-api-key': stage.emulator.keys[key],
  ...(organization !== undefined && { 'x-layers-organization': organization }),
});
/** What the key says of itself is learnt; with `scopes` in place of its own. */
async function learn(key: Key, { scopes, organization }: { scopes?: unknown; organization?: string } = {}) {
  if (scopes !== undefined)
    stage.emulator.fail({ path: '/v1/whoami' }, { status: 200, body: { organizationId: 'org_x', scopes } });
  const answer = await as(
    key,
    scopes === undefined ? whoami : '{ layersViewer { organizationId } }',
    organization,
  );
  expect(ok(answer).layersViewer).not.toBeNull();
  expect(stage.calls()).toEqual(['GET /v1/whoami']);
}
function expectRefusal({ errors }: Answer<Json>, scope: string, path: (string | number)[]) {
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path,
    message: expect.stringContaining(scope),
    extensions: { code: 'FORBIDDEN', requiredScopes: [scope], retryable: false },
  });
}

const reads: [what: string, text: string, scope: string, call: string, data: Json][] = [
  [
    'project',
    `{ project(id: "${coffee}") { name } }`,
    'projects:read',
    `GET /v1/projects/${coffee}`,
    { project: null },
  ],
  [
    'projectByCustomerExternalId',
    '{ projectByCustomerExternalId(customerExternalId: "a") { id } }',
    'projects:read',
    'GET /v1/projects',
    { projectByCustomerExternalId: null },
  ],
  ['projects', '{ projects { nodes { id } } }', 'projects:read', 'GET /v1/projects', { projects: null }],
  [
    'influencer',
    `{ influencer(id: "${ava}") { name } }`,
    'influencers:write',
    `GET /v1/influencers/${ava}`,
    { influencer: null },
  ],
  [
    'influencers',
    listInfluencers,
    'influencers:write',
    `GET /v1/projects/${coffee}/influencers`,
    { influencers: null },
  ],
  [
    'contentItem',
    `{ contentItem(id: "${item}") { caption } }`,
    'content:read',
    `GET /v1/content/${item}`,
    { contentItem: null },
  ],
  [
    'contentItems',
    `{ contentItems(projectId: "${coffee}") { nodes { id } } }`,
    'content:read',
    `GET /v1/projects/${coffee}/content`,
    { contentItems: null },
  ],
];
const file = '{ projectId: "p", kind: IMAGE, mimeType: "image/png"';
const writes: [name: string, input: string, scope: string][] = [
  ['createProject', '{ name: "a", timezone: "UTC" }', 'projects:write'],
  ['updateInfluencer', '{ id: "i", name: "a" }', 'influencers:write'],
  ['attachReferenceImages', '{ influencerId: "i", assetIds: ["a"] }', 'influencers:write'],
  ['presignMedia', `${file} }`, 'projects:write'],
  ['finalizeMedia', '{ projectId: "p", uploadId: "u" }', 'projects:write'],
  ['uploadMediaInline', `${file}, dataBase64: "aGk=" }`, 'projects:write'],
  [
    'createContentUpload',
    '{ projectId: "p", grouping: PER_FILE, files: [{ filename: "a", contentType: "image/png", sizeBytes: 1 }] }',
    'content:write',
  ],
  ['finalizeContentUpload', '{ containerId: "c", caption: "" }', 'content:write'],
  [
    'uploadContentFromUrls',
    '{ projectId: "p", caption: "", media: [{ url: "https://a.example/a.png" }] }',
    'content:write',
  ],
  ['updateContentCaption', '{ id: "c", caption: "" }', 'content:write'],
];

describe('a call that the key has no scope for', () => {
  it('goes upstream as long as nothing is known, and whoami is never called for that', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await as('readOnly', listInfluencers);
      expectRefusal(answer, 'influencers:write', ['influencers']);
      expect(answer.errors[0]?.extensions.upstreamStatus).toBe(403);
      expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}/influencers`]);
    }
    const created = await as('readOnly', createProject);
    expectRefusal(created, 'projects:write', ['createProject']);
    expect(stage.calls()).toEqual(['POST /v1/projects']);
  });

  for (const [what, text, scope, call, data] of reads)
    it(`${what} is refused without it once the scopes are known`, async () => {
      expectRefusal(await as('noScopes', text), scope, [what]);
      expect(stage.calls()).toEqual([call]);
      await learn('noScopes', { scopes: ['something:else'] });
      const answer = await as('noScopes', text);
      expectRefusal(answer, scope, [what]);
      expect(answer.errors[0]?.extensions).not.toHaveProperty('upstreamStatus');
      expect(answer.data).toEqual(data);
      expect(stage.calls()).toEqual([]);
    });

  for (const [name, input, scope] of writes)
    it(`${name} is an error without it, and no userErrors`, async () => {
      await learn('readOnly');
      const answer = await as('readOnly', `mutation { ${name}(input: ${input}) { userErrors { code } } }`);
      expectRefusal(answer, scope, [name]);
      expect(answer.data).toEqual({ [name]: null });
      expect(stage.calls()).toEqual([]);
    });

  for (const [name, scope, list] of [
    ['uploadMedia', 'projects:write', false],
    ['uploadContent', 'content:write', true],
  ] as const)
    it(`${name} is an error without it, and its files go nowhere`, async () => {
      await learn('readOnly');
      const input = list
        ? { projectId: coffee, grouping: 'PER_FILE', caption: '', files: [null] }
        : { projectId: coffee, kind: 'IMAGE', file: null };
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const answer = await sendMultipart(stage, {
        query: `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
        variables: { input },
        map: { 0: [list ? 'variables.input.files.0' : 'variables.input.file'] },
        parts: [{ name: '0', filename: 'a.png', contentType: 'image/png', body: bytes(1000) }],
        headers: headersOf('readOnly'),
      });
      expectRefusal(answer, scope, [name]);
      expect(answer.data).toEqual({ [name]: null });
      expect(stage.calls()).toEqual([]);
    });

  it('costs only the field that needs it', async () => {
    await learn('readOnly');
    const answer = await as(
      'readOnly',
      `{ project(id: "${coffee}") { name metadata influencers { nodes { id } } contentItems(first: 1) { nodes { id } } } }`,
    );
    expectRefusal(answer, 'influencers:write', ['project', 'influencers']);
    expect(answer.data.project).toMatchObject({
      name: 'Acme Coffee',
      influencers: null,
      contentItems: { nodes: [{}] },
    });
    expect(stage.calls().sort()).toEqual([
      `GET /v1/projects/${coffee}`,
      `GET /v1/projects/${coffee}/content`,
    ]);
  });

  it('is refused at its own place among _entities', async () => {
    await learn('readOnly');
    const text = `{ _entities(representations: [{ __typename: "Influencer", id: "${ava}" }, { __typename: "Project", id: "${coffee}" }]) {
      ... on Project { name } ... on Influencer { vibe } } }`;
    const answer = await as('readOnly', text);
    expectRefusal(answer, 'influencers:write', ['_entities', 0]);
    expect(answer.data._entities).toEqual([null, { name: 'Acme Coffee' }]);
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}`]);
  });

  it('does not keep one operation from asking for the scopes too', async () => {
    const text = `{ layersViewer { scopes } project(id: "${coffee}") { name influencers { nodes { id } } } }`;
    for (let time = 0; time < 2; time++) {
      const answer = await as('readOnly', text);
      expectRefusal(answer, 'influencers:write', ['project', 'influencers']);
      expect(answer.data.layersViewer.scopes).toEqual(['projects:read', 'content:read']);
      expect(answer.data.project.name).toBe('Acme Coffee');
      expect(stage.calls()).toEqual(expect.arrayContaining(['GET /v1/whoami', `GET /v1/projects/${coffee}`]));
    }
    const live = ok(await as('live', text));
    expect(live.project.influencers.nodes).toHaveLength(2);
  });
});

describe('what is known of scopes', () => {
  const isRefusedUnasked = async (key: Key, text: string, organization?: string) => {
    const { errors } = await as(key, text, organization);
    const calls = stage.calls();
    return errors[0]?.extensions.code === 'FORBIDDEN' && calls.length === 0;
  };

  it('is of one key', async () => {
    await learn('readOnly');
    expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(true);
    for (const key of ['live', 'test', 'parent'] as const) ok(await as(key, listInfluencers));
    stage.calls();
    expect(await isRefusedUnasked('noScopes', listInfluencers)).toBe(false);
  });

  it('is of one organization, for a key that acts in several', async () => {
    const { child } = seed.organization;
    await learn('parent', { scopes: ['content:read'], organization: child });
    const projects = '{ projects { nodes { id } } }';
    expect(await isRefusedUnasked('parent', projects, child)).toBe(true);
    expect(ok(await as('parent', projects)).projects.nodes).not.toEqual([]);
    expect(stage.calls()).toEqual(['GET /v1/projects']);
    await learn('parent', { organization: child });
    expect(ok(await as('parent', projects, child)).projects.nodes).toHaveLength(1);
  });

  it('is the same whichever header brings the key', async () => {
    await learn('readOnly');
    const headers = { 'x-api-key': '', authorization: `Bearer ${stage.emulator.keys.readOnly}` };
    expectRefusal(await stage.ask(listInfluencers, {}, { headers }), 'influencers:write', ['influencers']);
    expect(stage.calls()).toEqual([]);
  });

  it('lets a key with * read and write all data', async () => {
    await learn('live', { scopes: ['*'] });
    for (const [, text] of reads) ok(await as('live', text));
    ok(await as('live', createProject));
    expect(stage.calls()).toContain('POST /v1/projects');
  });

  it('takes no other word for *', async () => {
    await learn('live', { scopes: ['projects:*', '**', 'org:admin'] });
    expect(await isRefusedUnasked('live', listInfluencers)).toBe(true);
  });

  const nothing: [what: string, scopes: unknown][] = [
    ['an empty list', []],
    ['null', null],
    ['text', 'projects:read'],
    ['an object', { 'projects:read': true }],
    ['a list of something else', [1, null]],
    ['a list with something else in it', ['projects:read', 1]],
  ];
  for (const [what, scopes] of nothing)
    it(`is nothing when whoami answers ${what}: Layers is asked, and what was known is forgotten`, async () => {
      await learn('readOnly');
      expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(true);
      await learn('readOnly', { scopes });
      expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(false);
    });

  it('is nothing when whoami answers without scopes', async () => {
    stage.emulator.fail({ path: '/v1/whoami' }, { status: 200, body: { organizationId: 'org_x' } });
    ok(await as('readOnly', '{ layersViewer { organizationId } }'));
    stage.calls();
    expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(false);
  });

  it('is nothing from an answer that is no answer of whoami', async () => {
    stage.emulator.fail({ path: '/v1/whoami' }, { status: 200, body: { scopes: ['a:b'] } });
    stage.emulator.fail(
      { path: '/v1/whoami' },
      { status: 403, body: { organizationId: 'o', scopes: ['a:b'] } },
    );
    for (let time = 0; time < 2; time++) expect((await as('live', whoami)).errors).toHaveLength(1);
    ok(await as('live', listInfluencers));
  });

  it('counts for a minute, then Layers is asked again', async () => {
    const start = Date.now();
    await learn('readOnly');
    vi.setSystemTime(start + 59_000);
    expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(true);
    vi.setSystemTime(start + 61_000);
    for (let time = 0; time < 2; time++)
      expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(false);
    await learn('readOnly');
    expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(true);
  });

  it('counts from when Layers said it: an answer that was kept renews nothing', async () => {
    await stage.close();
    stage = await startStage({ config: { cacheTtlMs: 600_000 } });
    const start = Date.now();
    await learn('readOnly');
    vi.setSystemTime(start + 40_000);
    ok(await as('readOnly', whoami));
    expect(stage.calls()).toEqual([]);
    vi.setSystemTime(start + 61_000);
    expect(await isRefusedUnasked('readOnly', listInfluencers)).toBe(false);
  });

  it('is replaced by what whoami says later', async () => {
    await learn('live', { scopes: ['content:read'] });
    expect(await isRefusedUnasked('live', listInfluencers)).toBe(true);
    await learn('live');
    ok(await as('live', listInfluencers));
  });

  it('does not spare whoami itself a call', async () => {
    await learn('readOnly');
    await learn('readOnly');
    expect(ok(await as('readOnly', '{ layersViewer { rateLimit { class } } }')).layersViewer).not.toBeNull();
    expect(stage.calls()).toEqual([]);
  });
});
