import { Trace } from '@apollo/usage-reporting-protobuf';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.emulator.reset());
afterAll(() => stage.close());

async function ask(body: Json, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(stage.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live, ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Asks as a router does that wants a trace; gives the answer without it, and the trace. */
async function traced(body: Json): Promise<{ answer: Json; trace: Trace; bytes: Buffer }> {
  const { extensions, ...rest } = await ask(body, { 'apollo-federation-include-trace': 'ftv1' });
  const { ftv1, ...others } = extensions;
  const bytes = Buffer.from(ftv1, 'base64');
  const answer = Object.keys(others).length === 0 ? rest : { ...rest, extensions: others };
  return { answer, bytes, trace: Trace.decode(bytes) };
}

interface Field {
  readonly type: string;
  readonly parentType: string;
  readonly originalFieldName: string;
  readonly errors: readonly string[];
}

/** The fields of a trace by their paths. */
function fieldsOf(trace: Trace): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  const walk = (node: Trace.INode, path: string): void => {
    for (const child of node.child ?? []) {
      const name = child.responseName || String(child.index);
      const below = path === '' ? name : `${path}.${name}`;
      const { type = '', parentType = '', originalFieldName = '', error = [] } = child as Trace.Node;
      if (type !== '') {
        fields.set(below, {
          type,
          parentType,
          originalFieldName,
          errors: error.map(({ message }) => message!),
        });
        expect(Number(child.endTime), below).toBeGreaterThanOrEqual(Number(child.startTime));
      }
      walk(child, below);
    }
  };
  walk(trace.root!, '');
  return fields;
}

const screen = {
  query: `query Screen($id: ID!) {
    project(id: $id) { id title: name influencers(first: 2) { nodes { id name } } }
    layersViewer { organizationId }
  }`,
  variables: { id: seed.project.coffee },
};

describe('a trace', () => {
  it('is in the extensions when the router asks for it, and nothing is there when it does not', async () => {
    expect(Object.keys((await ask(screen)).extensions)).toEqual(['layers']);
    for (const other of ['', 'ftv2', 'true'])
      expect(
        Object.keys((await ask(screen, { 'apollo-federation-include-trace': other })).extensions),
      ).toEqual(['layers']);
    const { trace } = await traced(screen);
    expect(Number(trace.durationNs)).toBeGreaterThan(0);
    expect(Number(trace.endTime!.seconds)).toBeGreaterThanOrEqual(Number(trace.startTime!.seconds));
  });

  it('has every field that ran, by its path, with its types and its own name', async () => {
    const fields = fieldsOf((await traced(screen)).trace);
    expect([...fields.keys()].toSorted()).toEqual([
      'layersViewer',
      'layersViewer.organizationId',
      'project',
      'project.id',
      'project.influencers',
      'project.influencers.nodes',
      'project.influencers.nodes.0.id',
      'project.influencers.nodes.0.name',
      'project.influencers.nodes.1.id',
      'project.influencers.nodes.1.name',
      'project.title',
    ]);
    expect(fields.get('project')).toMatchObject({ type: 'Project', parentType: 'Query' });
    expect(fields.get('project.title')).toMatchObject({ parentType: 'Project', originalFieldName: 'name' });
    expect(fields.get('project.influencers')).toMatchObject({ type: 'InfluencerConnection' });
  });

  it('has the fields of entities', async () => {
    const { answer, trace } = await traced({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { id name } } }',
      variables: { r: [{ __typename: 'Project', id: seed.project.coffee }] },
    });
    expect(answer.errors).toBeUndefined();
    expect([...fieldsOf(trace).keys()]).toEqual(['_entities', '_entities.0.id', '_entities.0.name']);
  });

  const operations: [name: string, body: Json][] = [
    ['a query', screen],
    [
      'a query that fails in part',
      { query: '{ layersViewer { organizationId } projects(first: 0) { nodes { id } } }' },
    ],
    ['a text that is not GraphQL', { query: '{ project' }],
    ['a text that does not fit the schema', { query: '{ captions }' }],
    ['variables that do not fit', { ...screen, variables: {} }],
    [
      'a persisted query that is not known',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
    ],
    [
      'a mutation that is refused',
      { query: 'mutation { updateInfluencer(input: { id: "x" }) { userErrors { code field } } }' },
    ],
  ];
  for (const [name, body] of operations)
    it(`leaves the answer as it is: ${name}`, async () => {
      const plain = await ask(body);
      expect(plain.data ?? plain.errors).toBeDefined();
      const { layers: _, ...others } = plain.extensions ?? {};
      const untold = Object.keys(others).length === 0 ? {} : { extensions: others };
      const { extensions: _told, ...rest } = plain;
      expect((await traced(body)).answer).toEqual({ ...rest, ...untold });
      expect(await ask(body)).toEqual(plain);
    });
});

describe('an error in a trace', () => {
  const secret = 'caption-7Fq https://files-7Fq.example.com/a.jpg?X-Amz-Signature=7Fq lp_live_7Fq';

  const failures: [name: string, answer: Parameters<Stage['emulator']['fail']>[1]][] = [
    [
      'a refusal in words of Layers',
      { status: 403, body: { error: { code: 'FORBIDDEN_SCOPE', message: secret, requestId: '7Fq' } } },
    ],
    ['an unknown code', { status: 500, body: { error: { code: '7Fq', message: secret } } }],
    ['HTML', { status: 500, body: `<h1>${secret}</h1>` }],
    [
      'a value that does not fit',
      { status: 200, body: { id: seed.project.coffee, name: { a: secret }, status: [secret] } },
    ],
  ];
  for (const [name, failure] of failures)
    it(`says where it was and not what: ${name}`, async () => {
      stage.emulator.fail({ path: /^\/v1\/projects\//, times: Number.POSITIVE_INFINITY }, failure);
      const body = { query: `{ project(id: "${seed.project.coffee}") { id name status } }` };
      const plain = await ask(body);
      const { answer, trace, bytes } = await traced(body);
      expect(answer.errors).toHaveLength(plain.errors.length);
      const path = answer.errors[0].path.join('.');
      expect(fieldsOf(trace).get(path)?.errors).toEqual(['<masked>']);
      expect(bytes.toString('latin1')).not.toMatch(/7Fq|Signature|https?:|lp_live|Layers/i);
      expect(bytes.toString('latin1')).not.toContain(answer.errors[0].message);
    });

  it('of a text that is refused quotes nothing of it', async () => {
    for (const query of ['{ project(id: "caption-7Fq" }', '{ captions(a: "caption-7Fq") }'])
      expect((await traced({ query })).bytes.toString('latin1')).not.toContain('7Fq');
  });
});
