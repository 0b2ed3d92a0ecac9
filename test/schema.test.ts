import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../src/graph/schema.js';
import { buildClassSchema, createSdl, printSdl } from '../src/graph/sdl.js';
import { ok, type Stage, startStage } from './support/facade.js';

const text = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

describe('the schema', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  it('is the committed schema.graphql, to the letter', () => {
    expect(printSdl(createSdl(buildClassSchema()))).toBe(text);
  });

  it('is what _service { sdl } answers, without a credential and without a call', async () => {
    const answer = await stage.ask('{ _service { sdl } }', {}, { headers: { 'x-api-key': '' } });
    expect(ok(answer)._service.sdl).toBe(text);
    expect(stage.calls()).toEqual([]);
  });

  it("is run as Apollo's subgraph library would make it of that text", () => {
    const types = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));
    expect(types(createSchema())).toBe(types(buildSubgraphSchema(parse(text))));
  });

  it('describes every type, field, argument, input field and enum, and every enum member but plain words', () => {
    const schema = buildSubgraphSchema(parse(text));
    const plain = new Set(['BrandVoice', 'InfluencerGender', 'TargetGender']);
    const bare: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      const isOurs = !type.name.startsWith('_') && !type.name.includes('__') && type.astNode;
      if (isOurs && !type.description) bare.push(type.name);
      if (type.name.startsWith('_')) continue;
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        for (const field of Object.values(type.getFields())) {
          if (field.name.startsWith('_')) continue;
          if (!field.description) bare.push(`${type.name}.${field.name}`);
          for (const arg of 'args' in field ? field.args : [])
            if (!arg.description) bare.push(`${type.name}.${field.name}(${arg.name})`);
        }
      if (isEnumType(type) && type.astNode && !plain.has(type.name))
        for (const value of type.getValues()) if (!value.description) bare.push(`${type.name}.${value.name}`);
    }
    expect(bare).toEqual([]);
  });

  it('keeps every field nullable that another call stands behind, and every mutation', () => {
    const schema = buildSubgraphSchema(parse(text));
    for (const name of ['Project', 'Influencer', 'MediaAsset', 'ContentItem']) {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(name);
      const required = Object.values(type.getFields()).filter((field) => String(field.type).endsWith('!'));
      expect(required.map((field) => field.name)).toEqual(['id']);
    }
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      expect(String(field.type)).toBe(`${field.name[0]!.toUpperCase()}${field.name.slice(1)}Payload`);
      const payload = getNamedType(field.type);
      if (!isObjectType(payload)) throw new Error(field.name);
      expect(String(payload.getFields().userErrors!.type)).toBe('[LayersUserError!]!');
      expect(String(payload.getFields().idempotencyKey!.type)).toBe('String!');
    }
  });

  it('has an UNKNOWN member and a raw sibling for every enum that upstream may extend', () => {
    const schema = buildSubgraphSchema(parse(text));
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name === 'LayersUserError' || type.name.startsWith('_')) continue;
      for (const field of Object.values(type.getFields())) {
        const named = getNamedType(field.type);
        if (!isEnumType(named) || named.name.startsWith('_')) continue;
        expect(named.getValue('UNKNOWN'), `${type.name}.${field.name}`).toBeTruthy();
        expect(type.getFields()[`${field.name}Raw`], `${type.name}.${field.name}Raw`).toBeTruthy();
      }
    }
  });
});
