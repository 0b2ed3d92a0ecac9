import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import {
  RestAbandonedError,
  RestBodyError,
  RestCallerError,
  RestNetworkError,
  RestPathError,
  RestQuotaError,
  RestResponseError,
  RestTimeoutError,
  StorageError,
} from '../rest/errors.js';
import { IncomingFileError } from './incoming-file.js';
import { publicMessage } from './public-message.js';
import { SpoolError } from './spool.js';

/** What a caller is told of one failure, before it becomes an error of a read or a `userError` of a mutation. */
export interface Failure {
  /** A member of `LayersErrorCode`, or UNAUTHENTICATED, FORBIDDEN, KILL_SWITCH, which are never data. */
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly upstreamCode?: string;
  readonly upstreamStatus?: number;
  readonly requiredScopes?: readonly string[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** How a documented upstream code is told: our code where it differs, and whether the same call may help later. */
interface Row {
  readonly code?: string;
  readonly retryable?: true;
}

/** RULES 7.3, one row per documented code. */
const documented: Readonly<Record<string, Row>> = {
  UNAUTHENTICATED: {},
  FORBIDDEN_SCOPE: { code: 'FORBIDDEN' },
  KILL_SWITCH: {},
  RETURN_URL_NOT_ALLOWED: {},
  FORBIDDEN_FENCE: {},
  APPROVAL_REQUIRED: {},
  AUTHORITY_DENIED: {},
  NOT_FOUND: {},
  VALIDATION: {},
  VALIDATION_FAILED: { code: 'VALIDATION' },
  IDEMPOTENCY_REQUIRED: {},
  CONFLICT: {},
  IDEMPOTENCY_CONFLICT: {},
  CONTENT_REJECTED: {},
  UPLOAD_INCOMPLETE: { retryable: true },
  UPLOAD_QUOTA_EXCEEDED: {},
  PAYLOAD_TOO_LARGE: {},
  RATE_LIMITED: { retryable: true },
  SCRAPE_FAILED: { retryable: true },
  BILLING_EXHAUSTED: {},
  PLATFORM_ERROR: {},
  PLATFORM_REJECTED: {},
  CREDENTIAL_INVALID: {},
  PHONE_REQUIRED: {},
  OWNER_PHONE_UNVERIFIED: {},
  CREATIVE_FLAGGED: {},
  WOULD_LEAVE_AD_EMPTY: {},
};

/** Answers without an envelope come from something in between, or are cut: told by status. */
const byStatus: Readonly<Record<number, { code: string; message: string; retryable: boolean }>> = {
  401: { code: 'UNAUTHENTICATED', message: 'Layers does not accept this API key.', retryable: false },
  403: { code: 'FORBIDDEN', message: 'Layers refuses this call to this API key.', retryable: false },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'Layers refuses a body of this size.', retryable: false },
  429: { code: 'RATE_LIMITED', message: 'Too many calls to Layers.', retryable: true },
  502: { code: 'UPSTREAM_UNAVAILABLE', message: 'Layers is not available.', retryable: true },
  503: { code: 'UPSTREAM_UNAVAILABLE', message: 'Layers is not available.', retryable: true },
  504: { code: 'UPSTREAM_UNAVAILABLE', message: 'Layers is not available.', retryable: true },
};

/** Tells a failure at the wire in our words; undefined for anything that is not one. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof RestResponseError) return responseFailure(error);
  if (error instanceof RestQuotaError)
    return {
      code: 'RATE_LIMITED',
      message: error.message,
      retryable: error.retryAfterMs !== undefined,
      ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    };
  if (error instanceof RestTimeoutError)
    return { code: 'UPSTREAM_TIMEOUT', message: error.message, retryable: true };
  if (error instanceof RestNetworkError || error instanceof RestAbandonedError)
    return { code: 'UPSTREAM_UNAVAILABLE', message: error.message, retryable: true };
  if (error instanceof StorageError) return storageFailure(error);
  if (error instanceof IncomingFileError)
    return { code: error.code, message: error.message, retryable: error.code === 'UPLOAD_INCOMPLETE' };
  if (error instanceof SpoolError)
    return { code: 'UPLOAD_SPOOL_FAILED', message: error.message, retryable: true };
  if (error instanceof RestBodyError)
    return {
      code: 'UPSTREAM_INVALID_RESPONSE',
      message: error.message,
      retryable: false,
      upstreamStatus: error.status,
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    };
  if (error instanceof RestPathError) return { code: 'NOT_FOUND', message: error.message, retryable: false };
  if (error instanceof RestCallerError)
    return {
      code: error.code,
      message: error.message,
      retryable: false,
      ...(error.scope !== undefined && { requiredScopes: [error.scope] }),
    };
  return undefined;
}

function responseFailure(error: RestResponseError): Failure {
  const { status, code: upstreamCode } = error;
  const { details, requestId, retryAfterMs, scope } = error.context;
  const row = upstreamCode === undefined ? undefined : own(documented, upstreamCode);
  const told =
    row !== undefined && upstreamCode !== undefined
      ? {
          code: row.code ?? upstreamCode,
          retryable: row.retryable ?? false,
          message: publicMessage(error.message) || 'Layers refused the call.',
        }
      : upstreamCode !== undefined
        ? {
            code: 'UNKNOWN',
            retryable: status >= 500,
            message: 'Layers refused the call with a code that is not documented.',
          }
        : (own(byStatus, status) ?? {
            code: 'UPSTREAM_ERROR',
            retryable: false,
            message: 'Layers answered with an error that it does not explain.',
          });
  const needed =
    typeof details?.scope === 'string' && /^[\w:+*.-]{1,64}$/.test(details.scope) ? details.scope : scope;
  return {
    ...told,
    upstreamStatus: status,
    ...(upstreamCode !== undefined && /^[\w.:-]{1,64}$/.test(upstreamCode) && { upstreamCode }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(details !== undefined && { details }),
    ...(told.code === 'FORBIDDEN' && needed !== undefined && { requiredScopes: [needed] }),
  };
}

function storageFailure({ status, expired, message }: StorageError): Failure {
  if (expired)
    return {
      code: 'UPLOAD_EXPIRED',
      message: 'The signed URL expired before the file was stored.',
      retryable: false,
    };
  if (status === 413) return { code: 'PAYLOAD_TOO_LARGE', message, retryable: false };
  if (status >= 500 || status === 429 || status === 408)
    return { code: 'UPSTREAM_UNAVAILABLE', message, retryable: true };
  return { code: 'UPSTREAM_ERROR', message, retryable: false };
}

function own<T>(table: Readonly<Record<string | number, T>>, key: string | number): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Codes that a read may fail with; any other documented refusal of a read is not the caller's to act on. */
const readCodes = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'KILL_SWITCH',
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'UPSTREAM_ERROR',
  'BAD_USER_INPUT',
]);

