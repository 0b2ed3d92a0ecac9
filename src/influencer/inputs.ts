import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MutationInput, MutationPayload } from '../graph/user-error.js';
import { Influencer, InfluencerGender, ReferenceImage } from './types.js';

@InputType('PersonalityInput', {
  description:
    'Merged key by key into what is stored: an absent key stays, null clears it, a list is replaced whole.',
})
export class PersonalityInput {
  @Field(() => [String], { nullable: true, description: 'Character traits.' })
  traits?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Tone of voice.' })
  tone?: string | null;
  @Field(() => String, { nullable: true, description: 'Kind of humor.' })
  humor?: string | null;
  @Field(() => String, { nullable: true, description: 'How formal.' })
  formality?: string | null;
  @Field(() => [String], { nullable: true, description: 'What matters to it.' })
  values?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'What it likes to talk about.' })
  interests?: string[] | null;
  @Field(() => String, { nullable: true, description: 'How it builds sentences.' })
  speakingStyle?: string | null;
  @Field(() => [String], { nullable: true, description: 'Phrases it is known for.' })
  catchphrases?: string[] | null;
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Any other key, merged in the same way. Refuses the keys that have a field of their own.',
  })
  other?: Record<string, unknown> | null;
}

const cleared = 'Absent leaves it alone, null clears it.';

@InputType('UpdateInfluencerInput', {
  description:
    'Absent and null differ: an absent field stays as it is, null clears it. At least one field must be given.',
})
export class UpdateInfluencerInput extends MutationInput {
  @Field(() => ID, { description: 'The influencer to change.' })
  id!: string;
  @Field(() => String, { nullable: true, description: '1 to 128 characters; cannot be cleared.' })
  name?: string | null;
  @Field(() => InfluencerGender, { nullable: true, description: cleared })
  gender?: InfluencerGender | null;
  @Field(() => String, { nullable: true, description: `At most 16 characters. ${cleared}` })
  ageRange?: string | null;
  @Field(() => String, { nullable: true, description: `At most 128 characters. ${cleared}` })
  ethnicity?: string | null;
  @Field(() => String, { nullable: true, description: `At most 128 characters. ${cleared}` })
  bodyType?: string | null;
  @Field(() => String, { nullable: true, description: `At most 64 characters. ${cleared}` })
  hairColor?: string | null;
  @Field(() => String, { nullable: true, description: `At most 128 characters. ${cleared}` })
  hairStyle?: string | null;
  @Field(() => String, { nullable: true, description: `At most 256 characters. ${cleared}` })
  style?: string | null;
  @Field(() => String, { nullable: true, description: `At most 256 characters. ${cleared}` })
  vibe?: string | null;
  @Field(() => String, { nullable: true, description: `At most 1024 characters. ${cleared}` })
  voiceDescription?: string | null;
  @Field(() => PersonalityInput, {
    nullable: true,
    description: 'Merged key by key; absent leaves all of it alone. Null is refused: clear its keys.',
  })
  personality?: PersonalityInput | null;
}

@InputType('AttachReferenceImagesInput', { description: "Media assets of the influencer's own project." })
export class AttachReferenceImagesInput extends MutationInput {
  @Field(() => ID, { description: 'The influencer that gets the images.' })
  influencerId!: string;
  @Field(() => [ID], {
    description:
      '1 to 20 asset ids from `finalizeMedia`, `uploadMedia` or `uploadMediaInline` in the same project. Assets of content items cannot be attached.',
  })
  assetIds!: string[];
}

@ObjectType('UpdateInfluencerPayload', { simpleResolvers: true, description: 'What `updateInfluencer` did.' })
export class UpdateInfluencerPayload extends MutationPayload {
  @Field(() => Influencer, {
    nullable: true,
    description: 'The influencer after the change; null when nothing was changed.',
  })
  influencer?: Influencer | null;
}

@ObjectType('AttachReferenceImagesPayload', {
  simpleResolvers: true,
  description: 'What `attachReferenceImages` did.',
})
export class AttachReferenceImagesPayload extends MutationPayload {
  @Field(() => [ReferenceImage], {
    nullable: true,
    description: 'The whole list after the change; null when nothing was changed.',
  })
  referenceImages?: ReferenceImage[] | null;
  @Field(() => [ID], {
    nullable: true,
    description:
      'Ids that were sent and are not attached: unknown, or of another project. Layers drops them without an error, so look here too before you call it a success. Null when nothing was changed.',
  })
  droppedAssetIds?: string[] | null;
}
