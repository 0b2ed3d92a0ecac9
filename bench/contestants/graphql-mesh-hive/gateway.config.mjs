import { defineConfig } from '@graphql-hive/gateway';
import { useDeduplicateRequest } from '@graphql-hive/plugin-deduplicate-request';

/** `@resolveTo` makes an error of an item without an influencer; this is the documented way with code. */
const influencer = {
  selectionSet: '{ influencerId }',
  resolve: ({ influencerId }, _args, context, info) =>
    influencerId == null
      ? null
      : context.layers.Query.getInfluencer({ root: {}, args: { influencerId }, context, info }),
};

export const gatewayConfig = defineConfig({
  // Equal GETs of one operation are one; across operations Hive Gateway shares calls to GraphQL subgraphs only.
  plugins: () => [useDeduplicateRequest()],
  additionalTypeDefs: `
    extend type ContentItem { influencer: Influencer }
    extend type ContentListItem { influencer: Influencer }
  `,
  additionalResolvers: { ContentItem: { influencer }, ContentListItem: { influencer } },
});
