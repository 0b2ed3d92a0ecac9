import { Client, fetchExchange } from '@urql/core';
import { type Cache, cacheExchange, type Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { contentPage } from './documents.js';
import type { FinishUploadMutation } from './generated/graphql.js';

/** They have no id: each lives in the object that it was read from. */
const noKey = () => null;
const keys = {
  BrandContext: noKey,
  ContentError: noKey,
  ContentPreview: noKey,
  IngestSource: noKey,
  IngestState: noKey,
  LayersRateLimit: noKey,
  LayersViewer: noKey,
  Personality: noKey,
  PlatformFit: noKey,
  ReferenceImage: noKey,
};

/**
 * Pages of one list become one list; another project or another filter is another list. By itself `relayPagination`
 * takes a list that is null, of a project that is not there, for one that was never asked for.
 */
function pages(): Resolver {
  const merge = relayPagination();
  return (parent, args, cache, info) =>
    cache.resolve(info.parentKey, info.fieldName, args) === null ? null : merge(parent, args, cache, info);
}

export const createCache = () =>
  cacheExchange({
    keys,
    resolvers: {
      Query: {
        projects: pages(),
        influencers: pages(),
        contentItems: pages(),
      },
      Project: { influencers: pages(), contentItems: pages() },
    },
    updates: { Mutation: { finalizeContentUpload: showFirst } },
  });

export const createClient = (url: string, key: string) =>
  new Client({
    url,
    preferGetMethod: false,
    exchanges: [createCache(), fetchExchange],
    fetchOptions: { headers: { 'x-api-key': key } },
  });

/** A new item is in no list yet, and stands first in the one without a filter; `relayPagination` shows no item twice. */
function showFirst({ finalizeContentUpload: added }: FinishUploadMutation, _args: unknown, cache: Cache) {
  const item = added?.contentItem;
  if (!item?.project) return;
  const variables = { projectId: item.project.id };
  cache.updateQuery({ query: contentPage, variables }, (data) => {
    if (!data?.contentItems) return data;
    const edge = { __typename: 'ContentItemEdge' as const, cursor: '', node: item };
    return { ...data, contentItems: { ...data.contentItems, edges: [edge, ...data.contentItems.edges] } };
  });
}
