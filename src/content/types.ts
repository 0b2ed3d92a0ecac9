import { GraphQLJSONObject } from 'graphql-scalars';
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { createConnectionType, PageArgs } from '../graph/connection.js';
import { CacheFor, PartnerOnly, VisibleWith } from '../graph/directives.js';
import { createShape } from '../graph/entity.js';
import { DateTime } from '../graph/scalars.js';

export enum ContentStatus {
  CANCELED = 'CANCELED',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  PROCESSING = 'PROCESSING',
  QUEUED = 'QUEUED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ContentStatus, {
  name: 'ContentStatus',
  description: 'How far the making of a content item is. Uploads are born `COMPLETED`.',
  valuesConfig: {
    CANCELED: { description: 'Stopped before it was done.' },
    COMPLETED: { description: 'Done.' },
    FAILED: { description: 'Could not be made: see `lastError`.' },
    PROCESSING: { description: 'Being made.' },
    QUEUED: { description: 'Waits for its turn.' },
    UNKNOWN: { description: 'A status newer than this schema: see `statusRaw`. Refused as an input.' },
  },
});

/** RULES 20.16 */
export const olderContentStatuses = { GENERATING: ContentStatus.PROCESSING } as const;

export enum ApprovalStatus {
  APPROVED = 'APPROVED',
  NOT_REQUIRED = 'NOT_REQUIRED',
  PENDING = 'PENDING',
  REJECTED = 'REJECTED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ApprovalStatus, {
  name: 'ApprovalStatus',
  description: 'What review says of a content item, whatever its `status`.',
  valuesConfig: {
    APPROVED: { description: 'May be published.' },
    NOT_REQUIRED: { description: 'Needs no review.' },
    PENDING: { description: 'Waits for review.' },
    REJECTED: { description: 'May not be published.' },
    UNKNOWN: { description: 'A status newer than this schema: see `approvalStatusRaw`.' },
  },
});

export enum CreativeType {
  GENERATED = 'GENERATED',
  UNKNOWN = 'UNKNOWN',
  UPLOADED = 'UPLOADED',
}
registerEnumType(CreativeType, {
  name: 'CreativeType',
  description: 'Where a content item comes from.',
  valuesConfig: {
    GENERATED: { description: 'Layers made it.' },
    UNKNOWN: { description: 'An origin newer than this schema: see `creativeTypeRaw`. Refused as an input.' },
    UPLOADED: { description: 'You uploaded it.' },
  },
});

export enum AdsEnrollment {
  AUTO = 'AUTO',
  OPTED_IN = 'OPTED_IN',
  OPTED_OUT = 'OPTED_OUT',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(AdsEnrollment, {
  name: 'AdsEnrollment',
  description: 'Whether a content item may be used in ads.',
  valuesConfig: {
    AUTO: { description: 'Layers decides; what generated content starts with.' },
    OPTED_IN: { description: 'Yes.' },
    OPTED_OUT: { description: 'No; what uploads start with.' },
    UNKNOWN: { description: 'A value newer than this schema: see `adsEnrollmentRaw`.' },
  },
});

@Directive('@shareable')
@ObjectType('ContentPreview', {
  simpleResolvers: true,
  description: 'What to show of a content item without loading its assets.',
})
export class ContentPreview {
  @Field(() => String, { nullable: true, description: 'Open set: `video`, `image`, `slideshow` so far.' })
  kind!: string | null;
  @Field(() => String, { nullable: true, description: 'Durable public URL of the main file.' })
  primaryUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Durable public URL of the video; null for pictures.' })
  videoUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Durable public URL of a small picture.' })
  thumbnailUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'HLS playlist; null where there is none.' })
  hlsUrl!: string | null;
  @Field(() => Int, { nullable: true, description: 'Milliseconds; null for pictures.' })
  durationMs!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Width to height, such as `16:9`; measured from the file for uploads.',
  })
  aspectRatio!: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Durable public URLs of the pictures of a slideshow, in order.',
  })
  imageUrls!: string[] | null;
}

@Directive('@shareable')
@ObjectType('PlatformFit', {
  simpleResolvers: true,
  description:
    'Whether an upload fits one platform. Advice: a misfit can be uploaded, but not published there.',
})
export class PlatformFit {
  @Field(() => String, { description: 'Open set: `tiktok` and `instagram` so far; new ones are appended.' })
  platform!: string;
  @Field(() => Boolean, { nullable: true, description: 'True when it fits.' })
  ok!: boolean | null;
  @Field(() => [String], { nullable: true, description: 'What does not fit, in words; empty when it fits.' })
  issues!: string[] | null;
}

@Directive('@shareable')
@ObjectType('ContentError', { simpleResolvers: true, description: 'Why a content item failed.' })
export class ContentError {
  @Field(() => String, { nullable: true, description: 'Open set.' })
  code!: string | null;
  @Field(() => String, { nullable: true, description: 'For people.' })
  message!: string | null;
}

