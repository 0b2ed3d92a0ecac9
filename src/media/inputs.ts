import { GraphQLSafeInt } from 'graphql-scalars';
import type { Upload as UploadPart } from 'graphql-upload-minimal';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Upload } from '../graph/incoming-file.js';
import { DateTime } from '../graph/scalars.js';
import { UploadHeader } from '../graph/signed-url.js';
import { MutationInput, MutationPayload } from '../graph/user-error.js';
import { MediaAsset, MediaKind } from './types.js';

@Directive('@shareable')
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
  @Field(() => [UploadHeader], {
    description:
      'Every header that the PUT needs, each signed. `Content-Length` is among them when `sizeBytes` was given; browsers set that one themselves from the body.',
  })
  headers!: UploadHeader[];
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
    description:
      'The bytes in base64, without a `data:` prefix. Decoded they must be under 256 KB (262144 bytes).',
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

@InputType('UploadMediaInput', {
  description:
    'A file inside a multipart request, of any size. What is not declared here is taken from its part.',
})
export class UploadMediaInput extends MutationInput {
  @Field(() => ID, { description: 'The project that gets the file.' })
  projectId!: string;
  @Field(() => MediaKind, { description: 'What it is for.' })
  kind!: MediaKind;
  @Field(() => Upload, { description: 'The bytes. A part can be used once.' })
  file!: UploadPart;
  @Field(() => String, { nullable: true, description: '1 to 256 characters; default: the name of the part.' })
  filename?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Media type such as `video/mp4`; default: the `Content-Type` of the part.',
  })
  mimeType?: string | null;
  @Field(() => GraphQLSafeInt, {
    nullable: true,
    description:
      'Bytes, exactly. With it a large file streams to storage; without it the file is kept on disk first, because storage wants to know.',
  })
  sizeBytes?: number | null;
  @Field(() => String, {
    nullable: true,
    description: '64 hexadecimal digits; when given, the bytes are checked on their way.',
  })
  checksumSha256?: string | null;
}

@ObjectType('UploadMediaPayload', { simpleResolvers: true, description: 'What `uploadMedia` did.' })
export class UploadMediaPayload extends MutationPayload {
  @Field(() => MediaAsset, {
    nullable: true,
    description: 'The registered file; null when it was refused or did not arrive.',
  })
  mediaAsset?: MediaAsset | null;
}
