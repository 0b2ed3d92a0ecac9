import { defineConfig } from '@graphql-mesh/compose-cli';
import { layers } from './layers.mjs';

const resolveTo = (field, required, args) => `@resolveTo(
  sourceName: "layers"
  sourceTypeName: "Query"
  sourceFieldName: "${field}"
  requiredSelectionSet: "{ ${required} }"
  sourceArgs: { ${args} }
)`;

const project = `project: Project ${resolveTo('getProject', 'projectId', 'projectId: "{root.projectId}"')}`;
const listArgs = 'projectId: "{root.id}", limit: "{args.limit}"';

/**
 * The supergraph, with edges as the documentation of Mesh Compose has them. No route takes a list of ids, so there is
 * nothing that `keysArg` could batch. The edge to the influencer, which may be null, is in `gateway.config.mjs`.
 */
export const composeConfig = defineConfig({
  subgraphs: [layers({ hasLinks: false })],
  additionalTypeDefs: `
    extend type ContentItem { ${project} }
    extend type ContentListItem {
      ${project}
      record: ContentItem ${resolveTo('getContent', 'id', 'containerId: "{root.id}"')}
    }
    extend type InfluencerListItem {
      record: Influencer ${resolveTo('getInfluencer', 'influencerId', 'influencerId: "{root.influencerId}"')}
    }
    extend type Project {
      influencers(limit: PositiveInt = 25): listInfluencers_200_response
        ${resolveTo('listInfluencers', 'id', listArgs)}
      content(limit: PositiveInt = 25): listContent_200_response
        ${resolveTo('listContent', 'id', listArgs)}
    }
  `,
});
