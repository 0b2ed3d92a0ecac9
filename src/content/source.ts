import { type Connection, nullWithoutParent } from '../graph/connection.js';
import { badUserInput } from '../graph/errors.js';
import { Lists } from '../graph/lists.js';
import { Records } from '../graph/records.js';
import { toUtc } from '../graph/scalars.js';
import { wireFilter } from '../graph/wire.js';
import type { RestAnswer } from '../rest/answer.js';
import type { RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { path } from '../rest/path.js';
import { tag } from '../rest/tag.js';
import { type ContentItem, type ContentItemListArgs, contentShape } from './types.js';
import { type ContentFiles, type Stored, storeContent } from './upload.js';

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
const listTag = tag('content');
/** RULES 11.8, and room for what follows the last fetch. */
const fetchTimeoutMs = 60_000;
const afterFetchMs = 15_000;

/** Content items of one request. `remember` is told of every asset that an answer holds. */
export function createContentSource(
  rest: RestClient,
  remember: (assets: readonly { assetId: string }[]) => Promise<void> | undefined,
) {
  // RULES 14.5
  const records = new Records<ContentItem>(contentShape, async (id) => {
    return seen(
      await rest.call({
        method: 'GET',
        path: path`/v1/content/${id}`,
        scope: readScope,
        tag: tag('content', id),
      }),
    );
  });
  const lists = new Lists(rest, records, readScope, listTag);

  function seen(answer: RestAnswer): RestAnswer | Promise<RestAnswer> {
    const assets = (answer.body as Partial<ContentItem> | null)?.assets;
    if (!Array.isArray(assets) || answer.isKept) return answer;
    return remember(assets as { assetId: string }[])?.then(() => answer) ?? answer;
  }

  /** A write on content: what was known of the lists and of that item is gone, even when nobody knows whether it happened. */
  async function write(
    call: {
      method: 'POST' | 'PATCH';
      path: string;
      body: object;
      idempotencyKey: string;
      timeoutMs?: number;
    },
    id?: string,
  ): Promise<RestAnswer> {
    try {
      const changes = id === undefined ? [listTag] : [listTag, tag('content', id)];
      return await seen(await rest.call({ ...call, scope: writeScope, changes }));
    } finally {
      lists.clear();
      if (id !== undefined) records.forget(id);
    }
  }

  /** RULES 11.11, 11.12, 13. Also gives upstream's clock, to tell whether replayed URLs have expired. */
  async function createUpload(
    projectId: string,
    body: object,
    idempotencyKey: string,
  ): Promise<{ uploads: UploadEntry[]; date: number }> {
    const route = path`/v1/projects/${projectId}/content/uploads`;
    const answer = await write({ method: 'POST', path: route, body, idempotencyKey });
    const { uploads } = (answer.body ?? {}) as { uploads?: Partial<UploadEntry>[] };
    const isSession =
      Array.isArray(uploads) &&
      uploads.every(
        (upload) =>
          typeof upload?.containerId === 'string' &&
          Array.isArray(upload.files) &&
          upload.files.every((file) =>
            [file?.uploadUrl, file?.r2Key, file?.contentType, file?.expiresAt].every(
              (text) => typeof text === 'string',
            ),
          ),
      );
    if (!isSession)
      throw new RestBodyError('Layers answered without an upload session.', answer.status, answer.requestId);
    return { uploads: uploads as UploadEntry[], date: answer.date };
  }

  return {
    records,
    createUpload,

    /** Takes files up to storage; the items are still to be finalized. */
    store: (upload: ContentFiles): Promise<Stored> =>
      storeContent(
        {
          put: (call) => rest.put(call),
          createSession: createUpload,
          // A reserved item cannot be read yet; a key without the scope to read finds out nothing.
          isFinalized: (id) =>
            records.byId(id).then(
              (item) => item !== null,
              () => false,
            ),
        },
        upload,
      ),

    /** RULES 5.2, 14.4; null where the project is unknown. */
    list: (
      projectId: string,
      { filter, ...page }: ContentItemListArgs,
    ): Promise<Connection<ContentItem> | null> =>
      nullWithoutParent(async () => {
        const query = {
          status: notEmpty(filter?.status, 'status')?.map((member) => wireFilter(member, 'status')!),
          format: notEmpty(filter?.format, 'format'),
          creativeType: wireFilter(filter?.creativeType, 'creativeType'),
          since: filter?.since && toUtc(filter.since),
          until: filter?.until && toUtc(filter.until),
        };
        const list = path`/v1/projects/${projectId}/content`;
        return lists.connect({
          ...page,
          maxFirst: contentShape.list.maxFirst,
          idOf: (item: ContentItem) => item.id,
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
      const route = path`/v1/projects/${projectId}/content/upload`;
      const timeoutMs = body.media.length * fetchTimeoutMs + afterFetchMs;
      return records.addRecord(await write({ method: 'POST', path: route, body, idempotencyKey, timeoutMs }));
    },

    /** RULES 11.14 to 11.17 */
    async finalizeUpload(containerId: string, caption: string, idempotencyKey: string): Promise<ContentItem> {
      const route = path`/v1/content/${containerId}/finalize-upload`;
      const call = { method: 'POST', path: route, body: { caption }, idempotencyKey } as const;
      return records.addRecord(await write(call, containerId));
    },

    /** RULES 11.19 */
    async updateCaption(id: string, caption: string, idempotencyKey: string): Promise<ContentItem> {
      const call = {
        method: 'PATCH',
        path: path`/v1/content/${id}`,
        body: { caption },
        idempotencyKey,
      } as const;
      return records.addRecord(await write(call, id));
    },
  };
}

/** An empty list of conditions would be no condition upstream, and list everything. */
function notEmpty<T>(list: readonly T[] | null | undefined, name: string): readonly T[] | undefined {
  if (list?.length === 0)
    throw badUserInput(`\`filter.${name}\` must have at least one element, or be left out.`);
  return list ?? undefined;
}
