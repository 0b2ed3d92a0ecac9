import type { FormattedExecutionResult } from 'graphql';
import type { Context } from '../graph/context.js';

/** The text of an answer. */
export function textOf(ctx: Context, { errors, data }: FormattedExecutionResult): string {
  // At once: a text that is put together would be copied before it is sent.
  if (errors || ctx.entityCacheTags)
    return JSON.stringify({ errors, data, extensions: extensionsOf(ctx, {}) });
  const { calls: upstreamCalls, cacheHits } = ctx.stats;
  return JSON.stringify({ data, extensions: { layers: { upstreamCalls, cacheHits } } });
}

/**
 * What an answer tells beside its data: what it cost, and what a router may invalidate it by. A router that wants a trace
 * takes nothing else for itself, and Apollo's suite for subgraphs wants nothing else there: then headers alone tell the cost.
 */
export function extensionsOf(
  ctx: Context,
  { extensions }: FormattedExecutionResult,
  isTraced = false,
): Record<string, unknown> {
  const { calls: upstreamCalls, cacheHits } = ctx.stats;
  return {
    ...extensions,
    ...(ctx.entityCacheTags && { apolloEntityCacheTags: ctx.entityCacheTags }),
    ...(!isTraced && { layers: { upstreamCalls, cacheHits } }),
  };
}
