import { FileMeter } from '../graph/file-meter.js';
import type { OpenFile } from '../graph/incoming-file.js';
import { derivedKey, FailureAt, RefusedInput, refuse } from '../graph/mutation.js';
import { refuseExpired } from '../graph/signed-url.js';
import { type SpooledFile, spool } from '../graph/spool.js';
import type { RestClient } from '../rest/client.js';
import { isWorthAnotherUrl, RestBodyError } from '../rest/errors.js';
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
  readonly spoolFolder: string;
}

interface Declared {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** A file whose declaration is known, and whose bytes can be had: again, when they are on disk. */
interface ReadyFile {
  readonly index: number;
  readonly declared: Declared;
  /** When its bytes begin to come: a connection to storage that waits for them would be cut. */
  readonly begun: Promise<unknown>;
  readonly chunks: () => AsyncIterable<Buffer>;
}

type CreateSession = (
  projectId: string,
  body: { files: readonly Declared[]; grouping: string },
  key: string,
) => Promise<{ uploads: UploadEntry[]; date: number }>;

/** An item that waits to be finalized, and the files that it is made of. */
export interface StoredItem {
  readonly containerId: string;
  readonly fileIndices: readonly number[];
}

/**
 * Takes the files up to storage and gives the items to finalize, in the order of the files. With declared sizes the
 * bytes are streamed; a session declares types too, so a file whose type only its part tells gets a session of its own.
 * Without sizes, and for slideshows of undeclared types, all files are spooled first.
 */
export async function storeContent(
  rest: RestClient,
  createSession: CreateSession,
  upload: ContentFiles,
): Promise<StoredItem[]> {
  const { files, grouping } = upload;
  const hasSizes = files.every((file) => file.sizeBytes !== undefined);
  const hasTypes = files.every((file) => file.contentType !== undefined);
  if (!hasSizes || (!hasTypes && grouping === 'slideshow' && files.length > 1))
    return storeSpooled(rest, createSession, upload);
  if (hasTypes || files.length === 1)
    return storeSession(rest, createSession, upload, await streamAll(upload), 'session');
  const ready = streamed(upload);
  const items = await Promise.all(
    ready.map(async (file, index) =>
      storeSession(rest, createSession, upload, [await file], `session ${index}`),
    ),
  );
  return items.flat();
}

/** Every file once it is known what it is; its bytes come from the request, once. */
function streamed({ files }: ContentFiles): Promise<ReadyFile>[] {
  return files.map(async ({ open, sizeBytes, contentType, filename }, index) => {
    const field = ['sizes', `${index}`];
    const meter = new FileMeter({ sizeBytes, sizeField: field, fileField: ['files', `${index}`] });
    const opening = open();
    // Declared types need no waiting: the session can be made while the first part is on its way.
    opening.catch(() => undefined);
    const part = contentType === undefined ? await opening.catch(failAt(index)) : undefined;
    async function* chunks() {
      yield* meter.through((await opening).chunks);
    }
    return {
      index,
      declared: {
        filename: filename ?? (part?.filename || `file-${index + 1}`),
        contentType: contentType ?? part?.mimeType ?? '',
        sizeBytes: sizeBytes!,
      },
      begun: opening,
      chunks,
    };
  });
}

function streamAll(upload: ContentFiles): Promise<ReadyFile[]> {
  return Promise.all(streamed(upload));
}

async function storeSpooled(
  rest: RestClient,
  createSession: CreateSession,
  upload: ContentFiles,
): Promise<StoredItem[]> {
  const spools: Promise<SpooledFile>[] = [];
  try {
    const ready = await Promise.all(
      upload.files.map(async ({ open, sizeBytes, contentType, filename }, index): Promise<ReadyFile> => {
        const part = await open().catch(failAt(index));
        const fields = { sizeField: ['sizes', `${index}`], fileField: ['files', `${index}`] };
        const spooling = spool(
          new FileMeter({ sizeBytes, ...fields }).through(part.chunks),
          upload.spoolFolder,
        );
        spools.push(spooling);
        const file = await spooling.catch(failAt(index));
        const declared = {
          filename: filename ?? (part.filename || `file-${index + 1}`),
          contentType: contentType ?? part.mimeType,
          sizeBytes: file.size,
        };
        return { index, declared, begun: spooling, chunks: () => file.chunks() };
      }),
    );
    try {
      return await storeSession(rest, createSession, upload, ready, 'session');
    } catch (error) {
      // A session gives no second URL (RULES 11.13): with the bytes at hand, another one does.
      if (!(error instanceof FailureAt && isWorthAnotherUrl(error.cause))) throw error;
      return await storeSession(rest, createSession, upload, ready, 'session again');
    }
  } finally {
    // Closed first, so that no file is still on its way to disk when the spool is emptied.
    await Promise.all(upload.files.map((file) => file.close()));
    await Promise.allSettled(spools.map(async (spooling) => (await spooling).remove()));
  }
}

async function storeSession(
  rest: RestClient,
  createSession: CreateSession,
  { projectId, grouping, idempotencyKey }: ContentFiles,
  files: readonly ReadyFile[],
  step: string,
): Promise<StoredItem[]> {
  const body = { files: files.map(({ declared }) => declared), grouping };
  if (grouping === 'slideshow')
    refuse(...files.map(({ index, declared }) => imageOnly(declared.contentType, ['files', `${index}`])));
  const { uploads, date } = await createSession(projectId, body, derivedKey(idempotencyKey, step));
  const handles = uploads.flatMap((upload) => upload.files);
  if (handles.length !== files.length)
    throw new RestBodyError('Layers answered with another number of files than were declared.', 201);
  refuseExpired(
    handles.map(({ expiresAt }) => expiresAt),
    date,
  );
  // Side by side: parts come in the order of the request, which need not be that of the input.
  const abort = new AbortController();
  await Promise.all(
    files.map(async ({ index, declared, begun, chunks }, position) => {
      const { uploadUrl, headers, expiresAt } = handles[position]!;
      const putting = begun.then(() =>
        rest.put({
          url: uploadUrl,
          headers: { 'content-type': declared.contentType, ...headers },
          expiresAt,
          body: chunks(),
          length: declared.sizeBytes,
          signal: abort.signal,
        }),
      );
      await putting.catch(failAt(index));
    }),
  ).finally(() => abort.abort());
  let position = 0;
  return uploads.map(({ containerId, files: own }) => ({
    containerId,
    fileIndices: own.map(() => files[position++]!.index),
  }));
}

/** Tells which file a failure concerns; a refusal says so itself. */
function failAt(index: number): (error: unknown) => never {
  return (error) => {
    throw error instanceof RefusedInput ? error : new FailureAt(error, ['files', `${index}`]);
  };
}
