import { ArgsType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { createConnectionType, PageArgs } from '../graph/connection.js';
import { CacheFor, PartnerOnly, VisibleWith } from '../graph/directives.js';
import { createShape } from '../graph/entity.js';
import { DateTime } from '../graph/scalars.js';

export enum InfluencerStatus {
  DRAFT = 'DRAFT',
  FAILED = 'FAILED',
  PENDING = 'PENDING',
  READY = 'READY',
  TRAINING = 'TRAINING',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(InfluencerStatus, {
  name: 'InfluencerStatus',
  description: 'Where an influencer is in its life. Only `READY` can be used without waiting.',
  valuesConfig: {
    DRAFT: { description: 'Not started.' },
    FAILED: { description: 'Could not be made: see `errorMessage`.' },
    PENDING: { description: 'A create or clone job is under way.' },
    READY: { description: 'Can be used.' },
    TRAINING: { description: 'Its look is being learnt.' },
    UNKNOWN: { description: 'A status newer than this schema: see `statusRaw`. Refused as an input.' },
  },
});

export enum InfluencerGender {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
  NONBINARY = 'NONBINARY',
  UNKNOWN = 'UNKNOWN',
  UNSPECIFIED = 'UNSPECIFIED',
}
registerEnumType(InfluencerGender, {
  name: 'InfluencerGender',
  description: "An influencer's gender.",
  valuesConfig: {
    UNKNOWN: { description: 'A word newer than this schema: see `genderRaw`. Refused as an input.' },
  },
});

/** RULES 20.8 */
export const olderGenders = { NON_BINARY: InfluencerGender.NONBINARY } as const;

/** Keys of `personality` that the API names; any other travels in `other`. */
export const personalityKeys = [
  'traits',
  'tone',
  'humor',
  'formality',
  'values',
  'interests',
  'speakingStyle',
  'catchphrases',
] as const;

@Directive('@shareable')
@ObjectType('Personality', {
  simpleResolvers: true,
  description: 'How an influencer comes across. Every key is null until it is set.',
})
export class Personality {
  @Field(() => [String], { nullable: true, description: 'Character traits.' })
  traits!: string[] | null;
  @Field(() => String, { nullable: true, description: 'Tone of voice.' })
  tone!: string | null;
  @Field(() => String, { nullable: true, description: 'Kind of humor.' })
  humor!: string | null;
  @Field(() => String, { nullable: true, description: 'How formal.' })
  formality!: string | null;
  @Field(() => [String], { nullable: true, description: 'What matters to it.' })
  values!: string[] | null;
  @Field(() => [String], { nullable: true, description: 'What it likes to talk about.' })
  interests!: string[] | null;
  @Field(() => String, { nullable: true, description: 'How it builds sentences.' })
  speakingStyle!: string | null;
  @Field(() => [String], { nullable: true, description: 'Phrases it is known for.' })
  catchphrases!: string[] | null;
}

@Directive('@shareable')
@ObjectType('ReferenceImage', {
  simpleResolvers: true,
  description: 'An image that shows what an influencer looks like.',
})
export class ReferenceImage {
  assetId!: string;
  url!: string;
  thumbnailUrl?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was attached last; attaching it again refreshes this.',
  })
  addedAt!: string | null;
}

@ObjectType('Influencer', {
  simpleResolvers: true,
  description:
    'An AI person who speaks for a project.\n\n' +
    'List rows hold `id`, `project`, `name`, `gender`, `ageRange`, `status`, `thumbnailUrl` and `createdAt`; any other field of a listed ' +
    'influencer costs one read of that influencer. Fields are null where they are unset. ' +
    'Reads need the scope `influencers:write`: Layers asks for no smaller one.',
})
@CacheFor(60)
@VisibleWith('influencers:write')
@Directive('@key(fields: "id")')
export class Influencer {
  @Field(() => ID, { name: 'id', simple: false, description: "Layers' id, verbatim and opaque." })
  influencerId!: string;
  projectId!: string;
  @Field(() => String, { nullable: true, description: '1 to 128 characters.' })
  name!: string | null;
  @Field(() => InfluencerStatus, { nullable: true, description: 'Where it is in its life.' })
  @Field(() => String, {
    name: 'statusRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `status`.",
  })
  status!: string | null;
  @Field(() => InfluencerGender, { nullable: true, description: 'Null when it was cleared or never set.' })
  @Field(() => String, {
    name: 'genderRaw',
    simple: false,
    nullable: true,
    description: "Layers' own word for `gender`.",
  })
  gender!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Such as `25-34` or `young_adult`; both generations of the API are in use.',
  })
  ageRange!: string | null;
  @Field(() => String, { nullable: true, description: 'Ethnicity.' })
  ethnicity!: string | null;
  @Field(() => String, { nullable: true, description: 'Body type.' })
  bodyType!: string | null;
  @Field(() => String, { nullable: true, description: 'Hair color.' })
  hairColor!: string | null;
  @Field(() => String, { nullable: true, description: 'Hair style.' })
  hairStyle!: string | null;
  @Field(() => String, { nullable: true, description: 'How it dresses.' })
  style!: string | null;
  @Field(() => String, { nullable: true, description: 'The impression it makes.' })
  vibe!: string | null;
  @Field(() => String, { nullable: true, description: 'How its voice sounds.' })
  voiceDescription!: string | null;
  @Field(() => Personality, { nullable: true, description: 'How it comes across.' })
  personality!: Personality | null;
  @Field(() => [ReferenceImage], {
    nullable: true,
    description: 'Its reference images. About five are enough; Layers sets no limit.',
  })
  referenceImages!: ReferenceImage[] | null;
  thumbnailUrl!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Portrait at a durable public URL; null until it is ready.',
  })
  imageUrl!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Open set: `authentic`, `witty`, `professional`, `warm`, `casual`, `educational` so far.',
  })
  brandVoice!: string | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  language!: string | null;
  @PartnerOnly()
  @Field(() => String, { nullable: true, description: 'Why it failed; null otherwise.' })
  errorMessage!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was created.' })
  createdAt!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it last changed.' })
  updatedAt!: string | null;
}

export const influencerShape = createShape('Influencer', 'influencerId', {
  key: ['id'],
  // RULES 9.15; the project is known from the list's place.
  row: [
    'project',
    'name',
    'gender',
    'genderRaw',
    'ageRange',
    'status',
    'statusRaw',
    'thumbnailUrl',
    'createdAt',
  ],
  list: { maxFirst: 100, parent: 'Project', isPlanned: true },
});

export const InfluencerConnection = createConnectionType(() => Influencer, 'Influencer');

@InputType('InfluencerFilter', { description: 'Every condition that is given must hold.' })
export class InfluencerFilter {
  @Field(() => InfluencerStatus, { nullable: true, description: 'Only influencers with this status.' })
  status?: InfluencerStatus | null;
}

@ArgsType()
export class InfluencerListArgs extends PageArgs {
  @Field(() => InfluencerFilter, { nullable: true, description: 'Conditions; all must hold.' })
  filter?: InfluencerFilter | null;
}
