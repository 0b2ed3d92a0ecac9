// As https://mercurius.dev shows it: compiled queries, with DataLoader.
import { randomUUID } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import Fastify from 'fastify';
import gql from 'graphql-tag';
import mercurius from 'mercurius';
import { Pool } from 'undici';
import { connection, enums, presignPayload, typeDefs } from '../schema.mjs';

const pool = new Pool(process.env.LAYERS_BASE_URL, { connections: 64 });

async function call(options, apiKey) {
  const headers = { ...options.headers, accept: 'application/json', authorization: `Bearer ${apiKey}` };
  const { statusCode, body } = await pool.request({ ...options, headers });
  if (statusCode !== 200) throw new Error(`Layers answered ${statusCode}.`);
  return body.json();
}

const read = (path, { apiKey }) => call({ method: 'GET', path }, apiKey);
const project = (id, { projects }) => projects.load(id);
const influencer = (id, { influencers }) => influencers.load(id);
const contentItem = (id, { content }) => content.load(id);

/** Mercurius' own loaders share nothing between the items of `_entities`, which arrive one by one. */
function createContext(request) {
  const apiKey = request.headers['x-api-key'];
  const loader = (path) =>
    new DataLoader((ids) =>
      Promise.all(ids.map((id) => read(path + encodeURIComponent(id), { apiKey }).catch((error) => error))),
    );
  return {
    apiKey,
    projects: loader('/v1/projects/'),
    influencers: loader('/v1/influencers/'),
    content: loader('/v1/content/'),
  };
}

const resolvers = {
  ...enums,
  Query: {
    project: (_, { id }, context) => project(id, context),
    projects: async (_, { first, filter }, context) => {
      const query = new URLSearchParams({ ...filter, limit: first });
      return connection(await read(`/v1/projects?${query}`, context));
    },
    contentItems: async (_, { projectId, first }, context) =>
      connection(await read(`/v1/projects/${encodeURIComponent(projectId)}/content?limit=${first}`, context)),
  },
  Mutation: {
    presignMedia: async (_, { input: { projectId, idempotencyKey = randomUUID(), ...body } }, { apiKey }) => {
      const path = `/v1/projects/${encodeURIComponent(projectId)}/media/presign`;
      const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
      const handle = await call({ method: 'POST', path, headers, body: JSON.stringify(body) }, apiKey);
      return presignPayload(handle, idempotencyKey);
    },
  },
  Project: { __resolveReference: ({ id }, context) => project(id, context) },
  Influencer: {
    __resolveReference: ({ id }, context) => influencer(id, context),
    id: ({ influencerId }) => influencerId,
  },
  ContentItem: {
    __resolveReference: ({ id }, context) => contentItem(id, context),
    project: ({ projectId }, _, context) => project(projectId, context),
    influencer: async (item, _, context) => {
      // Layers does not document that rows name their influencer.
      const { influencerId } = item.influencerId === undefined ? await contentItem(item.id, context) : item;
      return influencerId && influencer(influencerId, context);
    },
  },
  MediaAsset: { id: ({ assetId }) => assetId },
};

const app = Fastify();
app.register(mercurius, {
  schema: buildSubgraphSchema({ typeDefs: gql(typeDefs), resolvers }),
  jit: 1,
  context: createContext,
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
