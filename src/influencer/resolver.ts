import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { countBetween, jsonSize, knownMember } from '../graph/checks.js';
import type { Connection } from '../graph/connection.js';
import type { Context } from '../graph/context.js';
import { Calls } from '../graph/directives.js';
import { complete, completePartial, readKey } from '../graph/entity.js';
import { type FieldPath, mutate, type Refusal, refuse } from '../graph/mutation.js';
import { toWire } from '../graph/wire.js';
import { MediaAsset } from '../media/types.js';
import { Project } from '../project/types.js';
import {
  AttachReferenceImagesInput,
  AttachReferenceImagesPayload,
  type PersonalityInput,
  UpdateInfluencerInput,
  UpdateInfluencerPayload,
} from './inputs.js';
import {
  Influencer,
  InfluencerConnection,
  InfluencerListArgs,
  Personality,
  personalityKeys,
  ReferenceImage,
} from './types.js';

/** Reads too (RULES 2.4). */
const scope = 'influencers:write';

@Resolver(() => Influencer)
export class InfluencerResolver {
  @Query(() => Influencer, {
    nullable: true,
    description:
      'One influencer; null when Layers knows none with this id, or it was deleted. Scope `influencers:write`. One read.',
  })
  @Calls(1, { scope })
  influencer(
    @Arg('id', () => ID, { description: "Layers' id, verbatim." }) id: string,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return complete(ctx.influencer.records, id, info, { root: true });
  }

  @Query(() => InfluencerConnection, {
    nullable: true,
    description:
      'The influencers of a project, newest first; null when the project is unknown. Scope `influencers:write`. One read a page; the project itself is not read.',
  })
  @Calls(1, { scope, page: true })
  influencers(
    @Arg('projectId', () => ID, { description: 'The project.' }) projectId: string,
    @Args(() => InfluencerListArgs) args: InfluencerListArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Influencer> | null> {
    return ctx.influencer.list(projectId, args);
  }

  @FieldResolver(() => Project, {
    nullable: true,
    description:
      'The project it belongs to. No read for its `id`; one read for all influencers of a page, since they share it.',
  })
  @Calls(1, { scope: 'projects:read' })
  project(@Root() influencer: Influencer, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return influencer.projectId == null ? null : complete(ctx.project.records, influencer.projectId, info);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A small picture: of the first reference image, else the portrait. Null when there is neither.',
  })
  thumbnailUrl(@Root() { thumbnailUrl, referenceImages, imageUrl }: Influencer): string | null {
    return thumbnailUrl ?? referenceImages?.[0]?.thumbnailUrl ?? imageUrl ?? null;
  }

