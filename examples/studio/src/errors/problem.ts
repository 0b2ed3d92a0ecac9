import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { graphql } from '../generated';
import type { Problem_LayersUserErrorFragment } from '../generated/graphql';

export const ProblemFragment = graphql(`
  fragment Problem_LayersUserError on LayersUserError {
    code
    message
    field
    retryable
    retryAfterMs
    requestId
    uploadQuota {
      ...QuotaMeter_UploadQuota
    }
  }
`);

/** One failure, wherever it came from: a `userError`, an error of the answer, or the network. */
export interface Problem
  extends Pick<UserError, 'message' | 'retryable'>,
    Partial<Pick<UserError, 'field' | 'retryAfterMs' | 'requestId' | 'uploadQuota'>> {
  /** A `LayersErrorCode`, a code from `extensions`, or what the studio calls it: `NETWORK`, `STORAGE`. */
  readonly code: string;
}

type UserError = Problem_LayersUserErrorFragment;

/** What a thrown error, or the `error` of a query, says. */
export function toProblems(error: unknown): Problem[] {
  if (CombinedGraphQLErrors.is(error))
    return error.errors.map(({ message, extensions = {} }) => ({
      code: typeof extensions.code === 'string' ? extensions.code : 'UNKNOWN',
      message,
      retryable: extensions.retryable === true,
      retryAfterMs: typeof extensions.retryAfterMs === 'number' ? extensions.retryAfterMs : null,
      requestId: typeof extensions.requestId === 'string' ? extensions.requestId : null,
    }));
  if (ServerError.is(error))
    return [
      {
        code: `HTTP_${error.statusCode}`,
        message: `The server answered with ${error.statusCode}.`,
        retryable: error.statusCode >= 500,
        requestId: error.response.headers.get('x-request-id'),
      },
    ];
  if (ServerParseError.is(error))
    return [
      {
        code: `HTTP_${error.statusCode}`,
        message:
          'What answered is not the graph: this is no JSON. Something in between may want you to log in.',
        retryable: true,
        requestId: error.response.headers.get('x-request-id'),
      },
    ];
  return [
    { code: 'NETWORK', message: 'The server cannot be reached. Is the connection there?', retryable: true },
  ];
}

/** The part of `problems` that is about one field; its path is told from `input`. */
export function problemsAt(problems: readonly Problem[], ...path: string[]): Problem[] {
  return problems.filter(({ field }) => field && path.every((key, index) => field[index + 1] === key));
}
