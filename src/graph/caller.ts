import { hash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import { type Config, isLoopback } from '../config.js';
import { readTraceContext } from './trace-context.js';

/** Who asks. */
export interface Caller {
  readonly credential: string | undefined;
  readonly organization: string | undefined;
  /** Hash of credential and organization: everything that is shared between requests is keyed by it. */
  readonly scope: string;
  /** Hash of the credential alone, whose calls Layers counts. */
  readonly keyHash: string;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  /** Of the caller's `traceparent`. */
  readonly traceId: string | undefined;
}

/** Never throws: a caller without a credential may still ask for the SDL. */
export type CallerReader = (headers: IncomingHttpHeaders) => Caller;

type Hashes = Pick<Caller, 'scope' | 'keyHash'>;

/** Of memory, a few megabytes: so many callers whose hashes are remembered, and of keys no longer than keys are. */
const mostCallers = 10_000;
const longestKey = 300;

export function createCallerReader(config: Config): CallerReader {
  // The same few callers ask over and over, and to hash takes as long as to read all the rest of a request. What a server-held
  // key depends on is looked at each time: only hashes are kept.
  const known = new LRUCache<string, Hashes>({ max: mostCallers });

  function hashesOf(credential: string | undefined, organization: string | undefined): Hashes {
    // No header has a line break.
    const key = organization === undefined ? (credential ?? '') : `${credential ?? ''}\n${organization}`;
    let hashes = known.get(key);
    if (hashes === undefined) {
      hashes = { scope: hashOf(credential, organization), keyHash: hashOf(credential, undefined) };
      if (key.length <= longestKey) known.set(key, hashes);
    }
    return hashes;
  }

  return (headers) => {
    const credential = readCredential(headers) ?? serverKey(headers, config);
    const organization = text(headers['x-layers-organization']);
    const { scope, keyHash } = hashesOf(credential, organization);
    const trace = headers.traceparent === undefined ? undefined : readTraceContext(headers.traceparent);
    return {
      credential,
      organization,
      scope,
      keyHash,
      requestId: matching(headers['x-request-id'], /^[\w.:-]{1,128}$/) ?? randomUUID(),
      traceparent: trace?.traceparent,
      traceId: trace?.traceId,
    };
  };
}

function hashOf(credential: string | undefined, organization: string | undefined): string {
  return hash('sha256', JSON.stringify([credential ?? null, organization ?? null]), 'base64url');
}

/** `X-Api-Key` wins; a Bearer token counts only when it is a Layers key, because routers put a company's own JWT there. */
function readCredential(headers: IncomingHttpHeaders): string | undefined {
  return text(headers['x-api-key']) ?? readBearer(headers.authorization);
}

function readBearer(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  return /^[Bb][Ee][Aa][Rr][Ee][Rr] +(lp_.*)$/s.exec(authorization)?.[1]?.trim();
}

/** The server-held key, kept from pages of origins that are not allowed here. */
function serverKey({ origin, host }: IncomingHttpHeaders, config: Config): string | undefined {
  if (origin !== undefined && !config.corsOrigins.includes(origin)) return undefined;
  // A page whose name was rebound to loopback is of one origin with this server and sends no Origin, but its own name.
  return config.gatewaySecret !== undefined || isLoopback(host ?? '') ? config.layersApiKey : undefined;
}

/** A header that says something. */
export function text(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function matching(value: string | string[] | undefined, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}
