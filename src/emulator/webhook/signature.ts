import { createHmac } from 'node:crypto';

/** `X-Layers-Signature`: one `v1` for each secret, over the very bytes that are sent (RULES 17.5). */
export function signatureOf(body: string, secrets: readonly string[], nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  // The secret is used as it is shown, `whsec_` included.
  const hashes = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'),
  );
  return [`t=${seconds}`, ...hashes.map((hash) => `v1=${hash}`)].join(',');
}
