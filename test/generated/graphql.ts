/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whether a content item may be used in ads. */
export type AdsEnrollment =
  /** Layers decides; what generated content starts with. */
  | 'AUTO'
  /** Yes. */
  | 'OPTED_IN'
  /** No; what uploads start with. */
  | 'OPTED_OUT'
  /** A value newer than this schema: see `adsEnrollmentRaw`. */
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

/** The tone that generated texts take. */
export type BrandVoice =
  | 'AUTHENTIC'
  | 'CASUAL'
  | 'EDUCATIONAL'
  | 'PROFESSIONAL'
  /** A voice newer than this schema: see `brandVoiceRaw`. Refused as an input. */
  | 'UNKNOWN'
  | 'WARM'
  | 'WITTY';

/** Declares one file. */
export type ContentFileInput = {
  /** `video/mp4`, `video/quicktime`, `image/jpeg`, `image/png` or `image/webp`; the PUT must send the same. */
  contentType: string;
  /** 1 to 512 characters. */
  filename: string;
  /** Bytes, exactly. Layers accepts 100 MB of video and 30 MB of picture. */
  sizeBytes: number;
};

/** One file to fetch. */
export type ContentMediaInput = {
  /** https URL on a public address. Signed URLs are fine when they are good for 15 minutes or more. Its `Content-Type` decides what it is. */
  url: string;
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

/** A new project. Layers checks lengths and the time zone. */
export type CreateProjectInput = {
  /** 100 to 1000 characters. Starts keyword research and a first influencer. */
  appDescription?: string | null | undefined;
  /** 3 to 30 characters. */
  appName?: string | null | undefined;
  /** The tone that generated texts take. */
  brandVoice?: BrandVoice | null | undefined;
  /** Your own handle, unique in the organization. */
  customerExternalId?: string | null | undefined;
  /** Your own id for it; Layers makes one when absent. Creating the same id again gives the same project. */
  id?: string | number | null | undefined;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** Your own data, at most 8 KB (8192 bytes) as JSON. */
  metadata?: Record<string, unknown> | null | undefined;
  /** 1 to 128 characters. */
  name: string;
  /** Default: the key owner's address. */
  ownerEmail?: string | null | undefined;
  /** BCP 47 language tag; default `en`. */
  primaryLanguage?: string | null | undefined;
  /** At most 80 characters. */
  tagline?: string | null | undefined;
  /** Whom the product addresses. */
  targetGender?: TargetGender | null | undefined;
  /** IANA time zone, such as `Europe/Berlin`. */
  timezone: string;
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

/** Where a project is in its life. */
export type ProjectStatus =
  /** Generates and publishes. */
  | 'ACTIVE'
  /** Readable; generation and dispatch are stopped. */
  | 'ARCHIVED'
  /** A status newer than this schema: see `statusRaw`. Refused as an input. */
  | 'UNKNOWN';

/** Whom the product addresses. */
export type TargetGender =
  | 'ALL'
  | 'FEMALE'
  | 'MALE'
  /** A value newer than this schema: see `targetGenderRaw`. Refused as an input. */
  | 'UNKNOWN';

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

/** One item: one video, or one picture, or a slideshow of 2 to 10 pictures. */
export type UploadContentFromUrlsInput = {
  /** Required, may be empty, at most 2,200 characters; kept and published exactly as given. */
  caption: string;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 10 files, in order. */
  media: Array<ContentMediaInput>;
  /** The project that gets the item. */
  projectId: string | number;
};

/** How the files of a session become content items. */
export type UploadGrouping =
  /** One item per file; kinds may mix. */
  | 'PER_FILE'
  /** One item of all files, which must be pictures. A single picture becomes a picture item. */
  | 'SLIDESHOW';

/** A small file inside the request. */
export type UploadMediaInlineInput = {
  /** The bytes in base64, without a `data:` prefix. Decoded they must be under 256 KB (262144 bytes). */
  dataBase64: string;
  /** 1 to 256 characters. */
  filename?: string | null | undefined;
  /** Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it. */
  idempotencyKey?: string | null | undefined;
  /** What it is for. */
  kind: MediaKind;
  /** Media type such as `image/png`. */
  mimeType: string;
  /** The project that gets the file. */
  projectId: string | number;
};

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type CreateProjectMutation = { createProject: { idempotencyKey: string, project: { id: string, name: string | null, status: ProjectStatus | null, customerExternalId: string | null, timezone: string | null, primaryLanguage: string | null, metadata: Record<string, unknown> | null, requiresApproval: boolean | null, firstNPostsBlocked: number | null, currentBlockedCount: number | null, createdAt: string | null, brandContext: { appName: string | null } | null, ingestState: { github: { status: string | null } | null } | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean, retryAfterMs: number | null, requestId: string | null, upstreamCode: string | null }> } | null };

export type UpdateInfluencerMutationVariables = Exact<{
  input: UpdateInfluencerInput;
}>;


export type UpdateInfluencerMutation = { updateInfluencer: { idempotencyKey: string, influencer: { id: string, name: string | null, gender: InfluencerGender | null, vibe: string | null, style: string | null, updatedAt: string | null, personality: { traits: Array<string> | null, tone: string | null, humor: string | null, values: Array<string> | null, other: Record<string, unknown> | null } | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };

export type AttachReferenceImagesMutationVariables = Exact<{
  input: AttachReferenceImagesInput;
}>;


export type AttachReferenceImagesMutation = { attachReferenceImages: { droppedAssetIds: Array<string> | null, influencer: { id: string, referenceImages: Array<{ addedAt: string | null, mediaAsset: { id: string } | null }> | null } | null, referenceImages: Array<{ addedAt: string | null, mediaAsset: { id: string, url: string | null, kind: MediaKind | null, mimeType: string | null } | null }> | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };

export type PresignMediaMutationVariables = Exact<{
  input: PresignMediaInput;
}>;


export type PresignMediaMutation = { presignMedia: { idempotencyKey: string, upload: { uploadId: string, url: string, method: string, expiresAt: string, headers: Array<{ name: string, value: string }> } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean, upstreamCode: string | null }> } | null };

export type FinalizeMediaMutationVariables = Exact<{
  input: FinalizeMediaInput;
}>;


export type FinalizeMediaMutation = { finalizeMedia: { mediaAsset: { id: string, url: string | null, kind: MediaKind | null, kindRaw: string | null, mimeType: string | null, sizeBytes: number | null, checksumSha256: string | null, filename: string | null, createdAt: string | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean }> } | null };

export type UploadMediaInlineMutationVariables = Exact<{
  input: UploadMediaInlineInput;
}>;


export type UploadMediaInlineMutation = { uploadMediaInline: { mediaAsset: { id: string, url: string | null, kind: MediaKind | null, mimeType: string | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateContentUploadMutationVariables = Exact<{
  input: CreateContentUploadInput;
}>;


export type CreateContentUploadMutation = { createContentUpload: { uploads: Array<{ containerId: string, contentItem: { id: string } | null, files: Array<{ uploadUrl: string, method: string, storageKey: string, contentType: string, expiresAt: string, headers: Array<{ name: string, value: string }> }> }> | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, upstreamCode: string | null, uploadQuota: { currentUploads: number | null, maxUploads: number | null, currentBytes: number | null, maxBytes: number | null } | null }> } | null };

export type FinalizeContentUploadMutationVariables = Exact<{
  input: FinalizeContentUploadInput;
}>;


export type FinalizeContentUploadMutation = { finalizeContentUpload: { contentItem: { id: string, status: ContentStatus | null, caption: string | null, creativeType: CreativeType | null, adsEnrollment: AdsEnrollment | null, platformFit: Array<{ platform: string, ok: boolean | null, issues: Array<string> | null }> | null, preview: { kind: string | null, aspectRatio: string | null, durationMs: number | null } | null, assets: Array<{ id: string, kind: MediaKind | null, url: string | null, mimeType: string | null, width: number | null, height: number | null, durationMs: number | null, sizeBytes: number | null, checksumSha256: string | null }> | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean }> } | null };

export type UploadContentFromUrlsMutationVariables = Exact<{
  input: UploadContentFromUrlsInput;
}>;


export type UploadContentFromUrlsMutation = { uploadContentFromUrls: { contentItem: { id: string, status: ContentStatus | null, caption: string | null, platformFit: Array<{ platform: string, ok: boolean | null, issues: Array<string> | null }> | null, preview: { kind: string | null, aspectRatio: string | null, durationMs: number | null } | null, assets: Array<{ width: number | null, height: number | null, durationMs: number | null }> | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean }> } | null };

export type UpdateContentCaptionMutationVariables = Exact<{
  input: UpdateContentCaptionInput;
}>;


export type UpdateContentCaptionMutation = { updateContentCaption: { contentItem: { id: string, caption: string | null } | null, userErrors: Array<{ code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };


export const CreateProjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"customerExternalId"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"primaryLanguage"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"brandContext"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ingestState"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"github"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"requiresApproval"}},{"kind":"Field","name":{"kind":"Name","value":"firstNPostsBlocked"}},{"kind":"Field","name":{"kind":"Name","value":"currentBlockedCount"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}}]}}]}}]} as unknown as DocumentNode<CreateProjectMutation, CreateProjectMutationVariables>;
export const UpdateInfluencerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateInfluencer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateInfluencerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateInfluencer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"vibe"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"tone"}},{"kind":"Field","name":{"kind":"Name","value":"humor"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"other"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}}]}}]}}]} as unknown as DocumentNode<UpdateInfluencerMutation, UpdateInfluencerMutationVariables>;
export const AttachReferenceImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachReferenceImages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachReferenceImagesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attachReferenceImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"influencer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"referenceImages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"referenceImages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"droppedAssetIds"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AttachReferenceImagesMutation, AttachReferenceImagesMutationVariables>;
export const PresignMediaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PresignMedia"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PresignMediaInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"presignMedia"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadId"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}}]}}]}}]} as unknown as DocumentNode<PresignMediaMutation, PresignMediaMutationVariables>;
export const FinalizeMediaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinalizeMedia"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinalizeMediaInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finalizeMedia"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"kindRaw"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"checksumSha256"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<FinalizeMediaMutation, FinalizeMediaMutationVariables>;
export const UploadMediaInlineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadMediaInline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadMediaInlineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadMediaInline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mediaAsset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<UploadMediaInlineMutation, UploadMediaInlineMutationVariables>;
export const CreateContentUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateContentUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateContentUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createContentUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"containerId"}},{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"storageKey"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamCode"}},{"kind":"Field","name":{"kind":"Name","value":"uploadQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentUploads"}},{"kind":"Field","name":{"kind":"Name","value":"maxUploads"}},{"kind":"Field","name":{"kind":"Name","value":"currentBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateContentUploadMutation, CreateContentUploadMutationVariables>;
export const FinalizeContentUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinalizeContentUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinalizeContentUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finalizeContentUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"creativeType"}},{"kind":"Field","name":{"kind":"Name","value":"adsEnrollment"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}},{"kind":"Field","name":{"kind":"Name","value":"preview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"checksumSha256"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<FinalizeContentUploadMutation, FinalizeContentUploadMutationVariables>;
export const UploadContentFromUrlsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadContentFromUrls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadContentFromUrlsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadContentFromUrls"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"platformFit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"issues"}}]}},{"kind":"Field","name":{"kind":"Name","value":"preview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"aspectRatio"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<UploadContentFromUrlsMutation, UploadContentFromUrlsMutationVariables>;
export const UpdateContentCaptionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContentCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContentCaptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContentCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateContentCaptionMutation, UpdateContentCaptionMutationVariables>;