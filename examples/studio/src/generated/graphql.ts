/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What review says of a content item, whatever its `status`. */
export type ApprovalStatus =
  /** May be published. */
  | 'APPROVED'
  /** Needs no review. */
  | 'NOT_REQUIRED'
  /** Waits for review. */
  | 'PENDING'
  /** May not be published. */
  | 'REJECTED'
  /** A status newer than this schema: see `approvalStatusRaw`. */
  | 'UNKNOWN';

/** Media assets of the influencer's own project. */
export type AttachReferenceImagesInput = {
  /** 1 to 20 asset ids from `finalizeMedia`, `uploadMedia` or `uploadMediaInline` in the same project. Assets of content items cannot be attached. */
  assetIds: Array<string | number>;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** The influencer that gets the images. */
  influencerId: string | number;
};

/** Declares one file. */
export type ContentFileInput = {
  /** `video/mp4`, `video/quicktime`, `image/jpeg`, `image/png` or `image/webp`; the PUT must send the same. */
  contentType: string;
  /** 1 to 512 characters. */
  filename: string;
  /** Bytes, exactly. Layers accepts 100 MB of video and 30 MB of picture. */
  sizeBytes: number;
};

/** Every condition that is given must hold. */
export type ContentItemFilter = {
  /** Only items from here. */
  creativeType?: CreativeType | null | undefined;
  /** Only items with one of these formats, spelled as `ContentItem.format` is. */
  format?: Array<string> | null | undefined;
  /** Created at this time or later. */
  since?: string | null | undefined;
  /** Only items with one of these. */
  status?: Array<ContentStatus> | null | undefined;
  /** Created at this time or earlier. */
  until?: string | null | undefined;
};

/** How far the making of a content item is. Uploads are born `COMPLETED`. */
export type ContentStatus =
  /** Stopped before it was done. */
  | 'CANCELED'
  /** Done. */
  | 'COMPLETED'
  /** Could not be made: see `lastError`. */
  | 'FAILED'
  /** Being made. */
  | 'PROCESSING'
  /** Waits for its turn. */
  | 'QUEUED'
  /** A status newer than this schema: see `statusRaw`. Refused as an input. */
  | 'UNKNOWN';

/** Declares the files of a direct upload. */
export type CreateContentUploadInput = {
  /** 1 to 10 files; a slideshow keeps their order. */
  files: Array<ContentFileInput>;
  /** How the files become items. */
  grouping: UploadGrouping;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** The project that gets the items. */
  projectId: string | number;
};

/** Where a content item comes from. */
export type CreativeType =
  /** Layers made it. */
  | 'GENERATED'
  /** An origin newer than this schema: see `creativeTypeRaw`. Refused as an input. */
  | 'UNKNOWN'
  /** You uploaded it. */
  | 'UPLOADED';

/** Names an upload whose files were all PUT. */
export type FinalizeContentUploadInput = {
  /** Required, may be empty, at most 2,200 characters; kept and published exactly as given. Ignored when the item was finalized before: the first caption wins. */
  caption: string;
  /** From `createContentUpload`. */
  containerId: string | number;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
};

/** Names an upload whose PUT has succeeded. */
export type FinalizeMediaInput = {
  /** 64 hexadecimal digits. */
  checksumSha256?: string | null | undefined;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** The project that gets the file. */
  projectId: string | number;
  /** From `presignMedia`. */
  uploadId: string | number;
};

/** An influencer's gender. */
export type InfluencerGender =
  | 'FEMALE'
  | 'MALE'
  | 'NONBINARY'
  /** A word newer than this schema: see `genderRaw`. Refused as an input. */
  | 'UNKNOWN'
  | 'UNSPECIFIED';

/** Where an influencer is in its life. Only `READY` can be used without waiting. */
export type InfluencerStatus =
  /** Not started. */
  | 'DRAFT'
  /** Could not be made: see `errorMessage`. */
  | 'FAILED'
  /** A create or clone job is under way. */
  | 'PENDING'
  /** Can be used. */
  | 'READY'
  /** Its look is being learnt. */
  | 'TRAINING'
  /** A status newer than this schema: see `statusRaw`. Refused as an input. */
  | 'UNKNOWN';

