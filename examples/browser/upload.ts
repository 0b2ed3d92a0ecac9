/// <reference lib="dom" />
/** What the graph tells of one file: where its bytes go. */
interface Handle {
  uploadUrl: string;
  headers: { name: string; value: string }[];
  expiresAt: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an app has typed documents here, see docs/clients.md.
type Ask = (query: string, variables: object) => Promise<any>;

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

/** Uploads one file straight to storage. `onProgress` is told how many bytes have left; `signal` cancels. */
export async function uploadFile(
  file: File,
  {
    ask,
    projectId,
    caption = '',
    onProgress,
    signal,
  }: {
    ask: Ask;
    projectId: string;
    caption?: string;
    onProgress?: (sentBytes: number) => void;
    signal?: AbortSignal;
  },
) {
  const declared = { filename: file.name, contentType: file.type, sizeBytes: file.size };
  const input = { projectId, grouping: 'PER_FILE', files: [declared] };
  const open = () =>
    write(ask, create, { ...input, idempotencyKey: crypto.randomUUID() }, 'createContentUpload');

  let upload = (await open()).uploads[0];
  for (let attempt = 1; ; attempt++) {
    const status = await put(upload.files[0], file, onProgress, signal);
    if (status >= 200 && status < 300) break;
    // 403: the handle has expired, or the headers were others. 0: the connection broke; the handle may still be good.
    const expired = status === 403 || Date.now() > Date.parse(upload.files[0].expiresAt);
    if (attempt === 5 || (status >= 400 && status < 500 && !expired))
      throw new Error(`Storage did not take ${file.name} (status ${status}).`);
    if (expired) upload = (await open()).uploads[0];
    else await wait(500 * 2 ** attempt, signal);
  }
  // Safe to repeat: it is the same item each time.
  const done = { containerId: upload.containerId, caption };
  return (await write(ask, finalize, done, 'finalizeContentUpload')).contentItem;
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

/** Runs a mutation; repeats it, with the same input, while its errors say that this may help. */
async function write(ask: Ask, query: string, input: object, field: string) {
  for (let attempt = 1; ; attempt++) {
    const { userErrors, ...payload } = (await ask(query, { input }))[field];
    const [error] = userErrors;
    if (error === undefined) return payload;
    if (!error.retryable || attempt === 5) throw new Error(`${error.code}: ${error.message}`);
    await wait(error.retryAfterMs ?? 500 * 2 ** attempt);
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
