import { type ApolloCache, ApolloClient, type FieldPolicy, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { contentPage, finishUpload } from './documents.js';
import type { FinishUploadMutation, FinishUploadMutationVariables } from './generated/graphql.js';

/**
 * Pages of one list become one list; `keyArgs` tell lists apart. By itself `relayStylePagination` makes an empty list,
 * which seems to go on, of one that is null: of a project that is not there.
 */
function pages(keyArgs: string[]): FieldPolicy {
  const { merge, ...policy } = relayStylePagination(keyArgs);
  return {
    ...policy,
    merge(existing, incoming, options) {
      if (typeof merge !== 'function' || (incoming === null && !options.args?.after)) return incoming;
      return merge(existing, incoming, options);
    },
  };
}

/** Another project or another filter is another list. */
export const createCache = () =>
  new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          projects: pages(['filter']),
          influencers: pages(['projectId', 'filter']),
          contentItems: pages(['projectId', 'filter']),
        },
      },
      Project: {
        fields: {
          influencers: pages(['filter']),
          contentItems: pages(['filter']),
        },
      },
      // They have no id: fields that one query asked for are kept when another asks for others.
      BrandContext: { merge: true },
      ContentError: { merge: true },
      ContentPreview: { merge: true },
      IngestSource: { merge: true },
      IngestState: { merge: true },
      LayersRateLimit: { merge: true },
      Personality: { merge: true },
      // There is one for each key.
      LayersViewer: { keyFields: [] },
    },
  });

export const createClient = (uri: string, key: string) =>
  new ApolloClient({
    cache: createCache(),
    link: new HttpLink({ uri, headers: { 'x-api-key': key } }),
  });

/** In a component it is `useMutation(finishUpload, { update: showFirst })`. */
export const finish = (client: ApolloClient, variables: FinishUploadMutationVariables) =>
  client.mutate({ mutation: finishUpload, variables, update: showFirst });

/** A new item is in no list yet, and stands first in the one without a filter. */
function showFirst(cache: ApolloCache, { data: told }: { data?: FinishUploadMutation | null }) {
  const item = told?.finalizeContentUpload?.contentItem;
  if (!item?.project) return;
  const variables = { projectId: item.project.id };
  cache.updateQuery({ query: contentPage, variables }, (data) => {
    // A list that was read anew meanwhile may have it.
    if (!data?.contentItems || data.contentItems.edges.some(({ node }) => node.id === item.id)) return data;
    const edge = { __typename: 'ContentItemEdge' as const, cursor: '', node: item };
    return { ...data, contentItems: { ...data.contentItems, edges: [edge, ...data.contentItems.edges] } };
  });
}
