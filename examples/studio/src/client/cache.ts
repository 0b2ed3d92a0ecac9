import { type FieldReadFunction, InMemoryCache, type Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** Everything with an `id` is kept once by itself; this says the rest. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          // Pages of one list grow together; another project or filter is another list.
          projects: relayStylePagination(['filter']),
          contentItems: relayStylePagination(['projectId', 'filter']),
          influencers: relayStylePagination(['projectId', 'filter']),
          // A list row shows at once, before the rest of its record comes.
          contentItem: fromList('ContentItem'),
          influencer: fromList('Influencer'),
        },
      },
      // There is one, so its parts may come by different queries.
      LayersViewer: { keyFields: [] },
      // Parts without an id of their own: a query that selects less of them must not drop what is known.
      ContentPreview: { merge: true },
      Personality: { merge: true },
      // Whole lists, told anew each time.
      Influencer: { fields: { referenceImages: { merge: false } } },
      ContentItem: { fields: { assets: { merge: false }, platformFit: { merge: false } } },
    },
  });
}

function fromList(typename: string): FieldReadFunction<Reference | undefined> {
  return (existing, { args, toReference }) =>
    existing === undefined ? toReference({ __typename: typename, id: args?.id }) : existing;
}