/** Why a mutation did not do what was asked. The set may grow; treat an unfamiliar member like `UNKNOWN`. `UNAUTHENTICATED`, `FORBIDDEN` and `KILL_SWITCH` are not here: they are errors of the whole field. */
export type LayersErrorCode =
  /** The content item waits for approval. */
  | 'APPROVAL_REQUIRED'
  /** The customer's authority block does not allow this write. */
  | 'AUTHORITY_DENIED'
  /** The organization is out of credits. */
  | 'BILLING_EXHAUSTED'
  /** The thing is not in a state that allows this: a handle or id that is taken, an upload session that was reaped or changed meanwhile; on `createProject` also an idempotency key that was used with another input. */
  | 'CONFLICT'
  /** The content item was rejected in review. */
  | 'CONTENT_REJECTED'
  /** The creative was flagged. */
  | 'CREATIVE_FLAGGED'
  /** A platform no longer accepts the credential of the social account. */
  | 'CREDENTIAL_INVALID'
  /** A field of a later release was sent. */
  | 'FORBIDDEN_FENCE'
  /** The idempotency key was used before with another input. Use a fresh one. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The route demands an idempotency key. */
  | 'IDEMPOTENCY_REQUIRED'
  /** Unknown, deleted, or of another organization; Layers does not tell which. */
  | 'NOT_FOUND'
  /** The owner's phone number is not verified. */
  | 'OWNER_PHONE_UNVERIFIED'
  /** A file is over Layers' size cap, or over the one of this server. */
  | 'PAYLOAD_TOO_LARGE'
  /** A phone number is needed. */
  | 'PHONE_REQUIRED'
  /** The social platform failed. */
  | 'PLATFORM_ERROR'
  /** The social platform refused. */
  | 'PLATFORM_REJECTED'
  /** A bucket of the API key is empty: wait `retryAfterMs`, then send the same input with the same idempotency key. */
  | 'RATE_LIMITED'
  /** The return URL's host is not on the key's allowlist. */
  | 'RETURN_URL_NOT_ALLOWED'
  /** A media URL could not be fetched in time, or its signature has expired. Retry once the URL is fixed. */
  | 'SCRAPE_FAILED'
  /** Layers used a code that is not documented; it is in `upstreamCode`. */
  | 'UNKNOWN'
  /** The signed URL has expired: of a replayed upload handle, or while the file was on its way. Ask again with a fresh idempotency key. */
  | 'UPLOAD_EXPIRED'
  /** A declared file has not landed in storage yet, and the message names it: PUT it, then finalize again. Or a file of this request did not arrive whole: send it again. */
  | 'UPLOAD_INCOMPLETE'
  /** The project is at its upload quota; the numbers are in `uploadQuota`. */
  | 'UPLOAD_QUOTA_EXCEEDED'
  /** This server could not keep the file on its disk. Declare its size, so that it need not. */
  | 'UPLOAD_SPOOL_FAILED'
  /** Layers failed without saying why. */
  | 'UPSTREAM_ERROR'
  /** Layers answered with success but not with what it promises. The write may have happened: repeat with the same idempotency key. */
  | 'UPSTREAM_INVALID_RESPONSE'
  /** No answer in time. The write may have happened: repeat with the same idempotency key. */
  | 'UPSTREAM_TIMEOUT'
  /** Layers cannot be reached. The write may have happened: repeat with the same idempotency key. */
  | 'UPSTREAM_UNAVAILABLE'
  /** The input is not valid; `field` says where. */
  | 'VALIDATION'
  /** The ad would be left without a creative. */
  | 'WOULD_LEAVE_AD_EMPTY';

/** What a media asset is for. Layers accepts 50 MB of image, logo or reference image, 200 MB of audio and 1 GB of video. */
export type MediaKind =
  /** Sound. */
  | 'AUDIO'
  /** A still picture. */
  | 'IMAGE'
  /** The brand's logo. */
  | 'LOGO'
  /** Shows what an influencer looks like. */
  | 'REFERENCE_IMAGE'
  /** A kind newer than this schema: see `kindRaw`. Refused as an input. */
  | 'UNKNOWN'
  /** A moving picture. */
  | 'VIDEO';

