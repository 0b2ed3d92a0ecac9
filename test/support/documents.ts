import { graphql } from '../generated/gql.js';

export const createProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      project {
        id
        name
        status
        customerExternalId
        timezone
        primaryLanguage
        metadata
        brandContext { appName }
        ingestState { github { status } }
        requiresApproval
        firstNPostsBlocked
        currentBlockedCount
        createdAt
      }
      userErrors { code message field retryable retryAfterMs requestId upstreamCode }
      idempotencyKey
    }
  }
`);

export const updateInfluencer = graphql(`
  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {
    updateInfluencer(input: $input) {
      influencer {
        id
        name
        gender
        vibe
        style
        personality { traits tone humor values other }
        updatedAt
      }
      userErrors { code message field }
      idempotencyKey
    }
  }
`);

export const attachReferenceImages = graphql(`
  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {
    attachReferenceImages(input: $input) {
      influencer { id referenceImages { addedAt mediaAsset { id } } }
      referenceImages { addedAt mediaAsset { id url kind mimeType } }
      droppedAssetIds
      userErrors { code message field }
    }
  }
`);

export const presignMedia = graphql(`
  mutation PresignMedia($input: PresignMediaInput!) {
    presignMedia(input: $input) {
      upload { uploadId url method headers { name value } expiresAt }
      userErrors { code message field retryable upstreamCode }
      idempotencyKey
    }
  }
`);

export const finalizeMedia = graphql(`
  mutation FinalizeMedia($input: FinalizeMediaInput!) {
    finalizeMedia(input: $input) {
      mediaAsset { id url kind kindRaw mimeType sizeBytes checksumSha256 filename createdAt }
      userErrors { code message field retryable }
    }
  }
`);

export const uploadMediaInline = graphql(`
  mutation UploadMediaInline($input: UploadMediaInlineInput!) {
    uploadMediaInline(input: $input) {
      mediaAsset { id url kind mimeType }
      userErrors { code message field }
    }
  }
`);

export const createContentUpload = graphql(`
  mutation CreateContentUpload($input: CreateContentUploadInput!) {
    createContentUpload(input: $input) {
      uploads {
        containerId
        contentItem { id }
        files { uploadUrl method headers { name value } storageKey contentType expiresAt }
      }
      userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }
    }
  }
`);

export const finalizeContentUpload = graphql(`
  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {
    finalizeContentUpload(input: $input) {
      contentItem {
        id
        status
        caption
        creativeType
        adsEnrollment
        platformFit { platform ok issues }
        preview { kind aspectRatio durationMs }
        assets { id kind url mimeType width height durationMs sizeBytes checksumSha256 }
      }
      userErrors { code message field retryable }
    }
  }
`);

export const uploadContentFromUrls = graphql(`
  mutation UploadContentFromUrls($input: UploadContentFromUrlsInput!) {
    uploadContentFromUrls(input: $input) {
      contentItem {
        id
        status
        caption
        platformFit { platform ok issues }
        preview { kind aspectRatio durationMs }
        assets { width height durationMs }
      }
      userErrors { code message field retryable }
    }
  }
`);

export const updateContentCaption = graphql(`
  mutation UpdateContentCaption($input: UpdateContentCaptionInput!) {
    updateContentCaption(input: $input) {
      contentItem { id caption }
      userErrors { code message field }
    }
  }
`);
