import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { createProject } from './support/documents.js';
import { ok, type Stage, startStage } from './support/facade.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('idempotency keys', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  const sent = () => stage.emulator.requests.map(({ headers }) => headers['idempotency-key']);
  const input = { name: 'Once', timezone: 'UTC' };

  it('of the input are sent as they are and given back', async () => {
    const payload = ok(
      await stage.ask(createProject, { input: { ...input, idempotencyKey: '01HXA3KMNP4RSTUVWXYZABCDEF' } }),
    ).createProject!;
    expect(payload.idempotencyKey).toBe('01HXA3KMNP4RSTUVWXYZABCDEF');
    expect(sent()).toEqual(['01HXA3KMNP4RSTUVWXYZABCDEF']);
  });

  it('that are absent are fresh for each mutation, and given back', async () => {
    const keys = [];
    for (let round = 0; round < 2; round++)
      keys.push(ok(await stage.ask(createProject, { input })).createProject!.idempotencyKey);
    expect(sent()).toEqual(keys);
    expect(keys[0]).toMatch(uuid);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('replay the first answer, so that nothing is done twice', async () => {
    const first = ok(await stage.ask(createProject, { input })).createProject!;
    const again = ok(
      await stage.ask(createProject, { input: { ...input, idempotencyKey: first.idempotencyKey } }),
    ).createProject!;
    expect(again.project).toEqual(first.project);
    expect(
      ok(await stage.ask('{ projects(filter: { search: "Once" }) { nodes { id } } }')).projects.nodes,
    ).toHaveLength(1);
  });

  it('derive from the request header, by field, input and ordinal, whatever the aliases are', async () => {
    const text = (a: string, b: string) => `mutation {
      ${a}: createProject(input: { name: "A", timezone: "UTC" }) { project { id } idempotencyKey }
      ${b}: createProject(input: { name: "B", timezone: "UTC" }) { project { id } idempotencyKey }
      caption: updateContentCaption(input: { id: "${seed.content.launchTeaser}", caption: "x" }) { idempotencyKey } }`;
    const headers = { 'idempotency-key': 'my request 1' };
    const one = ok(await stage.ask(text('x', 'y'), {}, { headers }));
    const two = ok(await stage.ask(text('_v0_createProject', '_v1_createProject'), {}, { headers }));
    expect(Object.values(two)).toEqual(Object.values(one));
    const keys = new Set(sent());
    expect(keys.size).toBe(3);
    for (const key of keys) expect(key).toMatch(uuid);
    const three = ok(await stage.ask(text('x', 'y'), {}, { headers: { 'idempotency-key': 'my request 2' } }));
    expect(three.x.project.id).not.toBe(one.x.project.id);
  });

  it('derive from the header alike when a gateway sends each mutation by itself, in other words and order', async () => {
    const headers = { 'idempotency-key': 'my request 3' };
    const fields = 'project { id } idempotencyKey userErrors { code }';
    const whole = `mutation {
      a: createProject(input: { name: "A", timezone: "UTC", metadata: { x: 1, y: [2] } }) { ${fields} }
      b: createProject(input: { name: "B", timezone: "UTC" }) { ${fields} }
      c: createProject(input: { name: "B", timezone: "UTC" }) { ${fields} } }`;
    const { a, b, c } = ok(await stage.ask(whole, {}, { headers }));
    expect(new Set([a.project.id, b.project.id, c.project.id]).size).toBe(3);
    const single = `mutation ($i: CreateProjectInput!) { _v0_createProject: createProject(input: $i) { ${fields} } }`;
    const ask = async (i: object) => ok(await stage.ask(single, { i }, { headers }))._v0_createProject;
    expect(await ask({ timezone: 'UTC', name: 'B' })).toEqual(b);
    expect(await ask({ metadata: { y: [2], x: 1 }, timezone: 'UTC', name: 'A' })).toEqual(a);
    expect((await ask({ name: 'C', timezone: 'UTC' })).userErrors).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['of 256 characters', 'x'.repeat(256)],
    ['with a line break', 'a\r\nX-Evil: 1'],
    ['with a space', 'a b'],
    ['not ASCII', 'schlüssel'],
  ])('that are %s are refused without a call', async (_name, idempotencyKey) => {
    const payload = ok(await stage.ask(createProject, { input: { ...input, idempotencyKey } }))
      .createProject!;
    expect(payload).toMatchObject({
      project: null,
      idempotencyKey,
      userErrors: [{ code: 'VALIDATION', field: ['input', 'idempotencyKey'] }],
    });
    expect(stage.calls()).toEqual([]);
  });

  it('with another input are a conflict that says so', async () => {
    const idempotencyKey = '11111111-2222-4333-8444-555555555555';
    ok(await stage.ask(createProject, { input: { ...input, idempotencyKey } }));
    const other = ok(await stage.ask(createProject, { input: { ...input, name: 'Other', idempotencyKey } }))
      .createProject!;
    expect(other).toMatchObject({
      project: null,
      userErrors: [{ code: 'CONFLICT', field: null, upstreamCode: 'CONFLICT' }],
    });
    const patch = (vibe: string) =>
      stage.ask(
        `mutation { updateInfluencer(input: { id: "${seed.influencer.ava}", vibe: "${vibe}", idempotencyKey: "${idempotencyKey}" }) { userErrors { code } } }`,
      );
    expect(ok(await patch('one')).updateInfluencer.userErrors).toEqual([]);
    expect(ok(await patch('two')).updateInfluencer.userErrors).toEqual([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  });

  it.each([
    ['a handle', { customerExternalId: 'acme-coffee-ios' }, 'customerExternalId'],
    [
      'a handle beside an id',
      { id: '7c9e6679-7425-40de-944b-e07fc1f90ae1', customerExternalId: 'acme-coffee-ios' },
      'customerExternalId',
    ],
  ])(
    'minted here leave only one meaning to a conflict on create: %s is taken',
    async (_name, taken, field) => {
      const payload = ok(await stage.ask(createProject, { input: { ...input, ...taken } })).createProject!;
      expect(payload.userErrors).toMatchObject([
        { code: 'CONFLICT', field: ['input', field], retryable: false },
      ]);
    },
  );

  it('are given back when nothing is known of the write', async () => {
    stage.emulator.fail({ method: 'POST', times: 3 }, 'reset');
    const payload = ok(await stage.ask(createProject, { input })).createProject!;
    expect(payload).toMatchObject({
      project: null,
      userErrors: [{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }],
    });
    const again = ok(
      await stage.ask(createProject, { input: { ...input, idempotencyKey: payload.idempotencyKey } }),
    ).createProject!;
    expect(again.project!.name).toBe('Once');
    expect(new Set(sent())).toEqual(new Set([payload.idempotencyKey]));
  });
});
