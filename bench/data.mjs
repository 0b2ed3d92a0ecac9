/** Layers-shaped JSON in which every id tells where it belongs, so that one template answers for all of a kind. */

export const projectCount = 10_000;
/** So many projects have a content page of 100 rows on disk. */
export const pageCount = 2_000;
/** Pages of other lengths are there for one project, to see growth. */
export const pageLengths = [1, 10, 100, 200];
export const influencersPerProject = 10;

/** Rows of projects from here on name their influencer, which Layers does not document. */
export const firstNamingProject = 1_000;

const uuidTail = '0000-4000-8000';
const media = 'https://media.layers.com/public-media';

export const digits = (number, length) => String(number).padStart(length, '0');
/** `project` is eight digits, or what stands for them in a template. */
export const projectId = (project) => `prj_${project}-${uuidTail}-000000000000`;
export const influencerId = (project, digit) => `inf_${project}-${uuidTail}-00000000000${digit}`;
/** `item` is three digits; its last one is the influencer's. */
export const contentId = (project, item) => `cnt_${project}-${uuidTail}-000000000${item}`;

/** The emulator's `rowKeys`. */
export function projectRow(project) {
  return {
    id: projectId(project),
    name: `Acme Coffee ${project}`,
    status: 'active',
    customerExternalId: `acme-coffee-${project}`,
    timezone: 'America/Los_Angeles',
    primaryLanguage: 'en',
    ownerEmail: 'growth@acmecoffee.com',
    createdAt: '2026-04-10T09:14:22.317045+00:00',
    updatedAt: '2026-04-15T17:01:09.846512+00:00',
  };
}

export function projectRecord(project) {
  const { createdAt, updatedAt, ...row } = projectRow(project);
  return {
    ...row,
    organizationId: 'org_2481fa5c-a404-44ed-a561-565392499abc',
    brand: null,
    brandContext: {
      appName: 'Acme Coffee',
      appDescription: "Pre-order your neighborhood coffee shop's daily brew.",
      tagline: 'Skip the line, keep the ritual.',
      audience: 'Urban professionals, 25–45',
      icp: 'Mobile-first coffee loyalists',
      brandVoice: 'Friendly, unfussy, a little wry',
      keywords: ['coffee', 'order ahead', 'mobile payments'],
      primaryLanguage: 'en',
      logoUrl: `${media}/${project}/logo.png`,
    },
    ingestState: {
      github: { status: 'completed', jobId: `job_${project}`, completedAt: '2026-04-10T09:19:33Z' },
      website: null,
      appstore: { status: 'completed', jobId: null, completedAt: '2026-04-10T09:21:02Z' },
    },
    requiresApproval: false,
    firstNPostsBlocked: 3,
    currentBlockedCount: 0,
    metadata: { team: 'growth', tier: 2 },
    createdAt,
    updatedAt,
  };
}

export function influencerRow(project, digit) {
  return {
    influencerId: influencerId(project, digit),
    name: `Ava Chen ${digit}`,
    gender: 'female',
    ageRange: '25-34',
    status: 'ready',
    thumbnailUrl: `${media}/${project}/ava-${digit}-thumb.jpg`,
    createdAt: '2026-04-12T11:35:00.000Z',
  };
}

export function influencerRecord(project, digit) {
  const { thumbnailUrl, createdAt, status, ...row } = influencerRow(project, digit);
  return {
    ...row,
    projectId: projectId(project),
    voiceDescription: 'bright, quick, a slight Berlin accent',
    personality: { traits: ['energetic'], tone: 'playful', catchphrases: ['Los geht’s!'] },
    referenceImages: [
      {
        assetId: `med_${project}-${uuidTail}-00000000000${digit}`,
        url: `${media}/${project}/ava-${digit}.jpg`,
        thumbnailUrl,
        addedAt: '2026-04-12T11:45:00.000Z',
      },
    ],
    status,
    createdAt,
    updatedAt: '2026-04-12T11:45:00.000Z',
  };
}

function asset(project, item) {
  return {
    assetId: `ast_${project}-${uuidTail}-000000000${item}`,
    kind: 'video',
    url: `${media}/${project}/${item}/video.mp4`,
    thumbnailUrl: `${media}/${project}/${item}/thumb.jpg`,
    durationMs: 9200,
    width: 1080,
    height: 1920,
    mimeType: 'video/mp4',
    sizeBytes: 1843200,
    checksumSha256: '1518727a02457274a181f5945f05040a10cb143b811614e30345853d5274201d',
  };
}

export function contentRow(project, item, { namesInfluencer = false } = {}) {
  return {
    id: contentId(project, item),
    projectId: projectId(project),
    status: 'completed',
    format: 'ugc-remix',
    hook: 'wait for it... this simple habit changed everything about my mindset 🧠',
    ...(namesInfluencer && { influencerId: influencerId(project, item.at(-1)) }),
    caption: `Thirty days, one run at a time: day ${item}`,
    approvalStatus: 'not_required',
    creativeType: 'uploaded',
    adsEnrollment: 'opted_out',
    preview: {
      kind: 'video',
      primaryUrl: `${media}/${project}/${item}/video.mp4`,
      videoUrl: `${media}/${project}/${item}/video.mp4`,
      thumbnailUrl: `${media}/${project}/${item}/thumb.jpg`,
      hlsUrl: null,
      durationMs: 9200,
      aspectRatio: '9:16',
    },
    primaryAsset: asset(project, item),
    createdAt: '2026-04-17T13:10:00.000Z',
    completedAt: '2026-04-17T13:14:22.000Z',
  };
}

/** `digit` is the item's last one: given beside the item, so that a template can hold both. */
export function contentRecord(project, item, digit) {
  const { primaryAsset, createdAt, completedAt, ...row } = contentRow(project, item);
  return {
    ...row,
    influencerId: influencerId(project, digit),
    sourceTiktokId: null,
    mediaId: null,
    firstComment: null,
    assets: [primaryAsset],
    platformFit: [
      { platform: 'tiktok', ok: true, issues: [] },
      { platform: 'instagram', ok: false, issues: ['29.4 Mbps bitrate too high (max 25 Mbps)'] },
    ],
    lastError: null,
    createdAt,
    completedAt,
    updatedAt: completedAt,
  };
}

export function presignAnswer(project) {
  const url =
    `https://storage.layers.com/uploads/${project}/upl_${project}/file.png?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900` +
    '&X-Amz-SignedHeaders=content-length%3Bcontent-type&X-Amz-Signature=8143d67bb53ab685c42ae3b2a48a5029e1559af61ced79b16233a590f57562ae';
  return {
    uploadId: `upl_${project}`,
    url,
    signedUrl: url,
    method: 'PUT',
    headers: { 'Content-Type': 'image/png', 'Content-Length': '1234' },
    // A static file cannot tell of 15 minutes from now, and an expired handle is refused.
    expiresAt: '2099-11-25T14:21:26.091Z',
  };
}