@ObjectType('ContentItem', {
  simpleResolvers: true,
  description:
    'A post in the making: one video, one picture or a slideshow, with its caption.\n\n' +
    'List rows hold `id`, `project`, `status`, `format`, `hook`, `caption`, `approvalStatus`, `creativeType`, `adsEnrollment`, `preview`, ' +
    '`primaryAsset`, `createdAt` and `completedAt`; any other field of a listed item costs one read of that item. ' +
    'A row that tells its influencer holds `influencer` too. ' +
    'Fields are null while an item is being made and where Layers has no value. Reads need the scope `content:read`.',
})
@CacheFor(10)
@VisibleWith('content:read', 'content:write')
@Directive('@key(fields: "id")')
export class ContentItem {
  @Field(() => ID, { description: "Layers' id, verbatim and opaque." })
  id!: string;
  projectId!: string;
  influencerId?: string | null;
  @Field(() => ContentStatus, { nullable: true, description: 'How far it is.' })
  @Field(() => String, {
    name: 'statusRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `status`.",
  })
  status!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'How it was generated, such as `video-remix`; an open set in two spellings. Null for uploads.',
  })
  format!: string | null;
  @Field(() => String, { nullable: true, description: 'Opening line; null for uploads.' })
  hook!: string | null;
  @Field(() => ID, { nullable: true, description: 'The TikTok video that was remixed.' })
  sourceTiktokId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The library asset that was used.' })
  mediaId!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Published byte for byte; at most 2,200 characters for uploads. May be empty.',
  })
  caption!: string | null;
  @Field(() => String, { nullable: true, description: 'Comment posted right after the item.' })
  firstComment!: string | null;
  @Field(() => ContentPreview, { nullable: true, description: 'What to show of it.' })
  preview!: ContentPreview | null;
  assets!: object[] | null;
  primaryAsset?: object | null;
  @Field(() => ApprovalStatus, { nullable: true, description: 'What review says of it.' })
  @Field(() => String, {
    name: 'approvalStatusRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `approvalStatus`.",
  })
  approvalStatus!: string | null;
  @Field(() => CreativeType, { nullable: true, description: 'Where it comes from.' })
  @Field(() => String, {
    name: 'creativeTypeRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `creativeType`.",
  })
  creativeType!: string | null;
  @Field(() => AdsEnrollment, { nullable: true, description: 'Whether it may be used in ads.' })
  @Field(() => String, {
    name: 'adsEnrollmentRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `adsEnrollment`.",
  })
  adsEnrollment!: string | null;
  @Field(() => [PlatformFit], {
    nullable: true,
    description:
      'Whether it fits each platform; null for generated items. Pictures: short edge at least 1080 px. Videos: MP4 or MOV, H.264 or HEVC, AAC or no sound, 3 s to 10 min, ' +
      'both edges at least 360 px, at most 1920 px wide, 23 to 60 fps, at most 25 Mbps and 100 MB.',
  })
  platformFit!: PlatformFit[] | null;
  @PartnerOnly()
  @Field(() => ContentError, { nullable: true, description: 'With status `FAILED` only.' })
  lastError!: ContentError | null;
  @PartnerOnly()
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'What it was generated from, in the older generation of the API.',
  })
  brief!: Record<string, unknown> | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was created.' })
  createdAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was done.' })
  completedAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it last changed, where Layers tells it.' })
  updatedAt!: string | null;
}

export const contentShape = createShape('ContentItem', 'id', {
  key: ['id'],
  // RULES 12.1, 14.3, 21; the project is known from the list's place.
  row: [
    'project',
    'status',
    'statusRaw',
    'format',
    'hook',
    'caption',
    'approvalStatus',
    'approvalStatusRaw',
    'creativeType',
    'creativeTypeRaw',
    'adsEnrollment',
    'adsEnrollmentRaw',
    'preview',
    'primaryAsset',
    'createdAt',
    'completedAt',
  ],
  told: { property: 'influencerId', field: 'influencer' },
  list: { maxFirst: 200, parent: 'Project', isPlanned: false },
});

export const ContentItemConnection = createConnectionType(() => ContentItem, 'ContentItem');

@InputType('ContentItemFilter', { description: 'Every condition that is given must hold.' })
export class ContentItemFilter {
  @Field(() => [ContentStatus], { nullable: true, description: 'Only items with one of these.' })
  status?: ContentStatus[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Only items with one of these formats, spelled as `ContentItem.format` is.',
  })
  format?: string[] | null;
  @Field(() => CreativeType, { nullable: true, description: 'Only items from here.' })
  creativeType?: CreativeType | null;
  @Field(() => DateTime, { nullable: true, description: 'Created at this time or later.' })
  since?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Created at this time or earlier.' })
  until?: string | null;
}

@ArgsType()
export class ContentItemListArgs extends PageArgs {
  @Field(() => ContentItemFilter, { nullable: true, description: 'Conditions; all must hold.' })
  filter?: ContentItemFilter | null;
}