/** Merged key by key into what is stored: an absent key stays, null clears it, a list is replaced whole. */
export type PersonalityInput = {
  /** Phrases it is known for. */
  catchphrases?: Array<string> | null | undefined;
  /** How formal. */
  formality?: string | null | undefined;
  /** Kind of humor. */
  humor?: string | null | undefined;
  /** What it likes to talk about. */
  interests?: Array<string> | null | undefined;
  /** Any other key, merged in the same way. Refuses the keys that have a field of their own. */
  other?: Record<string, unknown> | null | undefined;
  /** How it builds sentences. */
  speakingStyle?: string | null | undefined;
  /** Tone of voice. */
  tone?: string | null | undefined;
  /** Character traits. */
  traits?: Array<string> | null | undefined;
  /** What matters to it. */
  values?: Array<string> | null | undefined;
};

/** Declares one file of any size. */
export type PresignMediaInput = {
  /** 64 hexadecimal digits; when given, storage checks the bytes. */
  checksumSha256?: string | null | undefined;
  /** 1 to 256 characters. The storage key takes its ending, nothing else. */
  filename?: string | null | undefined;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** What it is for. */
  kind: MediaKind;
  /** Media type such as `image/jpeg`; the PUT must send the same. */
  mimeType: string;
  /** The project that gets the file. */
  projectId: string | number;
  /** Bytes; when given, the file must have exactly this size. Caps are those of `MediaKind`. */
  sizeBytes?: number | null | undefined;
};

/** A corrected caption. */
export type UpdateContentCaptionInput = {
  /** Required, may be empty, at most 2,200 characters; kept and published exactly as given. */
  caption: string;
  /** The uploaded content item. */
  id: string | number;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
};

/** Absent and null differ: an absent field stays as it is, null clears it. At least one field must be given. */
export type UpdateInfluencerInput = {
  /** At most 16 characters. Absent leaves it alone, null clears it. */
  ageRange?: string | null | undefined;
  /** At most 128 characters. Absent leaves it alone, null clears it. */
  bodyType?: string | null | undefined;
  /** At most 128 characters. Absent leaves it alone, null clears it. */
  ethnicity?: string | null | undefined;
  /** Absent leaves it alone, null clears it. */
  gender?: InfluencerGender | null | undefined;
  /** At most 64 characters. Absent leaves it alone, null clears it. */
  hairColor?: string | null | undefined;
  /** At most 128 characters. Absent leaves it alone, null clears it. */
  hairStyle?: string | null | undefined;
  /** The influencer to change. */
  id: string | number;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 128 characters; cannot be cleared. */
  name?: string | null | undefined;
  /** Merged key by key; absent leaves all of it alone. Null is refused: clear its keys. */
  personality?: PersonalityInput | null | undefined;
  /** At most 256 characters. Absent leaves it alone, null clears it. */
  style?: string | null | undefined;
  /** At most 256 characters. Absent leaves it alone, null clears it. */
  vibe?: string | null | undefined;
  /** At most 1024 characters. Absent leaves it alone, null clears it. */
  voiceDescription?: string | null | undefined;
};

/** How the files of a session become content items. */
export type UploadGrouping =
  /** One item per file; kinds may mix. */
  | 'PER_FILE'
  /** One item of all files, which must be pictures. A single picture becomes a picture item. */
  | 'SLIDESHOW';

export type Problem_LayersUserErrorFragment = { __typename: 'LayersUserError', code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean, retryAfterMs: number | null, requestId: string | null, uploadQuota: (
    { __typename: 'UploadQuota' }
    & { ' $fragmentRefs'?: { 'QuotaMeter_UploadQuotaFragment': QuotaMeter_UploadQuotaFragment } }
  ) | null } & { ' $fragmentName'?: 'Problem_LayersUserErrorFragment' };

export type AttachReferenceImagesMutationVariables = Exact<{
  input: AttachReferenceImagesInput;
}>;


