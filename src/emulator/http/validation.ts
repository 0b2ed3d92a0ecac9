import type { z } from 'zod';
import { type FieldIssue, invalid, type ValidationStyle } from './api-error.js';

const unit: Record<string, string> = { array: 'element', string: 'character' };

/** The documented samples have the wording of zod 3 (seeds 000 and 001). */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_value':
      return 'Invalid enum value';
    case 'invalid_type':
      return issue.input === undefined
        ? 'Required'
        : `Expected ${issue.expected}, received ${kindOf(issue.input)}`;
    case 'too_small':
    case 'too_big': {
      const small = issue.code === 'too_small';
      const name = unit[issue.origin];
      if (name === undefined) return undefined;
      const bound = small ? issue.minimum : issue.maximum;
      return `${issue.origin === 'array' ? 'Array' : 'String'} must contain at ${small ? 'least' : 'most'} ${bound} ${name}(s)`;
    }
    default:
      return undefined;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function issuesOf(error: z.core.$ZodError): FieldIssue[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    // A strict object reports unknown keys at itself; a client wants to know which.
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'Unrecognized key' }));
    }
    return [{ path: path.join('.'), message: issue.message }];
  });
}

/** What `schema` makes of `value`. Throws the refusal, a 422 by default, that lists every issue with dotted paths. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  style?: ValidationStyle,
  code?: string,
  message?: string,
  status?: number,
): z.infer<Schema> {
  const result = schema.safeParse(value, { error: wording });
  if (result.success) return result.data;
  throw invalid(issuesOf(result.error), style, code, message, status);
}
