import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../graph/context.js';
import { CacheFor, Calls, PartnerOnly } from '../graph/directives.js';
import { selectedFields } from '../graph/entity.js';
import { badUserInput } from '../graph/errors.js';
import { LayersRateLimit, LayersViewer } from './types.js';

@Resolver(() => LayersViewer)
export class ViewerResolver {
  @Query(() => LayersViewer, {
    nullable: true,
    description:
      'The API key that this request acts with. No scope. One read, none when only `rateLimit` is asked for.',
  })
  @Calls(1)
  @PartnerOnly()
  layersViewer(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo): Promise<LayersViewer> | object {
    const wanted = selectedFields(info, 'LayersViewer');
    return [...wanted].every((name) => name === 'rateLimit' || name === '__typename')
      ? {}
      : ctx.viewer.whoami();
  }

  @FieldResolver(() => LayersRateLimit, {
    nullable: true,
    description:
      "A rate bucket of the API key, as the headers of Layers' answers and our own count tell it; null before anything is known. A class that nothing here draws from and no answer to this key has named is `BAD_USER_INPUT`. No read.",
  })
  @Calls(0)
  @CacheFor(0)
  async rateLimit(
    @Arg('class', () => String, {
      defaultValue: 'read-light',
      description:
        '`read-light`, which queries draw from, `write-light`, which mutations draw from, or another that Layers has named. No field here starts a job of the class `long-running`.',
    })
    endpointClass: string,
    @Ctx() ctx: Context,
  ): Promise<LayersRateLimit | null> {
    const seen = await ctx.viewer.rateLimit(endpointClass);
    // It may be known to other replicas alone.
    if (seen !== null) return seen;
    const known = ctx.viewer.rateLimitClasses();
    if (!known.has(endpointClass))
      throw badUserInput(`\`class\` is none of those that are known for this key: ${[...known].join(', ')}.`);
    return null;
  }
}
