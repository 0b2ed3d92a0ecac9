import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { countBetween, filenameLength, sameLength } from '../graph/checks.js';
import type { Context } from '../graph/context.js';
import { Calls } from '../graph/directives.js';
import { derivedKey, FailureAt, type FieldPath, mutate, refuse, userErrors } from '../graph/mutation.js';
import { captionLength, imageOnly } from './checks.js';
import {
  longestFilename,
  mostFiles,
  UploadContentInput,
  UploadContentPayload,
  UploadGrouping,
  wireGrouping,
} from './inputs.js';

@Resolver()
export class UploadContentResolver {
  @Mutation(() => UploadContentPayload, {
    nullable: true,
    description:
      'Takes files of a multipart request up and completes the content items, for callers who cannot PUT to storage themselves. Scope `content:write`. ' +
      'What can be made is made: an item whose files fail is told in `userErrors` by the index of the file, and a repeat with the same key makes only what is lacking. ' +
      'Without `sizes` all files must arrive whole before anything is made. ' +
      '`UPLOAD_QUOTA_EXCEEDED`, `PAYLOAD_TOO_LARGE`, `UPLOAD_INCOMPLETE`, `UPLOAD_EXPIRED` when a retry comes too late for its signed URLs.',
  })
  // Two sessions, when the URLs of the first expire; with the caller's own key, a look at each of their items before its
  // files are sent; and each item finalized. A session for each file, and no second one, is less.
  @Calls(2 + 3 * mostFiles, { scope: 'content:write' })
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
      field: fileField(input),
      run: async ({ idempotencyKey, freshKey }) => {
        try {
          checkUpload(input);
          const { items, failures } = await ctx.content.store({
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
            mayRepeat: !freshKey,
            spoolFolder: ctx.spoolDir,
          });
          const done = await Promise.allSettled(
            items.map(({ containerId, fileIndices: [first = 0] }) =>
              ctx.content
                .finalizeUpload(
                  containerId,
                  captions?.[first] ?? caption ?? '',
                  derivedKey(idempotencyKey, `finalize ${containerId}`),
                )
                .catch((error: unknown) => {
                  throw new FailureAt(error, ['files', `${first}`]);
                }),
            ),
          );
          const contentItems = done.flatMap((result) =>
            result.status === 'fulfilled' ? [result.value] : [],
          );
          const reasons = done.flatMap((result) =>
            result.status === 'rejected' ? [result.reason as unknown] : [],
          );
          const isPartial = contentItems.length > 0;
          const errors = [...failures, ...reasons].flatMap(
            (error) => userErrors(error, { field: fileField(input), isPartial }).errors,
          );
          return { contentItems: isPartial ? contentItems : null, userErrors: errors };
        } finally {
          await Promise.all(files.map((part) => ctx.files.close(part)));
        }
      },
    });
  }
}

/** Where a path of the session's body stands in the input: `files.1.sizeBytes` in `sizes`, where that is given. */
function fileField(input: UploadContentInput): (path: FieldPath) => FieldPath {
  const lists: Readonly<Record<string, 'sizes' | 'contentTypes' | 'filenames'>> = {
    sizeBytes: 'sizes',
    contentType: 'contentTypes',
    filename: 'filenames',
  };
  return ([first, index, name, ...rest]) => {
    if (first !== 'files' || index === undefined) return first === undefined ? [] : [first];
    const list = name === undefined ? undefined : lists[name];
    return list !== undefined && input[list] != null ? [list, index, ...rest] : ['files', index];
  };
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
