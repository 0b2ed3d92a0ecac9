import { GraphQLSafeInt } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../graph/scalars.js';
import { MutationInput, MutationPayload } from '../graph/user-error.js';

export enum MediaKind {
  AUDIO = 'AUDIO',
  IMAGE = 'IMAGE',
  LOGO = 'LOGO',
  REFERENCE_IMAGE = 'REFERENCE_IMAGE',
  UNKNOWN = 'UNKNOWN',
  VIDEO = 'VIDEO',
}
registerEnumType(MediaKind, {
  name: 'MediaKind',
  description:
    'What a media asset is for. Layers accepts 50 MB of image, logo or reference image, 200 MB of audio and 1 GB of video.',
  valuesConfig: {
    AUDIO: { description: 'Sound.' },
    IMAGE: { description: 'A still picture.' },
    LOGO: { description: "The brand's logo." },
    REFERENCE_IMAGE: { description: 'Shows what an influencer looks like.' },
    UNKNOWN: { description: 'A kind newer than this schema: see `kindRaw`. Refused as an input.' },
    VIDEO: { description: 'A moving picture.' },
  },
});

@ObjectType('MediaAsset', {
  simpleResolvers: true,
  description:
    'A stored file: of the media library, an influencer or a content item.\n\n' +
    'Layers has no route that reads its media library, so this graph remembers the assets that it has seen for the same credential ' +
    '(answers of finalize and inline uploads, reference images, assets of content items). A root `mediaAsset` that was not seen is null. ' +
    'A federation reference that was not seen is an asset whose fields but `id` are null, because nobody can say that it does not exist. ' +
    'The memory is bounded: assets that were not used for long are forgotten.',
})
@Directive('@key(fields: "id")')
export class MediaAsset {
  @Field(() => ID, { name: 'id', simple: false, description: "Layers' id, verbatim and opaque." })
  assetId!: string;
  @Field(() => String, { nullable: true, description: 'Durable public URL of the stored bytes.' })
  url?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Durable public URL of a small picture; null where there is none.',
  })
  thumbnailUrl?: string | null;
  @Field(() => MediaKind, { nullable: true, description: 'What it is for.' })
  @Field(() => String, {
    name: 'kindRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `kind`.",
  })
  kind?: string | null;
  mimeType?: string | null;
  contentType?: string | null;
  sizeBytes?: number | null;
  byteSize?: number | null;
  @Field(() => String, { nullable: true, description: '64 hexadecimal digits.' })
  checksumSha256?: string | null;
  @Field(() => String, { nullable: true, description: 'The name it was uploaded with.' })
  filename?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Measured width in pixels; known for assets of content items.',
  })
  width?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Measured height in pixels; known for assets of content items.',
  })
  height?: number | null;
  @Field(() => Int, { nullable: true, description: 'Measured duration in milliseconds; null for pictures.' })
  durationMs?: number | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was registered.' })
  createdAt?: string | null;
}

@ObjectType('HttpHeader', { simpleResolvers: true, description: 'One header of a request to make.' })
export class HttpHeader {
  @Field(() => String, { description: 'Header name.' })
  name!: string;
  @Field(() => String, { description: 'Header value, to be sent exactly.' })
  value!: string;
}

@ObjectType('MediaUpload', {
  simpleResolvers: true,
  description: 'Where and how to PUT one file. The URL is signed: treat it like a password until it expires.',
})
export class MediaUpload {
  @Field(() => ID, {
    description: 'Give it to `finalizeMedia` within 24 hours; without that the file is thrown away.',
  })
  uploadId!: string;
  @Field(() => String, { description: 'Signed URL. Send the bytes here, not to this API.' })
  url!: string;
  @Field(() => String, { description: 'HTTP method: `PUT`.' })
  method!: string;
  @Field(() => [HttpHeader], {
    description:
      'Every header that the PUT needs, each signed. `Content-Length` is among them when `sizeBytes` was given; browsers set that one themselves from the body.',
  })
  headers!: HttpHeader[];
  @Field(() => DateTime, { description: 'When the URL stops working, about 15 minutes after it was made.' })
  expiresAt!: string;
}

@InputType('PresignMediaInput', { description: 'Declares one file of any size.' })
export class PresignMediaInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the file.' })
  projectId!: string;
  @Field(() => MediaKind, { description: 'What it is for.' })
  kind!: MediaKind;
  @Field(() => String, { description: 'Media type such as `image/jpeg`; the PUT must send the same.' })
  mimeType!: string;
  @Field(() => String, {
    nullable: true,
    description: '1 to 256 characters. The storage key takes its ending, nothing else.',
  })
  filename?: string | null;
  @Field(() => GraphQLSafeInt, {
    nullable: true,
    description: 'Bytes; when given, the file must have exactly this size. Caps are those of `MediaKind`.',
  })
  sizeBytes?: number | null;
  @Field(() => String, {
    nullable: true,
    description: '64 hexadecimal digits; when given, storage checks the bytes.',
  })
  checksumSha256?: string | null;
}

@InputType('FinalizeMediaInput', { description: 'Names an upload whose PUT has succeeded.' })
export class FinalizeMediaInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the file.' })
  projectId!: string;
  @Field(() => ID, { description: 'From `presignMedia`.' })
  uploadId!: string;
  @Field(() => String, { nullable: true, description: '64 hexadecimal digits.' })
  checksumSha256?: string | null;
}

@InputType('UploadMediaInlineInput', { description: 'A small file inside the request.' })
export class UploadMediaInlineInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the file.' })
  projectId!: string;
  @Field(() => MediaKind, { description: 'What it is for.' })
  kind!: MediaKind;
  @Field(() => String, { description: 'Media type such as `image/png`.' })
  mimeType!: string;
  @Field(() => String, { nullable: true, description: '1 to 256 characters.' })
  filename?: string | null;
  @Field(() => String, {
    description: 'The bytes in base64. Decoded they must be under 256 KB (262144 bytes).',
  })
  dataBase64!: string;
}

@ObjectType('PresignMediaPayload', { simpleResolvers: true, description: 'What `presignMedia` did.' })
export class PresignMediaPayload extends MutationPayload {
  @Field(() => MediaUpload, {
    nullable: true,
    description: 'Where to PUT the file; null when it was refused.',
  })
  upload?: MediaUpload | null;
}

@ObjectType('FinalizeMediaPayload', { simpleResolvers: true, description: 'What `finalizeMedia` did.' })
export class FinalizeMediaPayload extends MutationPayload {
  @Field(() => MediaAsset, { nullable: true, description: 'The registered file; null when it was refused.' })
  mediaAsset?: MediaAsset | null;
}

@ObjectType('UploadMediaInlinePayload', {
  simpleResolvers: true,
  description: 'What `uploadMediaInline` did.',
})
export class UploadMediaInlinePayload extends MutationPayload {
  @Field(() => MediaAsset, { nullable: true, description: 'The registered file; null when it was refused.' })
  mediaAsset?: MediaAsset | null;
}
