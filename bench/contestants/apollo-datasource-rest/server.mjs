// As https://www.apollographql.com/docs/apollo-server/data/fetching-rest shows it, with DataLoader.
import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import gql from 'graphql-tag';
import { connection, enums, presignPayload, typeDefs } from '../schema.mjs';
import { LayersAPI } from './layers-api.mjs';
import { moreForOperations } from './operations.mjs';

const resolvers = {
  ...enums,
  Query: {
    project: (_, { id }, { layers }) => layers.project(id),
    projects: async (_, { first, filter }, { layers }) =>
      connection(await layers.projects({ limit: first, ...filter })),
    contentItems: async (_, { projectId, first }, { layers }) =>
      connection(await layers.contentItems(projectId, { limit: first })),
  },
  Mutation: {
    presignMedia: async (_, { input: { projectId, idempotencyKey = randomUUID(), ...body } }, { layers }) =>
      presignPayload(await layers.presign(projectId, body, idempotencyKey), idempotencyKey),
  },
  Project: { __resolveReference: ({ id }, { layers }) => layers.project(id) },
  Influencer: {
    __resolveReference: ({ id }, { layers }) => layers.influencer(id),
    id: ({ influencerId }) => influencerId,
  },
  ContentItem: {
    __resolveReference: ({ id }, { layers }) => layers.contentItem(id),
    project: ({ projectId }, _, { layers }) => layers.project(projectId),
    influencer: async (item, _, { layers }) => {
      // Layers does not document that rows name their influencer.
      const { influencerId } = item.influencerId === undefined ? await layers.contentItem(item.id) : item;
      return influencerId && layers.influencer(influencerId);
    },
  },
  MediaAsset: { id: ({ assetId }) => assetId },
};

const server = new ApolloServer({
  schema: buildSubgraphSchema([{ typeDefs: gql(typeDefs), resolvers }, moreForOperations]),
});

await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => {
    const { cache } = server;
    return { layers: new LayersAPI({ apiKey: req.headers['x-api-key'], cache }) };
  },
});