export type AttachReferenceImagesMutation = { attachReferenceImages: { __typename: 'AttachReferenceImagesPayload', droppedAssetIds: Array<string> | null, influencer: (
      { __typename: 'Influencer', id: string }
      & { ' $fragmentRefs'?: { 'ReferenceImages_InfluencerFragment': ReferenceImages_InfluencerFragment } }
    ) | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type InfluencerForm_InfluencerFragment = { __typename: 'Influencer', id: string, name: string | null, gender: InfluencerGender | null, ageRange: string | null, ethnicity: string | null, bodyType: string | null, hairColor: string | null, hairStyle: string | null, style: string | null, vibe: string | null, voiceDescription: string | null, personality: { __typename: 'Personality', traits: Array<string> | null, tone: string | null, humor: string | null, formality: string | null, speakingStyle: string | null, catchphrases: Array<string> | null, interests: Array<string> | null, values: Array<string> | null, other: Record<string, unknown> | null } | null } & { ' $fragmentName'?: 'InfluencerForm_InfluencerFragment' };

export type UpdateInfluencerMutationVariables = Exact<{
  input: UpdateInfluencerInput;
}>;


export type UpdateInfluencerMutation = { updateInfluencer: { __typename: 'UpdateInfluencerPayload', influencer: (
      { __typename: 'Influencer', id: string }
      & { ' $fragmentRefs'?: { 'InfluencerForm_InfluencerFragment': InfluencerForm_InfluencerFragment } }
    ) | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type InfluencerDetailQueryVariables = Exact<{
  id: string | number;
}>;


export type InfluencerDetailQuery = { influencer: (
    { __typename: 'Influencer', id: string, name: string | null }
    & { ' $fragmentRefs'?: { 'InfluencerForm_InfluencerFragment': InfluencerForm_InfluencerFragment;'ReferenceImages_InfluencerFragment': ReferenceImages_InfluencerFragment } }
  ) | null };

export type InfluencersQueryVariables = Exact<{
  projectId: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type InfluencersQuery = { influencers: { __typename: 'InfluencerConnection', edges: Array<{ __typename: 'InfluencerEdge', cursor: string, node: (
        { __typename: 'Influencer', id: string }
        & { ' $fragmentRefs'?: { 'InfluencerLink_InfluencerFragment': InfluencerLink_InfluencerFragment } }
      ) }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type InfluencerLink_InfluencerFragment = { __typename: 'Influencer', id: string, name: string | null, status: InfluencerStatus | null, statusRaw: string | null, thumbnailUrl: string | null } & { ' $fragmentName'?: 'InfluencerLink_InfluencerFragment' };

export type ReferenceImages_InfluencerFragment = { __typename: 'Influencer', id: string, referenceImages: Array<{ __typename: 'ReferenceImage', addedAt: string | null, mediaAsset: { __typename: 'MediaAsset', id: string, url: string | null } | null }> | null } & { ' $fragmentName'?: 'ReferenceImages_InfluencerFragment' };

export type PresignReferenceImageMutationVariables = Exact<{
  input: PresignMediaInput;
}>;


export type PresignReferenceImageMutation = { presignMedia: { __typename: 'PresignMediaPayload', upload: { __typename: 'MediaUpload', uploadId: string, url: string, method: string, headers: Array<{ __typename: 'UploadHeader', name: string, value: string }> } | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type FinalizeReferenceImageMutationVariables = Exact<{
  input: FinalizeMediaInput;
}>;


export type FinalizeReferenceImageMutation = { finalizeMedia: { __typename: 'FinalizeMediaPayload', mediaAsset: { __typename: 'MediaAsset', id: string } | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type AssetList_ContentItemFragment = { __typename: 'ContentItem', id: string, assets: Array<{ __typename: 'MediaAsset', id: string, url: string | null, thumbnailUrl: string | null, mimeType: string | null, width: number | null, height: number | null, durationMs: number | null, sizeBytes: number | null }> | null } & { ' $fragmentName'?: 'AssetList_ContentItemFragment' };

export type Caption_ContentItemFragment = { __typename: 'ContentItem', id: string, caption: string | null, creativeType: CreativeType | null } & { ' $fragmentName'?: 'Caption_ContentItemFragment' };

export type UpdateCaptionMutationVariables = Exact<{
  input: UpdateContentCaptionInput;
}>;


export type UpdateCaptionMutation = { updateContentCaption: { __typename: 'UpdateContentCaptionPayload', contentItem: { __typename: 'ContentItem', id: string, caption: string | null } | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type ContentCard_ContentItemFragment = { __typename: 'ContentItem', id: string, caption: string | null, hook: string | null, creativeType: CreativeType | null, status: ContentStatus | null, statusRaw: string | null, preview: { __typename: 'ContentPreview', kind: string | null, thumbnailUrl: string | null, videoUrl: string | null, durationMs: number | null, imageUrls: Array<string> | null } | null } & { ' $fragmentName'?: 'ContentCard_ContentItemFragment' };

export type ContentDetailQueryVariables = Exact<{
  id: string | number;
}>;


export type ContentDetailQuery = { contentItem: (
    { __typename: 'ContentItem', id: string }
    & { ' $fragmentRefs'?: { 'ContentFacts_ContentItemFragment': ContentFacts_ContentItemFragment;'Caption_ContentItemFragment': Caption_ContentItemFragment;'PlatformFit_ContentItemFragment': PlatformFit_ContentItemFragment;'AssetList_ContentItemFragment': AssetList_ContentItemFragment } }
  ) | null };

export type ContentFacts_ContentItemFragment = { __typename: 'ContentItem', id: string, status: ContentStatus | null, statusRaw: string | null, creativeType: CreativeType | null, approvalStatus: ApprovalStatus | null, createdAt: string | null, hook: string | null, lastError: { __typename: 'ContentError', message: string | null } | null } & { ' $fragmentName'?: 'ContentFacts_ContentItemFragment' };

export type LibraryQueryVariables = Exact<{
  projectId: string | number;
  first: number;
  after?: string | null | undefined;
  filter?: ContentItemFilter | null | undefined;
}>;


export type LibraryQuery = { contentItems: { __typename: 'ContentItemConnection', edges: Array<{ __typename: 'ContentItemEdge', cursor: string, node: (
        { __typename: 'ContentItem', id: string }
        & { ' $fragmentRefs'?: { 'ContentCard_ContentItemFragment': ContentCard_ContentItemFragment } }
      ) }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type PlatformFit_ContentItemFragment = { __typename: 'ContentItem', id: string, platformFit: Array<{ __typename: 'PlatformFit', platform: string, ok: boolean | null, issues: Array<string> | null }> | null } & { ' $fragmentName'?: 'PlatformFit_ContentItemFragment' };

export type ProjectsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ProjectsQuery = { projects: { __typename: 'ProjectConnection', edges: Array<{ __typename: 'ProjectEdge', cursor: string, node: (
        { __typename: 'Project', id: string }
        & { ' $fragmentRefs'?: { 'ProjectOption_ProjectFragment': ProjectOption_ProjectFragment } }
      ) }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type ProjectOption_ProjectFragment = { __typename: 'Project', name: string | null } & { ' $fragmentName'?: 'ProjectOption_ProjectFragment' };

export type QuotaMeter_UploadQuotaFragment = { __typename: 'UploadQuota', currentUploads: number | null, maxUploads: number | null, currentBytes: number | null, maxBytes: number | null } & { ' $fragmentName'?: 'QuotaMeter_UploadQuotaFragment' };

export type CreateContentUploadMutationVariables = Exact<{
  input: CreateContentUploadInput;
}>;


export type CreateContentUploadMutation = { createContentUpload: { __typename: 'CreateContentUploadPayload', uploads: Array<{ __typename: 'ContentUpload', containerId: string, files: Array<{ __typename: 'ContentFileUpload', uploadUrl: string, method: string, expiresAt: string, headers: Array<{ __typename: 'UploadHeader', name: string, value: string }> }> }> | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type FinalizeContentUploadMutationVariables = Exact<{
  input: FinalizeContentUploadInput;
}>;


export type FinalizeContentUploadMutation = { finalizeContentUpload: { __typename: 'FinalizeContentUploadPayload', contentItem: (
      { __typename: 'ContentItem', id: string, caption: string | null }
      & { ' $fragmentRefs'?: { 'UploadedItem_ContentItemFragment': UploadedItem_ContentItemFragment } }
    ) | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type CorrectUploadedCaptionMutationVariables = Exact<{
  input: UpdateContentCaptionInput;
}>;


export type CorrectUploadedCaptionMutation = { updateContentCaption: { __typename: 'UpdateContentCaptionPayload', contentItem: { __typename: 'ContentItem', id: string, caption: string | null } | null, userErrors: Array<(
      { __typename: 'LayersUserError' }
      & { ' $fragmentRefs'?: { 'Problem_LayersUserErrorFragment': Problem_LayersUserErrorFragment } }
    )> } | null };

export type UploadedItem_ContentItemFragment = (
  { __typename: 'ContentItem', id: string }
  & { ' $fragmentRefs'?: { 'PlatformFit_ContentItemFragment': PlatformFit_ContentItemFragment } }
) & { ' $fragmentName'?: 'UploadedItem_ContentItemFragment' };

export type RateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type RateLimitQuery = { layersViewer: { __typename: 'LayersViewer', reads: (
      { __typename: 'LayersRateLimit' }
      & { ' $fragmentRefs'?: { 'Bucket_LayersRateLimitFragment': Bucket_LayersRateLimitFragment } }
    ) | null, writes: (
      { __typename: 'LayersRateLimit' }
      & { ' $fragmentRefs'?: { 'Bucket_LayersRateLimitFragment': Bucket_LayersRateLimitFragment } }
    ) | null } | null };

export type Bucket_LayersRateLimitFragment = { __typename: 'LayersRateLimit', limit: number | null, remaining: number | null, reset: string | null } & { ' $fragmentName'?: 'Bucket_LayersRateLimitFragment' };

export const QuotaMeter_UploadQuotaFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}}]} as unknown as DocumentNode<QuotaMeter_UploadQuotaFragment, unknown>;
export const Problem_LayersUserErrorFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}}]} as unknown as DocumentNode<Problem_LayersUserErrorFragment, unknown>;
export const InfluencerForm_InfluencerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InfluencerForm_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"ageRange"}},{"kind":"Field","name":{"kind":"Name","value":"ethnicity"}},{"kind":"Field","name":{"kind":"Name","value":"bodyType"}},{"kind":"Field","name":{"kind":"Name","value":"hairColor"}},{"kind":"Field","name":{"kind":"Name","value":"hairStyle"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"vibe"}},{"kind":"Field","name":{"kind":"Name","value":"voiceDescription"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"tone"}},{"kind":"Field","name":{"kind":"Name","value":"humor"}},{"kind":"Field","name":{"kind":"Name","value":"formality"}},{"kind":"Field","name":{"kind":"Name","value":"speakingStyle"}},{"kind":"Field","name":{"kind":"Name","value":"catchphrases"}},{"kind":"Field","name":{"kind":"Name","value":"interests"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"other"}}]}}]}}]} as unknown as DocumentNode<InfluencerForm_InfluencerFragment, unknown>;
export const InfluencerLink_InfluencerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InfluencerLink_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}}]} as unknown as DocumentNode<InfluencerLink_InfluencerFragment, unknown>;
export const ReferenceImages_InfluencerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReferenceImages_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"referenceImages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<ReferenceImages_InfluencerFragment, unknown>;
export const AssetList_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetList_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"assets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}}]} as unknown as DocumentNode<AssetList_ContentItemFragment, unknown>;
export const Caption_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Caption_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}}]}}]} as unknown as DocumentNode<Caption_ContentItemFragment, unknown>;
export const ContentCard_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContentCard_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"hook"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"preview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"videoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"imageUrls"}}]}}]}}]} as unknown as DocumentNode<ContentCard_ContentItemFragment, unknown>;
export const ContentFacts_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContentFacts_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}},{"kind":"Field","name":{"kind":"Name","value":"approvalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"hook"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ContentFacts_ContentItemFragment, unknown>;
export const ProjectOption_ProjectFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectOption_Project"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Project"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<ProjectOption_ProjectFragment, unknown>;
export const PlatformFit_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFit_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}}]}}]} as unknown as DocumentNode<PlatformFit_ContentItemFragment, unknown>;
export const UploadedItem_ContentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadedItem_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFit_ContentItem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFit_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}}]}}]} as unknown as DocumentNode<UploadedItem_ContentItemFragment, unknown>;
export const Bucket_LayersRateLimitFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Bucket_LayersRateLimit"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersRateLimit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"reset"}}]}}]} as unknown as DocumentNode<Bucket_LayersRateLimitFragment, unknown>;
export const AttachReferenceImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachReferenceImages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachReferenceImagesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attachReferenceImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReferenceImages_Influencer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"droppedAssetIds"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReferenceImages_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"referenceImages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<AttachReferenceImagesMutation, AttachReferenceImagesMutationVariables>;
export const UpdateInfluencerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateInfluencer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateInfluencerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateInfluencer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InfluencerForm_Influencer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InfluencerForm_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"ageRange"}},{"kind":"Field","name":{"kind":"Name","value":"ethnicity"}},{"kind":"Field","name":{"kind":"Name","value":"bodyType"}},{"kind":"Field","name":{"kind":"Name","value":"hairColor"}},{"kind":"Field","name":{"kind":"Name","value":"hairStyle"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"vibe"}},{"kind":"Field","name":{"kind":"Name","value":"voiceDescription"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"tone"}},{"kind":"Field","name":{"kind":"Name","value":"humor"}},{"kind":"Field","name":{"kind":"Name","value":"formality"}},{"kind":"Field","name":{"kind":"Name","value":"speakingStyle"}},{"kind":"Field","name":{"kind":"Name","value":"catchphrases"}},{"kind":"Field","name":{"kind":"Name","value":"interests"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"other"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<UpdateInfluencerMutation, UpdateInfluencerMutationVariables>;
export const InfluencerDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InfluencerDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InfluencerForm_Influencer"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReferenceImages_Influencer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InfluencerForm_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"ageRange"}},{"kind":"Field","name":{"kind":"Name","value":"ethnicity"}},{"kind":"Field","name":{"kind":"Name","value":"bodyType"}},{"kind":"Field","name":{"kind":"Name","value":"hairColor"}},{"kind":"Field","name":{"kind":"Name","value":"hairStyle"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"vibe"}},{"kind":"Field","name":{"kind":"Name","value":"voiceDescription"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"tone"}},{"kind":"Field","name":{"kind":"Name","value":"humor"}},{"kind":"Field","name":{"kind":"Name","value":"formality"}},{"kind":"Field","name":{"kind":"Name","value":"speakingStyle"}},{"kind":"Field","name":{"kind":"Name","value":"catchphrases"}},{"kind":"Field","name":{"kind":"Name","value":"interests"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"other"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReferenceImages_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"referenceImages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<InfluencerDetailQuery, InfluencerDetailQueryVariables>;
export const InfluencersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Influencers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"projectId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InfluencerLink_Influencer"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InfluencerLink_Influencer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Influencer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}}]}}]} as unknown as DocumentNode<InfluencersQuery, InfluencersQueryVariables>;
export const PresignReferenceImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PresignReferenceImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PresignMediaInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"presignMedia"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadId"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<PresignReferenceImageMutation, PresignReferenceImageMutationVariables>;
export const FinalizeReferenceImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinalizeReferenceImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinalizeMediaInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finalizeMedia"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<FinalizeReferenceImageMutation, FinalizeReferenceImageMutationVariables>;
export const UpdateCaptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContentCaptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContentCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<UpdateCaptionMutation, UpdateCaptionMutationVariables>;
export const ContentDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContentDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContentFacts_ContentItem"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Caption_ContentItem"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFit_ContentItem"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetList_ContentItem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContentFacts_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}},{"kind":"Field","name":{"kind":"Name","value":"approvalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"hook"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Caption_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFit_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetList_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"assets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}}]} as unknown as DocumentNode<ContentDetailQuery, ContentDetailQueryVariables>;
export const LibraryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Library"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItemFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"projectId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContentCard_ContentItem"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContentCard_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"hook"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusRaw"}},{"kind":"Field","name":{"kind":"Name","value":"preview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"videoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"imageUrls"}}]}}]}}]} as unknown as DocumentNode<LibraryQuery, LibraryQueryVariables>;
export const ProjectsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Projects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"projects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"ACTIVE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProjectOption_Project"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectOption_Project"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Project"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<ProjectsQuery, ProjectsQueryVariables>;
export const CreateContentUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateContentUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateContentUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createContentUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"containerId"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<CreateContentUploadMutation, CreateContentUploadMutationVariables>;
export const FinalizeContentUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinalizeContentUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinalizeContentUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finalizeContentUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UploadedItem_ContentItem"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlatformFit_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UploadedItem_ContentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlatformFit_ContentItem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<FinalizeContentUploadMutation, FinalizeContentUploadMutationVariables>;
export const CorrectUploadedCaptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectUploadedCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContentCaptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContentCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem_LayersUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadQuota"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem_LayersUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersUserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QuotaMeter_UploadQuota"}}]}}]}}]} as unknown as DocumentNode<CorrectUploadedCaptionMutation, CorrectUploadedCaptionMutationVariables>;
export const RateLimitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RateLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"layersViewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"reads"},"name":{"kind":"Name","value":"rateLimit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"class"},"value":{"kind":"StringValue","value":"read-light","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Bucket_LayersRateLimit"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"writes"},"name":{"kind":"Name","value":"rateLimit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"class"},"value":{"kind":"StringValue","value":"write-light","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Bucket_LayersRateLimit"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Bucket_LayersRateLimit"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LayersRateLimit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}},{"kind":"Field","name":{"kind":"Name","value":"reset"}}]}}]} as unknown as DocumentNode<RateLimitQuery, RateLimitQueryVariables>;