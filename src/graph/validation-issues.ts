import { publicMessage } from './public-message.js';

export interface ValidationIssue {
  /** Path in the REST body; empty when it speaks of the whole body. */
  readonly path: readonly string[];
  readonly message: string;
}

const mostIssues = 50;
const mostSegments = 16;

/** Reads the documented forms of a validation error's details: `fieldErrors`, `issues` and `missingFields` (RULES 7.2). */
export function validationIssues(details: Readonly<Record<string, unknown>>): ValidationIssue[] {
  const found: ValidationIssue[] = [];
  const add = (path: unknown, message: unknown) => {
    if (found.length === mostIssues) return;
    const text = typeof message === 'string' ? publicMessage(message) : '';
    found.push({ path: segments(path), message: text });
  };
  if (typeof details.fieldErrors === 'object' && details.fieldErrors !== null)
    for (const [path, messages] of Object.entries(details.fieldErrors))
      for (const message of Array.isArray(messages) ? messages : [messages]) add(path, message);
  if (Array.isArray(details.issues))
    for (const issue of details.issues)
      if (typeof issue === 'object' && issue !== null) add(issue.path, issue.message);
  if (Array.isArray(details.missingFields)) for (const name of details.missingFields) add(name, 'Required.');
  return found;
}

/** `personality.humor`, `files[0].sizeBytes` or `["files", 0]` as a list of names, without a leading `body`. */
function segments(path: unknown): string[] {
  const parts: unknown[] = Array.isArray(path) ? path : typeof path === 'string' ? path.split(/[.[\]]+/) : [];
  const names = parts
    .filter((part) => (typeof part === 'string' && part !== '') || typeof part === 'number')
    .slice(0, mostSegments)
    .map((part) => publicMessage(String(part)).slice(0, 128));
  return names[0] === 'body' ? names.slice(1) : names;
}
