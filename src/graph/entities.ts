import type { GraphQLResolveInfo, GraphQLSchema, GraphQLUnionType } from 'graphql';
import { resolveContentItemReference } from '../content/resolver.js';
import { resolveInfluencerReference } from '../influencer/resolver.js';
import { resolveMediaAssetReference } from '../media/resolver.js';
import { resolveProjectReference } from '../project/resolver.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';

type ReferenceResolver = (
  key: Record<string, unknown>,
  ctx: Context,
  info: GraphQLResolveInfo,
) => object | Promise<object | null> | null;

const referenceResolvers: ReadonlyMap<unknown, ReferenceResolver> = new Map<string, ReferenceResolver>([
  ['Project', resolveProjectReference],
  ['Influencer', resolveInfluencerReference],
  ['MediaAsset', resolveMediaAssetReference],
  ['ContentItem', resolveContentItemReference],
]);

const typename = Symbol('typename');

/**
 * Federation's `_entities`, in place of the subgraph library's: a malformed representation is the caller's error at its
 * own path, and every other one is answered all the same.
 */
export function resolveEntities(schema: GraphQLSchema): void {
  const entities = schema.getQueryType()!.getFields()._entities!;
  entities.resolve = (_root, { representations }: { representations: unknown[] }, ctx: Context, info) => {
    const tags = representations.map(tagsOf);
    ctx.entityCacheTags = ctx.entityCacheTags === undefined ? tags : null;
    // Each item is a promise: one that threw at once beside one that rejects later would end the process.
    return representations.map(async (representation, index) => {
      const key = (representation ?? {}) as Record<string, unknown>;
      const resolve = referenceResolvers.get(key.__typename);
      if (resolve === undefined)
        throw badUserInput(
          `A representation needs a \`__typename\` of ${[...referenceResolvers.keys()].join(', ')}.`,
        );
      const entity = await resolve(key, ctx, info);
      const id = (entity as { id?: unknown } | null)?.id;
      if (key.id == null && typeof id === 'string') tags[index]!.push(`${key.__typename}:${id}`);
      return entity && Object.assign(entity, { [typename]: key.__typename });
    });
  };
  (schema.getType('_Entity') as GraphQLUnionType).resolveType = (entity: { [typename]?: string }) =>
    entity[typename];
}

/** Cache tags of a representation: its type with each of its keys, none of a malformed one. The id of one known by handle is added when it is found. */
function tagsOf(representation: unknown): string[] {
  const { __typename, id, customerExternalId } = (representation ?? {}) as Record<string, unknown>;
  const isKey = (typeof id === 'string' && id !== '') || Number.isSafeInteger(id);
  if (!referenceResolvers.has(__typename) || (id != null && !isKey)) return [];
  return [
    ...(isKey ? [`${__typename}:${id}`] : []),
    ...(__typename === 'Project' && typeof customerExternalId === 'string' && customerExternalId !== ''
      ? [`Project:customerExternalId:${customerExternalId}`]
      : []),
  ];
}
