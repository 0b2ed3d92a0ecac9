/** An answer from Layers outside 2xx. `code`, `message` and `details` are the envelope's; without an envelope `code` is undefined (RULES 7.1). */
export class RestResponseError extends Error {
  override readonly name = 'RestResponseError';
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
    readonly context: {
      readonly details?: Readonly<Record<string, unknown>>;
      readonly requestId?: string;
      readonly retryAfterMs?: number;
      /** The scope that the route needs, whether or not that was what failed. */
      readonly scope?: string;
    } = {},
  ) {
    super(message);
  }
}

/** No whole answer within the deadline; a write may or may not have happened. */
export class RestTimeoutError extends Error {
  override readonly name = 'RestTimeoutError';
  constructor(timeoutMs: number, message = `Layers did not answer within ${timeoutMs} ms.`) {
    super(message);
  }
}

/** The connection could not be made or was lost; a write may or may not have happened. */
export class RestNetworkError extends Error {
  override readonly name = 'RestNetworkError';
}

/** Whoever wanted the answer has left, so that the call was given up. */
export class RestAbandonedError extends Error {
  override readonly name = 'RestAbandonedError';
}

/** A 2xx whose body is not the JSON that the route promises. */
export class RestBodyError extends Error {
  override readonly name = 'RestBodyError';
  constructor(
    message: string,
    readonly status: number,
    readonly requestId?: string,
  ) {
    super(message);
  }
}

/** An id that cannot be one segment of a path: no such thing can exist, so no call was made. */
export class RestPathError extends Error {
  override readonly name = 'RestPathError';
}

/** The caller's own headers, or what is known of its key, make a call pointless, so none was made. */
export class RestCallerError extends Error {
  override readonly name = 'RestCallerError';
  constructor(
    readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'VALIDATION',
    message: string,
    /** With FORBIDDEN: the scope that the key is known to lack. */
    readonly scope?: string,
  ) {
    super(message);
  }
}

/** The key has too few calls left for now, or never has so many, so none was made. */
export class RestQuotaError extends Error {
  override readonly name = 'RestQuotaError';
  constructor(
    message: string,
    /** Milliseconds until it has them again; undefined where it never has. */
    readonly retryAfterMs: number | undefined,
  ) {
    super(message);
  }
}

/** Storage answered a PUT outside 2xx. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly status: number,
    /** True when the signed URL had expired by storage's own clock. */
    readonly expired: boolean,
  ) {
    super(`Storage refused the file with status ${status}.`);
  }
}

/** Whether Layers refuses the key, for this call at least, or has switched it off. */
export function isKeyRefused(error: unknown): boolean {
  if (!(error instanceof RestResponseError)) return false;
  return error.status === 401 || error.status === 403 || error.code === 'KILL_SWITCH';
}

/** Whether it refuses it for every call, in whatever organization. */
export function isKeyRefusedEverywhere(error: unknown): boolean {
  if (!(error instanceof RestResponseError)) return false;
  return error.status === 401 || (isSwitchedOff(error) && error.context.details?.scope === 'key');
}

/** Whether the key, or the organization that it acts in, is switched off (RULES 1.6): every call there is refused. */
export function isSwitchedOff(error: unknown): boolean {
  return error instanceof RestResponseError && error.code === 'KILL_SWITCH';
}

/** Whether Layers may have been given a write that it does whenever it does: nobody knows what became of it. */
export function mayHappenYet(error: unknown): boolean {
  if (error instanceof RestTimeoutError || error instanceof RestNetworkError) return true;
  if (!(error instanceof RestResponseError) || error.code !== undefined) return false;
  return error.status >= 502 && error.status <= 504;
}

/** Whether a failed PUT may succeed when the same bytes are sent again. */
export function isWorthAnotherPut(error: unknown): boolean {
  if (error instanceof StorageError) return error.expired || error.status >= 500;
  return error instanceof RestNetworkError || error instanceof RestTimeoutError;
}

/** Whether that takes another signed URL. */
export function isExpiredUrl(error: unknown): boolean {
  return error instanceof StorageError && error.expired;
}

/** Whether Layers knows no such thing (RULES 1.7), or nobody could. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RestPathError || (error instanceof RestResponseError && error.code === 'NOT_FOUND');
}
