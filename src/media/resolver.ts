import { GraphQLSafeInt } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { checksumForm, filenameLength, knownMember } from '../graph/checks.js';
import type { Context } from '../graph/context.js';
import { Calls } from '../graph/directives.js';
import { readKey } from '../graph/entity.js';
import { IncomingFileError } from '../graph/incoming-file.js';
import { FailureAt, mutate, refuse } from '../graph/mutation.js';
import { headerList, refuseExpired } from '../graph/signed-url.js';
import { given, toWire } from '../graph/wire.js';
import {
  FinalizeMediaInput,
  FinalizeMediaPayload,
  PresignMediaInput,
  PresignMediaPayload,
  UploadMediaInlineInput,
  UploadMediaInlinePayload,
  UploadMediaInput,
  UploadMediaPayload,
} from './inputs.js';
import { MediaAsset } from './types.js';

const scope = 'projects:write';
const longestFilename = 256;

@Resolver(() => MediaAsset)
export class MediaResolver {
  @Query(() => MediaAsset, {
    nullable: true,
    description:
      'A media asset that this credential has seen through this graph; null when it has not: Layers has no route to read one. No scope, no read.',
  })
  @Calls(0)
  mediaAsset(
    @Arg('id', () => ID, { description: "Layers' id, verbatim." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<MediaAsset | null> {
    return ctx.media.byId(id).then((asset) => tellPartial(asset, ctx));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Media type such as `image/jpeg`.' })
  mimeType(@Root() { mimeType, contentType }: MediaAsset): string | null {
    return mimeType ?? contentType ?? null;
  }

  @FieldResolver(() => GraphQLSafeInt, { nullable: true, description: 'Bytes.' })
  sizeBytes(@Root() { sizeBytes, byteSize }: MediaAsset): number | null {
    return sizeBytes ?? byteSize ?? null;
  }

  @Mutation(() => PresignMediaPayload, {
    nullable: true,
    description:
      'Step 1 of 3 of a direct upload to the media library: gives a signed URL for one file. Step 2 is the PUT, with every header that is told; step 3 is `finalizeMedia`. ' +
      'Scope `projects:write`. `PAYLOAD_TOO_LARGE` over the size cap, `UPLOAD_EXPIRED` when a replayed handle is too old to use.',
  })
  @Calls(1, { scope })
  presignMedia(
    @Arg('input', () => PresignMediaInput, { description: 'The file.' }) input: PresignMediaInput,
    @Ctx() ctx: Context,
  ): Promise<PresignMediaPayload> {
    const { idempotencyKey: _, projectId, kind, ...fields } = input;
    return mutate<PresignMediaPayload>({
      ctx,
      name: 'presignMedia',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        refuse(
          knownMember(kind, ['kind']),
          filenameLength(fields.filename, longestFilename, ['filename']),
          checksumForm(fields.checksumSha256),
        );
        const body = { kind: toWire(kind), ...given(fields) };
        const { handle, date } = await ctx.media.presign(projectId, body, idempotencyKey);
        refuseExpired([handle.expiresAt], date);
        return { upload: { ...handle, method: handle.method ?? 'PUT', headers: headerList(handle.headers) } };
      },
    });
  }

  @Mutation(() => FinalizeMediaPayload, {
    nullable: true,
    description:
      'Step 3 of 3: registers the file that was PUT. Scope `projects:write`. Repeating it gives the same asset. `VALIDATION` when the file is not there or its size differs from the declared one.',
  })
  @Calls(1, { scope })
  finalizeMedia(
    @Arg('input', () => FinalizeMediaInput, { description: 'The upload.' }) input: FinalizeMediaInput,
    @Ctx() ctx: Context,
  ): Promise<FinalizeMediaPayload> {
    const { idempotencyKey: _, projectId, ...fields } = input;
    return mutate<FinalizeMediaPayload>({
      ctx,
      name: 'finalizeMedia',
      input,
      run: async ({ idempotencyKey }) => {
        refuse(checksumForm(fields.checksumSha256));
        return { mediaAsset: await ctx.media.finalize(projectId, given(fields), idempotencyKey) };
      },
    });
  }

  @Mutation(() => UploadMediaInlinePayload, {
    nullable: true,
    description:
      'Uploads a file under 256 KB in one call. Scope `projects:write`. `PAYLOAD_TOO_LARGE` at 262144 decoded bytes and above: use `presignMedia`.',
  })
  @Calls(1, { scope })
  uploadMediaInline(
    @Arg('input', () => UploadMediaInlineInput, { description: 'The file.' }) input: UploadMediaInlineInput,
    @Ctx() ctx: Context,
  ): Promise<UploadMediaInlinePayload> {
    const { idempotencyKey: _, projectId, kind, ...fields } = input;
    return mutate<UploadMediaInlinePayload>({
      ctx,
      name: 'uploadMediaInline',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        refuse(knownMember(kind, ['kind']), filenameLength(fields.filename, longestFilename, ['filename']));
        const body = { kind: toWire(kind), ...given(fields) };
        return { mediaAsset: await ctx.media.uploadInline(projectId, body, idempotencyKey) };
      },
    });
  }

  @Mutation(() => UploadMediaPayload, {
    nullable: true,
    description:
      'Takes a file of a multipart request up, for callers who cannot PUT to storage themselves: one call under 256 KB, else presign, PUT and finalize, with bounded memory. ' +
      'Scope `projects:write`. `VALIDATION` when size or checksum are not the declared ones, and nothing is registered; `UPLOAD_INCOMPLETE` when the file did not arrive whole; ' +
      '`PAYLOAD_TOO_LARGE` over the cap of this server or of Layers; `UPLOAD_EXPIRED` when a retry comes too late for its signed URL.',
  })
  // A spooled file that storage loses is presigned once more.
  @Calls(3, { scope })
  uploadMedia(
    @Arg('input', () => UploadMediaInput, { description: 'The file.' }) input: UploadMediaInput,
    @Ctx() ctx: Context,
  ): Promise<UploadMediaPayload> {
    const { projectId, kind, file: part, sizeBytes, checksumSha256 } = input;
    return mutate<UploadMediaPayload>({
      ctx,
      name: 'uploadMedia',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        try {
          refuse(
            knownMember(kind, ['kind']),
            filenameLength(input.filename, longestFilename, ['filename']),
            checksumForm(checksumSha256),
          );
          const file = await ctx.files.open(part);
          const mediaAsset = await ctx.media.upload({
            projectId,
            body: {
              kind: toWire(kind),
              mimeType: input.mimeType ?? file.mimeType,
              ...given({ filename: input.filename ?? (file.filename.slice(-longestFilename) || null) }),
            },
            sizeBytes,
            checksumSha256,
            file,
            idempotencyKey,
            spoolFolder: ctx.spoolDir,
          });
          return { mediaAsset };
        } catch (error) {
          // What stopped the file is told where the file stands.
          throw error instanceof IncomingFileError ? new FailureAt(error, ['file']) : error;
        } finally {
          await ctx.files.close(part);
        }
      },
    });
  }
}

/** Resolves `{ __typename: "MediaAsset", id }`; an asset that was never seen has only its id. */
export async function resolveMediaAssetReference(
  key: { id?: unknown },
  ctx: Context,
): Promise<MediaAsset | null> {
  if (key.id === null) return null;
  const assetId = readKey('MediaAsset', key.id);
  return tellPartial(await ctx.media.byId(assetId), ctx) ?? { assetId };
}

/** What is not known of an asset yet may be known the next moment: its answer must not be kept. */
function tellPartial(asset: MediaAsset | null, ctx: Context): MediaAsset | null {
  if ((asset?.mimeType ?? asset?.contentType) == null) ctx.uncacheable = true;
  return asset;
}
