import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../graph/context.js';
import { CacheFor, Calls, PartnerOnly } from '../graph/directives.js';
import { selectedFields } from '../graph/entity.js';
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
      "A rate bucket of the API key, as the headers of Layers' answers and our own count tell it; null before anything is known. No read.",
  })
  @Calls(0)
  @CacheFor(0)
  rateLimit(
    @Arg('class', () => String, {
      defaultValue: 'read-light',
      description: '`read-light`, `write-light` or `long-running`.',
    })
    endpointClass: string,
    @Ctx() ctx: Context,
  ): Promise<LayersRateLimit | null> {
    return ctx.viewer.rateLimit(endpointClass);
  }
}
