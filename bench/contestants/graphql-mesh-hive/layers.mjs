import { createFederationTransform } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { readOpenApi } from './openapi.mjs';

const entity = (key, fieldName, keyArg) => ({
  key: { fields: key, resolveReference: { fieldName, keyArg } },
});

/** Layers as a subgraph of Mesh Compose, with the caller's key. */
export const layers = ({ hasLinks }) => ({
  sourceHandler: loadOpenAPISubgraph('layers', {
    source: readOpenApi({ hasLinks }),
    endpoint: '{env.LAYERS_BASE_URL}',
    operationHeaders: { Authorization: "Bearer {context.headers['x-api-key']}" },
  }),
  transforms: [
    createFederationTransform({
      Project: entity('id', 'getProject', 'projectId'),
      Influencer: entity('influencerId', 'getInfluencer', 'influencerId'),
      ContentItem: entity('id', 'getContent', 'containerId'),
    }),
  ],
});
