import DataLoader from 'dataloader';
import type { RestAnswer } from '../rest/answer.js';
import type { RestClient } from '../rest/client.js';
import { RestBodyError } from '../rest/errors.js';
import { path } from '../rest/path.js';
import { type MediaOwner, type MediaStore, mergeAsset } from './store.js';
import type { MediaAsset } from './types.js';
import { type MediaUpload, uploadMedia } from './upload.js';

/** A presign answer as the wire has it. */
export interface PresignHandle {
  readonly uploadId: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export type MediaSource = ReturnType<typeof createMediaSource>;

const scope = 'projects:write';

/** Media assets of one request: what this scope has seen, and the routes that make them. */
export function createMediaSource(rest: RestClient, store: MediaStore, owner: MediaOwner) {
  /** Made when it is first asked: few operations do. */
  let loader: DataLoader<string, MediaAsset | null> | undefined;
  const seen = (id: string): Promise<MediaAsset | null> => {
    loader ??= new DataLoader<string, MediaAsset | null>(async (ids) => {
      const assets = await store.get(owner, ids);
      return assets.map((asset) => asset ?? null);
    });
    return loader.load(id);
  };

  function forget(assets: readonly MediaAsset[]): void {
    if (loader) for (const { assetId } of assets) loader.clear(assetId);
  }

  /** Keeps what an answer holds of assets (RULES 10.8); a promise where that takes time. */
  function remember(assets: readonly MediaAsset[]): Promise<void> | undefined {
    const known = assets.every(isIdentified) ? assets : assets.filter(isIdentified);
    const put = store.put(owner, known);
    if (put) return put.then(() => forget(known));
    forget(known);
    return undefined;
  }

  async function registered({ body, status, requestId }: RestAnswer): Promise<MediaAsset> {
    const asset = body as Partial<MediaAsset & { mediaId: string }> | null;
    const assetId = asset?.assetId ?? asset?.mediaId;
    if (typeof assetId !== 'string')
      throw new RestBodyError('Layers answered without a media asset.', status, requestId);
    const whole = { ...asset, assetId } as MediaAsset;
    await remember([whole]);
    return whole;
  }

  const routes = {
    /** RULES 10.1 to 10.5, 10.7. Also gives upstream's clock, to tell whether a replayed handle has expired. */
    async presign(
      projectId: string,
      body: object,
      idempotencyKey: string,
    ): Promise<{ handle: PresignHandle; date: number }> {
      const route = path`/v1/projects/${projectId}/media/presign`;
      const answer = await rest.call({ method: 'POST', path: route, body, idempotencyKey, scope });
      const handle = answer.body as Partial<PresignHandle> | null;
      if (
        typeof handle?.uploadId !== 'string' ||
        typeof handle.url !== 'string' ||
        typeof handle.expiresAt !== 'string'
      )
        throw new RestBodyError('Layers answered without an upload handle.', answer.status, answer.requestId);
      return { handle: handle as PresignHandle, date: answer.date };
    },

    /** RULES 10.6 */
    async finalize(projectId: string, body: object, idempotencyKey: string): Promise<MediaAsset> {
      const route = path`/v1/projects/${projectId}/media/finalize`;
      return registered(await rest.call({ method: 'POST', path: route, body, idempotencyKey, scope }));
    },

    /** RULES 10.1 */
    async uploadInline(projectId: string, body: object, idempotencyKey: string): Promise<MediaAsset> {
      const route = path`/v1/projects/${projectId}/media`;
      return registered(await rest.call({ method: 'POST', path: route, body, idempotencyKey, scope }));
    },
  };

  return {
    ...routes,
    remember,

    /** What this scope has seen of an asset; null when nothing. */
    byId: (id: string): Promise<MediaAsset | null> => seen(id),

    /** An asset that some answer holds a part of, with what else is known of it. */
    complete: async (part: MediaAsset): Promise<MediaAsset> =>
      mergeAsset((await seen(part.assetId)) ?? undefined, part),

    /** A whole file, by whichever of these routes its size calls for. */
    upload: (upload: MediaUpload): Promise<MediaAsset> => uploadMedia(rest, routes, upload),
  };
}

function isIdentified(asset: MediaAsset | null | undefined): boolean {
  return typeof asset?.assetId === 'string';
}
