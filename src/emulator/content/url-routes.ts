import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readProject } from '../account/account.js';
import type { FetchedUrl } from '../fetch/url-fetch.js';
import { invalid, tooLarge } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import { isUploadContentType, type UploadContentType } from '../probe/probe.js';
import type { Runtime } from '../runtime.js';
import { type Draft, OverLimitError } from '../storage/blobs.js';
import { sandboxFile } from './fixture.js';
import { addUploadedItem } from './item.js';
import { measure, thumbnailKeyOf } from './measure.js';
import { requireQuota } from './quota.js';
import { caption } from './routes.js';
import { maxBytesOf } from './session-routes.js';

/** RULES 11.6 */
const uploadRequest = z.object({
  media: z
    .array(z.object({ url: z.string().min(1) }))
    .min(1)
    .max(10),
  caption,
});

const style = { validationStyle: 'issues' } as const;

export const contentUrlRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/projects/{projectId}/content/upload',
    scope: 'content:write',
    ...style,
    run: uploadFromUrls,
  },
];

interface FetchedFile {
  contentType: UploadContentType;
  draft: Draft;
}

/** RULES 11.5-11.10: all or nothing. */
async function uploadFromUrls(call: Call): Promise<Answer> {
  const { account, world, runtime, params } = call;
  const project = readProject(account, world, params.projectId!);
  const body = readCallBody(style, uploadRequest, call);
  const uuid = randomUUID();
  const item = { id: `cnt_${uuid}`, project, caption: body.caption };
  if (account.key.environment === 'test') {
    const files = body.media.map(({ url }, index) =>
      sandboxFile(guessType(url, body.media.length), index, runtime.storageUrl),
    );
    return { status: 201, body: addUploadedItem(world, { ...item, files, createdAt: runtime.clock.iso() }) };
  }
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  requireQuota(world, projectId, { uploads: 1, bytes: 0 }, runtime);
  const fetched = await fetchAll(
    body.media.map(({ url }) => url),
    runtime,
  );
  const keys: string[] = [];
  try {
    requireOneKind(fetched);
    const stored = [];
    for (const [index, { contentType, draft }] of fetched.entries()) {
      const extension =
        { 'image/jpeg': 'jpg', 'video/quicktime': 'mov' }[contentType as string] ?? contentType.split('/')[1];
      const key = `public-media/content-container/${uuid}/media/upload-${index + 1}.${extension}`;
      keys.push(key, thumbnailKeyOf(key));
      const blob = await runtime.blobs.commit(key, draft);
      stored.push({ blob, key, contentType, path: `media.${index}.url` });
    }
    const files = [];
    for (const file of stored) files.push(await measure(file, runtime));
    const bytes = stored.reduce((sum, { blob }) => sum + blob.sizeBytes, 0);
    requireQuota(world, projectId, { uploads: 1, bytes }, runtime);
    for (const { key } of stored) runtime.blobs.publish(key);
    return { status: 201, body: addUploadedItem(world, { ...item, files, createdAt: runtime.clock.iso() }) };
  } catch (error) {
    await Promise.all([
      ...keys.map((key) => runtime.blobs.remove(key)),
      ...fetched.map(({ draft }) => runtime.blobs.discard(draft)),
    ]);
    throw error;
  }
}

/** A sandbox key's URL is never fetched, so its ending has to say what it is. */
function guessType(url: string, count: number): string {
  return count === 1 && !/\.(jpe?g|png|webp)(\?|#|$)/i.test(url) ? 'video/mp4' : 'image/jpeg';
}

/** Every URL at once; the first to fail ends the others, and leaves no bytes behind. */
async function fetchAll(urls: string[], runtime: Runtime): Promise<FetchedFile[]> {
  const failed = new AbortController();
  const errors: unknown[] = [];
  const results = await Promise.allSettled(
    urls.map(async (url, index) => {
      const path = `media.${index}.url`;
      try {
        return await runtime.urlFetch.get(url, path, failed.signal, (fetched) =>
          receive(fetched, path, runtime),
        );
      } catch (error) {
        errors.push(error);
        failed.abort();
        throw error;
      }
    }),
  );
  const files = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (errors.length === 0) return files;
  await Promise.all(files.map(({ draft }) => runtime.blobs.discard(draft)));
  throw errors[0];
}

/** The host's Content-Type decides, and nothing is sniffed (RULES 11.8). */
async function receive(
  { contentType, body }: FetchedUrl,
  path: string,
  { blobs }: Runtime,
): Promise<FetchedFile> {
  if (!isUploadContentType(contentType)) {
    const message = `Unsupported content type ${contentType === '' ? '(none)' : contentType}`;
    throw invalid([{ path, message }], 'issues');
  }
  const maxBytes = maxBytesOf(contentType);
  try {
    return { contentType, draft: await blobs.receive(body, contentType, maxBytes) };
  } catch (error) {
    if (!(error instanceof OverLimitError)) throw error;
    const message = `File is over ${maxBytes / 1024 / 1024} MB.`;
    throw tooLarge(message, { maxBytes, issues: [{ path, message }] });
  }
}

function requireOneKind(files: FetchedFile[]): void {
  const videos = files.filter(({ contentType }) => contentType.startsWith('video/'));
  if (videos.length === 0 || files.length === 1) return;
  throw invalid([{ path: 'media', message: 'Slideshows are images only.' }], 'issues');
}
