import { GraphQLSafeInt } from 'graphql-scalars';
import type { Upload as UploadPart } from 'graphql-upload-minimal';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Calls } from '../graph/directives.js';
import { Upload } from '../graph/incoming-file.js';
import { DateTime } from '../graph/scalars.js';
import { UploadHeader } from '../graph/signed-url.js';
import { MutationInput, MutationPayload } from '../graph/user-error.js';
import { ContentItem } from './types.js';

/** RULES 11.2 */
export const mostFiles = 10;
export const longestFilename = 512;

export enum UploadGrouping {
  PER_FILE = 'PER_FILE',
  SLIDESHOW = 'SLIDESHOW',
}
registerEnumType(UploadGrouping, {
  name: 'UploadGrouping',
  description: 'How the files of a session become content items.',
  valuesConfig: {
    PER_FILE: { description: 'One item per file; kinds may mix.' },
    SLIDESHOW: {
      description: 'One item of all files, which must be pictures. A single picture becomes a picture item.',
    },
  },
});

/** RULES 11.12 */
export const wireGrouping = { PER_FILE: 'per-file', SLIDESHOW: 'slideshow' } as const;

const caption = 'Required, may be empty, at most 2,200 characters; kept and published exactly as given.';

@InputType('ContentMediaInput', { description: 'One file to fetch.' })
export class ContentMediaInput {
  @Field(() => String, {
    description:
      'https URL on a public address. Signed URLs are fine when they are good for 15 minutes or more. Its `Content-Type` decides what it is.',
  })
  url!: string;
}

@InputType('UploadContentFromUrlsInput', {
  description: 'One item: one video, or one picture, or a slideshow of 2 to 10 pictures.',
})
export class UploadContentFromUrlsInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the item.' })
  projectId!: string;
  @Field(() => [ContentMediaInput], { description: '1 to 10 files, in order.' })
  media!: ContentMediaInput[];
  @Field(() => String, { description: caption })
  caption!: string;
}

@InputType('ContentFileInput', { description: 'Declares one file.' })
export class ContentFileInput {
  @Field(() => String, { description: '1 to 512 characters.' })
  filename!: string;
  @Field(() => String, {
    description:
      '`video/mp4`, `video/quicktime`, `image/jpeg`, `image/png` or `image/webp`; the PUT must send the same.',
  })
  contentType!: string;
  @Field(() => GraphQLSafeInt, {
    description: 'Bytes, exactly. Layers accepts 100 MB of video and 30 MB of picture.',
  })
  sizeBytes!: number;
}

@InputType('CreateContentUploadInput', { description: 'Declares the files of a direct upload.' })
export class CreateContentUploadInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the items.' })
  projectId!: string;
  @Field(() => [ContentFileInput], { description: '1 to 10 files; a slideshow keeps their order.' })
  files!: ContentFileInput[];
  @Field(() => UploadGrouping, { description: 'How the files become items.' })
  grouping!: UploadGrouping;
}

@InputType('FinalizeContentUploadInput', { description: 'Names an upload whose files were all PUT.' })
export class FinalizeContentUploadInput extends MutationInput {
  @Field(() => ID, { description: 'From `createContentUpload`.' })
  containerId!: string;
  @Field(() => String, {
    description: `${caption} Ignored when the item was finalized before: the first caption wins.`,
  })
  caption!: string;
}

@InputType('UpdateContentCaptionInput', { description: 'A corrected caption.' })
export class UpdateContentCaptionInput extends MutationInput {
  @Field(() => ID, { description: 'The uploaded content item.' })
  id!: string;
  @Field(() => String, { description: caption })
  caption!: string;
}

@Directive('@shareable')
@ObjectType('ContentFileUpload', {
  simpleResolvers: true,
  description: 'Where and how to PUT one file. The URL is signed: treat it like a password until it expires.',
})
export class ContentFileUpload {
  @Field(() => String, {
    description: 'Signed URL. Send the bytes here, not to this API; never twice after finalizing.',
  })
  uploadUrl!: string;
  @Field(() => String, { description: 'HTTP method: `PUT`.' })
  method!: string;
  @Field(() => [UploadHeader], {
    description:
      'Every header that the PUT needs, each signed. Storage also needs the length, which browsers set from the body.',
  })
  headers!: UploadHeader[];
  @Field(() => String, {
    description: 'Where the file goes in storage; messages about a missing file name it.',
  })
  storageKey!: string;
  @Field(() => String, { description: 'The declared type.' })
  contentType!: string;
  @Field(() => DateTime, {
    description:
      'When the URL stops working, 15 minutes after it was made. There is no second URL: start another upload.',
  })
  expiresAt!: string;
}

