/** Headers of a caller that the Layers subgraph needs; no other subgraph gets them. */
export const forLayers = [
  'x-api-key',
  'x-layers-organization',
  'x-request-id',
  'idempotency-key',
  'traceparent',
];
