import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClassSchema, createSdl, printSdl } from '../src/graph/sdl.js';
import { buildProgram, type Program } from './support/program.js';

const text = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const variant = printSdl(createSdl(buildClassSchema(), { requiresScopes: true }));

const types = typesOf(text);
const objects = [...types.values()].filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION);
const isRoot = (name: string) => name === 'Query' || name === 'Mutation';
const entities = ['ContentItem', 'Influencer', 'MediaAsset', 'Project'];

function typesOf(sdl: string): Map<string, TypeDefinitionNode> {
  const found = new Map<string, TypeDefinitionNode>();
  for (const node of parse(sdl).definitions)
    if (node.kind.endsWith('TypeDefinition'))
      found.set((node as TypeDefinitionNode).name.value, node as TypeDefinitionNode);
  return found;
}

type Member = FieldDefinitionNode | InputValueDefinitionNode;
const fieldsOf = (type: TypeDefinitionNode | undefined): readonly Member[] =>
  type !== undefined && 'fields' in type ? (type.fields ?? []) : [];
const outputs = (name: string) => fieldsOf(types.get(name)) as readonly FieldDefinitionNode[];
const argsOf = (field: Member) => ('arguments' in field ? (field.arguments ?? []) : []);
const all = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string) =>
  (node.directives ?? []).filter((directive) => directive.name.value === name);
const valuesOf = (directive: ConstDirectiveNode | undefined) =>
  directive &&
  Object.fromEntries(
    directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]) ?? [],
  );
const costOf = (node: Member | TypeDefinitionNode): number | undefined =>
  valuesOf(all(node, 'cost')[0])?.weight as number | undefined;
const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

describe('the directives of cost', () => {
  it('say of every field of Query and Mutation what it costs', () => {
    for (const name of ['Query', 'Mutation'])
      for (const field of outputs(name))
        expect(costOf(field), `${name}.${field.name.value}`).toEqual(expect.any(Number));
    for (const field of outputs('Mutation')) expect(costOf(field), field.name.value).toBeGreaterThan(0);
  });

  it('count a read for a reference to an entity, from any subgraph; any other object is free, and so is one in a list', () => {
    const read = ['Project', 'Influencer', 'ContentItem'];
    for (const type of objects)
      expect(costOf(type)).toBe(isRoot(type.name.value) ? undefined : read.includes(type.name.value) ? 1 : 0);
    for (const name of read) {
      expect(
        costOf(fieldsOf(types.get(`${name}Connection`)!).find(({ name }) => name.value === 'nodes')!),
      ).toBe(0);
      expect(costOf(fieldsOf(types.get(`${name}Edge`)!).find(({ name }) => name.value === 'node')!)).toBe(0);
    }
    for (const type of objects)
      for (const field of fieldsOf(type)) expect(all(field, 'cost').length).toBeLessThanOrEqual(1);
  });

  for (const name of ['Project', 'Influencer', 'ContentItem'])
    it(`count a read for each field of ${name} that list rows do not hold, and nothing for one that they do`, () => {
      const description = types.get(name)?.description?.value ?? '';
      const [, sentence = ''] = /List rows hold (.*?);/.exec(description) ?? [];
      const row = new Set([...sentence.matchAll(/`(\w+)`/g)].map(([, field]) => field!));
      expect(row.size).toBeGreaterThan(5);
      for (const field of outputs(name)) {
        const own = field.name.value;
        const leadsOn = /^(?:Project|Influencer|ContentItem|.*Connection)$/.test(namedType(field.type));
        const isFree = row.has(own.replace(/Raw$/, '')) && !leadsOn;
        expect({ own, cost: costOf(field) ?? 0 }).toEqual({
          own,
          cost: isFree ? 0 : expect.toSatisfy((cost) => cost >= 1),
        });
      }
    });

  it('say of every connection how many items it has', () => {
    let connections = 0;
    for (const type of objects)
      for (const field of outputs(type.name.value)) {
        if (!namedType(field.type).endsWith('Connection')) continue;
        connections++;
        expect(all(field, 'listSize').map(valuesOf), field.name.value).toEqual([
          {
            assumedSize: 25,
            slicingArguments: ['first'],
            sizedFields: ['edges', 'nodes'],
            requireOneSlicingArgument: false,
          },
        ]);
        expect(argsOf(field).find(({ name }) => name.value === 'first')?.defaultValue).toBeUndefined();
      }
    expect(connections).toBe(5);
  });

  it('say how long every other list is at most whose items can cost anything', () => {
    const costs = (name: string, seen = new Set<string>()): boolean =>
      !seen.has(name) &&
      outputs(name).some((field) => (costOf(field) ?? 0) > 0 || costs(namedType(field.type), seen.add(name)));
    const sized = objects.flatMap((type) =>
      outputs(type.name.value)
        .filter((field) => isList(field.type) && costs(namedType(field.type)))
        .filter(() => !/(?:Connection)$/.test(type.name.value))
        .map((field) => [`${type.name.value}.${field.name.value}`, valuesOf(all(field, 'listSize')[0])]),
    );
    expect(Object.fromEntries(sized)).toEqual({
      'CreateContentUploadPayload.uploads': { assumedSize: 10 },
      'UploadContentPayload.contentItems': { assumedSize: 10 },
    });
  });
});

