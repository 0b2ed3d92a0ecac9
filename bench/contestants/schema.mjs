/** The part of this project's schema that the scenarios need, for contestants that are written by hand. */
export const typeDefs = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

scalar DateTime
scalar JSONObject
scalar SafeInt

enum ProjectStatus { ACTIVE ARCHIVED UNKNOWN }
enum ContentStatus { CANCELED COMPLETED FAILED PROCESSING QUEUED UNKNOWN }
enum ApprovalStatus { APPROVED NOT_REQUIRED PENDING REJECTED UNKNOWN }
enum CreativeType { GENERATED UPLOADED UNKNOWN }
enum AdsEnrollment { AUTO OPTED_IN OPTED_OUT UNKNOWN }
enum MediaKind { AUDIO IMAGE LOGO REFERENCE_IMAGE UNKNOWN VIDEO }

type Query {
  project(id: ID!): Project
  projects(first: Int = 25, filter: ProjectFilter): ProjectConnection
  contentItems(projectId: ID!, first: Int = 25): ContentItemConnection
}
type Mutation {
  presignMedia(input: PresignMediaInput!): PresignMediaPayload
}
input ProjectFilter { search: String }
input PresignMediaInput {
  projectId: ID!
  kind: MediaKind!
  mimeType: String!
  filename: String
  sizeBytes: SafeInt
  checksumSha256: String
  idempotencyKey: String
}

type PageInfo @shareable { hasNextPage: Boolean! }
type ProjectConnection { nodes: [Project!]! pageInfo: PageInfo! }
type ContentItemConnection { nodes: [ContentItem!]! pageInfo: PageInfo! }

type Project @key(fields: "id") {
  id: ID!
  organizationId: ID
  name: String
  status: ProjectStatus
  customerExternalId: String
  timezone: String
  primaryLanguage: String
  ownerEmail: String
  brandContext: BrandContext
  ingestState: IngestState
  requiresApproval: Boolean
  firstNPostsBlocked: Int
  currentBlockedCount: Int
  metadata: JSONObject
  createdAt: DateTime
  updatedAt: DateTime
}
type BrandContext {
  appName: String
  appDescription: String
  tagline: String
  audience: String
  icp: String
  brandVoice: String
  keywords: [String!]
  primaryLanguage: String
  logoUrl: String
}
type IngestState { github: IngestSource website: IngestSource appstore: IngestSource }
type IngestSource { status: String jobId: ID completedAt: DateTime }

type Influencer @key(fields: "id") { id: ID! name: String }

type ContentItem @key(fields: "id") {
  id: ID!
  status: ContentStatus
  format: String
  hook: String
  sourceTiktokId: ID
  mediaId: ID
  caption: String
  firstComment: String
  preview: ContentPreview
  assets: [MediaAsset!]
  primaryAsset: MediaAsset
  approvalStatus: ApprovalStatus
  creativeType: CreativeType
  adsEnrollment: AdsEnrollment
  platformFit: [PlatformFit!]
  lastError: ContentError
  createdAt: DateTime
  completedAt: DateTime
  updatedAt: DateTime
  project: Project
  influencer: Influencer
}
type ContentPreview {
  kind: String
  primaryUrl: String
  videoUrl: String
  thumbnailUrl: String
  hlsUrl: String
  durationMs: Int
  aspectRatio: String
}
type MediaAsset @key(fields: "id") {
  id: ID!
  kind: MediaKind
  url: String
  thumbnailUrl: String
  mimeType: String
  sizeBytes: SafeInt
  checksumSha256: String
  width: Int
  height: Int
  durationMs: Int
}
type PlatformFit { platform: String! ok: Boolean issues: [String!] }
type ContentError { code: String message: String }

type PresignMediaPayload { upload: MediaUpload userErrors: [LayersUserError!]! idempotencyKey: String! }
type MediaUpload { uploadId: ID! url: String! method: String! headers: [UploadHeader!]! expiresAt: DateTime! }
type UploadHeader { name: String! value: String! }
type LayersUserError { code: String! message: String! field: [String!] }
`;

const members = {
  ProjectStatus: ['ACTIVE', 'ARCHIVED'],
  ContentStatus: ['CANCELED', 'COMPLETED', 'FAILED', 'PROCESSING', 'QUEUED'],
  ApprovalStatus: ['APPROVED', 'NOT_REQUIRED', 'PENDING', 'REJECTED'],
  CreativeType: ['GENERATED', 'UPLOADED'],
  AdsEnrollment: ['AUTO', 'OPTED_IN', 'OPTED_OUT'],
  MediaKind: ['AUDIO', 'IMAGE', 'LOGO', 'REFERENCE_IMAGE', 'VIDEO'],
};

/** Enum members by their word on the wire, as internal values. */
export const enums = Object.fromEntries(
  Object.entries(members).map(([name, list]) => [
    name,
    Object.fromEntries(list.map((member) => [member, member.toLowerCase()])),
  ]),
);

/** What a payload tells of an upload handle. */
export function presignPayload({ uploadId, url, method, headers, expiresAt }, idempotencyKey) {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { upload: { uploadId, url, method, headers: list, expiresAt }, userErrors: [], idempotencyKey };
}

export function connection({ items, nextCursor }) {
  return { nodes: items, pageInfo: { hasNextPage: nextCursor != null } };
}
