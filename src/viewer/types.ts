import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { CacheFor } from '../graph/directives.js';
import { DateTime } from '../graph/scalars.js';

@Directive('@shareable')
@ObjectType('LayersRateLimit', {
  simpleResolvers: true,
  description: 'One rate bucket of the API key. All organizations that it acts in share it.',
})
export class LayersRateLimit {
  @Field(() => String, {
    description:
      '`read-light`, which queries draw from, `write-light`, which mutations draw from, or another that Layers has named.',
  })
  class!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'Calls that the bucket allows in a window: a minute, or a day when Layers has told of a daily cap.',
  })
  limit!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Calls left in this window; those under way count as gone.',
  })
  remaining!: number | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the window ends and the bucket is full again; null where Layers has not told.',
  })
  reset!: string | null;
}

@CacheFor(30)
@ObjectType('LayersViewer', {
  simpleResolvers: true,
  description: 'The API key that this request acts with, and its organization.',
})
export class LayersViewer {
  @Field(() => ID, { nullable: true, description: 'The organization that the key acts in.' })
  organizationId!: string | null;
  @Field(() => String, { nullable: true, description: "The organization's name." })
  organizationName!: string | null;
  @Field(() => ID, { nullable: true, description: 'The organization above it; null for a top one.' })
  parentOrganizationId!: string | null;
  @Field(() => ID, { nullable: true, description: 'Id of the key, which is not secret.' })
  apiKeyId!: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Scopes that the key holds; `*` covers all scopes of data.',
  })
  scopes!: string[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Open set: `standard` (120 reads and 60 writes a minute), `pilot`, `partner`, `internal` so far.',
  })
  rateLimitTier!: string | null;
  @Field(() => Int, { nullable: true, description: 'Credits left.' })
  creditBalance!: number | null;
}
