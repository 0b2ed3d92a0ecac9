import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.js';

/** How long a signed PUT URL works (RULES 10.5, 11.13). */
export const signedUrlMs = 15 * 60 * 1000;

/** Only has to differ from what a client could guess by accident: the emulator guards nothing real. */
const signingKey = 'layers-emulator-signing-key';
const algorithm = 'AWS4-HMAC-SHA256';

export interface SignedPut {
  /** To be put behind the emulator's own base URL. */
  pathAndQuery: string;
  expiresAt: string;
}

export type SignatureVerdict = 'ok' | 'mismatch' | 'expired';

export interface Signer {
  /** A path for one PUT with exactly `headers` (lower-case names), whose values are part of the signature. */
  signPut(path: string, headers: Record<string, string>): SignedPut;
  verifyPut(
    path: string,
    query: URLSearchParams,
    headers: Record<string, string | string[] | undefined>,
  ): SignatureVerdict;
}

export function createSigner(clock: Clock): Signer {
  return {
    signPut(path, headers) {
      const query = new URLSearchParams({
        'X-Amz-Algorithm': algorithm,
        'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
        'X-Amz-Credential': `emulator/${amzDate(clock.now()).slice(0, 8)}/auto/s3/aws4_request`,
        'X-Amz-Date': amzDate(clock.now()),
        'X-Amz-Expires': String(signedUrlMs / 1000),
        'X-Amz-SignedHeaders': Object.keys(headers).sort().join(';'),
      });
      query.set('X-Amz-Signature', signatureOf(path, query, headers));
      return { pathAndQuery: `${path}?${query}`, expiresAt: clock.iso(signedUrlMs) };
    },
    verifyPut(path, query, headers) {
      const unsigned = new URLSearchParams(query);
      unsigned.delete('X-Amz-Signature');
      const signed = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
      const values = Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')]));
      const given = Buffer.from(query.get('X-Amz-Signature') ?? '');
      const expected = Buffer.from(signatureOf(path, unsigned, values));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'mismatch';
      const expiresAtMs =
        parseAmzDate(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000;
      return clock.now() < expiresAtMs ? 'ok' : 'expired';
    },
  };
}

function signatureOf(path: string, query: URLSearchParams, headers: Record<string, string>): string {
  const pairs = [...query].sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', signingKey)
    .update(JSON.stringify(['PUT', path, pairs, signed]))
    .digest('hex');
}

/** `20260412T193000Z` */
function amzDate(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function parseAmzDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
