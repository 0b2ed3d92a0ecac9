import { GraphQLJSONObject } from 'graphql-scalars';
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { createConnectionType, PageArgs } from '../graph/connection.js';
import { CacheFor, PartnerOnly, VisibleWith } from '../graph/directives.js';
import { createShape } from '../graph/entity.js';
import { DateTime } from '../graph/scalars.js';

export enum ProjectStatus {
  ACTIVE = 'ACTIVE',
  ARCHIVED = 'ARCHIVED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description: 'Where a project is in its life.',
  valuesConfig: {
    ACTIVE: { description: 'Generates and publishes.' },
    ARCHIVED: { description: 'Readable; generation and dispatch are stopped.' },
    UNKNOWN: { description: 'A status newer than this schema: see `statusRaw`. Refused as an input.' },
  },
});

export enum BrandVoice {
  AUTHENTIC = 'AUTHENTIC',
  CASUAL = 'CASUAL',
  EDUCATIONAL = 'EDUCATIONAL',
  PROFESSIONAL = 'PROFESSIONAL',
  UNKNOWN = 'UNKNOWN',
  WARM = 'WARM',
  WITTY = 'WITTY',
}
registerEnumType(BrandVoice, {
  name: 'BrandVoice',
  description: 'The tone that generated texts take.',
  valuesConfig: {
    UNKNOWN: { description: 'A voice newer than this schema: see `brandVoiceRaw`. Refused as an input.' },
  },
});

export enum TargetGender {
  ALL = 'ALL',
  FEMALE = 'FEMALE',
  MALE = 'MALE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(TargetGender, {
  name: 'TargetGender',
  description: 'Whom the product addresses.',
  valuesConfig: {
    UNKNOWN: { description: 'A value newer than this schema: see `targetGenderRaw`. Refused as an input.' },
  },
});

@Directive('@shareable')
@ObjectType('BrandContext', {
  simpleResolvers: true,
  description: 'What ingestion found out about the brand. Every field is null until a source told it.',
})
export class BrandContext {
  @Field(() => String, { nullable: true, description: "The app's name." })
  appName!: string | null;
  @Field(() => String, { nullable: true, description: 'What the app does.' })
  appDescription!: string | null;
  @Field(() => String, { nullable: true, description: 'Slogan.' })
  tagline!: string | null;
  @Field(() => String, { nullable: true, description: 'Who the brand speaks to.' })
  audience!: string | null;
  @Field(() => String, { nullable: true, description: 'Ideal customer profile.' })
  icp!: string | null;
  @Field(() => String, { nullable: true, description: 'Free text, unlike `Project.brandVoice`.' })
  brandVoice!: string | null;
  @Field(() => [String], { nullable: true, description: 'Search words.' })
  keywords!: string[] | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  primaryLanguage!: string | null;
  @Field(() => String, { nullable: true, description: 'Durable public URL.' })
  logoUrl!: string | null;
}

@Directive('@shareable')
@ObjectType('IngestSource', { simpleResolvers: true, description: 'How far the ingestion of one source is.' })
export class IngestSource {
  @Field(() => String, {
    nullable: true,
    description: 'Open set: `running`, `completed`, `failed`, `canceled` so far.',
  })
  status!: string | null;
  @Field(() => ID, { nullable: true, description: 'The job that ingests.' })
  jobId!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs.' })
  completedAt!: string | null;
}

@Directive('@shareable')
@ObjectType('IngestState', {
  simpleResolvers: true,
  description: 'Ingestion by source; null where it was never started.',
})
export class IngestState {
  @Field(() => IngestSource, { nullable: true, description: 'The code repository.' })
  github!: IngestSource | null;
  @Field(() => IngestSource, { nullable: true, description: 'The website.' })
  website!: IngestSource | null;
  @Field(() => IngestSource, { nullable: true, description: 'The app store page.' })
  appstore!: IngestSource | null;
}

