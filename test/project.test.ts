import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { createProject } from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';

describe('projects', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  it('are created at once, with everything that was given and what Layers sets', async () => {
    const input = {
      name: 'Acme Tea',
      timezone: 'Europe/Berlin',
      customerExternalId: 'acme-tea',
      metadata: { a: [1, { b: null }] },
    };
    const { project, userErrors, idempotencyKey } = ok(await stage.ask(createProject, { input }))
      .createProject!;
    expect(userErrors).toEqual([]);
    expect(idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(project).toMatchObject({
      name: 'Acme Tea',
      status: 'ACTIVE',
      customerExternalId: 'acme-tea',
      timezone: 'Europe/Berlin',
      primaryLanguage: 'en',
      metadata: { a: [1, { b: null }] },
      brandContext: null,
      ingestState: { github: null },
      requiresApproval: false,
      firstNPostsBlocked: 3,
      currentBlockedCount: 0,
    });
    expect(project!.createdAt).toMatch(/\.\d{6}\+00:00$/);
    expect(stage.calls()).toEqual(['POST /v1/projects']);
  });

  it('send every field of the input upstream under its own name, enums in the spelling of the wire', async () => {
    const input = {
      id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      name: 'Acme Tea',
      timezone: 'UTC',
      ownerEmail: 'tea@example.com',
      primaryLanguage: 'de',
      appName: 'Acme Tea',
      appDescription: 'x'.repeat(100),
      tagline: 'Sip.',
      brandVoice: 'WARM',
      targetGender: 'ALL',
    } as const;
    const { project } = ok(await stage.ask(createProject, { input })).createProject!;
    expect(project!.id).toContain(input.id);
    expect(stage.emulator.requests.at(-1)!.body).toEqual({
      ...input,
      brandVoice: 'warm',
      targetGender: 'all',
    });
  });

  it('are found by id; an unknown id is null, not an error', async () => {
    const text =
      'query ($id: ID!) { project(id: $id) { id name brandVoice brandVoiceRaw metadata brandContext { keywords } ingestState { github { status completedAt } website { status } } } }';
    const { project } = ok(await stage.ask(text, { id: seed.project.coffee }));
    expect(project).toMatchObject({ id: seed.project.coffee, name: 'Acme Coffee' });
    expect(project.brandContext.keywords.length).toBeGreaterThan(0);
    expect(project.ingestState.github.status).toBe('completed');
    expect(ok(await stage.ask(text, { id: 'prj_00000000-0000-4000-8000-000000000000' })).project).toBeNull();
    expect(ok(await stage.ask(text, { id: seed.project.other })).project).toBeNull();
  });

  it.each([
    '',
    '.',
    '..',
    'a/b',
    '../whoami',
    '%2e%2e',
    'a?b',
    'a#b',
    'a\\b',
    'a b',
    'a\u0000',
    '\ud800',
    'x'.repeat(300),
  ])('with the id %j are not found, without a call', async (id) => {
    const data = ok(
      await stage.ask(
        'query ($id: ID!) { project(id: $id) { id } influencer(id: $id) { id } contentItem(id: $id) { id } influencers(projectId: $id) { nodes { id } } }',
        { id },
      ),
    );
    expect(data).toEqual({ project: null, influencer: null, contentItem: null, influencers: null });
    expect(stage.calls()).toEqual([]);
  });

  it('are found by handle with one read of list rows, and one more for a field that rows lack', async () => {
    const text = (fields: string) =>
      `{ projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { ${fields} } }`;
    expect(ok(await stage.ask(text('id name'))).projectByCustomerExternalId).toEqual({
      id: seed.project.coffee,
      name: 'Acme Coffee',
    });
    expect(stage.calls()).toEqual(['GET /v1/projects']);
    ok(await stage.ask(text('id name requiresApproval')));
    expect(stage.calls()).toEqual(['GET /v1/projects', `GET /v1/projects/${seed.project.coffee}`]);
  });

  it('by a handle that nobody has, or that upstream matches only loosely, are null', async () => {
    const text =
      'query ($handle: String!) { projectByCustomerExternalId(customerExternalId: $handle) { id } }';
    expect(ok(await stage.ask(text, { handle: 'nobody' })).projectByCustomerExternalId).toBeNull();
    stage.emulator.fail(
      { path: '/v1/projects' },
      { status: 200, body: { items: [{ id: 'prj_1', customerExternalId: 'ACME' }], nextCursor: null } },
    );
    expect(ok(await stage.ask(text, { handle: 'acme' })).projectByCustomerExternalId).toBeNull();
    expect(ok(await stage.ask(text, { handle: '' })).projectByCustomerExternalId).toBeNull();
    expect(stage.calls()).toHaveLength(2);
  });

  it('are listed newest first and filtered by status, search and handle', async () => {
    const text = 'query ($filter: ProjectFilter) { projects(filter: $filter) { nodes { id } } }';
    const ids = async (filter: object) =>
      ok(await stage.ask(text, { filter })).projects.nodes.map((node: { id: string }) => node.id);
    expect(await ids({})).toEqual([seed.project.fitness, seed.project.coffee]);
    expect(await ids({ search: 'cOFF' })).toEqual([seed.project.coffee]);
    expect(await ids({ customerExternalId: 'acme-coffee-ios' })).toEqual([seed.project.coffee]);
    expect(await ids({ status: 'ARCHIVED' })).toEqual([]);
    expect(Object.fromEntries(stage.emulator.requests.at(-1)!.query)).toEqual({
      status: 'archived',
      limit: '25',
    });
  });

  it('refuse UNKNOWN as a condition and as an input, without a call', async () => {
    const listed = await stage.ask('{ projects(filter: { status: UNKNOWN }) { nodes { id } } }');
    expect(listed.errors[0]).toMatchObject({ path: ['projects'], extensions: { code: 'BAD_USER_INPUT' } });
    const input = { name: 'x', timezone: 'UTC', brandVoice: 'UNKNOWN' } as const;
    const { userErrors } = ok(await stage.ask(createProject, { input })).createProject!;
    expect(userErrors).toMatchObject([
      { code: 'VALIDATION', field: ['input', 'brandVoice'], retryable: false },
    ]);
    expect(stage.calls()).toEqual([]);
  });

  it('show a status newer than this schema as UNKNOWN, with the raw word beside it', async () => {
    const body = { id: 'prj_new', name: 'New', status: 'hibernating' };
    stage.emulator.fail({ path: '/v1/projects/prj_new' }, { status: 200, body });
    const { project } = ok(await stage.ask('{ project(id: "prj_new") { status statusRaw timezone } }'));
    expect(project).toEqual({ status: 'UNKNOWN', statusRaw: 'hibernating', timezone: null });
  });

  it.each([
    ['exactly 8 KB is sent', 8192 - '{"a":""}'.length, 1],
    ['8 KB and a byte is refused without a call', 8192 - '{"a":""}'.length + 1, 0],
  ])('carry metadata: %s', async (_name, length, calls) => {
    const input = { name: 'Big', timezone: 'UTC', metadata: { a: 'x'.repeat(length) } };
    const { userErrors } = ok(await stage.ask(createProject, { input })).createProject!;
    expect(stage.calls()).toHaveLength(calls);
    expect(userErrors.map(({ code, field }) => ({ code, field }))).toEqual(
      calls === 1 ? [] : [{ code: 'VALIDATION', field: ['input', 'metadata'] }],
    );
  });

  it('show the whole of a created project to later fields of the same request without reading it again', async () => {
    const created = ok(
      await stage.ask(createProject, {
        input: { name: 'Once', timezone: 'UTC', id: '7c9e6679-7425-40de-944b-e07fc1f90ae8' },
      }),
    );
    stage.calls();
    const id = created.createProject!.project!.id;
    const text = `mutation { a: createProject(input: { name: "Once", timezone: "UTC", id: "${id}" }) { project { id influencers { nodes { project { name requiresApproval } } } } } }`;
    ok(await stage.ask(text));
    expect(stage.calls()).toEqual([
      'POST /v1/projects',
      `GET /v1/projects/${encodeURIComponent(id)}/influencers`,
    ]);
  });
});
