import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { RequestError } from './body.js';
import type { MediaTypes } from './media-types.js';

/** Throws `RequestError` for what is refused before anything of it is read. */
export function admit(
  { method, headers }: IncomingMessage,
  search: string,
  secret: string | undefined,
  mediaTypeOf: MediaTypes,
): void {
  if (method !== 'GET' && method !== 'POST')
    throw new RequestError(405, 'METHOD_NOT_ALLOWED', 'Send GraphQL by POST or GET.');
  const acceptsPage = method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
  if (!(acceptsPage && search === '') && !hasSecret(headers, secret))
    throw new RequestError(401, 'UNAUTHENTICATED', 'Send the gateway secret in X-Gateway-Secret.');
  // Apollo finds out when the operation has run: then a write would be done, and its key lost.
  if (!acceptsPage && mediaTypeOf(headers.accept) === undefined)
    throw new RequestError(
      406,
      'NOT_ACCEPTABLE',
      'Accept application/json or application/graphql-response+json.',
    );
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