describe('the contract tags', () => {
  const tagsOf = (node: Member | TypeDefinitionNode) =>
    all(node, 'tag').map((tag) => valuesOf(tag)?.name as string);

  it('are one for every type, or one for each of its fields and their arguments', () => {
    for (const type of types.values()) {
      const own = tagsOf(type);
      expect(own.length, type.name.value).toBeLessThanOrEqual(1);
      if (own.length === 0) expect(fieldsOf(type).length, type.name.value).toBeGreaterThan(0);
      for (const field of fieldsOf(type)) {
        const where = `${type.name.value}.${field.name.value}`;
        expect([...own, ...tagsOf(field)], where).toEqual([expect.stringMatching(/^(?:public|partner)$/)]);
        // What takes a field into a contract takes its arguments along only when they are tagged too.
        for (const arg of argsOf(field))
          expect(own.length === 1 ? own : tagsOf(arg), where).toEqual(own.length === 1 ? own : tagsOf(field));
      }
    }
  });

  it('are partner for all of Mutation, and of Query for layersViewer alone', () => {
    for (const field of outputs('Mutation')) expect(tagsOf(field), field.name.value).toEqual(['partner']);
    const partner = outputs('Query').filter((field) => tagsOf(field).includes('partner'));
    expect(partner.map(({ name }) => name.value)).toEqual(['layersViewer']);
  });

  it('let nothing of the public contract refer to something that is not in it', () => {
    const isPublic = (node: Member | TypeDefinitionNode, parent?: TypeDefinitionNode) =>
      [...tagsOf(node), ...(parent ? tagsOf(parent) : [])].includes('public');
    const builtIn = ['ID', 'Int', 'Float', 'String', 'Boolean'];
    let checked = 0;
    for (const type of types.values())
      for (const field of fieldsOf(type).filter((each) => isPublic(each, type)))
        for (const member of [field, ...argsOf(field)]) {
          const name = namedType(member.type);
          if (builtIn.includes(name)) continue;
          checked++;
          const target = types.get(name)!;
          const hasPart = isPublic(target) || fieldsOf(target).some((each) => isPublic(each));
          expect(hasPart, `${type.name.value}.${field.name.value}: ${name}`).toBe(true);
        }
    expect(checked).toBeGreaterThan(50);
  });

  it('leave every entity its keys in the public contract', () => {
    for (const name of entities) {
      const type = types.get(name)!;
      for (const key of all(type, 'key').map((each) => valuesOf(each)?.fields as string)) {
        const field = outputs(name).find((each) => each.name.value === key)!;
        expect([...tagsOf(type), ...tagsOf(field)], `${name}.${key}`).toEqual(['public']);
      }
    }
  });
});

