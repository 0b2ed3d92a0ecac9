import * as reading from './reading.mjs';

/** The operations in the words that Mesh makes of the OpenAPI description. */
export const ownOperations = {
  project: {
    query: `query Project($projectId: String!) {
      project: getProject(projectId: $projectId) { id name timezone metadata brandContext { tagline } }
    }`,
  },
  handle: {
    query: `query Handle($handle: String!) {
      projects: listProjects(customerExternalId: $handle, limit: 1) { items { id name timezone } }
    }`,
    read: reading.handle,
  },
  projects: {
    query: 'query Projects { projects: listProjects(limit: 25) { items { id name timezone } nextCursor } }',
    read: reading.projects,
  },
  board: {
    query: `query Board($projectId: String!) {
      project: getProject(projectId: $projectId) {
        id name
        influencers(limit: 10) { items { influencerId name } }
        contentItems: content(limit: 25) { items { id caption } }
      }
    }`,
    read: reading.board,
  },
  aliases: {
    query: `query Aliases($projectId: String!) {
      a: getProject(projectId: $projectId) { name contentItems: content(limit: 25) { items { id caption } } }
      b: getProject(projectId: $projectId) { timezone contentItems: content(limit: 25) { items { id hook } } }
    }`,
    read: reading.aliases,
  },
  images: {
    query: `query Images($projectId: String!) {
      influencers: listInfluencers(projectId: $projectId, limit: 10) {
        items { influencerId name record { referenceImages { addedAt assetId url } } }
      }
    }`,
    read: reading.images,
  },
  fit: {
    query: `query Fit($projectId: String!) {
      contentItems: listContent(projectId: $projectId, limit: 25) {
        items { id caption record { platformFit { platform ok issues } } }
      }
    }`,
    read: reading.fit,
  },
  page: {
    query: `query Page($projectId: String!) {
      contentItems: listContent(projectId: $projectId, limit: 100) {
        items { id caption project { id name } record { influencer { influencerId name } } }
      }
    }`,
    read: reading.page,
  },
  caption: {
    query: `mutation Caption($id: String!, $caption: Caption!, $idempotencyKey: String!) {
      updateContentCaption: updateContent(
        containerId: $id, input: { caption: $caption }, Idempotency_Key: $idempotencyKey
      ) { id caption platformFit { platform ok } project { id name } }
    }`,
    read: reading.caption,
  },
};

/** Those that its subgraph answers instead. */
export const subgraphOperations = {
  'content-entities': {
    query: `query ContentEntities($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on ContentItem { id caption influencer { influencerId name } }
      }
    }`,
    read: reading.contentEntities,
  },
  'project-entities': {},
};
