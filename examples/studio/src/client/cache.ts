import { InMemoryCache } from '@apollo/client';
import { pagesOf } from './pages';

/** Everything with an `id` is kept once by itself; this says the rest. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          // Pages of one list grow together; another project or filter is another list.
          projects: pagesOf('filter'),
          contentItems: pagesOf('projectId', 'filter'),
          influencers: pagesOf('projectId', 'filter'),
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
