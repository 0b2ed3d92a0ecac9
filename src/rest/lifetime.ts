import type { HttpAnswer } from './exchange.js';

/** The name of what an answer tells, for asking whether it still holds. */
export function etagOf({ headers: { etag } }: HttpAnswer): string | undefined {
  return typeof etag === 'string' && /^(?:W\/)?"[\x21\x23-\x7e]{0,256}"$/.test(etag) ? etag : undefined;
}

/** What Layers, or what stands before it, allows (RFC 9111, 4.2 and 5.2.2); undefined where it says nothing of it. */
export function lifetimeMs({ headers }: HttpAnswer): number | undefined {
  const control = headers['cache-control'];
  if (control === undefined) return undefined;
  const directives = String(control);
  if (/\bno-(?:store|cache)\b/i.test(directives)) return 0;
  const seconds = /(?:^|[,\s])max-age="?(\d{1,9})\b/i.exec(directives)?.[1];
  if (seconds === undefined) return undefined;
  const spent = /^\d{1,9}$/.exec(String(headers.age ?? ''))?.[0] ?? 0;
  return Math.max(0, (Number(seconds) - Number(spent)) * 1000);
}
