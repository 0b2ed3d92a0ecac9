import { z } from 'zod';
import { readProject } from '../account/account.js';
import { readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import type { InfluencerRecord, ReferenceImage } from '../world.js';
import { assetId, identityFields, name, readImages, readInfluencer, withChanges } from './identity.js';

/** RULES 9.1, 9.2, 9.4, 9.5 */
const influencerPatch = z
  .strictObject({ name: name.optional(), ...identityFields })
  .refine((patch) => Object.keys(patch).length > 0, 'At least one field is required');

/** RULES 9.6, 9.10 */
const referenceImagesAttach = z.strictObject({ assetIds: z.array(assetId).min(1).max(20) });

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

/** RULES 9.15, 5.2 */
function listInfluencers({ account, world, params, query }: Call): Answer {
  const project = readProject(account, world, params.projectId!);
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const wanted = readValues(query, 'status', statuses);
  const matching = [...world.influencers.values()].filter(
    (influencer) =>
      influencer.projectId === projectId &&
      !influencer.deleted &&
      (wanted.length === 0 || wanted.includes(influencer.wire.status)),
  );
  const list = ['influencers', projectId, wanted];
  return { status: 200, body: readPage(matching, query, { list, maxLimit: 100 }, rowOf) };
}

function rowOf({ wire }: InfluencerRecord): object {
  const { influencerId, name, gender = null, ageRange = null, status, createdAt } = wire;
  const thumbnailUrl = wire.referenceImages[0]?.thumbnailUrl ?? null;
  return { influencerId, name, gender, ageRange, status, thumbnailUrl, createdAt };
}

/** RULES 9.1 */
function updateInfluencer(call: Call): Answer {
  const influencer = readInfluencer(call);
  const wire = withChanges(influencer.wire, readCallBody({}, influencerPatch, call));
  influencer.wire = { ...wire, updatedAt: call.runtime.clock.iso() };
  return { status: 200, body: influencer.wire };
}

/** RULES 9.7, 9.8 */
function attachReferenceImages(call: Call): Answer {
  const { world, runtime } = call;
  const influencer = readInfluencer(call);
  const { assetIds } = readCallBody({}, referenceImagesAttach, call);
  const addedAt = runtime.clock.iso();
  const images = new Map<string, ReferenceImage>(
    influencer.wire.referenceImages.map((image) => [image.assetId, image]),
  );
  for (const image of readImages(world, influencer.projectId, assetIds, addedAt)) {
    images.set(image.assetId, image);
  }
  const referenceImages = [...images.values()];
  influencer.wire = { ...influencer.wire, referenceImages, updatedAt: addedAt };
  return { status: 200, body: { influencerId: influencer.wire.influencerId, referenceImages } };
}
