import { z } from 'zod';
import { readProject } from '../account/account.js';
import { notFound } from '../http/api-error.js';
import { readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId, isWellFormedId } from '../id.js';
import type { InfluencerRecord, InfluencerWire, ReferenceImage } from '../world.js';

const text = (max: number) => z.string().max(max).nullable().optional();
const texts = z.array(z.string()).nullable().optional();
const words = z.string().nullable().optional();

/** Merged key by key; keys that are not named here are kept as they come (RULES 9.3). */
const personality = z.looseObject({
  traits: texts,
  tone: words,
  humor: words,
  formality: words,
  values: texts,
  interests: texts,
  speakingStyle: words,
  catchphrases: texts,
});

/** RULES 9.1, 9.2, 9.4, 9.5 */
const influencerPatch = z
  .strictObject({
    name: z.string().min(1).max(128).optional(),
    gender: z.enum(['male', 'female', 'nonbinary', 'unspecified']).nullable().optional(),
    ageRange: text(16),
    ethnicity: text(128),
    bodyType: text(128),
    hairColor: text(64),
    hairStyle: text(128),
    style: text(256),
    vibe: text(256),
    voiceDescription: text(1024),
    personality: personality.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'At least one field is required');

const assetPrefixes = ['asset', 'med', 'ast'] as const;

/** RULES 9.6, 9.10 */
const referenceImagesAttach = z.strictObject({
  assetIds: z
    .array(z.string().refine((id) => isWellFormedId(id, ...assetPrefixes), 'Invalid uuid'))
    .min(1)
    .max(20),
});

const statuses = ['draft', 'pending', 'training', 'ready', 'failed'] as const;

export const influencerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/projects/{projectId}/influencers',
    scope: 'influencers:write',
    run: listInfluencers,
  },
  {
    // The read is documented under the write scope (RULES 2.4).
    method: 'GET',
    path: '/v1/influencers/{influencerId}',
    scope: 'influencers:write',
    run: (call) => ({ status: 200, body: readInfluencer(call).wire }),
  },
  {
    method: 'PATCH',
    path: '/v1/influencers/{influencerId}',
    scope: 'influencers:write',
    run: updateInfluencer,
  },
  {
    method: 'POST',
    path: '/v1/influencers/{influencerId}/reference-images',
    scope: 'influencers:write',
    run: attachReferenceImages,
  },
];

function readInfluencer({ account, world, params }: Call): InfluencerRecord {
  const influencer = world.influencers.get(bareId(params.influencerId!, 'inf'));
  const project = influencer && world.projects.get(influencer.projectId);
  if (project?.organizationId !== bareId(account.organization.id, 'org')) throw notFound('Influencer');
  return influencer!;
}

/** RULES 9.15, 5.2 */
function listInfluencers({ account, world, params, query }: Call): Answer {
  const project = readProject(account, world, params.projectId!);
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const wanted = readValues(query, 'status', statuses);
  const matching = [...world.influencers.values()].filter(
    (influencer) =>
      influencer.projectId === projectId && (wanted.length === 0 || wanted.includes(influencer.wire.status)),
  );
  const list = ['influencers', projectId, wanted];
  return { status: 200, body: readPage(matching, query, { list, maxLimit: 100 }, rowOf) };
}

function rowOf({ wire }: InfluencerRecord): object {
  const { influencerId, name, gender = null, ageRange = null, status, createdAt } = wire;
  const thumbnailUrl = wire.referenceImages[0]?.thumbnailUrl ?? null;
  return { influencerId, name, gender, ageRange, status, thumbnailUrl, createdAt };
}

/** Omitted fields stay, null clears, and what is not set is left out of the record (seed 001). */
function updateInfluencer(call: Call): Answer {
  const influencer = readInfluencer(call);
  const { personality: changes, ...fields } = readCallBody({}, influencerPatch, call);
  const wire: InfluencerWire = withoutUnset({ ...influencer.wire, ...fields }) as InfluencerWire;
  if (changes) wire.personality = withoutUnset({ ...wire.personality, ...changes });
  wire.updatedAt = call.runtime.clock.iso();
  influencer.wire = wire;
  return { status: 200, body: wire };
}

function withoutUnset(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Ids of other projects, unknown ones and assets that are no image vanish silently (RULES 9.7, 9.8). */
function attachReferenceImages(call: Call): Answer {
  const { world, runtime } = call;
  const influencer = readInfluencer(call);
  const { assetIds } = readCallBody({}, referenceImagesAttach, call);
  const addedAt = runtime.clock.iso();
  const images = new Map<string, ReferenceImage>(
    influencer.wire.referenceImages.map((image) => [image.assetId, image]),
  );
  for (const id of assetIds) {
    const asset = world.media.get(bareId(id, ...assetPrefixes));
    if (asset?.projectId !== influencer.projectId || !asset.wire.mimeType.startsWith('image/')) continue;
    const { assetId, url } = asset.wire;
    images.set(assetId, { assetId, url, thumbnailUrl: asset.thumbnailUrl, addedAt });
  }
  const referenceImages = [...images.values()];
  influencer.wire = { ...influencer.wire, referenceImages, updatedAt: addedAt };
  return { status: 200, body: { influencerId: influencer.wire.influencerId, referenceImages } };
}
