import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { countBetween, filenameLength } from '../graph/checks.js';
import type { Connection } from '../graph/connection.js';
import type { Context } from '../graph/context.js';
import { Calls } from '../graph/directives.js';
import { complete, readKey } from '../graph/entity.js';
import { type FieldPath, mutate, refuse } from '../graph/mutation.js';
import { headerList, refuseExpired } from '../graph/signed-url.js';
import { Influencer } from '../influencer/types.js';
import { MediaAsset } from '../media/types.js';
import { Project } from '../project/types.js';
import { captionLength, imageOnly } from './checks.js';
import {
  ContentUpload,
  CreateContentUploadInput,
  CreateContentUploadPayload,
  FinalizeContentUploadInput,
  FinalizeContentUploadPayload,
  longestFilename,
  mostFiles,
  UpdateContentCaptionInput,
  UpdateContentCaptionPayload,
  UploadContentFromUrlsInput,
  UploadContentFromUrlsPayload,
  UploadGrouping,
  wireGrouping,
} from './inputs.js';
import { ContentItem, ContentItemConnection, ContentItemListArgs } from './types.js';

const readScope = 'content:read';
const writeScope = 'content:write';

@Resolver(() => ContentItem)
export class ContentResolver {
  @Query(() => ContentItem, {
    nullable: true,
    description:
      'One content item; null when Layers knows none with this id. Scope `content:read`. One read.',
  })
  @Calls(1, { scope: readScope })
  contentItem(
    @Arg('id', () => ID, { description: "Layers' id, verbatim." }) id: string,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return complete(ctx.content.records, id, info, { root: true });
  }

  @Query(() => ContentItemConnection, {
    nullable: true,
    description:
      'The content items of a project, newest first; null when the project is unknown. Scope `content:read`. One read a page; the project itself is not read.',
  })
  @Calls(1, { scope: readScope, page: true })
  contentItems(
    @Arg('projectId', () => ID, { description: 'The project.' }) projectId: string,
    @Args(() => ContentItemListArgs) args: ContentItemListArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<ContentItem> | null> {
    return ctx.content.list(projectId, args);
  }

  @FieldResolver(() => Project, {
    nullable: true,
    description:
      'The project it belongs to. No read for its `id`; one read for all items of a page, since they share it.',
  })
  @Calls(1, { scope: 'projects:read' })
  project(@Root() item: ContentItem, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return item.projectId == null ? null : complete(ctx.project.records, item.projectId, info);
  }

  @FieldResolver(() => Influencer, {
    nullable: true,
    description:
      'Who speaks in it; null for uploads, and when the influencer was deleted. No read for its `id`, but one of a listed item where its row does not tell who it is. ' +
      'For fields that list rows hold, three or more influencers of a project are read by the page; else each costs one read.',
  })
  @Calls(1, { scope: 'influencers:write' })
  influencer(@Root() item: ContentItem, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    const { influencerId, projectId: parent } = item;
    return influencerId == null ? null : complete(ctx.influencer.records, influencerId, info, { parent });
  }

  @FieldResolver(() => [MediaAsset], {
    nullable: true,
    description: 'Its files, with measured width, height and duration where known.',
  })
  assets(@Root() { assets }: ContentItem) {
    return assets;
  }

  @FieldResolver(() => MediaAsset, { nullable: true, description: 'Its first file.' })
  primaryAsset(@Root() { primaryAsset, assets }: ContentItem) {
    return primaryAsset ?? assets?.[0] ?? null;
  }

  @Mutation(() => UploadContentFromUrlsPayload, {
    nullable: true,
    description:
      'Makes one content item of files that Layers fetches itself: all or nothing, answered when it is done. Scope `content:write`. Takes up to 60 seconds per URL. ' +
      '`SCRAPE_FAILED` when a URL cannot be fetched in time, `VALIDATION` for a type Layers refuses or an address that is not public, `UPLOAD_QUOTA_EXCEEDED`, `PAYLOAD_TOO_LARGE`.',
  })
  @Calls(1, { scope: writeScope })
  uploadContentFromUrls(
    @Arg('input', () => UploadContentFromUrlsInput, { description: 'The files and the caption.' })
    input: UploadContentFromUrlsInput,
    @Ctx() ctx: Context,
  ): Promise<UploadContentFromUrlsPayload> {
    const { projectId, media, caption } = input;
    return mutate<UploadContentFromUrlsPayload>({
      ctx,
      name: 'uploadContentFromUrls',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        refuse(countBetween(media, 1, mostFiles, ['media']), captionLength(caption));
        const body = { media: media.map(({ url }) => ({ url })), caption };
        return { contentItem: await ctx.content.uploadFromUrls(projectId, body, idempotencyKey) };
      },
    });
  }

