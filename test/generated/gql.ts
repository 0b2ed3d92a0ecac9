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
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n        status\n        customerExternalId\n        timezone\n        primaryLanguage\n        metadata\n        brandContext { appName }\n        ingestState { github { status } }\n        requiresApproval\n        firstNPostsBlocked\n        currentBlockedCount\n        createdAt\n      }\n      userErrors { code message field retryable retryAfterMs requestId upstreamCode }\n      idempotencyKey\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        name\n        gender\n        vibe\n        style\n        personality { traits tone humor values other }\n        updatedAt\n      }\n      userErrors { code message field }\n      idempotencyKey\n    }\n  }\n": typeof types.UpdateInfluencerDocument,
    "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer { id referenceImages { addedAt mediaAsset { id } } }\n      referenceImages { addedAt mediaAsset { id url kind mimeType } }\n      droppedAssetIds\n      userErrors { code message field }\n    }\n  }\n": typeof types.AttachReferenceImagesDocument,
    "\n  mutation PresignMedia($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload { uploadId url method headers { name value } expiresAt }\n      userErrors { code message field retryable upstreamCode }\n      idempotencyKey\n    }\n  }\n": typeof types.PresignMediaDocument,
    "\n  mutation FinalizeMedia($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset { id url kind kindRaw mimeType sizeBytes checksumSha256 filename createdAt }\n      userErrors { code message field retryable }\n    }\n  }\n": typeof types.FinalizeMediaDocument,
    "\n  mutation UploadMediaInline($input: UploadMediaInlineInput!) {\n    uploadMediaInline(input: $input) {\n      mediaAsset { id url kind mimeType }\n      userErrors { code message field }\n    }\n  }\n": typeof types.UploadMediaInlineDocument,
    "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        contentItem { id }\n        files { uploadUrl method headers { name value } storageKey contentType expiresAt }\n      }\n      userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }\n    }\n  }\n": typeof types.CreateContentUploadDocument,
    "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        creativeType\n        adsEnrollment\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { id kind url mimeType width height durationMs sizeBytes checksumSha256 }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n": typeof types.FinalizeContentUploadDocument,
    "\n  mutation UploadContentFromUrls($input: UploadContentFromUrlsInput!) {\n    uploadContentFromUrls(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { width height durationMs }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n": typeof types.UploadContentFromUrlsDocument,
    "\n  mutation UpdateContentCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n": typeof types.UpdateContentCaptionDocument,
};
const documents: Documents = {
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n        status\n        customerExternalId\n        timezone\n        primaryLanguage\n        metadata\n        brandContext { appName }\n        ingestState { github { status } }\n        requiresApproval\n        firstNPostsBlocked\n        currentBlockedCount\n        createdAt\n      }\n      userErrors { code message field retryable retryAfterMs requestId upstreamCode }\n      idempotencyKey\n    }\n  }\n": types.CreateProjectDocument,
    "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        name\n        gender\n        vibe\n        style\n        personality { traits tone humor values other }\n        updatedAt\n      }\n      userErrors { code message field }\n      idempotencyKey\n    }\n  }\n": types.UpdateInfluencerDocument,
    "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer { id referenceImages { addedAt mediaAsset { id } } }\n      referenceImages { addedAt mediaAsset { id url kind mimeType } }\n      droppedAssetIds\n      userErrors { code message field }\n    }\n  }\n": types.AttachReferenceImagesDocument,
    "\n  mutation PresignMedia($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload { uploadId url method headers { name value } expiresAt }\n      userErrors { code message field retryable upstreamCode }\n      idempotencyKey\n    }\n  }\n": types.PresignMediaDocument,
    "\n  mutation FinalizeMedia($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset { id url kind kindRaw mimeType sizeBytes checksumSha256 filename createdAt }\n      userErrors { code message field retryable }\n    }\n  }\n": types.FinalizeMediaDocument,
    "\n  mutation UploadMediaInline($input: UploadMediaInlineInput!) {\n    uploadMediaInline(input: $input) {\n      mediaAsset { id url kind mimeType }\n      userErrors { code message field }\n    }\n  }\n": types.UploadMediaInlineDocument,
    "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        contentItem { id }\n        files { uploadUrl method headers { name value } storageKey contentType expiresAt }\n      }\n      userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }\n    }\n  }\n": types.CreateContentUploadDocument,
    "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        creativeType\n        adsEnrollment\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { id kind url mimeType width height durationMs sizeBytes checksumSha256 }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n": types.FinalizeContentUploadDocument,
    "\n  mutation UploadContentFromUrls($input: UploadContentFromUrlsInput!) {\n    uploadContentFromUrls(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { width height durationMs }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n": types.UploadContentFromUrlsDocument,
    "\n  mutation UpdateContentCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n": types.UpdateContentCaptionDocument,
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
export function graphql(source: "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n        status\n        customerExternalId\n        timezone\n        primaryLanguage\n        metadata\n        brandContext { appName }\n        ingestState { github { status } }\n        requiresApproval\n        firstNPostsBlocked\n        currentBlockedCount\n        createdAt\n      }\n      userErrors { code message field retryable retryAfterMs requestId upstreamCode }\n      idempotencyKey\n    }\n  }\n"): (typeof documents)["\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n        status\n        customerExternalId\n        timezone\n        primaryLanguage\n        metadata\n        brandContext { appName }\n        ingestState { github { status } }\n        requiresApproval\n        firstNPostsBlocked\n        currentBlockedCount\n        createdAt\n      }\n      userErrors { code message field retryable retryAfterMs requestId upstreamCode }\n      idempotencyKey\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        name\n        gender\n        vibe\n        style\n        personality { traits tone humor values other }\n        updatedAt\n      }\n      userErrors { code message field }\n      idempotencyKey\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        name\n        gender\n        vibe\n        style\n        personality { traits tone humor values other }\n        updatedAt\n      }\n      userErrors { code message field }\n      idempotencyKey\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer { id referenceImages { addedAt mediaAsset { id } } }\n      referenceImages { addedAt mediaAsset { id url kind mimeType } }\n      droppedAssetIds\n      userErrors { code message field }\n    }\n  }\n"): (typeof documents)["\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer { id referenceImages { addedAt mediaAsset { id } } }\n      referenceImages { addedAt mediaAsset { id url kind mimeType } }\n      droppedAssetIds\n      userErrors { code message field }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PresignMedia($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload { uploadId url method headers { name value } expiresAt }\n      userErrors { code message field retryable upstreamCode }\n      idempotencyKey\n    }\n  }\n"): (typeof documents)["\n  mutation PresignMedia($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload { uploadId url method headers { name value } expiresAt }\n      userErrors { code message field retryable upstreamCode }\n      idempotencyKey\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinalizeMedia($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset { id url kind kindRaw mimeType sizeBytes checksumSha256 filename createdAt }\n      userErrors { code message field retryable }\n    }\n  }\n"): (typeof documents)["\n  mutation FinalizeMedia($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset { id url kind kindRaw mimeType sizeBytes checksumSha256 filename createdAt }\n      userErrors { code message field retryable }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadMediaInline($input: UploadMediaInlineInput!) {\n    uploadMediaInline(input: $input) {\n      mediaAsset { id url kind mimeType }\n      userErrors { code message field }\n    }\n  }\n"): (typeof documents)["\n  mutation UploadMediaInline($input: UploadMediaInlineInput!) {\n    uploadMediaInline(input: $input) {\n      mediaAsset { id url kind mimeType }\n      userErrors { code message field }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        contentItem { id }\n        files { uploadUrl method headers { name value } storageKey contentType expiresAt }\n      }\n      userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        contentItem { id }\n        files { uploadUrl method headers { name value } storageKey contentType expiresAt }\n      }\n      userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        creativeType\n        adsEnrollment\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { id kind url mimeType width height durationMs sizeBytes checksumSha256 }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n"): (typeof documents)["\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        creativeType\n        adsEnrollment\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { id kind url mimeType width height durationMs sizeBytes checksumSha256 }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadContentFromUrls($input: UploadContentFromUrlsInput!) {\n    uploadContentFromUrls(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { width height durationMs }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n"): (typeof documents)["\n  mutation UploadContentFromUrls($input: UploadContentFromUrlsInput!) {\n    uploadContentFromUrls(input: $input) {\n      contentItem {\n        id\n        status\n        caption\n        platformFit { platform ok issues }\n        preview { kind aspectRatio durationMs }\n        assets { width height durationMs }\n      }\n      userErrors { code message field retryable }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateContentCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateContentCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem { id caption }\n      userErrors { code message field }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;