@ObjectType('Project', {
  simpleResolvers: true,
  description:
    'A brand that Layers works for: the parent of influencers, media and content.\n\n' +
    'List rows hold `id`, `name`, `status`, `customerExternalId`, `timezone`, `primaryLanguage`, `ownerEmail`, `createdAt` and ' +
    '`updatedAt`; any other field of a listed project costs one read of that project. ' +
    'Fields are null where Layers has no value. Reads need the scope `projects:read`.',
})
@CacheFor(60)
@VisibleWith('projects:read', 'projects:write')
@Directive('@key(fields: "id")')
@Directive('@key(fields: "customerExternalId")')
export class Project {
  @Field(() => ID, { description: "Layers' id, verbatim and opaque: a prefixed id or a bare UUID." })
  id!: string;
  @PartnerOnly()
  @Field(() => ID, { nullable: true, description: 'The organization that owns it.' })
  organizationId!: string | null;
  @Field(() => String, { nullable: true, description: '1 to 128 characters.' })
  name!: string | null;
  @Field(() => ProjectStatus, { nullable: true, description: 'Where it is in its life.' })
  @Field(() => String, {
    name: 'statusRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `status`.",
  })
  status!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Your own handle, unique in the organization. Null when none was given.',
  })
  customerExternalId!: string | null;
  @Field(() => String, { nullable: true, description: 'IANA time zone, such as `America/Los_Angeles`.' })
  timezone!: string | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  primaryLanguage!: string | null;
  @PartnerOnly()
  @Field(() => String, { nullable: true, description: 'Whom Layers writes to.' })
  ownerEmail!: string | null;
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Null in everything that Layers has documented so far.',
  })
  brand!: Record<string, unknown> | null;
  @Field(() => BrandContext, { nullable: true, description: 'Null until a source was ingested.' })
  brandContext!: BrandContext | null;
  @PartnerOnly()
  @Field(() => IngestState, {
    nullable: true,
    description: 'Ingestion of repository, website and store page.',
  })
  ingestState!: IngestState | null;
  @PartnerOnly()
  @Field(() => Boolean, { nullable: true, description: 'True when generated content waits for approval.' })
  requiresApproval!: boolean | null;
  @PartnerOnly()
  @Field(() => Int, { nullable: true, description: 'How many first posts are held back for review.' })
  firstNPostsBlocked!: number | null;
  @PartnerOnly()
  @Field(() => Int, { nullable: true, description: 'How many have been held back so far.' })
  currentBlockedCount!: number | null;
  @PartnerOnly()
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Your own data, at most 8 KB as JSON, returned as it was sent.',
  })
  metadata!: Record<string, unknown> | null;
  @Field(() => String, { nullable: true, description: 'Bundle id of the iOS app.' })
  platformIosBundleId!: string | null;
  @Field(() => String, { nullable: true, description: 'Package name of the Android app.' })
  platformAndroidBundleId!: string | null;
  @Field(() => String, { nullable: true, description: 'Domain of the web app.' })
  platformWebDomain!: string | null;
  @Field(() => String, { nullable: true, description: "The app's name, 3 to 30 characters." })
  appName!: string | null;
  @Field(() => String, { nullable: true, description: 'What the app does, 100 to 1000 characters.' })
  appDescription!: string | null;
  @Field(() => String, { nullable: true, description: 'At most 80 characters.' })
  tagline!: string | null;
  @Field(() => BrandVoice, { nullable: true, description: 'The tone that generated texts take.' })
  @Field(() => String, {
    name: 'brandVoiceRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `brandVoice`.",
  })
  brandVoice!: string | null;
  @Field(() => TargetGender, { nullable: true, description: 'Whom the product addresses.' })
  @Field(() => String, {
    name: 'targetGenderRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `targetGender`.",
  })
  targetGender!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was created, with microseconds.' })
  createdAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it last changed, with microseconds.' })
  updatedAt!: string | null;
}

export const projectShape = createShape('Project', 'id', {
  key: ['id', 'influencers', 'contentItems'],
  // RULES 8.6
  row: [
    'name',
    'status',
    'statusRaw',
    'customerExternalId',
    'timezone',
    'primaryLanguage',
    'ownerEmail',
    'createdAt',
    'updatedAt',
  ],
  list: { maxFirst: 200, isPlanned: true },
});

export const ProjectConnection = createConnectionType(() => Project, 'Project');

@InputType('ProjectFilter', { description: 'Every condition that is given must hold.' })
export class ProjectFilter {
  @Field(() => ProjectStatus, { nullable: true, description: 'Only projects with this status.' })
  status?: ProjectStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'Only projects whose name contains this, in any case.',
  })
  search?: string | null;
  @Field(() => String, { nullable: true, description: 'Only the project with this handle.' })
  customerExternalId?: string | null;
}

@ArgsType()
export class ProjectListArgs extends PageArgs {
  @Field(() => ProjectFilter, { nullable: true, description: 'Conditions; all must hold.' })
  filter?: ProjectFilter | null;
}
