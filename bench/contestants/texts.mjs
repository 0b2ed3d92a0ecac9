// Fields that contestants which tell Layers' words as they are have in common.

export const row =
  'id name status customerExternalId timezone primaryLanguage ownerEmail createdAt updatedAt';

const source = '{ status jobId completedAt }';
export const record = `
  ${row} organizationId requiresApproval firstNPostsBlocked currentBlockedCount metadata
  brandContext { appName appDescription tagline audience icp brandVoice keywords primaryLanguage logoUrl }
  ingestState { github ${source} website ${source} appstore ${source} }`;

const preview = 'preview { kind primaryUrl videoUrl thumbnailUrl hlsUrl durationMs aspectRatio }';
const asset = '{ assetId kind url thumbnailUrl mimeType sizeBytes checksumSha256 width height durationMs }';

export const contentRow = `
  id status format hook caption approvalStatus creativeType adsEnrollment createdAt completedAt
  ${preview}
  primaryAsset ${asset}
  project { id name }`;

export const influencer = 'influencer { influencerId name }';

export const contentRecord = `
  id status format hook sourceTiktokId mediaId caption firstComment approvalStatus creativeType adsEnrollment
  createdAt completedAt updatedAt
  ${preview}
  assets ${asset}
  platformFit { platform ok issues }
  lastError { code message }
  ${influencer}`;
