export interface FieldIssue {
  path: string;
  message: string;
}

/** A refusal in the API's envelope (RULES 7.1); thrown by routes, written by the server. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: Record<string, unknown>,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }

  envelope(requestId: string): object {
    const { code, message, details } = this;
    return { error: { code, message, requestId, ...(details && { details }) } };
  }
}

export function notFound(what: string): ApiError {
  return new ApiError(404, 'NOT_FOUND', `${what} not found.`);
}

/** The two shapes of a validation error: a map by field (RULES 7.2, seeds 000 and 001), or a list (seed 003). */
export type ValidationStyle = 'fieldErrors' | 'issues';

export function invalid(
  issues: FieldIssue[],
  style: ValidationStyle = 'fieldErrors',
  code = 'VALIDATION',
  message = 'Invalid body.',
  status = 422,
): ApiError {
  if (style === 'issues') {
    return new ApiError(status, code, issues[0]?.message ?? message, { issues });
  }
  const formErrors: string[] = [];
  // A map, because a client may name its fields `constructor`.
  const byField = new Map<string, string[]>();
  for (const issue of issues) {
    if (issue.path === '') formErrors.push(issue.message);
    else byField.set(issue.path, [...(byField.get(issue.path) ?? []), issue.message]);
  }
  const fieldErrors = Object.fromEntries(byField);
  return new ApiError(status, code, message, { fieldErrors, ...(formErrors.length > 0 && { formErrors }) });
}

export function tooLarge(message: string, details?: Record<string, unknown>): ApiError {
  return new ApiError(413, 'PAYLOAD_TOO_LARGE', message, details);
}
