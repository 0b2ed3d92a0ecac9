// One function for each operation of `scenarios.mjs`: reads what it needs, picks the fields that it asks for.

const memberOf = new Map();

/** A word of the wire as an enum member. */
function member(word) {
  if (word == null) return null;
  let known = memberOf.get(word);
  if (known === undefined) {
    known = word.toUpperCase().replaceAll('-', '_');
    memberOf.set(word, known);
  }
  return known;
}

export const operations = { Record, Page, Entities, Projects, Static, Presign };

function Static() {
  return { __typename: 'Query' };
}

async function Record(layers, { id }) {
  const project = await layers.get(`/v1/projects/${encodeURIComponent(id)}`);
  const { brandContext: brand, ingestState: state } = project;
  return {
    project: {
      ...projectRow(project),
      organizationId: project.organizationId ?? null,
      requiresApproval: project.requiresApproval ?? null,
      firstNPostsBlocked: project.firstNPostsBlocked ?? null,
      currentBlockedCount: project.currentBlockedCount ?? null,
      metadata: project.metadata ?? null,
      brandContext: brand && {
        appName: brand.appName ?? null,
        appDescription: brand.appDescription ?? null,
        tagline: brand.tagline ?? null,
        audience: brand.audience ?? null,
        icp: brand.icp ?? null,
        brandVoice: brand.brandVoice ?? null,
        keywords: brand.keywords ?? null,
        primaryLanguage: brand.primaryLanguage ?? null,
        logoUrl: brand.logoUrl ?? null,
      },
      ingestState: state && {
        github: source(state.github),
        website: source(state.website),
        appstore: source(state.appstore),
      },
    },
  };
}

async function Projects(layers, { first, search }) {
  const query = search == null ? '' : `search=${encodeURIComponent(search)}&`;
  const page = await layers.get(`/v1/projects?${query}limit=${first}`);
  return {
    projects: {
      nodes: page.items.map(projectRow),
      pageInfo: { hasNextPage: page.nextCursor != null },
    },
  };
}

async function Page(layers, { projectId, first }) {
  const project = `/v1/projects/${encodeURIComponent(projectId)}`;
  const [page, { id, name }] = await Promise.all([
    layers.get(`${project}/content?limit=${first}`),
    layers.get(project),
  ]);
  const { items } = page;
  // Layers does not document that rows name their influencer.
  const records = items.some((item) => item.influencerId === undefined)
    ? await readContent(layers, items)
    : items;
  const influencers = await readInfluencers(layers, records);
  const node = (item, index) => ({
    id: item.id,
    status: member(item.status),
    format: item.format ?? null,
    hook: item.hook ?? null,
    caption: item.caption ?? null,
    approvalStatus: member(item.approvalStatus),
    creativeType: member(item.creativeType),
    adsEnrollment: member(item.adsEnrollment),
    createdAt: item.createdAt ?? null,
    completedAt: item.completedAt ?? null,
    preview: item.preview && preview(item.preview),
    primaryAsset: item.primaryAsset && asset(item.primaryAsset),
    project: { id, name },
    influencer: influencers.get(records[index].influencerId) ?? null,
  });
  return { contentItems: { nodes: items.map(node), pageInfo: { hasNextPage: page.nextCursor != null } } };
}

async function Entities(layers, { representations }) {
  const items = await readContent(layers, representations);
  const influencers = await readInfluencers(layers, items);
  const entity = (item) => ({
    id: item.id,
    status: member(item.status),
    format: item.format ?? null,
    hook: item.hook ?? null,
    sourceTiktokId: item.sourceTiktokId ?? null,
    mediaId: item.mediaId ?? null,
    caption: item.caption ?? null,
    firstComment: item.firstComment ?? null,
    approvalStatus: member(item.approvalStatus),
    creativeType: member(item.creativeType),
    adsEnrollment: member(item.adsEnrollment),
    createdAt: item.createdAt ?? null,
    completedAt: item.completedAt ?? null,
    updatedAt: item.updatedAt ?? null,
    preview: item.preview && preview(item.preview),
    assets: item.assets?.map(asset) ?? null,
    platformFit: item.platformFit?.map(fit) ?? null,
    lastError: item.lastError && {
      code: item.lastError.code ?? null,
      message: item.lastError.message ?? null,
    },
    influencer: influencers.get(item.influencerId) ?? null,
  });
  return { _entities: items.map(entity) };
}

async function Presign(layers, { input }) {
  const { projectId, idempotencyKey, kind, mimeType, filename, sizeBytes } = input;
  const body = { kind: kind.toLowerCase(), mimeType, filename, sizeBytes };
  const path = `/v1/projects/${encodeURIComponent(projectId)}/media/presign`;
  const { uploadId, url, method, headers, expiresAt } = await layers.post(path, body, idempotencyKey);
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    presignMedia: {
      upload: { uploadId, url, method, headers: list, expiresAt },
      userErrors: [],
      idempotencyKey,
    },
  };
}

function readContent(layers, items) {
  return Promise.all(items.map(({ id }) => layers.get(`/v1/content/${encodeURIComponent(id)}`)));
}

/** One list a project holds all that its items may speak with. */
async function readInfluencers(layers, items) {
  const projects = new Set(items.filter((item) => item.influencerId != null).map((item) => item.projectId));
  const found = new Map();
  const read = async (projectId) => {
    const path = `/v1/projects/${encodeURIComponent(projectId)}/influencers?limit=100`;
    const { items: rows } = await layers.get(path);
    for (const { influencerId: id, name } of rows) found.set(id, { id, name });
  };
  await Promise.all([...projects].map(read));
  return found;
}

function projectRow(project) {
  return {
    id: project.id,
    name: project.name ?? null,
    status: member(project.status),
    customerExternalId: project.customerExternalId ?? null,
    timezone: project.timezone ?? null,
    primaryLanguage: project.primaryLanguage ?? null,
    ownerEmail: project.ownerEmail ?? null,
    createdAt: project.createdAt ?? null,
    updatedAt: project.updatedAt ?? null,
  };
}

function source(state) {
  if (state == null) return null;
  const { status = null, jobId = null, completedAt = null } = state;
  return { status, jobId, completedAt };
}

function preview(from) {
  return {
    kind: from.kind ?? null,
    primaryUrl: from.primaryUrl ?? null,
    videoUrl: from.videoUrl ?? null,
    thumbnailUrl: from.thumbnailUrl ?? null,
    hlsUrl: from.hlsUrl ?? null,
    durationMs: from.durationMs ?? null,
    aspectRatio: from.aspectRatio ?? null,
  };
}

function asset(from) {
  return {
    id: from.assetId,
    kind: member(from.kind),
    url: from.url ?? null,
    thumbnailUrl: from.thumbnailUrl ?? null,
    mimeType: from.mimeType ?? null,
    sizeBytes: from.sizeBytes ?? null,
    checksumSha256: from.checksumSha256 ?? null,
    width: from.width ?? null,
    height: from.height ?? null,
    durationMs: from.durationMs ?? null,
  };
}

function fit({ platform, ok = null, issues = null }) {
  return { platform, ok, issues };
}
