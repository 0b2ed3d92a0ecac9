import * as reading from '../reading.mjs';
import * as texts from '../texts.mjs';

/** The scenarios in the words of `layers.graphql`. */
export const ownScenarios = {
  record: {
    query: `query Record($id: ID!) { project(id: $id) { ${texts.record} } }`,
    read: ({ project }) => ({ project: reading.project(project) }),
  },
  'page-records': {
    query: `query Page($projectId: ID!, $first: Int!) {
      contentItems(projectId: $projectId, limit: $first) {
        items { ${texts.contentRow} record { ${texts.influencer} } }
        nextCursor
      }
    }`,
    read: ({ contentItems }) => ({
      contentItems: reading.connection(contentItems, ({ record, ...row }) =>
        reading.content({ ...row, influencer: record.influencer }),
      ),
    }),
  },
  page: {
    query: `query Page($projectId: ID!, $first: Int!) {
      contentItems(projectId: $projectId, limit: $first) {
        items { ${texts.contentRow} ${texts.influencer} }
        nextCursor
      }
    }`,
    read: ({ contentItems }) => ({ contentItems: reading.connection(contentItems, reading.content) }),
  },
  entities: {
    query: `query Entities($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ContentItem { ${texts.contentRecord} } }
    }`,
    read: ({ _entities }) => ({ _entities: _entities.map(reading.content) }),
  },
  projects: {
    query: `query Projects($first: Int!, $search: String) {
      projects(limit: $first, search: $search) { items { ${texts.row} } nextCursor }
    }`,
    read: ({ projects }) => ({ projects: reading.connection(projects, reading.project) }),
  },
  presign: {
    query: `mutation Presign($projectId: ID!, $input: PresignMediaInput!, $idempotencyKey: String!) {
      presignMedia(projectId: $projectId, input: $input, idempotencyKey: $idempotencyKey) {
        uploadId url method headers expiresAt
      }
    }`,
    variables: reading.presignVariables,
    read: ({ presignMedia }, { idempotencyKey }) => ({
      presignMedia: reading.presign(presignMedia, idempotencyKey),
    }),
  },
};
