import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { ApiError, invalid } from '../http/api-error.js';
import type { AddressGuard } from './address.js';

const maxRedirects = 3;

export interface FetchedUrl {
  /** Lower case, without parameters; empty when the host gave none. */
  contentType: string;
  body: AsyncIterable<Uint8Array>;
}

export interface UrlFetch {
  /**
   * GETs a public https URL and hands its body to `use`, all within the time limit. Refuses what the
   * SSRF guard refuses with 422 at `path`; whatever the host does wrong is a 502 (RULES 11.8-11.10).
   */
  get<Result>(
    url: string,
    path: string,
    signal: AbortSignal,
    use: (fetched: FetchedUrl) => Promise<Result>,
  ): Promise<Result>;
}

export interface UrlFetchOptions {
  guard: AddressGuard;
  /** Hosts, with or without port, that are exempt from the guard and from https. */
  allowedHosts: readonly string[];
  timeoutMs: number;
  /** Ends every fetch, when the emulator closes. */
  closing: AbortSignal;
  /** Addresses of a host name. Default: the system resolver. */
  resolve?: (host: string) => Promise<string[]>;
}

interface Target {
  url: URL;
  addresses: string[];
}

export function createUrlFetch(options: UrlFetchOptions): UrlFetch {
  const { guard, allowedHosts, timeoutMs, closing } = options;
  const resolve = options.resolve ?? resolveBySystem;

  /** The URL with the addresses that were checked, the only ones that may be dialled. */
  async function check(
    text: string,
    base: URL | undefined,
    path: string,
    signal: AbortSignal,
  ): Promise<Target> {
    const refuse = (message: string) => invalid([{ path, message }], 'issues');
    let url: URL;
    try {
      url = new URL(text, base);
    } catch {
      throw refuse('Not a valid URL');
    }
    if (url.username !== '' || url.password !== '') throw refuse('URL must not contain credentials');
    const allowed = allowedHosts.includes(url.host) || allowedHosts.includes(url.hostname);
    const schemes = allowed ? ['https:', 'http:'] : ['https:'];
    if (!schemes.includes(url.protocol)) throw refuse('URL must be https');
    // URL parsing has already turned 0x7f.1 and 2130706433 into dotted decimals.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await Promise.race([resolve(host), rejectWhen(signal)]);
    if (!allowed && !addresses.every((address) => guard.isPublic(address))) {
      throw refuse('URL does not resolve to a public address');
    }
    return { url, addresses };
  }

  async function follow<Result>(
    first: string,
    path: string,
    signal: AbortSignal,
    use: (fetched: FetchedUrl) => Promise<Result>,
  ): Promise<Result> {
    let target = await check(first, undefined, path, signal);
    for (let hop = 0; ; hop++) {
      const dispatcher = new Agent({ connect: { lookup: pinTo(target.addresses) } });
      try {
        const response = await request(target.url, {
          dispatcher,
          signal,
          headers: { accept: '*/*', 'user-agent': 'Layers-Fetch/1.0' },
        });
        const location = redirectOf(response);
        if (location === undefined) return await use(accept(response, path));
        if (hop === maxRedirects) throw scrapeFailed(path, `more than ${maxRedirects} redirects`);
        target = await check(location, target.url, path, signal);
      } finally {
        // Not close(): a body that was not read to its end would keep it waiting.
        await dispatcher.destroy();
      }
    }
  }

  return {
    async get(url, path, signal, use) {
      const limit = AbortSignal.any([signal, closing, AbortSignal.timeout(timeoutMs)]);
      try {
        return await follow(url, path, limit, use);
      } catch (error) {
        if (error instanceof ApiError) throw error;
        throw scrapeFailed(path, limit.aborted ? 'timed out' : 'could not be read');
      }
    },
  };
}

function accept({ statusCode, headers, body }: Dispatcher.ResponseData, path: string): FetchedUrl {
  if (statusCode < 200 || statusCode > 299) throw scrapeFailed(path, `host answered ${statusCode}`);
  const contentType = String(headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase();
  return { contentType, body };
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  const { location } = headers;
  return [301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string'
    ? location
    : undefined;
}

/** The name is not resolved a second time, so that it cannot have changed since it was checked. */
function pinTo(addresses: string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    if (options.all) return callback(null, pinned);
    const { address, family } = pinned[0]!;
    callback(null, address, family);
  };
}

async function resolveBySystem(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** Name resolution cannot be aborted; this ends the waiting for it. */
function rejectWhen(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function scrapeFailed(path: string, why: string): ApiError {
  const message = `Could not fetch the media URL: ${why}.`;
  return new ApiError(502, 'SCRAPE_FAILED', message, { issues: [{ path, message }] });
}
