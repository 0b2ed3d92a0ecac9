import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { mediaFile } from './media/media.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';
import { bytes, sendMultipart } from './support/multipart.js';
import { sizeOf } from './support/sizes.js';

const schema = buildSubgraphSchema(
  parse(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8')),
);

type Marked = { readonly astNode?: { readonly directives?: readonly Json[] } | null | undefined };
function directive({ astNode }: Marked, name: string): Json {
  const found = astNode?.directives?.find((each) => each.name.value === name);
  return (
    found &&
    Object.fromEntries(found.arguments.map((arg: Json) => [arg.name.value, valueFromASTUntyped(arg.value)]))
  );
}

/** The static cost by the rules of Apollo Router's demand control, without what it adds for any mutation. */
function staticCost(text: string, variables: Json = {}): number {
  const [operation] = parse(text).definitions as OperationDefinitionNode[];
  const root = operation!.operation === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  const isList = (type: GraphQLOutputType) => isListType(getNullableType(type));

  function ofSelections(parent: GraphQLObjectType, { selections }: SelectionSetNode, sized: Json): number {
    let cost = 0;
    for (const selection of selections)
      if (selection.kind === Kind.FIELD) cost += ofField(parent, selection, sized);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        cost += ofSelections(type as GraphQLObjectType, selection.selectionSet, sized);
      } else throw new Error('No operation here spreads fragments.');
    return cost;
  }

  function ofField(parent: GraphQLObjectType, node: FieldNode, sized: Json): number {
    const field = parent.getFields()[node.name.value];
    if (field === undefined) return 0;
    const type = getNamedType(field.type);
    const size = directive(field, 'listSize');
    const given = (size?.slicingArguments ?? []).map((name: string) => {
      const argument = node.arguments?.find((each) => each.name.value === name);
      return argument && valueFromASTUntyped(argument.value, variables);
    });
    const expected = Math.max(
      ...given.filter((value: unknown) => typeof value === 'number'),
      Number.NEGATIVE_INFINITY,
    );
    const length = Number.isFinite(expected) ? expected : size?.assumedSize;
    const below = Object.fromEntries((size?.sizedFields ?? []).map((name: string) => [name, length]));
    const own =
      directive(field, 'cost')?.weight ??
      directive(type as Marked, 'cost')?.weight ??
      (isCompositeType(type) ? 1 : 0);
    const args = (node.arguments ?? []).reduce((sum, { name }) => {
      const argument = field.args.find((each) => each.name === name.value);
      return sum + ((argument && directive(argument, 'cost')?.weight) ?? 0);
    }, 0);
    const inner = node.selectionSet ? ofSelections(type as GraphQLObjectType, node.selectionSet, below) : 0;
    return (isList(field.type) ? (sized[field.name] ?? length ?? 1) : 1) * (own + inner) + args;
  }

  return ofSelections(root, operation!.selectionSet, {});
}

const { coffee, fitness } = seed.project;
const { ava, ben } = seed.influencer;
const { menuBoard, morningRitual } = seed.content;

