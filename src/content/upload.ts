import { FileMeter } from '../graph/file-meter.js';
import type { OpenFile } from '../graph/incoming-file.js';
import { derivedKey, FailureAt, RefusedInput, refuse } from '../graph/mutation.js';
import { refuseExpired } from '../graph/signed-url.js';
import { type SpooledFile, spool } from '../graph/spool.js';
import type { RestClient } from '../rest/client.js';
import { isExpiredUrl, isWorthAnotherPut, RestBodyError } from '../rest/errors.js';
import { imageOnly } from './checks.js';
import type { UploadEntry } from './source.js';

/** One file of an upload, before it is known what it is. */
export interface ContentFile {
  readonly open: () => Promise<OpenFile>;
  readonly close: () => Promise<void>;
  /** Undefined when the caller did not declare it. */
  readonly sizeBytes: number | undefined;
  readonly contentType: string | undefined;
  readonly filename: string | undefined;
}

export interface ContentFiles {
  readonly projectId: string;
  readonly files: readonly ContentFile[];
  readonly grouping: 'per-file' | 'slideshow';
  readonly idempotencyKey: string;
  /** True when the key came from the caller, so that some of it may have been done before. */
  readonly mayRepeat: boolean;
  readonly spoolFolder: string;
}

interface Declared {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** A file whose declaration is known, and whose bytes can be had. */
interface ReadyFile {
  readonly index: number;
  readonly declared: Declared;
  /** When its bytes begin to come: a connection to storage that waits for them would be cut. */
  readonly begun: Promise<unknown>;
  readonly chunks: () => AsyncIterable<Buffer>;
  /** Whether the bytes can be had again. */
  readonly again: boolean;
}

export interface ContentRoutes {
  readonly put: RestClient['put'];
  readonly createSession: (
    projectId: string,
    body: { files: readonly Declared[]; grouping: string },
    key: string,
  ) => Promise<{ uploads: UploadEntry[]; date: number }>;
  readonly isFinalized: (containerId: string) => Promise<boolean>;
}

/** Items that wait to be finalized, and what kept the others from it. */
export interface Stored {
  readonly items: readonly { readonly containerId: string; readonly fileIndices: readonly number[] }[];
  readonly failures: readonly unknown[];
}

/**
 * Takes the files up to storage. With declared sizes the bytes are streamed; a session declares types too, so a file
 * whose type only its part tells gets a session of its own. Without sizes, and for slideshows of undeclared types, all
 * files are spooled first. A file that fails once its session is made costs only the item that it belongs to.
 */
export async function storeContent(routes: ContentRoutes, upload: ContentFiles): Promise<Stored> {
  const { files, grouping } = upload;
  const hasSizes = files.every((file) => file.sizeBytes !== undefined);
  const hasTypes = files.every((file) => file.contentType !== undefined);
  const abort = new AbortController();
  try {
    if (!hasSizes || (!hasTypes && grouping === 'slideshow' && files.length > 1))
      return await storeSpooled(routes, upload, abort.signal);
    const ready = streamed(upload);
    if (hasTypes || files.length === 1)
      return await storeSession(routes, upload, await Promise.all(ready), 'session', abort.signal);
    const each = ready.map(async (file, index) => {
      try {
        return await storeSession(routes, upload, [await file], `session ${index}`, abort.signal);
      } catch (error) {
        await files[index]?.close();
        return { items: [], failures: [at(index, error)] };
      }
    });
    const done = await Promise.all(each);
    return { items: done.flatMap(({ items }) => items), failures: done.flatMap(({ failures }) => failures) };
  } finally {
    abort.abort();
  }
}

/** Every file once it is known what it is; its bytes come from the request, once. */
function streamed({ files }: ContentFiles): Promise<ReadyFile>[] {
  return files.map(async (file, index) => {
    const meter = meterOf(file, index);
    const opening = file.open();
    // Declared types need no waiting: the session can be made while the first part is on its way.
    opening.catch(() => undefined);
    const part = file.contentType === undefined ? await opening.catch(failAt(index)) : undefined;
    async function* chunks() {
      yield* meter.through((await opening).chunks);
    }
    const declared = { ...declaredOf(file, part, index), sizeBytes: file.sizeBytes! };
    return { index, declared, begun: opening, chunks, again: false };
  });
}

async function storeSpooled(
  routes: ContentRoutes,
  upload: ContentFiles,
  signal: AbortSignal,
): Promise<Stored> {
  const spools: Promise<SpooledFile>[] = [];
  try {
    const ready = await Promise.all(
      upload.files.map(async (file, index): Promise<ReadyFile> => {
        const part = await file.open().catch(failAt(index));
        const spooling = spool(meterOf(file, index).through(part.chunks), upload.spoolFolder);
        spools.push(spooling);
        const spooled = await spooling.catch(failAt(index));
        const declared = { ...declaredOf(file, part, index), sizeBytes: spooled.size };
        return { index, declared, begun: spooling, chunks: () => spooled.chunks(), again: true };
      }),
    );
    const stored = await storeSession(routes, upload, ready, 'session', signal);
    const causes = stored.failures.map((failure) => (failure instanceof FailureAt ? failure.cause : failure));
    // A session gives no second URL (RULES 11.13); with the bytes at hand another one does.
    if (stored.items.length > 0 || causes.length === 0 || !causes.every(isExpiredUrl)) return stored;
    return await storeSession(routes, upload, ready, 'session again', signal);
  } finally {
    // Closed first, so that no file is still on its way to disk when the spool is emptied.
    await Promise.all(upload.files.map((file) => file.close()));
    await Promise.allSettled(spools.map(async (spooling) => (await spooling).remove()));
  }
}

async function storeSession(
  routes: ContentRoutes,
  upload: ContentFiles,
  files: readonly ReadyFile[],
  step: string,
  signal: AbortSignal,
): Promise<Stored> {
  const { projectId, grouping, idempotencyKey } = upload;
  if (grouping === 'slideshow')
    refuse(...files.map(({ index, declared }) => imageOnly(declared.contentType, ['files', `${index}`])));
  const body = { files: files.map(({ declared }) => declared), grouping };
  const { uploads, date } = await routes.createSession(projectId, body, derivedKey(idempotencyKey, step));
  const handles = uploads.flatMap((entry) => entry.files);
  if (handles.length !== files.length)
    throw new RestBodyError('Layers answered with another number of files than were declared.', 201);
  refuseExpired(
    handles.map(({ expiresAt }) => expiresAt),
    date,
  );
  let position = 0;
  // Side by side: parts come in the order of the request, which need not be that of the input.
  const stored = await Promise.all(
    uploads.map((entry) => {
      const own = entry.files.map((handle) => ({ handle, file: files[position++]! }));
      return storeItem(routes, upload, entry.containerId, own, signal);
    }),
  );
  return {
    items: stored.flatMap((item) => ('containerId' in item ? [item] : [])),
    failures: stored.flatMap((item) => ('failure' in item ? [item.failure] : [])),
  };
}

/** Stores the files of one item: all of them, or it gives the first reason why not. */
async function storeItem(
  routes: ContentRoutes,
  upload: ContentFiles,
  containerId: string,
  own: readonly { handle: UploadEntry['files'][number]; file: ReadyFile }[],
  signal: AbortSignal,
): Promise<Stored['items'][number] | { failure: unknown }> {
  const close = () => Promise.all(own.map(({ file }) => upload.files[file.index]?.close()));
  const abort = new AbortController();
  try {
    // A PUT over a finished item would change what was probed (RULES 11.18).
    if (upload.mayRepeat && (await routes.isFinalized(containerId))) await close();
    else
      await Promise.all(
        own.map(({ file, handle }) =>
          putFile(routes, file, handle, AbortSignal.any([signal, abort.signal])).catch(failAt(file.index)),
        ),
      );
    return { containerId, fileIndices: own.map(({ file }) => file.index) };
  } catch (failure) {
    abort.abort();
    await close();
    return { failure };
  }
}

async function putFile(
  { put }: ContentRoutes,
  { declared, begun, chunks, again }: ReadyFile,
  { uploadUrl, headers, expiresAt }: UploadEntry['files'][number],
  signal: AbortSignal,
): Promise<void> {
  await begun;
  const told = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-type');
  const send = () =>
    put({
      url: uploadUrl,
      headers: { ...Object.fromEntries(told), 'content-type': declared.contentType },
      expiresAt,
      body: chunks(),
      length: declared.sizeBytes,
      signal,
    });
  await send().catch((error: unknown) => {
    if (!again || isExpiredUrl(error) || !isWorthAnotherPut(error)) throw error;
    return send();
  });
}

function meterOf({ sizeBytes }: ContentFile, index: number): FileMeter {
  return new FileMeter({ sizeBytes, sizeField: ['sizes', `${index}`], fileField: ['files', `${index}`] });
}

function declaredOf(
  file: ContentFile,
  part: OpenFile | undefined,
  index: number,
): Omit<Declared, 'sizeBytes'> {
  return {
    filename: file.filename ?? (part?.filename.slice(0, 512) || `file-${index + 1}`),
    contentType: file.contentType ?? part?.mimeType ?? '',
  };
}

/** Tells which file a failure concerns; a refusal says so itself. */
function at(index: number, error: unknown): unknown {
  const isTold = error instanceof RefusedInput || error instanceof FailureAt;
  return isTold ? error : new FailureAt(error, ['files', `${index}`]);
}

function failAt(index: number): (error: unknown) => never {
  return (error) => {
    throw at(index, error);
  };
}
