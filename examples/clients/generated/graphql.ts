/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Where a content item comes from. */
export type CreativeType =
  /** Layers made it. */
  | 'GENERATED'
  /** An origin newer than this schema: see `creativeTypeRaw`. Refused as an input. */
  | 'UNKNOWN'
  /** You uploaded it. */
  | 'UPLOADED';

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

export type ContentPageQueryVariables = Exact<{
  projectId: string | number;
  filter?: ContentItemFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ContentPageQuery = { __typename: 'Query', contentItems: { __typename: 'ContentItemConnection', edges: Array<{ __typename: 'ContentItemEdge', cursor: string, node: { __typename: 'ContentItem', id: string, caption: string | null, status: ContentStatus | null } }>, pageInfo: { __typename: 'PageInfo', endCursor: string | null, hasNextPage: boolean } } | null };

export type ChangeCaptionMutationVariables = Exact<{
  id: string | number;
  caption: string;
}>;


export type ChangeCaptionMutation = { __typename: 'Mutation', updateContentCaption: { __typename: 'UpdateContentCaptionPayload', contentItem: { __typename: 'ContentItem', id: string, caption: string | null } | null, userErrors: Array<{ __typename: 'LayersUserError', code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };

export type FinishUploadMutationVariables = Exact<{
  containerId: string | number;
  caption: string;
}>;


export type FinishUploadMutation = { __typename: 'Mutation', finalizeContentUpload: { __typename: 'FinalizeContentUploadPayload', contentItem: { __typename: 'ContentItem', id: string, caption: string | null, status: ContentStatus | null, project: { __typename: 'Project', id: string } | null } | null, userErrors: Array<{ __typename: 'LayersUserError', code: LayersErrorCode, message: string, field: Array<string> | null, retryable: boolean }> } | null };

export type InfluencerCardQueryVariables = Exact<{
  id: string | number;
}>;


export type InfluencerCardQuery = { __typename: 'Query', influencer: { __typename: 'Influencer', id: string, name: string | null, personality: { __typename: 'Personality', tone: string | null } | null } | null };

export type ChangeInfluencerMutationVariables = Exact<{
  input: UpdateInfluencerInput;
}>;


export type ChangeInfluencerMutation = { __typename: 'Mutation', updateInfluencer: { __typename: 'UpdateInfluencerPayload', influencer: { __typename: 'Influencer', id: string, name: string | null, personality: { __typename: 'Personality', humor: string | null } | null } | null, userErrors: Array<{ __typename: 'LayersUserError', code: LayersErrorCode, message: string, field: Array<string> | null }> } | null };


export const ContentPageDocument = {"__meta__":{"hash":"sha256:3dd5dba804792008583b9786c30b665be7f972cc65c6054c359bd03069812119"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContentPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItemFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"contentItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"projectId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectId"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<ContentPageQuery, ContentPageQueryVariables>;
export const ChangeCaptionDocument = {"__meta__":{"hash":"sha256:8bf2ca1aab9f68a0a9e8a1a86173d143c2c449ac03575db37733b1418853e3b6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeCaption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"caption"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateContentCaption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"caption"},"value":{"kind":"Variable","name":{"kind":"Name","value":"caption"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeCaptionMutation, ChangeCaptionMutationVariables>;
export const FinishUploadDocument = {"__meta__":{"hash":"sha256:73e10eff00283d02d911fb6d4eefb5387be63f95ad34bee65df696e6a94d1c99"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinishUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"containerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"caption"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"finalizeContentUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"containerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"containerId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"caption"},"value":{"kind":"Variable","name":{"kind":"Name","value":"caption"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"contentItem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"caption"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<FinishUploadMutation, FinishUploadMutationVariables>;
export const InfluencerCardDocument = {"__meta__":{"hash":"sha256:277ca4082fd71c88de2c5568bd91ccc5e22f1340f217cf0daf8bd2b0d938e100"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InfluencerCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"influencer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tone"}}]}}]}}]}}]} as unknown as DocumentNode<InfluencerCardQuery, InfluencerCardQueryVariables>;
export const ChangeInfluencerDocument = {"__meta__":{"hash":"sha256:fb823b2c31d5d7621889edc33ef32e7b58cba59718271572325cde3f5c04eefc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeInfluencer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateInfluencerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateInfluencer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"influencer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"personality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"humor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeInfluencerMutation, ChangeInfluencerMutationVariables>;