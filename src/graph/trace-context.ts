/** The caller's place in a distributed trace, as W3C Trace Context writes it. */
export interface TraceContext {
  readonly traceparent: string;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
}

const shape =
  /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-[\x21-\x7e]{0,200})?$/;

/** Reads the header `traceparent`; undefined when it is none, which the specification wants ignored. */
export function readTraceContext(header: string | string[] | undefined): TraceContext | undefined {
  if (typeof header !== 'string') return undefined;
  const [, version, traceId, more] = shape.exec(header) ?? [];
  // Only a later version may say more than this.
  if (traceId === undefined || (version === '00' && more !== undefined)) return undefined;
  return { traceparent: header, traceId };
}
