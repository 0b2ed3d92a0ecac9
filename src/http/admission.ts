import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RequestError } from './body.js';

const acceptable = /(?:^|,)\s*(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))\s*(?:[;,]|$)/i;

/** Throws `RequestError` for what is refused before anything of it is read. */
export function admit(
  { method, headers }: IncomingMessage,
  search: string,
  secret: string | undefined,
): void {
  if (method !== 'GET' && method !== 'POST')
    throw new RequestError(405, 'METHOD_NOT_ALLOWED', 'Send GraphQL by POST or GET.');
  const wantsPage = method === 'GET' && search === '' && /\btext\/html\b/.test(headers.accept ?? '');
  if (!wantsPage && !hasSecret(headers, secret))
    throw new RequestError(401, 'UNAUTHENTICATED', 'Send the gateway secret in X-Gateway-Secret.');
  // Apollo finds out when the operation has run: then a write would be done, and its key lost.
  if (method === 'POST' && !isAcceptable(headers.accept))
    throw new RequestError(
      406,
      'NOT_ACCEPTABLE',
      'Accept application/json or application/graphql-response+json.',
    );
}

// What is there in nearly every request is told without a regular expression.
function isAcceptable(accept: string | undefined): boolean {
  return !accept || accept === '*/*' || accept === 'application/json' || acceptable.test(accept);
}

export function isMultipart(type: string | undefined): boolean {
  return type !== undefined && type !== 'application/json' && /^multipart\/form-data\b/i.test(type);
}

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function hasSecret(headers: IncomingHttpHeaders, secret: string | undefined): boolean {
  if (secret === undefined) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(String(headers['x-gateway-secret'] ?? '')), digest(secret));
}
