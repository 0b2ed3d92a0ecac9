import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { type FileUpload, processRequest, Upload as UploadPart } from 'graphql-upload-minimal';
import { IncomingFileError, type IncomingFiles, type OpenFile } from '../graph/incoming-file.js';
import { SpoolError, type SpooledFile, spool } from '../graph/spool.js';
import { RequestError } from './body.js';
import { guardParser } from './multipart-guard.js';
import { PartReader } from './part-reader.js';

export interface MultipartOptions {
  readonly maxFieldBytes: number;
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  /** Longest time without a byte from the client, while one is waited for. */
  readonly idleMs: number;
  readonly spoolFolder: string;
}

/**
 * Reads a GraphQL multipart request up to its `map`: gives the operation, with the parts in place of its files, and the
 * files, which arrive while the operation runs. Throws `RequestError` for what is not by the specification.
 */
export async function readMultipart(
  request: IncomingMessage,
  response: ServerResponse,
  options: MultipartOptions,
): Promise<{ body: unknown; files: MultipartFiles }> {
  let timer: NodeJS.Timeout | undefined;
  let received = 0;
  let stopped = (_error: RequestError): void => {};
  const watch = (chunk?: Buffer) => {
    clearTimeout(timer);
    timer = setTimeout(
      () => stopped(new RequestError(408, 'REQUEST_TIMEOUT', 'The request stopped arriving.')),
      options.idleMs,
    );
    received += chunk?.length ?? 0;
    if (received > 2 * options.maxFieldBytes + roomForHeaders)
      stopped(new RequestError(413, 'PAYLOAD_TOO_LARGE', "Too much comes before 'map'."));
  };
  guardParser(request, options.maxFileBytes);
  const parsed = processRequest(request, response, {
    maxFieldSize: options.maxFieldBytes,
    maxFiles: options.maxFiles,
  });
  try {
    const idle = new Promise<never>((_resolve, reject) => {
      stopped = reject;
    });
    watch();
    request.on('data', watch);
    const body: unknown = await Promise.race([parsed, idle]);
    return { body, files: new MultipartFiles(request, partsOf(body), options) };
  } catch (error) {
    parsed.catch(() => undefined);
    if (error instanceof RequestError) throw error;
    const { status, message } = error as { status?: number; message?: string };
    if (status === 413) throw new RequestError(413, 'PAYLOAD_TOO_LARGE', message ?? '');
    const told =
      status === undefined || message === undefined ? 'The multipart request is malformed.' : message;
    throw new RequestError(400, 'BAD_REQUEST', told);
  } finally {
    clearTimeout(timer);
    request.off('data', watch);
  }
}

/** Room for the headers of parts, and for the first bytes of a file, in what comes up to `map`. */
const roomForHeaders = 256 * 1024;

/** Every part that the operation refers to, once. */
function partsOf(value: unknown, found = new Set<UploadPart>()): Set<UploadPart> {
  if (value instanceof UploadPart) found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) partsOf(item, found);
  return found;
}

interface PartState {
  readonly part: UploadPart;
  opened: boolean;
  closed: boolean;
  /** From the moment that the part begins. */
  reader?: PartReader;
  stream?: Readable;
  spooled?: Promise<SpooledFile>;
  /** Ends the wait for a part that has not begun. */
  cancel: (error: IncomingFileError) => void;
  readonly canceled: Promise<never>;
}

function createPartState(part: UploadPart): PartState {
  let cancel: PartState['cancel'] = () => {};
  const canceled = new Promise<never>((_resolve, reject) => {
    cancel = reject;
  });
  canceled.catch(() => undefined);
  return { part, opened: false, closed: false, cancel, canceled };
}

function notWhole(): IncomingFileError {
  return new IncomingFileError('UPLOAD_INCOMPLETE', 'The file did not arrive whole.');
}

function noLongerWanted(): IncomingFileError {
  return new IncomingFileError('UPLOAD_INCOMPLETE', 'The file is no longer wanted.');
}

/**
 * The files of one request. They come one after the other on one connection: while one is not read, the next cannot
 * come. So a file that nobody has opened yet goes to disk when a later one is waited for.
 */
