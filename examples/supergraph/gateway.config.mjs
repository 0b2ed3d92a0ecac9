import { defineConfig } from '@graphql-hive/gateway';
import { forLayers } from './for-layers.mjs';

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH ?? 'supergraph.graphql',
  host: '127.0.0.1',
  port: Number(process.env.PORT ?? 4100),
  multipart: true,
  deferStream: true,
  propagateHeaders: {
    fromClientToSubgraphs({ request, subgraphName }) {
      if (subgraphName !== 'layers') return undefined;
      const headers = forLayers.map((name) => [name, request.headers.get(name)]);
      return {
        ...Object.fromEntries(headers.filter(([, value]) => value !== null)),
        // The subgraph asks for it where files are sent; a gateway's own request is no foreign page's.
        'apollo-require-preflight': 'true',
        ...(process.env.GATEWAY_SECRET && { 'x-gateway-secret': process.env.GATEWAY_SECRET }),
      };
    },
  },
  // Longer than the subgraph's own: URL uploads take 60 s a URL, file uploads as long as the client sends.
  upstreamTimeout: ({ subgraphName }) => (subgraphName === 'layers' ? 660_000 : 10_000),
  ...(process.env.ENFORCE_SCOPES === 'true' && {
    // For a try only: anybody can send this header. Take the scopes from a JWT that you have verified.
    genericAuth: {
      mode: 'protect-granular',
      rejectUnauthenticated: false,
      resolveUserFn: ({ request }) => ({ scope: request.headers.get('x-scopes') ?? '' }),
    },
  }),
});
