import * as reading from './reading.mjs';

/** The operations in the words of Tailcall's `layers.graphql`. */
export const ownOperations = {
  handle: {
    query: `query Handle($handle: String!) {
      projects(customerExternalId: $handle, limit: 1) { items { id name timezone } }
    }`,
    read: reading.handle,
  },
  projects: {
    query: 'query Projects { projects(limit: 25) { items { id name timezone } nextCursor } }',
    read: reading.projects,
  },
  board: {
    query: `query Board($projectId: ID!) {
      project(id: $projectId) {
        id name
        influencers(limit: 10) { items { influencerId name } }
        contentItems(limit: 25) { items { id caption } }
      }
    }`,
    read: reading.board,
  },
  aliases: {
    query: `query Aliases($projectId: ID!) {
      a: project(id: $projectId) { name contentItems(limit: 25) { items { id caption } } }
      b: project(id: $projectId) { timezone contentItems(limit: 25) { items { id hook } } }
    }`,
    read: reading.aliases,
  },
  images: {
    query: `query Images($projectId: ID!) {
      influencers(projectId: $projectId, limit: 10) {
        items { influencerId name record { referenceImages { addedAt assetId url } } }
      }
    }`,
    read: reading.images,
  },
  fit: {
    query: `query Fit($projectId: ID!) {
      contentItems(projectId: $projectId, limit: 25) {
        items { id caption record { platformFit { platform ok issues } } }
      }
    }`,
    read: reading.fit,
  },
  page: {
    query: `query Page($projectId: ID!) {
      contentItems(projectId: $projectId, limit: 100) {
        items { id caption project { id name } record { influencer { influencerId name } } }
      }
    }`,
    read: reading.page,
  },
  'content-entities': {
    query: `query ContentEntities($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on ContentItem { id caption influencer { influencerId name } }
      }
    }`,
    read: reading.contentEntities,
  },
  caption: {
    query: `mutation Caption($id: ID!, $caption: String!, $idempotencyKey: String!) {
      updateContentCaption(id: $id, input: { caption: $caption }, idempotencyKey: $idempotencyKey) {
        id caption platformFit { platform ok } project { id name }
      }
    }`,
    read: reading.caption,
  },
};