  @Mutation(() => UpdateInfluencerPayload, {
    nullable: true,
    description:
      'Changes what is given of an influencer and answers with all of it. Scope `influencers:write`. `VALIDATION` on an empty patch or a value Layers refuses, `NOT_FOUND` on an unknown or deleted influencer. Reference images have their own mutation.',
  })
  @Calls(1, { scope })
  updateInfluencer(
    @Arg('input', () => UpdateInfluencerInput, { description: 'The changes.' }) input: UpdateInfluencerInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateInfluencerPayload> {
    const { id, idempotencyKey: _, gender, personality, ...fields } = input;
    return mutate<UpdateInfluencerPayload>({
      ctx,
      name: 'updateInfluencer',
      input,
      notFound: ['id'],
      field: personalityField,
      run: async ({ idempotencyKey }) => {
        const patch = {
          ...fields,
          ...(gender !== undefined && { gender: gender && toWire(gender) }),
          ...(personality !== undefined && { personality: personality && mergePatch(personality) }),
        };
        refuse(
          Object.values(patch).every((value) => value === undefined) && {
            message: 'Give at least one field to change.',
            field: [],
          },
          knownMember(gender, ['gender']),
          ...ownFieldKeys(personality),
          jsonSize(personality?.other, Number.POSITIVE_INFINITY, ['personality', 'other']),
        );
        return { influencer: await ctx.influencer.update(id, patch, idempotencyKey) };
      },
    });
  }

  @Mutation(() => AttachReferenceImagesPayload, {
    nullable: true,
    description:
      'Adds reference images to an influencer. Scope `influencers:write`. An image that is attached already is not doubled; its `addedAt` is refreshed. Ids that Layers cannot use are no error: they are in `droppedAssetIds`.',
  })
  @Calls(1, { scope })
  attachReferenceImages(
    @Arg('input', () => AttachReferenceImagesInput, { description: 'Who gets which images.' })
    input: AttachReferenceImagesInput,
    @Ctx() ctx: Context,
  ): Promise<AttachReferenceImagesPayload> {
    return mutate<AttachReferenceImagesPayload & { influencer: Influencer }>({
      ctx,
      name: 'attachReferenceImages',
      input,
      notFound: ['influencerId'],
      run: async ({ idempotencyKey }) => {
        const { influencerId, assetIds } = input;
        refuse(countBetween(assetIds, 1, 20, ['assetIds']));
        const influencer = await ctx.influencer.attachReferenceImages(influencerId, assetIds, idempotencyKey);
        const attached = new Set((influencer.referenceImages ?? []).map(({ assetId }) => bare(assetId)));
        return {
          influencer,
          referenceImages: influencer.referenceImages,
          droppedAssetIds: [...new Set(assetIds)].filter((id) => !attached.has(bare(id))),
        };
      },
    });
  }
}

@Resolver(() => AttachReferenceImagesPayload)
export class AttachReferenceImagesPayloadResolver {
  @FieldResolver(() => Influencer, {
    nullable: true,
    description:
      'The influencer with its new list; null when nothing was changed. Other fields than `id` and `referenceImages` cost one read.',
  })
  @Calls(1, { scope })
  influencer(
    @Root() { influencer }: { influencer?: Influencer },
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Influencer | null> | null {
    return influencer === undefined ? null : completePartial(ctx.influencer.records, influencer, info);
  }
}

@Resolver(() => Personality)
export class PersonalityResolver {
  @FieldResolver(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Keys that have no field of their own; null when there are none.',
  })
  other(@Root() personality: Record<string, unknown>): Record<string, unknown> | null {
    const named: readonly string[] = personalityKeys;
    const other = Object.entries(personality).filter(([key]) => !named.includes(key));
    return other.length === 0 ? null : Object.fromEntries(other);
  }
}

@Resolver(() => ReferenceImage)
export class ReferenceImageResolver {
  @FieldResolver(() => MediaAsset, {
    nullable: true,
    description:
      'The image. Its `kind`, type and size are null unless it was uploaded through this API recently.',
  })
  mediaAsset(@Root() image: ReferenceImage, @Ctx() ctx: Context): Promise<MediaAsset> {
    return ctx.media.complete(image);
  }
}

function mergePatch({ other, ...named }: PersonalityInput): Record<string, unknown> {
  return { ...other, ...named };
}

function ownFieldKeys(personality: PersonalityInput | null | undefined): Refusal[] {
  const named: readonly string[] = personalityKeys;
  return Object.keys(personality?.other ?? {})
    .filter((key) => named.includes(key))
    .map((key) => ({ message: `\`${key}\` has a field of its own.`, field: ['personality', 'other', key] }));
}

/** A key of the REST body's `personality` that has no field of its own stands under `other` in the input. */
function personalityField(path: FieldPath): FieldPath {
  const named: readonly string[] = personalityKeys;
  const [first, key] = path;
  return first === 'personality' && key !== undefined && !named.includes(key)
    ? [first, 'other', ...path.slice(1)]
    : path;
}

/** An asset id without its prefix, only to tell whether two spellings mean one asset (RULES 20.7). */
function bare(id: string): string {
  return id.replace(/^(?:asset|med|ast)_/, '');
}

/** Resolves `{ __typename: "Influencer", id }`. */
export function resolveInfluencerReference(key: { id?: unknown }, ctx: Context, info: GraphQLResolveInfo) {
  if (key.id === null) return null;
  return complete(ctx.influencer.records, readKey('Influencer', key.id), info);
}