describe('the static cost', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.emulator.reset();
    stage.calls();
  });

  it('covers going on from the middle of a page', async () => {
    const page = (args: string) =>
      `{ project(id: "${coffee}") { contentItems(${args}) { edges { cursor } } } }`;
    const { edges } = ok(await stage.ask(page('first: 4'))).project.contentItems;
    stage.calls();
    const onward = page(`first: 4, after: "${edges[1].cursor}"`);
    ok(await stage.ask(onward));
    const calls = stage.calls().filter((call) => call.endsWith('/content'));
    expect(calls).toHaveLength(2);
    expect(staticCost(onward)).toBe(1 + calls.length);
  });

  const operations: [what: string, text: string, cost: number, calls: number][] = [
    ['the row of a project', `{ project(id: "${coffee}") { id name status } }`, 1, 1],
    [
      'a project by its handle',
      '{ projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { name } }',
      1,
      1,
    ],
    [
      'a whole project by its handle',
      '{ projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { metadata } }',
      2,
      2,
    ],
    [
      'a project with its lists',
      `{ project(id: "${coffee}") { metadata influencers(first: 5) { nodes { name } } contentItems { edges { node { caption } } } } }`,
      4,
      3,
    ],
    [
      'a list of rows',
      '{ projects { edges { cursor node { id name project: ownerEmail } } pageInfo { endCursor } } }',
      1,
      1,
    ],
    ['a list of records', '{ projects(first: 2) { nodes { metadata brandContext { appName } } } }', 5, 3],
    [
      'a list of lists',
      '{ projects(first: 2) { nodes { name influencers(first: 2) { nodes { id vibe } } } } }',
      7,
      6,
    ],
    [
      'a list by its edges and its nodes',
      `{ influencers(projectId: "${coffee}", first: 2) { nodes { vibe } edges { node { project { name } } } } }`,
      5,
      4,
    ],
    [
      'content with who speaks in it',
      `{ contentItems(projectId: "${coffee}", first: 9) { nodes { caption influencer { name vibe } assets { url } } } }`,
      37,
      11,
    ],
    [
      'one item with what belongs to it',
      `{ contentItem(id: "${morningRitual}") { caption project { name } influencer { project { name } } } }`,
      5,
      3,
    ],
    [
      'two of everything',
      `{ a: project(id: "${coffee}") { name } b: project(id: "${fitness}") { name } c: influencer(id: "${ava}") { vibe } d: influencer(id: "${ben}") { name } }`,
      5,
      4,
    ],
    ['the viewer', '{ layersViewer { organizationId scopes rateLimit { remaining } } }', 1, 1],
    ['an asset', `{ mediaAsset(id: "${seed.media.ava1}") { url } }`, 0, 0],
    [
      'a new project with its lists',
      'mutation { createProject(input: { name: "a", timezone: "UTC" }) { project { metadata influencers { nodes { id } } contentItems { nodes { id } } } } }',
      4,
      3,
    ],
    [
      'an influencer that is changed, with its project',
      `mutation { updateInfluencer(input: { id: "${ben}", vibe: "calm" }) { influencer { vibe project { name } } userErrors { code } } }`,
      3,
      2,
    ],
    [
      'reference images with their influencer',
      `mutation { attachReferenceImages(input: { influencerId: "${ben}", assetIds: ["${seed.media.ben1}"] }) { influencer { name } referenceImages { mediaAsset { url } } } }`,
      2,
      2,
    ],
    [
      'a presigned upload',
      `mutation { presignMedia(input: { projectId: "${coffee}", kind: IMAGE, mimeType: "image/png" }) { upload { url headers { name } } } }`,
      1,
      1,
    ],
    [
      'an upload inside the request',
      `mutation { uploadMediaInline(input: { projectId: "${coffee}", kind: IMAGE, mimeType: "image/png", dataBase64: "aGk=" }) { mediaAsset { url } } }`,
      1,
      1,
    ],
    [
      'a session of three items, and a look at each',
      `mutation { createContentUpload(input: { projectId: "${coffee}", grouping: PER_FILE, files: [${'{ filename: "a", contentType: "image/png", sizeBytes: 1 } '.repeat(3)}] }) { uploads { contentItem { caption } } } }`,
      11,
      4,
    ],
    [
      'a caption that is corrected, with the project',
      `mutation { updateContentCaption(input: { id: "${menuBoard}", caption: "a" }) { contentItem { caption project { metadata } } } }`,
      3,
      2,
    ],
  ];
  for (const [what, text, cost, calls] of operations)
    it(`of ${what} is ${cost}, for ${calls} calls`, async () => {
      ok(await stage.ask(text));
      expect({ cost: staticCost(text), calls: stage.calls().length }).toEqual({ cost, calls });
      expect(cost).toBeGreaterThanOrEqual(calls);
      // What is computed before it runs lies between the two.
      const { reads, writes } = sizeOf(text).most;
      expect(reads + writes).toBeGreaterThanOrEqual(calls);
      expect(reads + writes).toBeLessThanOrEqual(cost);
    });

  it('takes the size of a page from a variable too', () => {
    const text = 'query ($first: Int) { projects(first: $first) { nodes { metadata } } }';
    expect(staticCost(text, { first: 3 })).toBe(4);
    expect(staticCost(text)).toBe(26);
  });

  it('of a file in a multipart request is enough for a signed URL that has to be made twice', async () => {
    const query =
      'mutation ($input: UploadMediaInput!) { uploadMedia(input: $input) { mediaAsset { url } } }';
    stage.emulator.fail({ storage: true, times: 2 }, { status: 503 });
    const answer = await sendMultipart(stage, {
      query,
      variables: { input: { projectId: coffee, kind: 'VIDEO', file: null } },
      map: { 0: ['variables.input.file'] },
      parts: [{ name: '0', filename: 'a.mp4', contentType: 'video/mp4', body: bytes(300_000) }],
    });
    expect(ok(answer).uploadMedia.mediaAsset).not.toBeNull();
    const calls = stage.calls().length;
    expect(calls).toBe(3);
    expect(staticCost(query)).toBeGreaterThanOrEqual(calls);
  });

  it("of ten items in a multipart request is enough for a session of each, a look at each and each one's end", async () => {
    const query =
      'mutation ($input: UploadContentInput!) { uploadContent(input: $input) { contentItems { id } userErrors { code } } }';
    const picture = mediaFile('square-1080.jpg');
    const content = readFileSync(picture.file);
    const ten = Array.from({ length: 10 }, (_, index) => index);
    const input = {
      projectId: fitness,
      grouping: 'PER_FILE',
      caption: '',
      idempotencyKey: 'ten-items',
      files: ten.map(() => null),
    };
    const send = (more: object) =>
      sendMultipart(stage, {
        query,
        variables: { input: { ...input, ...more } },
        map: Object.fromEntries(ten.map((index) => [index, [`variables.input.files.${index}`]])),
        parts: ten.map((index) => ({
          name: String(index),
          filename: picture.name,
          contentType: picture.contentType,
          body: [content],
        })),
      });
    const { uploadContent } = ok(await send({ sizes: ten.map(() => content.length) }));
    expect(uploadContent.userErrors).toEqual([]);
    expect(uploadContent.contentItems).toHaveLength(10);
    const calls = stage.calls().length;
    expect(calls).toBe(30);
    expect(staticCost(query)).toBeGreaterThanOrEqual(calls);
  });
});
