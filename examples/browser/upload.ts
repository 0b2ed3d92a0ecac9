/// <reference lib="dom" />
/** What the graph tells of one file: where its bytes go. */
interface Handle {
  uploadUrl: string;
  headers: { name: string; value: string }[];
  expiresAt: string;
}

/** An upload and how far it has come. Keep it: given once more, it goes on there, and makes no second post. */
export interface Session {
  key: string;
  upload?: { containerId: string; files: Handle[] };
  landed?: boolean;
}

/** Sends an operation and gives `data`; rejects when no answer came. */
// biome-ignore lint/suspicious/noExplicitAny: an app has typed documents here, see docs/clients.md.
type Ask = (query: string, variables: object, signal?: AbortSignal) => Promise<any>;

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

const create = `mutation ($input: CreateContentUploadInput!) {
  createContentUpload(input: $input) {
    uploads { containerId files { uploadUrl headers { name value } expiresAt } }
    userErrors { code message retryable retryAfterMs }
  }
}`;
const finalize = `mutation ($input: FinalizeContentUploadInput!) {
  finalizeContentUpload(input: $input) {
    contentItem { id caption status platformFit { platform ok issues } }
    userErrors { code message retryable retryAfterMs }
  }
}`;

export function newSession(): Session {
  return { key: freshKey() };
}

/** Uploads one file straight to storage. `onProgress` is told how many bytes have left; `signal` cancels. */
export async function uploadFile(
  file: File,
  {
    ask,
    projectId,
    caption = '',
    session = newSession(),
    onProgress,
    signal,
  }: {
    ask: Ask;
    projectId: string;
    caption?: string;
    session?: Session;
    onProgress?: (sentBytes: number) => void;
    signal?: AbortSignal;
  },
) {
  const declared = { filename: file.name, contentType: file.type, sizeBytes: file.size };
  for (let attempt = 1; ; attempt++) {
    try {
      if (!session.landed) await send();
      // Safe to repeat: it is the same item each time.
      const done = { containerId: session.upload!.containerId, caption };
      return (await write(ask, finalize, done, 'finalizeContentUpload', signal)).contentItem;
    } catch (error) {
      const code = error instanceof Refusal ? error.code : '';
      // What storage does not have is PUT again; an item that changed meanwhile is finalized again; a session that
      // nobody has heard of until it was too old is opened anew.
      if (attempt === 3 || !['UPLOAD_INCOMPLETE', 'CONFLICT', 'UPLOAD_EXPIRED'].includes(code)) throw error;
      if (code === 'UPLOAD_INCOMPLETE') session.landed = false;
      if (code === 'UPLOAD_EXPIRED') session.key = freshKey();
      await wait(500 * 2 ** attempt, signal);
    }
  }

  async function send(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      session.upload ??= await open();
      const [handle] = session.upload.files;
      const status = await put(handle!, file, onProgress, signal);
      session.landed = status >= 200 && status < 300;
      if (session.landed) return;
      // 403: the handle has expired, or the headers were others. 0: the connection broke; the handle may still be good.
      const expired = status === 403 || Date.now() > Date.parse(handle!.expiresAt);
      if (expired) Object.assign(session, { key: freshKey(), upload: undefined });
      if (attempt === 5 || (status >= 400 && status < 500 && !expired))
        throw new Error(`Storage did not take ${file.name} (status ${status}).`);
      if (!expired) await wait(500 * 2 ** attempt, signal);
    }
  }

  /** The same key gives the same session, so that a lost answer reserves nothing twice. */
  async function open(): Promise<NonNullable<Session['upload']>> {
    const input = { projectId, grouping: 'PER_FILE', files: [declared], idempotencyKey: session.key };
    return (await write(ask, create, input, 'createContentUpload', signal)).uploads[0];
  }
}

/** PUTs the bytes; gives the status, 0 where no answer came. Only XMLHttpRequest tells how far a request has come. */
function put(
  { uploadUrl, headers }: Handle,
  file: File,
  onProgress: ((sentBytes: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onProgress?.(loaded);
    request.onload = () => resolve(request.status);
    request.onerror = () => resolve(0);
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.open('PUT', uploadUrl);
    // Each header as it was told; the browser sends Content-Length itself, and does not let pages set it.
    for (const { name, value } of headers)
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    request.send(file);
  });
}

/** Runs a mutation; repeats it, with the same input, while no answer comes or its errors say that this may help. */
async function write(ask: Ask, query: string, input: object, field: string, signal?: AbortSignal) {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    let waitMs = 500 * 2 ** attempt;
    try {
      const { userErrors, ...payload } = (await ask(query, { input }, signal))[field];
      const [error] = userErrors;
      if (error === undefined) return payload;
      waitMs = error.retryAfterMs ?? waitMs;
      const worthIt = error.retryable && error.code !== 'UPLOAD_INCOMPLETE';
      if (!worthIt || attempt === 5) throw new Refusal(error.code, error.message);
    } catch (error) {
      if (error instanceof Refusal || attempt === 5) throw error;
    }
    await wait(waitMs, signal);
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Pages that come by plain HTTP from another machine have no `crypto.randomUUID`. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-');
}
