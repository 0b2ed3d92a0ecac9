import type { Upload as UploadPart } from 'graphql-upload-minimal';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { countBetween, filenameLength, sameLength } from '../graph/checks.js';
import type { Context } from '../graph/context.js';
import { derivedKey, FailureAt, mutate, refuse, userErrors } from '../graph/mutation.js';
import type { LayersUserError } from '../graph/user-error.js';
import { captionLength, imageOnly } from './checks.js';
import {
  longestFilename,
  mostFiles,
  UploadContentInput,
  UploadContentPayload,
  UploadGrouping,
  wireGrouping,
} from './inputs.js';
import type { ContentItem } from './types.js';

@Resolver()
export class UploadContentResolver {
  @Mutation(() => UploadContentPayload, {
    nullable: true,
    description:
      'Takes files of a multipart request up and completes the content items, for callers who cannot PUT to storage themselves. Scope `content:write`. ' +
      'Nothing is made when a file is refused, is not of its declared size or does not arrive whole; errors of a file name its index. ' +
      '`UPLOAD_QUOTA_EXCEEDED`, `PAYLOAD_TOO_LARGE`, `UPLOAD_INCOMPLETE`, `UPLOAD_EXPIRED` when a retry comes too late for its signed URLs.',
  })
  uploadContent(
    @Arg('input', () => UploadContentInput, { description: 'The files and their captions.' })
    input: UploadContentInput,
    @Ctx() ctx: Context,
  ): Promise<UploadContentPayload> {
    const { projectId, files, grouping, caption, captions, sizes, contentTypes, filenames } = input;
    return mutate<UploadContentPayload>({
      ctx,
      name: 'uploadContent',
      input,
      notFound: ['projectId'],
      run: async ({ idempotencyKey }) => {
        try {
          checkUpload(input);
          const items = await ctx.content.store({
            projectId,
            files: files.map((part, index) => ({
              open: () => ctx.files.open(part),
              close: () => ctx.files.close(part),
              sizeBytes: sizes?.[index],
              contentType: contentTypes?.[index],
              filename: filenames?.[index],
            })),
            grouping: wireGrouping[grouping],
            idempotencyKey,
            spoolFolder: ctx.spoolDir,
          });
          const done = await Promise.allSettled(
            items.map(({ containerId, fileIndices: [first = 0] }) =>
              ctx.content
                .finalizeUpload(
                  containerId,
                  captions?.[first] ?? caption ?? '',
                  derivedKey(idempotencyKey, `finalize ${first}`),
                )
                .catch((error: unknown) => {
                  throw new FailureAt(error, ['files', `${first}`]);
                }),
            ),
          );
          return outcome(done);
        } finally {
          await closeAll(ctx, files);
        }
      },
    });
  }
}

function checkUpload(input: UploadContentInput): void {
  const { files, grouping, caption, captions, sizes, contentTypes, filenames } = input;
  const isSlideshow = grouping === UploadGrouping.SLIDESHOW;
  refuse(
    countBetween(files, 1, mostFiles, ['files']),
    (caption == null) === (captions == null) && {
      message: 'Give either `caption` or `captions`.',
      field: ['caption'],
    },
    isSlideshow &&
      captions != null && { message: 'A slideshow has one caption: give `caption`.', field: ['captions'] },
    sameLength(captions, files, ['captions']),
    sameLength(sizes, files, ['sizes']),
    sameLength(contentTypes, files, ['contentTypes']),
    sameLength(filenames, files, ['filenames']),
    captionLength(caption),
    ...(captions ?? []).map((each, index) => captionLength(each, ['captions', `${index}`])),
    ...(filenames ?? []).map((name, index) =>
      filenameLength(name, longestFilename, ['filenames', `${index}`]),
    ),
    ...(contentTypes ?? []).map(
      (type, index) => isSlideshow && imageOnly(type, ['contentTypes', `${index}`]),
    ),
  );
}

/** What was completed, and for each item that was not, why. */
function outcome(done: readonly PromiseSettledResult<ContentItem>[]) {
  const contentItems: ContentItem[] = [];
  const errors: LayersUserError[] = [];
  for (const result of done)
    if (result.status === 'fulfilled') contentItems.push(result.value);
    else errors.push(...userErrors(result.reason).errors);
  return { contentItems, userErrors: errors };
}

async function closeAll(ctx: Context, parts: readonly UploadPart[]): Promise<void> {
  await Promise.all(parts.map((part) => ctx.files.close(part)));
}
