import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CacheFor } from '../graph/directives.js';
import { DateTime } from '../graph/scalars.js';

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
@CacheFor(300)
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
  @Field(() => String, {
    nullable: true,
    description: 'The name it was uploaded with; null for assets of content items.',
  })
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
