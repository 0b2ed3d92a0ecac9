import type { RestCaller } from './client.js';
import { RestCallerError } from './errors.js';

const headerSafe = /^[\x21-\x7e]{1,1024}$/;

/** The headers of every call of a caller, names and values in turn. Throws `RestCallerError` for what cannot be sent. */
export function headersOf({ credential, organization, requestId, traceparent }: RestCaller): string[] {
  if (credential === undefined)
    throw new RestCallerError(
      'UNAUTHENTICATED',
      'Send a Layers API key in X-Api-Key, or as Authorization: Bearer lp_...',
    );
  if (!headerSafe.test(credential))
    throw new RestCallerError(
      'UNAUTHENTICATED',
      'The API key is malformed. Send exactly one, as it was issued.',
    );
  // Going on without it would act in the parent organization instead of the child that was meant.
  if (organization !== undefined && !headerSafe.test(organization))
    throw new RestCallerError('VALIDATION', 'X-Layers-Organization is malformed. Send exactly one id.');
  const headers = ['accept', 'application/json', 'authorization', `Bearer ${credential}`];
  headers.push('x-request-id', requestId);
  if (organization !== undefined) headers.push('x-layers-organization', organization);
  if (traceparent !== undefined) headers.push('traceparent', traceparent);
  return headers;
}
