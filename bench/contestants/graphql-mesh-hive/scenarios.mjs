import * as reading from '../reading.mjs';
import * as texts from '../texts.mjs';

/** The scenarios in the words that Mesh makes of the OpenAPI description; for the supergraph. */
export const ownScenarios = {
  record: {
    query: `query Record($id: String!) { project: getProject(projectId: $id) { ${texts.record} } }`,
    read: ({ project }) => ({ project: reading.project(project) }),
  },
  'page-records': {
    query: `query Page($projectId: String!, $first: PositiveInt!) {
      contentItems: listContent(projectId: $projectId, limit: $first) {
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
    query: `query Page($projectId: String!, $first: PositiveInt!) {
      contentItems: listContent(projectId: $projectId, limit: $first) {
        items { ${texts.contentRow} ${texts.influencer} }
        nextCursor
      }
    }`,
    read: ({ contentItems }) => ({ contentItems: reading.connection(contentItems, reading.content) }),
  },
  projects: {
    query: `query Projects($first: PositiveInt!, $search: String) {
      projects: listProjects(limit: $first, search: $search) { items { ${texts.row} } nextCursor }
    }`,
    read: ({ projects }) => ({ projects: reading.connection(projects, reading.project) }),
  },
  presign: {
    query: `mutation Presign($projectId: String!, $input: PresignRequest_Input!, $idempotencyKey: String!) {
      presignMedia(projectId: $projectId, input: $input, Idempotency_Key: $idempotencyKey) {
        uploadId url method headers expiresAt
      }
    }`,
    variables: reading.presignVariables,
    read: ({ presignMedia }, { idempotencyKey }) => ({
      presignMedia: reading.presign(presignMedia, idempotencyKey),
    }),
  },
};

/** For the subgraph. */
export const ownEntities = {
  entities: {
    query: `query Entities($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ContentItem { ${texts.contentRecord} } }
    }`,
    read: ({ _entities }) => ({ _entities: _entities.map(reading.content) }),
  },
};
