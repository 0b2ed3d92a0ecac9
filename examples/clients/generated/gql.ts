/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query ContentPage($projectId: ID!, $filter: ContentItemFilter, $after: String) {\n    contentItems(projectId: $projectId, filter: $filter, first: 3, after: $after) {\n      edges { cursor node { id caption status } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": typeof types.ContentPageDocument,
    "\n  mutation ChangeCaption($id: ID!, $caption: String!) {\n    updateContentCaption(input: { id: $id, caption: $caption }) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n": typeof types.ChangeCaptionDocument,
    "\n  mutation FinishUpload($containerId: ID!, $caption: String!) {\n    finalizeContentUpload(input: { containerId: $containerId, caption: $caption }) {\n      contentItem { id caption status project { id } }\n      userErrors { code message field retryable }\n    }\n  }\n": typeof types.FinishUploadDocument,
    "\n  query InfluencerCard($id: ID!) {\n    influencer(id: $id) { id name personality { tone } }\n  }\n": typeof types.InfluencerCardDocument,
    "\n  mutation ChangeInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer { id name personality { humor } }\n      userErrors { code message field }\n    }\n  }\n": typeof types.ChangeInfluencerDocument,
};
const documents: Documents = {
    "\n  query ContentPage($projectId: ID!, $filter: ContentItemFilter, $after: String) {\n    contentItems(projectId: $projectId, filter: $filter, first: 3, after: $after) {\n      edges { cursor node { id caption status } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.ContentPageDocument,
    "\n  mutation ChangeCaption($id: ID!, $caption: String!) {\n    updateContentCaption(input: { id: $id, caption: $caption }) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n": types.ChangeCaptionDocument,
    "\n  mutation FinishUpload($containerId: ID!, $caption: String!) {\n    finalizeContentUpload(input: { containerId: $containerId, caption: $caption }) {\n      contentItem { id caption status project { id } }\n      userErrors { code message field retryable }\n    }\n  }\n": types.FinishUploadDocument,
    "\n  query InfluencerCard($id: ID!) {\n    influencer(id: $id) { id name personality { tone } }\n  }\n": types.InfluencerCardDocument,
    "\n  mutation ChangeInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer { id name personality { humor } }\n      userErrors { code message field }\n    }\n  }\n": types.ChangeInfluencerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentPage($projectId: ID!, $filter: ContentItemFilter, $after: String) {\n    contentItems(projectId: $projectId, filter: $filter, first: 3, after: $after) {\n      edges { cursor node { id caption status } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"): (typeof documents)["\n  query ContentPage($projectId: ID!, $filter: ContentItemFilter, $after: String) {\n    contentItems(projectId: $projectId, filter: $filter, first: 3, after: $after) {\n      edges { cursor node { id caption status } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeCaption($id: ID!, $caption: String!) {\n    updateContentCaption(input: { id: $id, caption: $caption }) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeCaption($id: ID!, $caption: String!) {\n    updateContentCaption(input: { id: $id, caption: $caption }) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinishUpload($containerId: ID!, $caption: String!) {\n    finalizeContentUpload(input: { containerId: $containerId, caption: $caption }) {\n      contentItem { id caption status project { id } }\n      userErrors { code message field retryable }\n    }\n  }\n"): (typeof documents)["\n  mutation FinishUpload($containerId: ID!, $caption: String!) {\n    finalizeContentUpload(input: { containerId: $containerId, caption: $caption }) {\n      contentItem { id caption status project { id } }\n      userErrors { code message field retryable }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InfluencerCard($id: ID!) {\n    influencer(id: $id) { id name personality { tone } }\n  }\n"): (typeof documents)["\n  query InfluencerCard($id: ID!) {\n    influencer(id: $id) { id name personality { tone } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer { id name personality { humor } }\n      userErrors { code message field }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer { id name personality { humor } }\n      userErrors { code message field }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;