  @Mutation(() => CreateContentUploadPayload, {
    nullable: true,
    description:
      'Step 1 of 3 of a direct upload: reserves the content items and gives a signed URL per file. Step 2 is a PUT per file; step 3 is `finalizeContentUpload` per item. ' +
      'Scope `content:write`. `UPLOAD_QUOTA_EXCEEDED` when the project is full, `UPLOAD_EXPIRED` when a replayed session is too old to use. A slideshow takes pictures only.',
  })
  @Calls(1, { scope: writeScope })
  createContentUpload(
    @Arg('input', () => CreateContentUploadInput, { description: 'The files.' })
    input: CreateContentUploadInput,
    @Ctx() ctx: Context,
  ): Promise<CreateContentUploadPayload> {
    const { projectId, files, grouping } = input;
    return mutate<CreateContentUploadPayload>({
      ctx,
      name: 'createContentUpload',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        refuse(
          countBetween(files, 1, mostFiles, ['files']),
          ...files.map(({ filename }, index) =>
            filenameLength(filename, longestFilename, ['files', `${index}`, 'filename']),
          ),
          ...files.map(
            ({ contentType }, index) =>
              grouping === UploadGrouping.SLIDESHOW &&
              imageOnly(contentType, ['files', `${index}`, 'contentType']),
          ),
        );
        const body = {
          files: files.map(({ filename, contentType, sizeBytes }) => ({ filename, contentType, sizeBytes })),
          grouping: wireGrouping[grouping],
        };
        const { uploads, date } = await ctx.content.createUpload(projectId, body, idempotencyKey);
        refuseExpired(
          uploads.flatMap((upload) => upload.files.map((file) => file.expiresAt)),
          date,
        );
        return {
          uploads: uploads.map((upload) => ({
            containerId: upload.containerId,
            files: upload.files.map((file) => ({
              ...file,
              method: 'PUT',
              headers: headerList({ 'Content-Type': file.contentType, ...file.headers }),
              storageKey: file.r2Key,
            })),
          })),
        };
      },
    });
  }

  @Mutation(() => FinalizeContentUploadPayload, {
    nullable: true,
    description:
      'Step 3 of 3: checks that every file has landed, measures them and completes the item. Scope `content:write`. `UPLOAD_INCOMPLETE` names a file that is missing: PUT it and call again. ' +
      'Repeating it is safe and gives the same item; the caption of a repeat is ignored, the first one wins: change it with `updateContentCaption`. ' +
      '`CONFLICT` when the upload was abandoned for two hours, `VALIDATION` when a file cannot be read or is not of the declared size, `PAYLOAD_TOO_LARGE` over the size cap.',
  })
  @Calls(1, { scope: writeScope })
  finalizeContentUpload(
    @Arg('input', () => FinalizeContentUploadInput, { description: 'The upload and its caption.' })
    input: FinalizeContentUploadInput,
    @Ctx() ctx: Context,
  ): Promise<FinalizeContentUploadPayload> {
    const { containerId, caption } = input;
    return mutate<FinalizeContentUploadPayload>({
      ctx,
      name: 'finalizeContentUpload',
      input,
      notFound: ['containerId'],
      field: captionOnly,
      run: async ({ idempotencyKey }) => {
        refuse(captionLength(caption));
        return { contentItem: await ctx.content.finalizeUpload(containerId, caption, idempotencyKey) };
      },
    });
  }

  @Mutation(() => UpdateContentCaptionPayload, {
    nullable: true,
    description:
      'Corrects the caption of an uploaded item. Scope `content:write`. `VALIDATION` for generated items and for more than 2,200 characters. Posts that are out already keep theirs.',
  })
  @Calls(1, { scope: writeScope })
  updateContentCaption(
    @Arg('input', () => UpdateContentCaptionInput, { description: 'The item and its caption.' })
    input: UpdateContentCaptionInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateContentCaptionPayload> {
    const { id, caption } = input;
    return mutate<UpdateContentCaptionPayload>({
      ctx,
      name: 'updateContentCaption',
      input,
      notFound: ['id'],
      run: async ({ idempotencyKey }) => {
        refuse(captionLength(caption));
        return { contentItem: await ctx.content.updateCaption(id, caption, idempotencyKey) };
      },
    });
  }
}

/** Finalizing also tells of the files that were declared before: those are no part of this input. */
function captionOnly(path: FieldPath): FieldPath {
  return path[0] === 'caption' ? path : [];
}

@Resolver(() => ContentUpload)
export class ContentUploadResolver {
  @FieldResolver(() => ContentItem, {
    nullable: true,
    description: 'The reserved item; asked for more than its `id` it is null until it is finalized.',
  })
  @Calls(1)
  contentItem(@Root() { containerId }: ContentUpload, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return complete(ctx.content.records, containerId, info);
  }
}

/** Resolves `{ __typename: "ContentItem", id }`. */
export function resolveContentItemReference(key: { id?: unknown }, ctx: Context, info: GraphQLResolveInfo) {
  if (key.id === null) return null;
  return complete(ctx.content.records, readKey('ContentItem', key.id), info);
}
