import { type Connection, nullWithoutParent } from '../graph/connection.js';
import { hold } from '../graph/entity.js';
import { Lists } from '../graph/lists.js';
import type { MissedLists } from '../graph/planner.js';
import { Records } from '../graph/records.js';
import { wireFilter } from '../graph/wire.js';
import type { RestAnswer } from '../rest/answer.js';
import type { RestCall, RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { path } from '../rest/path.js';
import { tag } from '../rest/tag.js';
import { type Influencer, type InfluencerListArgs, influencerShape, type ReferenceImage } from './types.js';

export type InfluencerSource = ReturnType<typeof createInfluencerSource>;

/** Reads are documented with the write scope (RULES 2.4). */
const scope = 'influencers:write';
const listTag = tag('influencers');
const { maxFirst } = influencerShape.list;

/** Influencers of one request. `remember` is told of every reference image that an answer holds. */
export function createInfluencerSource(
  rest: RestClient,
  remember: (assets: readonly ReferenceImage[]) => Promise<void> | undefined,
  missed: MissedLists,
) {
  const readOf = (id: string): RestCall => ({
    method: 'GET',
    path: path`/v1/influencers/${id}`,
    scope,
    tag: tag('influencer', id),
  });
  const records = new Records<Influencer>(influencerShape, async (id) => seen(await rest.call(readOf(id))), {
    prefixes: ['inf'],
    // RULES 9.15, 21
    page: async (projectId, cursor, anew) =>
      lists.page(listOf(projectId), { cursor, limit: maxFirst }, { projectId }, anew),
    timeoutMs: rest.timeoutMs,
    missed,
    kept: rest.keepsReads ? (ids) => rest.kept(ids.map(readOf)) : undefined,
  });
  const lists: Lists<Influencer> = new Lists(rest, records, scope, listTag);
  const listOf = (projectId: string) => path`/v1/projects/${projectId}/influencers`;

  /** A write on one influencer: what was known of it is gone, even when nobody knows whether it happened. */
  async function write(
    method: 'PATCH' | 'POST',
    route: string,
    id: string,
    body: object,
    idempotencyKey: string,
  ): Promise<RestAnswer> {
    try {
      return await seen(
        await rest.call({
          method,
          path: route,
          body,
          idempotencyKey,
          scope,
          changes: [listTag, tag('influencer', id)],
        }),
      );
    } finally {
      lists.clear();
      records.forget(id);
    }
  }

  function seen(answer: RestAnswer): RestAnswer | Promise<RestAnswer> {
    const images = (answer.body as Partial<Influencer> | null)?.referenceImages;
    if (!Array.isArray(images) || answer.isKept) return answer;
    return remember(images)?.then(() => answer) ?? answer;
  }

  return {
    records,

    /** RULES 9.15; null where the project is unknown. */
    list: (
      projectId: string,
      { filter, ...page }: InfluencerListArgs,
    ): Promise<Connection<Influencer> | null> =>
      nullWithoutParent(async () => {
        const query = { status: wireFilter(filter?.status, 'status') };
        const list = listOf(projectId);
        return lists.connect({
          ...page,
          maxFirst,
          idOf: (influencer: Influencer) => influencer.influencerId,
          timeoutMs: rest.timeoutMs,
          identity: [list, query],
          read: (cursor, limit) => lists.page(list, { ...query, cursor, limit }, { projectId }),
        });
      }),

    /** RULES 9.1 to 9.5 */
    async update(id: string, patch: object, idempotencyKey: string): Promise<Influencer> {
      return records.addRecord(await write('PATCH', path`/v1/influencers/${id}`, id, patch, idempotencyKey));
    },

    /** RULES 9.6 to 9.11; answers with the whole merged list, which is all that it says of the influencer. */
    async attachReferenceImages(
      id: string,
      assetIds: readonly string[],
      idempotencyKey: string,
    ): Promise<Influencer> {
      const route = path`/v1/influencers/${id}/reference-images`;
      const answer = await write('POST', route, id, { assetIds }, idempotencyKey);
      const result = answer.body as Partial<Influencer> | null;
      if (typeof result?.influencerId !== 'string' || !Array.isArray(result.referenceImages))
        throw new RestBodyError(
          'Layers answered without the list of reference images.',
          answer.status,
          answer.requestId,
        );
      return hold(result as Influencer, new Set(['__typename', 'id', 'referenceImages']));
    },
  };
}
