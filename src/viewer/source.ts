import type { RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import type { LayersRateLimit, LayersViewer } from './types.js';

export type ViewerSource = ReturnType<typeof createViewerSource>;

/** The calling key of one request. */
export function createViewerSource(rest: RestClient) {
  let known: Promise<LayersViewer> | undefined;

  /** RULES 2.6, 6.6 */
  async function whoami(): Promise<LayersViewer> {
    const answer = await rest.call({ method: 'GET', path: '/v1/whoami', tag: 'viewer' });
    const { body, status, requestId } = answer;
    const viewer = body as Partial<LayersViewer> | null;
    if (typeof viewer?.organizationId !== 'string')
      throw new RestBodyError('Layers answered without an organization.', status, requestId);
    if (!answer.isKept) rest.learnScopes(viewer.scopes);
    rest.learnTier(viewer.rateLimitTier);
    return viewer as LayersViewer;
  }

  return {
    /** Once a request, whatever comes of it: an operation that fails in part may be run twice. */
    whoami: (): Promise<LayersViewer> => {
      known ??= whoami();
      return known;
    },

    /** The buckets that may be known of. Names are not certain (RULES 22.3). */
    rateLimitClasses: (): ReadonlySet<string> => rest.rateLimitClasses(),

    /** What is known of a bucket (RULES 6.5), without a call; null when nothing. */
    async rateLimit(endpointClass: string): Promise<LayersRateLimit | null> {
      const seen = await rest.rateLimit(endpointClass);
      if (seen === null) return null;
      const { limit, remaining, resetAt } = seen;
      return {
        class: seen.endpointClass,
        limit,
        remaining,
        reset: resetAt === null ? null : new Date(resetAt).toISOString(),
      };
    },
  };
}
