import gql from 'graphql-tag';
import { connection } from '../schema.mjs';

/** What the counted operations ask for beyond the scenarios. */
const typeDefs = `
extend type Query {
  projectByCustomerExternalId(customerExternalId: String!): Project
  influencers(projectId: ID!, first: Int = 25): InfluencerConnection
}
extend type Mutation { updateContentCaption(input: UpdateContentCaptionInput!): UpdateContentCaptionPayload }
extend type Project {
  influencers(first: Int = 25): InfluencerConnection
  contentItems(first: Int = 25): ContentItemConnection
}
extend type Influencer { referenceImages: [ReferenceImage!] }
type InfluencerConnection { nodes: [Influencer!]! pageInfo: PageInfo! }
type ReferenceImage { addedAt: DateTime mediaAsset: MediaAsset }
input UpdateContentCaptionInput { id: ID! caption: String! idempotencyKey: String! }
type UpdateContentCaptionPayload { contentItem: ContentItem }
`;

const influencers = async (layers, projectId, { first }) =>
  connection(await layers.influencers(projectId, { limit: first }));

const resolvers = {
  Query: {
    projectByCustomerExternalId: async (_, params, { layers }) =>
      (await layers.projects({ ...params, limit: 1 })).items[0],
    influencers: (_, { projectId, ...args }, { layers }) => influencers(layers, projectId, args),
  },
  Mutation: {
    updateContentCaption: async (_, { input: { id, idempotencyKey, ...body } }, { layers }) => ({
      contentItem: await layers.updateContent(id, body, idempotencyKey),
    }),
  },
  Project: {
    influencers: ({ id }, args, { layers }) => influencers(layers, id, args),
    contentItems: async ({ id }, { first }, { layers }) =>
      connection(await layers.contentItems(id, { limit: first })),
  },
  // What a row lacks is read from its record.
  Influencer: {
    referenceImages: async ({ influencerId, referenceImages }, _, { layers }) =>
      referenceImages ?? (await layers.influencer(influencerId)).referenceImages,
  },
  ContentItem: {
    platformFit: ({ id, platformFit }, _, { layers }) =>
      platformFit === undefined ? layers.contentItem(id).then((item) => item.platformFit) : platformFit,
  },
  ReferenceImage: { mediaAsset: (image) => image },
};

export const moreForOperations = { typeDefs: gql(typeDefs), resolvers };