/** The words of graphql-js, the language and dataloader when a value does not fit its field: it is upstream's, so the fault is too. */
const misfit =
  /^(?:Cannot return null for non-nullable field|Expected Iterable|Expected `?\w+|Expected value of type|Enum "\w+" cannot represent|\w+ (?:cannot represent|must be)|Value is not|Cannot convert object to primitive value|The loader\.load\(\) function must be called with a value)/;

/** Whether graphql-js has found, at its field, that an argument does not fit: a null that a variable's own type allows. */
function isArgumentError(error: unknown): boolean {
  return error instanceof GraphQLError && !error.originalError && error.message.startsWith('Argument "');
}

/** Words of the libraries that tell the caller nothing, in better ones. */
function betterWords(message: string): string {
  if (message === 'Validation aborted.')
    return 'The operation repeats fields in one place too often to be checked.';
  if (message.startsWith('GraphQL introspection is not allowed'))
    return 'Introspection is off on this server (INTROSPECTION=true turns it on).';
  return message;
}

/** An error as GraphQL tells it; one that nobody gave a code to is a fault of ours until it is known better. */
export function withCode(error: GraphQLError): GraphQLFormattedError {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', ...error.extensions };
  return { ...error.toJSON(), extensions };
}

/**
 * Apollo's `formatError`: turns what a resolver threw into `message` and `extensions` of the response.
 * `onDefect` is told of anything that is a fault of this server.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  onDefect: (error: unknown) => void,
): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const failure = failureOf(cause);
  if (failure) return { ...formatted, message: failure.message, extensions: readExtensions(failure) };
  const code = isArgumentError(cause) ? 'BAD_USER_INPUT' : formatted.extensions?.code;
  if (code !== 'INTERNAL_SERVER_ERROR')
    return {
      ...formatted,
      message: betterWords(formatted.message),
      extensions: { code, ...(code === 'BAD_USER_INPUT' && { retryable: false }) },
    };
  if (formatted.path && cause instanceof Error && misfit.test(cause.message))
    return {
      ...formatted,
      message: 'Layers answered with a value that does not fit this field.',
      extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
    };
  // Thrown as GraphQL's own error and in no field: a request that the server's machinery refuses.
  if (!formatted.path && error instanceof GraphQLError && !error.originalError)
    return { ...formatted, extensions: { code: 'BAD_REQUEST' } };
  onDefect(cause);
  return { ...formatted, message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

function readExtensions(failure: Failure): Record<string, unknown> {
  const code =
    failure.code === 'VALIDATION'
      ? 'BAD_USER_INPUT'
      : readCodes.has(failure.code)
        ? failure.code
        : 'UPSTREAM_ERROR';
  const { retryable, retryAfterMs, requestId, upstreamStatus, requiredScopes } = failure;
  return {
    code,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(requestId !== undefined && { requestId }),
    ...(upstreamStatus !== undefined && { upstreamStatus }),
    ...(requiredScopes !== undefined && { requiredScopes }),
  };
}

/** A clear refusal of a read's arguments, without a call. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
