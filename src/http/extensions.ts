import type { FormattedExecutionResult } from 'graphql';
import type { Context } from '../graph/context.js';

/** What an answer tells beside its data: what it cost, and what a router may invalidate it by. */
export function extensionsOf(
  ctx: Context,
  { extensions }: FormattedExecutionResult,
): Record<string, unknown> {
  const { calls: upstreamCalls, cacheHits } = ctx.stats;
  return {
    ...extensions,
    ...(ctx.entityCacheTags && { apolloEntityCacheTags: ctx.entityCacheTags }),
    layers: { upstreamCalls, cacheHits },
  };
}
