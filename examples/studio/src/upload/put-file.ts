/** Why a PUT did not end well, and so what to do: again, with a fresh URL, or not at all. */
export type PutFailure = 'lost' | 'expired' | 'refused';

export class PutError extends Error {
  constructor(
    readonly failure: PutFailure,
    message: string,
  ) {
    super(message);
  }
}

export interface PutTarget {
  url: string;
  method: string;
  headers: readonly { name: string; value: string }[];
}

export interface PutOptions {
  signal: AbortSignal;
  /** At every step, and each second in which there is none: a rate falls then too. */
  onProgress: (sentBytes: number) => void;
}

/** A connection without a byte for so long is lost, although nobody has said so. */
const silenceMs = 60_000;
const tickMs = 1000;
/** Browsers set these from the body, and refuse to be told. */
const browserSets = new Set(['content-length', 'host']);

/** Sends a file straight to storage. XMLHttpRequest, because fetch tells nothing of what was sent. */
export function putFile(file: File, target: PutTarget, { signal, onProgress }: PutOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(target.method, target.url);
    for (const { name, value } of target.headers)
      if (!browserSets.has(name.toLowerCase())) request.setRequestHeader(name, value);

    const lose = () => settle(() => reject(new PutError('lost', 'The connection was lost.')));
    let silence = setTimeout(lose, silenceMs);
    let sentBytes = 0;
    const tick = setInterval(() => onProgress(sentBytes), tickMs);
    const cancel = () => settle(() => reject(signal.reason));
    const settle = (end: () => void) => {
      clearTimeout(silence);
      clearInterval(tick);
      signal.removeEventListener('abort', cancel);
      end();
      request.abort();
    };
    signal.addEventListener('abort', cancel);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(silence);
      silence = setTimeout(lose, silenceMs);
      sentBytes = loaded;
      onProgress(loaded);
    };
    request.onerror = lose;
    request.onload = () => settle(() => answered(request.status));
    request.send(file);

    function answered(status: number) {
      if (status >= 200 && status < 300) resolve();
      else if (status === 403) reject(new PutError('expired', 'The signed URL is no longer good.'));
      else if (status >= 500) reject(new PutError('lost', `Storage is out of order (${status}).`));
      else reject(new PutError('refused', `Storage refused the file (${status}).`));
    }
  });
}