export class MultipartFiles implements IncomingFiles {
  readonly #parts: ReadonlyMap<UploadPart, PartState>;
  readonly #watchdog: NodeJS.Timeout;
  #waiting = 0;
  /** When bytes of any file were taken last, or a file was first waited for. */
  #progressAt = 0;

  constructor(
    private readonly request: IncomingMessage,
    parts: ReadonlySet<UploadPart>,
    private readonly options: MultipartOptions,
  ) {
    this.#parts = new Map([...parts].map((part) => [part, createPartState(part)]));
    for (const state of this.#parts.values())
      state.part.promise.then(
        (file) => this.#begin(state, file),
        () => undefined,
      );
    this.#watchdog = this.#watch();
  }

  #begin(state: PartState, file: FileUpload): void {
    try {
      state.stream = file.createReadStream() as Readable;
    } catch {
      // The request broke off between the beginning of the part and now: `open` tells it.
      return;
    }
    state.reader = new PartReader(state.stream, this.options.maxFileBytes, () => {
      this.#progressAt = Date.now();
    });
    if (state.closed) state.reader.stop(noLongerWanted());
    else if (this.#waiting > 0) this.#makeRoom();
  }

  async open(part: UploadPart): Promise<OpenFile> {
    const state = this.#parts.get(part);
    if (state === undefined || state.opened)
      throw new IncomingFileError('VALIDATION', 'A file of the request can be used once.');
    state.opened = true;
    if (this.#waiting++ === 0) this.#progressAt = Date.now();
    if (state.reader === undefined) this.#makeRoom();
    try {
      const { filename, mimetype } = await Promise.race([part.promise, state.canceled]);
      const spooled = await state.spooled;
      if (state.reader === undefined) throw notWhole();
      const chunks = spooled?.chunks() ?? state.reader;
      return { filename: filename ?? '', mimeType: mimetype ?? '', size: spooled?.size, chunks };
    } catch (error) {
      if (error instanceof IncomingFileError || error instanceof SpoolError) throw error;
      if ((error as { status?: number }).status === 413)
        throw new IncomingFileError(
          'PAYLOAD_TOO_LARGE',
          'The request has more files than this server takes.',
        );
      throw this.request.complete
        ? new IncomingFileError('VALIDATION', 'The file is missing in the request.')
        : notWhole();
    } finally {
      this.#waiting--;
    }
  }

  async close(part: UploadPart): Promise<void> {
    const state = this.#parts.get(part);
    if (state === undefined) return;
    state.opened = true;
    state.closed = true;
    state.cancel(noLongerWanted());
    state.reader?.stop(noLongerWanted());
    const spooled = await state.spooled?.catch(() => undefined);
    await spooled?.remove();
  }

  /** Ends it all once the operation is done; the rest of the request is for the caller to drain. */
  async closeAll(): Promise<void> {
    clearInterval(this.#watchdog);
    await Promise.all([...this.#parts.keys()].map((part) => this.close(part)));
    this.request.unpipe();
    for (const { stream } of this.#parts.values()) stream?.destroy();
  }

  #makeRoom(): void {
    for (const state of this.#parts.values()) {
      if (state.opened || state.spooled || state.reader === undefined) continue;
      const { reader } = state;
      state.spooled = spool(reader, this.options.spoolFolder);
      // Whoever opens it is told; what is left of it must not hold up the others.
      state.spooled.catch(() => reader.stop(noLongerWanted()));
    }
  }

  /** Fails every file when the client sends nothing for too long; a request that we hold back is not its fault. */
  #watch(): NodeJS.Timeout {
    const { request } = this;
    const { idleMs } = this.options;
    let lastByteAt = Date.now();
    request.on('data', () => {
      lastByteAt = Date.now();
    });
    return setInterval(() => {
      const now = Date.now();
      if (request.isPaused() || request.complete) lastByteAt = now;
      const isStuck = this.#waiting > 0 && now - this.#progressAt >= 2 * idleMs;
      if (now - lastByteAt < idleMs && !isStuck) return;
      const stalled = new IncomingFileError(
        'UPLOAD_INCOMPLETE',
        `No byte of the file arrived for ${idleMs} ms.`,
      );
      for (const state of this.#parts.values()) {
        state.cancel(stalled);
        state.reader?.stop(stalled);
      }
    }, idleMs / 10).unref();
  }
}
