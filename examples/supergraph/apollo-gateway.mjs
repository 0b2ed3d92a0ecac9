import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { forLayers } from './for-layers.mjs';

/** Hands a caller's key and what belongs to it to the Layers subgraph alone. */
class LayersDataSource extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (process.env.GATEWAY_SECRET) request.http.headers.set('x-gateway-secret', process.env.GATEWAY_SECRET);
    for (const name of forLayers) {
      const value = context.headers?.[name];
      if (value !== undefined) request.http.headers.set(name, value);
    }
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH ?? 'supergraph.graphql', 'utf8'),
  buildService: ({ name, url }) =>
    name === 'layers' ? new LayersDataSource({ url }) : new RemoteGraphQLDataSource({ url }),
});
const server = new ApolloServer({ gateway, includeStacktraceInErrorResponses: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4100) },
  context: async ({ req }) => ({ headers: req.headers }),
});
console.log(`listening on ${url}`);
