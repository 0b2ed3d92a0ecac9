import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { createSchema } from '../src/graph/schema.js';
import { ok, startStage } from './support/facade.js';

const schema = createSchema();
const objects = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
);
const withId = objects.filter((type) => type.getFields().id);

/** Where a query can meet an object without an id; pages and their parts are known to clients by their names. */
const embedded = fieldsMet(schema.getQueryType()!).filter(
  ({ type }) => !withId.includes(type) && !/^_|PageInfo|(?:Connection|Edge)$/.test(type.name),
);

function fieldsMet(root: GraphQLObjectType) {
  const met: { type: GraphQLObjectType; field: GraphQLOutputType }[] = [];
  const seen = new Set<GraphQLObjectType>();
  const meet = (owner: GraphQLObjectType) => {
    if (seen.has(owner)) return;
    seen.add(owner);
    for (const { type: field } of Object.values(owner.getFields())) {
      const type = getNamedType(field);
      if (!isObjectType(type)) continue;
      met.push({ type, field });
      meet(type);
    }
  };
  meet(root);
  return met;
}

const isList = (type: GraphQLOutputType) => isListType(isNonNullType(type) ? type.ofType : type);
const text = (file: string) => readFileSync(new URL(`../examples/clients/${file}`, import.meta.url), 'utf8');

describe('for a cache of a client', () => {
  it('each entity has an id that is never null', () => {
    expect(withId.map(({ name }) => name).sort()).toEqual([
      'ContentItem',
      'Influencer',
      'MediaAsset',
      'Project',
    ]);
    for (const type of withId) {
      expect(isNonNullType(type.getFields().id!.type)).toBe(true);
      expect(getNamedType(type.getFields().id!.type).name).toBe('ID');
    }
  });

  it('each mutation answers with what it changed, but presignMedia, which changes nothing', () => {
    const entities = new Set(withId.map(({ name }) => name));
    const holds = (type: GraphQLObjectType, depth = 2): boolean =>
      Object.values(type.getFields()).some((field) => {
        const inner = getNamedType(field.type);
        return entities.has(inner.name) || (isObjectType(inner) && depth > 0 && holds(inner, depth - 1));
      });
    const without = Object.values(schema.getMutationType()!.getFields())
      .filter((field) => !holds(getNamedType(field.type) as GraphQLObjectType))
      .map(({ name }) => name);
    expect(without).toEqual(['presignMedia']);
  });

  it('the set-up for urql names every type without an id that a query can answer with', () => {
    const named = [...text('urql.ts').matchAll(/^ {2}(\w+): noKey,$/gm)].map((match) => match[1]!);
    expect(named).toEqual([...new Set(embedded.map(({ type }) => type.name))].sort());
  });

  it('the set-up for Apollo Client merges every object without an id that stands in a field of its own', () => {
    const named = [...text('apollo-client.ts').matchAll(/^ {6}(\w+): \{ merge: true \},$/gm)];
    const single = embedded.filter(({ type, field }) => !isList(field) && type.name !== 'LayersViewer');
    expect(named.map((match) => match[1]!)).toEqual([...new Set(single.map(({ type }) => type.name))].sort());
  });

  it.each(['urql.ts', 'apollo-client.ts'])('%s merges the pages of every list', (file) => {
    const lists = objects.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .map(({ name }) => name),
    );
    const merged = [...text(file).matchAll(/(\w+): pages\(/g)].map((match) => match[1]!);
    expect(merged.sort()).toEqual(lists.sort());
  });

  it('an object has the same id and __typename wherever it is met', async () => {
    const stage = await startStage();
    const { coffee } = seed.project;
    const node = '{ __typename id }';
    const data = ok(
      await stage.ask(`mutation { 
        updateInfluencer(input: { id: "${seed.influencer.ava}", vibe: "calm" }) { influencer { __typename id project ${node} } }
        attachReferenceImages(input: { influencerId: "${seed.influencer.ava}", assetIds: ["${seed.media.barista}"] }) {
          influencer { __typename id referenceImages { mediaAsset ${node} } }
          referenceImages { mediaAsset ${node} }
        }
        updateContentCaption(input: { id: "${seed.content.launchTeaser}", caption: "A" }) {
          contentItem { __typename id project ${node} assets ${node} primaryAsset ${node} }
        }
      }`),
    );
    const read = ok(
      await stage.ask(`{
        influencer(id: "${seed.influencer.ava}") { __typename id project ${node} referenceImages { mediaAsset ${node} } }
        contentItem(id: "${seed.content.launchTeaser}") { __typename id project ${node} assets ${node} primaryAsset ${node} }
        mediaAsset(id: "${seed.media.barista}") ${node}
        contentItems(projectId: "${coffee}") { nodes ${node} }
        influencers(projectId: "${coffee}") { nodes ${node} }
      }`),
    );
    expect(data.updateInfluencer.influencer).toEqual({
      __typename: 'Influencer',
      id: seed.influencer.ava,
      project: { __typename: 'Project', id: coffee },
    });
    expect(data.updateContentCaption.contentItem).toEqual(read.contentItem);
    const { influencer, referenceImages } = data.attachReferenceImages;
    expect(influencer.referenceImages).toEqual(read.influencer.referenceImages);
    expect(referenceImages).toEqual(influencer.referenceImages);
    expect(referenceImages).toContainEqual({ mediaAsset: read.mediaAsset });
    expect(read.mediaAsset).toEqual({ __typename: 'MediaAsset', id: seed.media.barista });
    const { __typename, id } = read.contentItem;
    expect(read.contentItems.nodes).toContainEqual({ __typename, id });
    expect(read.influencers.nodes).toContainEqual({ __typename: 'Influencer', id: influencer.id });
    await stage.close();
  });
});
