import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parse, validate, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFilePlaces } from '../explorer/file-places.js';
import { flows } from '../explorer/flows.js';
import { type Learned, learn, toCurl } from '../explorer/learned.js';
import { nameOf, placeholders, type ReadyOperation } from '../explorer/ready-operation.js';
import { exampleIds } from '../src/emulator/seed-ids.js';
import { createSchema } from '../src/graph/schema.js';
import { type Json, type Stage, startStage } from './support/facade.js';
import { put } from './support/files.js';

const schema = createSchema();
const root = new URL('../', import.meta.url);
const operations = flows.flatMap((flow) => flow.operations);

describe('the operations that GraphiQL has ready', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ emulator: { urlFetchTimeoutMs: 1000 } });
  });
  afterAll(() => stage.close());

  it.each(operations)('fit the schema: $title', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it('have names of their own, because answers and files are kept by them', () => {
    const names = operations.map(({ text }) => /^(?:query|mutation) (\w+)/.exec(text)?.[1]);
    expect(new Set(names).size).toBe(operations.length);
    expect(names).not.toContain(undefined);
  });

  it('cover every field of Query and Mutation', () => {
    const used = new Set<string>();
    for (const { text } of operations)
      visit(parse(text), {
        OperationDefinition({ operation, selectionSet }) {
          for (const field of selectionSet.selections)
            if (field.kind === 'Field') used.add(`${operation} ${field.name.value}`);
        },
      });
    const there = (['query', 'mutation'] as const).flatMap((operation) => {
      const type = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
      return Object.keys(type!.getFields()).map((name) => `${operation} ${name}`);
    });
    expect(there.filter((field) => !used.has(field))).toEqual([]);
  });

  it('say where somebody has to put ids of their own when there is no emulator', () => {
    for (const { variables } of operations) {
      const text = JSON.stringify(variables?.(placeholders, {}) ?? {});
      for (const id of Object.values(exampleIds)) expect(text).not.toContain(id);
    }
  });

  it('run without errors on the emulator, one after the other, with what the earlier ones told', async () => {
    let learned: Learned = {};
    const told: Record<string, Json> = {};
    for (const operation of operations) {
      const { data, errors } = await ask(operation, learned);
      expect(errors, operation.title).toEqual([]);
      learned = learn(learned, data, nameOf(operation));
      for (const [field, value] of Object.entries<Json>(data)) {
        told[operation.title] = value;
        expect(value, `${operation.title}: ${field}`).not.toBeNull();
        if (operation.title === 'Content from URLs') continue;
        expect(value.userErrors ?? [], operation.title).toEqual([]);
      }
      for (const [index, file] of (operation.puts ?? []).entries()) {
        const { url, headers } = learned.puts![nameOf(operation)!]![index]!;
        expect(await put({ url, method: 'PUT', headers }, readFileSync(new URL(file, root)))).toBe(200);
      }
    }
    // Nothing at that address, as its host says: what matters is that it is told as data.
    expect(told['Content from URLs'].userErrors).toMatchObject([{ code: 'SCRAPE_FAILED' }]);
    expect(told['2. Finalize'].contentItem.platformFit).toMatchObject([{ ok: true }, { ok: true }]);
    expect(told['A project by your handle'].id).toBe(exampleIds.project);
    expect(told['Entities, as a router asks'].map(({ id }: Json) => id)).toEqual([
      exampleIds.project,
      exampleIds.influencer,
      exampleIds.contentItem,
    ]);
  });

  /** As the page does it: with files in a multipart request, without in JSON. */
  async function ask({ text, variables }: ReadyOperation, learned: Learned) {
    const values = variables?.(exampleIds, learned) as Json;
    const [place] = findFilePlaces(parse(text), undefined, schema);
    if (place === undefined) return stage.ask(text, values);
    const form = new FormData();
    form.append(
      'operations',
      JSON.stringify({
        query: text,
        variables: { ...values, [place.path[0]!]: place.isList ? [null] : null },
      }),
    );
    form.append(
      'map',
      JSON.stringify({ 0: [`variables.${place.path.join('.')}${place.isList ? '.0' : ''}`] }),
    );
    const bytes = readFileSync(new URL('test/media/square-1080.jpg', root));
    form.append('0', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'square.jpg');
    const headers = { 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': 'true' };
    const { data, errors = [] } = (await (
      await fetch(stage.url, { method: 'POST', headers, body: form })
    ).json()) as Json;
    return { data, errors };
  }

  it('tell a PUT as a line that a shell takes as it is meant', () => {
    const line = toCurl(
      {
        url: "https://a/b?c=d&e='f",
        headers: [
          { name: 'Content-Length', value: '5' },
          { name: 'X', value: '$(y)' },
        ],
      },
      'a.jpg',
    );
    expect(line).toBe(`curl -T a.jpg -H 'X: $(y)' 'https://a/b?c=d&e='\\''f'`);
  });
});

describe('the places where an operation takes files', () => {
  const text = `mutation A($file: Upload!, $several: [Upload!]!, $input: UploadMediaInput!, $content: UploadContentInput, $name: String) {
    uploadMedia(input: $input) { idempotencyKey }
  }
  mutation B { __typename }`;
  const found = (name: string, known: typeof schema | undefined) =>
    findFilePlaces(parse(text), name, known).map(
      ({ path, isList }) => `${path.join('.')}${isList ? ' *' : ''}`,
    );

  it('are variables, and fields of inputs', () => {
    expect(found('A', schema)).toEqual(['file', 'several *', 'input.file', 'content.files *']);
    expect(found('B', schema)).toEqual([]);
  });

  it('are the variables alone where the schema is not known', () => {
    expect(found('A', undefined)).toEqual(['file', 'several *']);
  });
});