@ObjectType('ContentUpload', {
  simpleResolvers: true,
  description: 'One content item that waits for its files.',
})
export class ContentUpload {
  @Field(() => ID, {
    description:
      'Give it to `finalizeContentUpload` within about two hours, else it is thrown away. It is the id of the item.',
  })
  containerId!: string;
  @Field(() => [ContentFileUpload], { description: 'One per file, in the declared order.' })
  files!: ContentFileUpload[];
}

@ObjectType('UploadContentFromUrlsPayload', {
  simpleResolvers: true,
  description: 'What `uploadContentFromUrls` did.',
})
export class UploadContentFromUrlsPayload extends MutationPayload {
  @Field(() => ContentItem, {
    nullable: true,
    description: 'The completed item; null when nothing was made.',
  })
  contentItem?: ContentItem | null;
}

@ObjectType('CreateContentUploadPayload', {
  simpleResolvers: true,
  description: 'What `createContentUpload` did.',
})
export class CreateContentUploadPayload extends MutationPayload {
  @Field(() => [ContentUpload], {
    nullable: true,
    description: 'One per item that the files will become; null when it was refused.',
  })
  @Calls(0, { items: mostFiles })
  uploads?: ContentUpload[] | null;
}

@ObjectType('FinalizeContentUploadPayload', {
  simpleResolvers: true,
  description: 'What `finalizeContentUpload` did.',
})
export class FinalizeContentUploadPayload extends MutationPayload {
  @Field(() => ContentItem, {
    nullable: true,
    description: 'The completed item with its `platformFit`; null when it was refused.',
  })
  contentItem?: ContentItem | null;
}

@ObjectType('UpdateContentCaptionPayload', {
  simpleResolvers: true,
  description: 'What `updateContentCaption` did.',
})
export class UpdateContentCaptionPayload extends MutationPayload {
  @Field(() => ContentItem, {
    nullable: true,
    description: 'The item after the change; null when it was refused.',
  })
  contentItem?: ContentItem | null;
}

@InputType('UploadContentInput', {
  description:
    'Files inside a multipart request. Lists beside `files` go by its index. What is not declared here is taken from the parts.',
})
export class UploadContentInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the items.' })
  projectId!: string;
  @Field(() => [Upload], {
    description: '1 to 10 parts; a slideshow keeps their order. A part can be used once.',
  })
  files!: UploadPart[];
  @Field(() => UploadGrouping, { description: 'How the files become items.' })
  grouping!: UploadGrouping;
  @Field(() => String, {
    nullable: true,
    description:
      'Caption of the slideshow, or one for all items. At most 2,200 characters, may be empty. Either this or `captions`.',
  })
  caption?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'A caption for each file, with `PER_FILE` only. Either this or `caption`.',
  })
  captions?: string[] | null;
  @Field(() => [GraphQLSafeInt], {
    nullable: true,
    description:
      'Bytes of each file, exactly. With them files stream to storage; without them they are kept on disk first, because a session declares sizes.',
  })
  sizes?: number[] | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Type of each file; default: the `Content-Type` of its part. A streamed slideshow needs them, and otherwise they save a call per file.',
  })
  contentTypes?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Name of each file, 1 to 512 characters; default: the name of its part.',
  })
  filenames?: string[] | null;
}

@ObjectType('UploadContentPayload', { simpleResolvers: true, description: 'What `uploadContent` did.' })
export class UploadContentPayload extends MutationPayload {
  @Field(() => [ContentItem], {
    nullable: true,
    description:
      'The completed items, in the order of their files; null when nothing was stored. An item whose last step failed is not here but in `userErrors`, by the index of its file.',
  })
  @Calls(0, { items: mostFiles })
  contentItems?: ContentItem[] | null;
}
