import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MutationInput, MutationPayload } from '../graph/user-error.js';
import { BrandVoice, Project, TargetGender } from './types.js';

@InputType('CreateProjectInput', { description: 'A new project. Layers checks lengths and the time zone.' })
export class CreateProjectInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Your own id for it; Layers makes one when absent. Creating the same id again gives the same project.',
  })
  id?: string | null;
  @Field(() => String, { description: '1 to 128 characters.' })
  name!: string;
  @Field(() => String, { description: 'IANA time zone, such as `Europe/Berlin`.' })
  timezone!: string;
  @Field(() => String, { nullable: true, description: 'Your own handle, unique in the organization.' })
  customerExternalId?: string | null;
  @Field(() => String, { nullable: true, description: "Default: the key owner's address." })
  ownerEmail?: string | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 language tag; default `en`.' })
  primaryLanguage?: string | null;
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Your own data, at most 8 KB (8192 bytes) as JSON.',
  })
  metadata?: Record<string, unknown> | null;
  @Field(() => String, { nullable: true, description: '3 to 30 characters.' })
  appName?: string | null;
  @Field(() => String, {
    nullable: true,
    description: '100 to 1000 characters. Starts keyword research and a first influencer.',
  })
  appDescription?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 80 characters.' })
  tagline?: string | null;
  @Field(() => BrandVoice, { nullable: true, description: 'The tone that generated texts take.' })
  brandVoice?: BrandVoice | null;
  @Field(() => TargetGender, { nullable: true, description: 'Whom the product addresses.' })
  targetGender?: TargetGender | null;
}

@ObjectType('CreateProjectPayload', { simpleResolvers: true, description: 'What `createProject` did.' })
export class CreateProjectPayload extends MutationPayload {
  @Field(() => Project, { nullable: true, description: 'The new project; null when it was not created.' })
  project?: Project | null;
}
