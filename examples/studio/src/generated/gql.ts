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
    "\n  fragment Problem_LayersUserError on LayersUserError {\n    code\n    message\n    field\n    retryable\n    retryAfterMs\n    requestId\n    uploadQuota {\n      ...QuotaMeter_UploadQuota\n    }\n  }\n": typeof types.Problem_LayersUserErrorFragmentDoc,
    "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer {\n        id\n        ...ReferenceImages_Influencer\n      }\n      droppedAssetIds\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.AttachReferenceImagesDocument,
    "\n  fragment InfluencerForm_Influencer on Influencer {\n    id\n    name\n    gender\n    ageRange\n    ethnicity\n    bodyType\n    hairColor\n    hairStyle\n    style\n    vibe\n    voiceDescription\n    personality {\n      traits\n      tone\n      humor\n      formality\n      speakingStyle\n      catchphrases\n      interests\n      values\n      other\n    }\n  }\n": typeof types.InfluencerForm_InfluencerFragmentDoc,
    "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        ...InfluencerForm_Influencer\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.UpdateInfluencerDocument,
    "\n  query InfluencerDetail($id: ID!) {\n    influencer(id: $id) {\n      id\n      name\n      ...InfluencerForm_Influencer\n      ...ReferenceImages_Influencer\n    }\n  }\n": typeof types.InfluencerDetailDocument,
    "\n  query Influencers($projectId: ID!, $first: Int!, $after: String) {\n    influencers(projectId: $projectId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...InfluencerLink_Influencer\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.InfluencersDocument,
    "\n  fragment InfluencerLink_Influencer on Influencer {\n    id\n    name\n    status\n    statusRaw\n    thumbnailUrl\n  }\n": typeof types.InfluencerLink_InfluencerFragmentDoc,
    "\n  fragment ReferenceImages_Influencer on Influencer {\n    id\n    referenceImages {\n      addedAt\n      mediaAsset {\n        id\n        url\n      }\n    }\n  }\n": typeof types.ReferenceImages_InfluencerFragmentDoc,
    "\n  mutation PresignReferenceImage($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload {\n        uploadId\n        url\n        method\n        headers {\n          name\n          value\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.PresignReferenceImageDocument,
    "\n  mutation FinalizeReferenceImage($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset {\n        id\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.FinalizeReferenceImageDocument,
    "\n  fragment AssetList_ContentItem on ContentItem {\n    id\n    assets {\n      id\n      url\n      thumbnailUrl\n      mimeType\n      width\n      height\n      durationMs\n      sizeBytes\n    }\n  }\n": typeof types.AssetList_ContentItemFragmentDoc,
    "\n  fragment Caption_ContentItem on ContentItem {\n    id\n    caption\n    creativeType\n  }\n": typeof types.Caption_ContentItemFragmentDoc,
    "\n  mutation UpdateCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.UpdateCaptionDocument,
    "\n  fragment ContentCard_ContentItem on ContentItem {\n    id\n    caption\n    hook\n    creativeType\n    status\n    statusRaw\n    preview {\n      kind\n      thumbnailUrl\n      videoUrl\n      durationMs\n      imageUrls\n    }\n  }\n": typeof types.ContentCard_ContentItemFragmentDoc,
    "\n  query ContentDetail($id: ID!) {\n    contentItem(id: $id) {\n      id\n      ...ContentFacts_ContentItem\n      ...Caption_ContentItem\n      ...PlatformFit_ContentItem\n      ...AssetList_ContentItem\n    }\n  }\n": typeof types.ContentDetailDocument,
    "\n  fragment ContentFacts_ContentItem on ContentItem {\n    id\n    status\n    statusRaw\n    creativeType\n    approvalStatus\n    createdAt\n    hook\n    lastError {\n      message\n    }\n  }\n": typeof types.ContentFacts_ContentItemFragmentDoc,
    "\n  query Library($projectId: ID!, $first: Int!, $after: String, $filter: ContentItemFilter) {\n    contentItems(projectId: $projectId, first: $first, after: $after, filter: $filter) {\n      edges {\n        cursor\n        node {\n          id\n          ...ContentCard_ContentItem\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.LibraryDocument,
    "\n  fragment PlatformFit_ContentItem on ContentItem {\n    id\n    platformFit {\n      platform\n      ok\n      issues\n    }\n  }\n": typeof types.PlatformFit_ContentItemFragmentDoc,
    "\n  query Projects($first: Int!, $after: String) {\n    projects(first: $first, after: $after, filter: { status: ACTIVE }) {\n      edges {\n        cursor\n        node {\n          id\n          ...ProjectOption_Project\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  fragment ProjectOption_Project on Project {\n    name\n  }\n": typeof types.ProjectOption_ProjectFragmentDoc,
    "\n  fragment QuotaMeter_UploadQuota on UploadQuota {\n    currentUploads\n    maxUploads\n    currentBytes\n    maxBytes\n  }\n": typeof types.QuotaMeter_UploadQuotaFragmentDoc,
    "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        files {\n          uploadUrl\n          method\n          headers {\n            name\n            value\n          }\n          expiresAt\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.CreateContentUploadDocument,
    "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        caption\n        ...UploadedItem_ContentItem\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.FinalizeContentUploadDocument,
    "\n  mutation CorrectUploadedCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": typeof types.CorrectUploadedCaptionDocument,
    "\n  fragment UploadedItem_ContentItem on ContentItem {\n    id\n    ...PlatformFit_ContentItem\n  }\n": typeof types.UploadedItem_ContentItemFragmentDoc,
    "\n  query RateLimit {\n    layersViewer {\n      reads: rateLimit(class: \"read-light\") {\n        ...Bucket_LayersRateLimit\n      }\n      writes: rateLimit(class: \"write-light\") {\n        ...Bucket_LayersRateLimit\n      }\n    }\n  }\n": typeof types.RateLimitDocument,
    "\n  fragment Bucket_LayersRateLimit on LayersRateLimit {\n    limit\n    remaining\n    reset\n  }\n": typeof types.Bucket_LayersRateLimitFragmentDoc,
};
const documents: Documents = {
    "\n  fragment Problem_LayersUserError on LayersUserError {\n    code\n    message\n    field\n    retryable\n    retryAfterMs\n    requestId\n    uploadQuota {\n      ...QuotaMeter_UploadQuota\n    }\n  }\n": types.Problem_LayersUserErrorFragmentDoc,
    "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer {\n        id\n        ...ReferenceImages_Influencer\n      }\n      droppedAssetIds\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.AttachReferenceImagesDocument,
    "\n  fragment InfluencerForm_Influencer on Influencer {\n    id\n    name\n    gender\n    ageRange\n    ethnicity\n    bodyType\n    hairColor\n    hairStyle\n    style\n    vibe\n    voiceDescription\n    personality {\n      traits\n      tone\n      humor\n      formality\n      speakingStyle\n      catchphrases\n      interests\n      values\n      other\n    }\n  }\n": types.InfluencerForm_InfluencerFragmentDoc,
    "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        ...InfluencerForm_Influencer\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.UpdateInfluencerDocument,
    "\n  query InfluencerDetail($id: ID!) {\n    influencer(id: $id) {\n      id\n      name\n      ...InfluencerForm_Influencer\n      ...ReferenceImages_Influencer\n    }\n  }\n": types.InfluencerDetailDocument,
    "\n  query Influencers($projectId: ID!, $first: Int!, $after: String) {\n    influencers(projectId: $projectId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...InfluencerLink_Influencer\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.InfluencersDocument,
    "\n  fragment InfluencerLink_Influencer on Influencer {\n    id\n    name\n    status\n    statusRaw\n    thumbnailUrl\n  }\n": types.InfluencerLink_InfluencerFragmentDoc,
    "\n  fragment ReferenceImages_Influencer on Influencer {\n    id\n    referenceImages {\n      addedAt\n      mediaAsset {\n        id\n        url\n      }\n    }\n  }\n": types.ReferenceImages_InfluencerFragmentDoc,
    "\n  mutation PresignReferenceImage($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload {\n        uploadId\n        url\n        method\n        headers {\n          name\n          value\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.PresignReferenceImageDocument,
    "\n  mutation FinalizeReferenceImage($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset {\n        id\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.FinalizeReferenceImageDocument,
    "\n  fragment AssetList_ContentItem on ContentItem {\n    id\n    assets {\n      id\n      url\n      thumbnailUrl\n      mimeType\n      width\n      height\n      durationMs\n      sizeBytes\n    }\n  }\n": types.AssetList_ContentItemFragmentDoc,
    "\n  fragment Caption_ContentItem on ContentItem {\n    id\n    caption\n    creativeType\n  }\n": types.Caption_ContentItemFragmentDoc,
    "\n  mutation UpdateCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.UpdateCaptionDocument,
    "\n  fragment ContentCard_ContentItem on ContentItem {\n    id\n    caption\n    hook\n    creativeType\n    status\n    statusRaw\n    preview {\n      kind\n      thumbnailUrl\n      videoUrl\n      durationMs\n      imageUrls\n    }\n  }\n": types.ContentCard_ContentItemFragmentDoc,
    "\n  query ContentDetail($id: ID!) {\n    contentItem(id: $id) {\n      id\n      ...ContentFacts_ContentItem\n      ...Caption_ContentItem\n      ...PlatformFit_ContentItem\n      ...AssetList_ContentItem\n    }\n  }\n": types.ContentDetailDocument,
    "\n  fragment ContentFacts_ContentItem on ContentItem {\n    id\n    status\n    statusRaw\n    creativeType\n    approvalStatus\n    createdAt\n    hook\n    lastError {\n      message\n    }\n  }\n": types.ContentFacts_ContentItemFragmentDoc,
    "\n  query Library($projectId: ID!, $first: Int!, $after: String, $filter: ContentItemFilter) {\n    contentItems(projectId: $projectId, first: $first, after: $after, filter: $filter) {\n      edges {\n        cursor\n        node {\n          id\n          ...ContentCard_ContentItem\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.LibraryDocument,
    "\n  fragment PlatformFit_ContentItem on ContentItem {\n    id\n    platformFit {\n      platform\n      ok\n      issues\n    }\n  }\n": types.PlatformFit_ContentItemFragmentDoc,
    "\n  query Projects($first: Int!, $after: String) {\n    projects(first: $first, after: $after, filter: { status: ACTIVE }) {\n      edges {\n        cursor\n        node {\n          id\n          ...ProjectOption_Project\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ProjectsDocument,
    "\n  fragment ProjectOption_Project on Project {\n    name\n  }\n": types.ProjectOption_ProjectFragmentDoc,
    "\n  fragment QuotaMeter_UploadQuota on UploadQuota {\n    currentUploads\n    maxUploads\n    currentBytes\n    maxBytes\n  }\n": types.QuotaMeter_UploadQuotaFragmentDoc,
    "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        files {\n          uploadUrl\n          method\n          headers {\n            name\n            value\n          }\n          expiresAt\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.CreateContentUploadDocument,
    "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        caption\n        ...UploadedItem_ContentItem\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.FinalizeContentUploadDocument,
    "\n  mutation CorrectUploadedCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n": types.CorrectUploadedCaptionDocument,
    "\n  fragment UploadedItem_ContentItem on ContentItem {\n    id\n    ...PlatformFit_ContentItem\n  }\n": types.UploadedItem_ContentItemFragmentDoc,
    "\n  query RateLimit {\n    layersViewer {\n      reads: rateLimit(class: \"read-light\") {\n        ...Bucket_LayersRateLimit\n      }\n      writes: rateLimit(class: \"write-light\") {\n        ...Bucket_LayersRateLimit\n      }\n    }\n  }\n": types.RateLimitDocument,
    "\n  fragment Bucket_LayersRateLimit on LayersRateLimit {\n    limit\n    remaining\n    reset\n  }\n": types.Bucket_LayersRateLimitFragmentDoc,
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
export function graphql(source: "\n  fragment Problem_LayersUserError on LayersUserError {\n    code\n    message\n    field\n    retryable\n    retryAfterMs\n    requestId\n    uploadQuota {\n      ...QuotaMeter_UploadQuota\n    }\n  }\n"): (typeof documents)["\n  fragment Problem_LayersUserError on LayersUserError {\n    code\n    message\n    field\n    retryable\n    retryAfterMs\n    requestId\n    uploadQuota {\n      ...QuotaMeter_UploadQuota\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer {\n        id\n        ...ReferenceImages_Influencer\n      }\n      droppedAssetIds\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {\n    attachReferenceImages(input: $input) {\n      influencer {\n        id\n        ...ReferenceImages_Influencer\n      }\n      droppedAssetIds\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InfluencerForm_Influencer on Influencer {\n    id\n    name\n    gender\n    ageRange\n    ethnicity\n    bodyType\n    hairColor\n    hairStyle\n    style\n    vibe\n    voiceDescription\n    personality {\n      traits\n      tone\n      humor\n      formality\n      speakingStyle\n      catchphrases\n      interests\n      values\n      other\n    }\n  }\n"): (typeof documents)["\n  fragment InfluencerForm_Influencer on Influencer {\n    id\n    name\n    gender\n    ageRange\n    ethnicity\n    bodyType\n    hairColor\n    hairStyle\n    style\n    vibe\n    voiceDescription\n    personality {\n      traits\n      tone\n      humor\n      formality\n      speakingStyle\n      catchphrases\n      interests\n      values\n      other\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        ...InfluencerForm_Influencer\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {\n    updateInfluencer(input: $input) {\n      influencer {\n        id\n        ...InfluencerForm_Influencer\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InfluencerDetail($id: ID!) {\n    influencer(id: $id) {\n      id\n      name\n      ...InfluencerForm_Influencer\n      ...ReferenceImages_Influencer\n    }\n  }\n"): (typeof documents)["\n  query InfluencerDetail($id: ID!) {\n    influencer(id: $id) {\n      id\n      name\n      ...InfluencerForm_Influencer\n      ...ReferenceImages_Influencer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Influencers($projectId: ID!, $first: Int!, $after: String) {\n    influencers(projectId: $projectId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...InfluencerLink_Influencer\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Influencers($projectId: ID!, $first: Int!, $after: String) {\n    influencers(projectId: $projectId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          ...InfluencerLink_Influencer\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InfluencerLink_Influencer on Influencer {\n    id\n    name\n    status\n    statusRaw\n    thumbnailUrl\n  }\n"): (typeof documents)["\n  fragment InfluencerLink_Influencer on Influencer {\n    id\n    name\n    status\n    statusRaw\n    thumbnailUrl\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ReferenceImages_Influencer on Influencer {\n    id\n    referenceImages {\n      addedAt\n      mediaAsset {\n        id\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ReferenceImages_Influencer on Influencer {\n    id\n    referenceImages {\n      addedAt\n      mediaAsset {\n        id\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PresignReferenceImage($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload {\n        uploadId\n        url\n        method\n        headers {\n          name\n          value\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation PresignReferenceImage($input: PresignMediaInput!) {\n    presignMedia(input: $input) {\n      upload {\n        uploadId\n        url\n        method\n        headers {\n          name\n          value\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinalizeReferenceImage($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset {\n        id\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation FinalizeReferenceImage($input: FinalizeMediaInput!) {\n    finalizeMedia(input: $input) {\n      mediaAsset {\n        id\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AssetList_ContentItem on ContentItem {\n    id\n    assets {\n      id\n      url\n      thumbnailUrl\n      mimeType\n      width\n      height\n      durationMs\n      sizeBytes\n    }\n  }\n"): (typeof documents)["\n  fragment AssetList_ContentItem on ContentItem {\n    id\n    assets {\n      id\n      url\n      thumbnailUrl\n      mimeType\n      width\n      height\n      durationMs\n      sizeBytes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Caption_ContentItem on ContentItem {\n    id\n    caption\n    creativeType\n  }\n"): (typeof documents)["\n  fragment Caption_ContentItem on ContentItem {\n    id\n    caption\n    creativeType\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContentCard_ContentItem on ContentItem {\n    id\n    caption\n    hook\n    creativeType\n    status\n    statusRaw\n    preview {\n      kind\n      thumbnailUrl\n      videoUrl\n      durationMs\n      imageUrls\n    }\n  }\n"): (typeof documents)["\n  fragment ContentCard_ContentItem on ContentItem {\n    id\n    caption\n    hook\n    creativeType\n    status\n    statusRaw\n    preview {\n      kind\n      thumbnailUrl\n      videoUrl\n      durationMs\n      imageUrls\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentDetail($id: ID!) {\n    contentItem(id: $id) {\n      id\n      ...ContentFacts_ContentItem\n      ...Caption_ContentItem\n      ...PlatformFit_ContentItem\n      ...AssetList_ContentItem\n    }\n  }\n"): (typeof documents)["\n  query ContentDetail($id: ID!) {\n    contentItem(id: $id) {\n      id\n      ...ContentFacts_ContentItem\n      ...Caption_ContentItem\n      ...PlatformFit_ContentItem\n      ...AssetList_ContentItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContentFacts_ContentItem on ContentItem {\n    id\n    status\n    statusRaw\n    creativeType\n    approvalStatus\n    createdAt\n    hook\n    lastError {\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment ContentFacts_ContentItem on ContentItem {\n    id\n    status\n    statusRaw\n    creativeType\n    approvalStatus\n    createdAt\n    hook\n    lastError {\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Library($projectId: ID!, $first: Int!, $after: String, $filter: ContentItemFilter) {\n    contentItems(projectId: $projectId, first: $first, after: $after, filter: $filter) {\n      edges {\n        cursor\n        node {\n          id\n          ...ContentCard_ContentItem\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Library($projectId: ID!, $first: Int!, $after: String, $filter: ContentItemFilter) {\n    contentItems(projectId: $projectId, first: $first, after: $after, filter: $filter) {\n      edges {\n        cursor\n        node {\n          id\n          ...ContentCard_ContentItem\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlatformFit_ContentItem on ContentItem {\n    id\n    platformFit {\n      platform\n      ok\n      issues\n    }\n  }\n"): (typeof documents)["\n  fragment PlatformFit_ContentItem on ContentItem {\n    id\n    platformFit {\n      platform\n      ok\n      issues\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects($first: Int!, $after: String) {\n    projects(first: $first, after: $after, filter: { status: ACTIVE }) {\n      edges {\n        cursor\n        node {\n          id\n          ...ProjectOption_Project\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Projects($first: Int!, $after: String) {\n    projects(first: $first, after: $after, filter: { status: ACTIVE }) {\n      edges {\n        cursor\n        node {\n          id\n          ...ProjectOption_Project\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectOption_Project on Project {\n    name\n  }\n"): (typeof documents)["\n  fragment ProjectOption_Project on Project {\n    name\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QuotaMeter_UploadQuota on UploadQuota {\n    currentUploads\n    maxUploads\n    currentBytes\n    maxBytes\n  }\n"): (typeof documents)["\n  fragment QuotaMeter_UploadQuota on UploadQuota {\n    currentUploads\n    maxUploads\n    currentBytes\n    maxBytes\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        files {\n          uploadUrl\n          method\n          headers {\n            name\n            value\n          }\n          expiresAt\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContentUpload($input: CreateContentUploadInput!) {\n    createContentUpload(input: $input) {\n      uploads {\n        containerId\n        files {\n          uploadUrl\n          method\n          headers {\n            name\n            value\n          }\n          expiresAt\n        }\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        caption\n        ...UploadedItem_ContentItem\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {\n    finalizeContentUpload(input: $input) {\n      contentItem {\n        id\n        caption\n        ...UploadedItem_ContentItem\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CorrectUploadedCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CorrectUploadedCaption($input: UpdateContentCaptionInput!) {\n    updateContentCaption(input: $input) {\n      contentItem {\n        id\n        caption\n      }\n      userErrors {\n        ...Problem_LayersUserError\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UploadedItem_ContentItem on ContentItem {\n    id\n    ...PlatformFit_ContentItem\n  }\n"): (typeof documents)["\n  fragment UploadedItem_ContentItem on ContentItem {\n    id\n    ...PlatformFit_ContentItem\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RateLimit {\n    layersViewer {\n      reads: rateLimit(class: \"read-light\") {\n        ...Bucket_LayersRateLimit\n      }\n      writes: rateLimit(class: \"write-light\") {\n        ...Bucket_LayersRateLimit\n      }\n    }\n  }\n"): (typeof documents)["\n  query RateLimit {\n    layersViewer {\n      reads: rateLimit(class: \"read-light\") {\n        ...Bucket_LayersRateLimit\n      }\n      writes: rateLimit(class: \"write-light\") {\n        ...Bucket_LayersRateLimit\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Bucket_LayersRateLimit on LayersRateLimit {\n    limit\n    remaining\n    reset\n  }\n"): (typeof documents)["\n  fragment Bucket_LayersRateLimit on LayersRateLimit {\n    limit\n    remaining\n    reset\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;