// Answers of contestants that tell Layers' words as they are, in the shape that this project's graph gives them.

const member = (word) => (word == null ? null : word.toUpperCase().replaceAll('-', '_'));

const nullable = (read) => (value) => (value == null ? null : read(value));

const asset = ({ assetId: id, ...from }) => ({ id, ...from, kind: member(from.kind) });

export const project = nullable((from) => ({ ...from, status: member(from.status) }));

export const influencer = nullable(({ influencerId: id, ...from }) => ({ id, ...from }));

export const content = nullable((from) => ({
  ...from,
  status: member(from.status),
  approvalStatus: member(from.approvalStatus),
  creativeType: member(from.creativeType),
  adsEnrollment: member(from.adsEnrollment),
  ...(from.primaryAsset && { primaryAsset: asset(from.primaryAsset) }),
  influencer: influencer(from.influencer),
  ...(from.assets && { assets: from.assets.map(asset) }),
}));

export const connection = ({ items, nextCursor }, read) => ({
  nodes: items.map(read),
  pageInfo: { hasNextPage: nextCursor != null },
});

export const presign = ({ headers, ...upload }, idempotencyKey) => ({
  upload: { ...upload, headers: Object.entries(headers).map(([name, value]) => ({ name, value })) },
  userErrors: [],
  idempotencyKey,
});

/** Of the variables of `presignMedia`, with the body as the wire has it. */
export const presignVariables = ({ input: { projectId, idempotencyKey, kind, ...body } }) => ({
  projectId,
  input: { kind: kind.toLowerCase(), ...body },
  idempotencyKey,
});
