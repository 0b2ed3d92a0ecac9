import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { type Supergraph, startSupergraph } from '../support/supergraph.js';

const { coffee } = seed.project;

describe.skipIf(!has.gateways)('a gateway that enforces @requiresScopes', () => {
  let stage: Supergraph;
  beforeAll(async () => {
    stage = await startSupergraph('hive', { requiresScopes: true, env: { ENFORCE_SCOPES: 'true' } });
  }, 60_000);
  afterAll(() => stage?.close());

  const project = `{ project(id: "${coffee}") { name influencers(first: 1) { nodes { id name } } } viewer { name } }`;
  const ask = (scopes: string, query = project) => {
    stage.calls();
    return stage.ask(query, {}, { headers: { 'x-scopes': scopes } });
  };

  it('lets through who has the scopes, and who has all of them', async () => {
    for (const scopes of ['projects:read influencers:write', '*']) {
      const data = ok(await ask(scopes));
      expect(data.project.name).toBe('Acme Coffee');
      expect(data.project.influencers.nodes).toHaveLength(1);
    }
  });

  it('strips what a scope is missing for, without a call for it, and leaves the rest', async () => {
    const answer = await ask('projects:read');
    expect(answer.data).toMatchObject({ project: { name: 'Acme Coffee' }, viewer: { name: 'Sam' } });
    expect(answer.data.project.influencers ?? null).toBeNull();
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(stage.calls()).toEqual([`GET /v1/projects/${coffee}`]);
  });

  it('lets nobody without scopes read an entity, whichever subgraph it is reached from', async () => {
    const answer = await ask('', '{ customers { name project { name } } editorialQueue { editor caption } }');
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer.data ?? null)).not.toContain('Acme Coffee"');
    expect(stage.calls()).toEqual([]);
  });

  it('lets a writer see what the write answers with', async () => {
    const text =
      'mutation { createProject(input: { name: "A", timezone: "UTC" }) { project { name } userErrors { code } } }';
    expect(ok(await ask('projects:write', text)).createProject).toEqual({
      project: { name: 'A' },
      userErrors: [],
    });
    expect((await ask('projects:read', text)).errors.length).toBeGreaterThan(0);
    expect(stage.calls()).toEqual([]);
  });
});