describe('@shareable', () => {
  it('is on value types, and on nothing that only this subgraph can answer', () => {
    const isOurs =
      /^(?:Query|Mutation|Project|Influencer|MediaAsset|ContentItem|LayersViewer|ContentUpload|.*Connection|.*Edge|.*Payload)$/;
    for (const type of objects)
      expect(all(type, 'shareable').length, type.name.value).toBe(isOurs.test(type.name.value) ? 0 : 1);
    for (const name of entities) expect(all(types.get(name)!, 'key')).not.toEqual([]);
  });
});

describe('@cacheControl', () => {
  it('is on every type that a read can answer with', () => {
    const seen = new Set(['Query']);
    for (const name of seen) for (const field of outputs(name)) seen.add(namedType(field.type));
    for (const name of seen)
      if (!isRoot(name) && types.get(name)?.kind === Kind.OBJECT_TYPE_DEFINITION)
        expect(all(types.get(name)!, 'cacheControl'), name).toHaveLength(1);
  });
});

describe('@requiresScopes', () => {
  const scopesOf = (node: Member | TypeDefinitionNode) =>
    all(node, 'requiresScopes').map((each) => valuesOf(each)?.scopes);

  it('is nowhere in schema.graphql', () => {
    expect(text).not.toMatch(/requiresScopes/);
  });

  it('is in its variant on each field of Query and Mutation whose description names a scope, with it and *', () => {
    const named: string[] = [];
    for (const name of ['Query', 'Mutation'])
      for (const field of fieldsOf(typesOf(variant).get(name))) {
        const [, scope] = /\bScope `([a-z]+:[a-z]+)`/.exec(field.description?.value ?? '') ?? [];
        expect(scopesOf(field), field.name.value).toEqual(scope === undefined ? [] : [[[scope], ['*']]]);
        if (scope === undefined) named.push(field.name.value);
      }
    expect(named).toEqual(['layersViewer', 'mediaAsset']);
  });

  it('is all that the variant has more', () => {
    const bare = variant.replaceAll(/ @requiresScopes\(scopes: \[(?:\["[a-z:*]+"\](?:, )?)+\]\)/g, '');
    expect(bare.replace(', "@requiresScopes"]', ']')).toBe(text);
    expect(print(parse(variant)).match(/@requiresScopes\(/g)?.length).toBeGreaterThan(20);
  });

  it('leaves a text that Apollo Server builds a subgraph of, as without it', () => {
    for (const sdl of [text, variant])
      expect(Object.keys(buildSubgraphSchema(parse(sdl)).getTypeMap())).toEqual(
        expect.arrayContaining([...types.keys()]),
      );
  });
});

describe('print-schema', () => {
  let program: Program;
  let folder = '';
  async function run(command: string, args: string[]) {
    const child = spawn(command, args, { env: { PATH: process.env.PATH } });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        out[name] += chunk;
      });
    const [code] = await once(child, 'close');
    return { code, ...out };
  }
  const printSchema = (...args: string[]) =>
    run(process.execPath, [join(folder, 'dist/print-schema.js'), ...args]);
  beforeAll(async () => {
    program = await buildProgram();
    folder = program.folder;
    await writeFile(join(folder, 'schema.graphql'), 'stale');
  }, 60_000);
  afterAll(() => program.remove());

  it('--requires-scopes prints the variant and writes nothing', async () => {
    expect(await printSchema('--requires-scopes')).toEqual({ code: 0, stdout: variant, stderr: '' });
    expect(await readFile(join(folder, 'schema.graphql'), 'utf8')).toBe('stale');
  });

  it('with an unknown flag ends with 1, says which there are and writes nothing', async () => {
    const { code, stdout, stderr } = await printSchema('--requires-scope');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/--requires-scope\b.*--check.*--requires-scopes/);
    expect(await readFile(join(folder, 'schema.graphql'), 'utf8')).toBe('stale');
  });

  it('--check ends with 1 while the file is stale, and with 0 once it is written', async () => {
    expect(await printSchema('--check')).toMatchObject({ code: 1, stdout: '' });
    expect(await printSchema()).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'schema.graphql'), 'utf8')).toBe(text);
    expect(await printSchema('--check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
