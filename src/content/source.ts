import { type Connection, connect, nullWithoutParent } from '../graph/connection.js';
import { Lists } from '../graph/lists.js';
import { Records } from '../graph/records.js';
import { toUtc } from '../graph/scalars.js';
import { wireFilter } from '../graph/wire.js';
import type { RestAnswer, RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { path } from '../rest/path.js';
import { type ContentItem, type ContentItemListArgs, contentShape } from './types.js';
import { type ContentFiles, type StoredItem, storeContent } from './upload.js';

/** One item of an upload session as the wire has it. */
export interface UploadEntry {
  readonly containerId: string;
  readonly files: readonly {
    readonly uploadUrl: string;
    readonly r2Key: string;
    readonly contentType: string;
    readonly expiresAt: string;
    readonly headers?: Readonly<Record<string, string>>;
  }[];
}

export type ContentSource = ReturnType<typeof createContentSource>;

const readScope = 'content:read';
const writeScope = 'content:write';
/** RULES 11.8, and room for what follows the last fetch. */
const fetchTimeoutMs = 60_000;
const afterFetchMs = 15_000;

/** Content items of one request. `remember` is told of every asset that an answer holds. */
export function createContentSource(
  rest: RestClient,
  remember: (assets: readonly { assetId: string }[]) => Promise<void>,
) {
  // RULES 14.5
  const records = new Records<ContentItem>(contentShape, async (id) => {
    return seen(await rest.call({ method: 'GET', path: path`/v1/content/${id}`, scope: readScope }));
  });
  const lists = new Lists(rest, records, readScope);

  async function seen(answer: RestAnswer): Promise<RestAnswer> {
    const assets = (answer.body as Partial<ContentItem> | null)?.assets;
    if (Array.isArray(assets)) await remember(assets as { assetId: string }[]);
    return answer;
  }

  async function written(answer: RestAnswer): Promise<ContentItem> {
    lists.clear();
    return records.addRecord(await seen(answer));
  }

  /** RULES 11.11, 11.12, 13. Also gives upstream's clock, to tell whether replayed URLs have expired. */
  async function createUpload(
    projectId: string,
    body: object,
    idempotencyKey: string,
  ): Promise<{ uploads: UploadEntry[]; date: number }> {
    const answer = await rest.call({
      method: 'POST',
      path: path`/v1/projects/${projectId}/content/uploads`,
      body,
      idempotencyKey,
      scope: writeScope,
    });
    const { uploads } = (answer.body ?? {}) as { uploads?: Partial<UploadEntry>[] };
    const isSession =
      Array.isArray(uploads) &&
      uploads.every(
        (upload) =>
          typeof upload?.containerId === 'string' &&
          Array.isArray(upload.files) &&
          upload.files.every(
            (file) => typeof file?.uploadUrl === 'string' && typeof file.expiresAt === 'string',
          ),
      );
    if (!isSession)
      throw new RestBodyError('Layers answered without an upload session.', answer.status, answer.requestId);
    lists.clear();
    return { uploads: uploads as UploadEntry[], date: answer.date };
  }

  return {
    records,
    createUpload,

    /** Takes files up to storage; the items are still to be finalized. */
    store: (upload: ContentFiles): Promise<StoredItem[]> => storeContent(rest, createUpload, upload),

    /** RULES 5.2, 14.4; null where the project is unknown. */
    list: (
      projectId: string,
      { filter, ...page }: ContentItemListArgs,
    ): Promise<Connection<ContentItem> | null> =>
      nullWithoutParent(async () => {
        const query = {
          status: filter?.status?.map((member) => wireFilter(member, 'status')!),
          format: filter?.format,
          creativeType: wireFilter(filter?.creativeType, 'creativeType'),
          since: filter?.since && toUtc(filter.since),
          until: filter?.until && toUtc(filter.until),
        };
        const list = path`/v1/projects/${projectId}/content`;
        return connect({
          ...page,
          maxFirst: 200,
          timeoutMs: rest.timeoutMs,
          identity: [list, query],
          read: (cursor, limit) => lists.page(list, { ...query, cursor, limit }, { projectId }),
        });
      }),

    /** RULES 11.5 to 11.10; takes as long as fetching every URL may take. */
    async uploadFromUrls(
      projectId: string,
      body: { media: readonly { url: string }[]; caption: string },
      idempotencyKey: string,
    ): Promise<ContentItem> {
      const answer = await rest.call({
        method: 'POST',
        path: path`/v1/projects/${projectId}/content/upload`,
        body,
        idempotencyKey,
        scope: writeScope,
        timeoutMs: body.media.length * fetchTimeoutMs + afterFetchMs,
      });
      return written(answer);
    },

    /** RULES 11.14 to 11.17 */
    async finalizeUpload(containerId: string, caption: string, idempotencyKey: string): Promise<ContentItem> {
      const answer = await rest.call({
        method: 'POST',
        path: path`/v1/content/${containerId}/finalize-upload`,
        body: { caption },
        idempotencyKey,
        scope: writeScope,
      });
      records.forget(containerId);
      return written(answer);
    },

    /** RULES 11.19 */
    async updateCaption(id: string, caption: string, idempotencyKey: string): Promise<ContentItem> {
      const answer = await rest.call({
        method: 'PATCH',
        path: path`/v1/content/${id}`,
        body: { caption },
        idempotencyKey,
        scope: writeScope,
      });
      records.forget(id);
      return written(answer);
    },
  };
}
