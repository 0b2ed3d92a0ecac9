import { z } from 'zod';
import { readProject } from '../account/account.js';
import { ApiError } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId, createId, isWellFormedId } from '../id.js';
import { type JobRecord, requireFreeJob } from '../job/job.js';
import type { InfluencerWire, World } from '../world.js';
import { assetId, identityFields, name, readImages, readInfluencer, withChanges } from './identity.js';
import { endTraining, startTraining } from './training.js';

/** Given to those who come without one, in turn. */
const names = ['Maya Lind', 'Theo Park', 'Ines Duarte', 'Sam Adeyemi', 'Lena Vogt', 'Kai Nakamura'];

const chosenId = z.string().refine((id) => isWellFormedId(id, 'inf'), 'Invalid uuid');

/** Both generations of the body (RULES 20.23). Not strict: no page says so. */
const influencerCreate = z.object({
  name: name.optional(),
  influencerId: chosenId.optional(),
  ...identityFields,
  referenceImages: z.object({ assetIds: z.array(assetId).max(20).optional() }).optional(),
  prompt: z.string().min(1).max(60).optional(),
});

/** RULES 9.14; the last two fields of the overrides are of the newer generation. */
const influencerClone = z.strictObject({
  name,
  newInfluencerId: chosenId.optional(),
  overrides: z
    .strictObject({
      ...identityFields,
      brandVoice: z
        .enum(['authentic', 'witty', 'professional', 'warm', 'casual', 'educational'])
        .nullable()
        .optional(),
      language: z.string().min(1).max(35).nullable().optional(),
    })
    .optional(),
});

const influencerDelete = z.strictObject({ reason: z.string().max(1024).optional() }).optional();

export const influencerJobRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/projects/{projectId}/influencers',
    scope: 'influencers:write',
    rateClass: 'long-running',
    run: createInfluencer,
  },
  {
    method: 'POST',
    path: '/v1/influencers/{influencerId}/clone',
    scope: 'influencers:write',
    rateClass: 'long-running',
    run: cloneInfluencer,
  },
  {
    method: 'DELETE',
    path: '/v1/influencers/{influencerId}',
    scope: 'influencers:write',
    ignoresIdempotencyKey: true,
    run: deleteInfluencer,
  },
];

/** RULES 9.12, 4.6, 20.23 */
function createInfluencer(call: Call): Answer {
  const { account, world, runtime } = call;
  const project = readProject(account, world, call.params.projectId!);
  const body = readCallBody({}, influencerCreate.optional(), call) ?? {};
  // The prompt is a hint for the portrait, and no part of the record.
  const { influencerId, referenceImages, prompt: _hint, name: chosen, ...identity } = body;
  const id = requireFreeId(world, influencerId);
  requireFreeJob(world, account.organization.id, runtime.maxRunningJobs);
  const createdAt = runtime.clock.iso();
  const asked = referenceImages?.assetIds ?? [];
  const images = readImages(world, bareId(project.wire.id, 'prj', 'proj'), asked, createdAt);
  const blank: InfluencerWire = {
    influencerId: id,
    projectId: project.wire.id,
    name: chosen ?? names[world.influencers.size % names.length]!,
    referenceImages: images,
    status: 'pending',
    createdAt,
    updatedAt: createdAt,
  };
  const works = { world, clock: runtime.clock };
  const wire = withChanges(blank, identity);
  const lacksImages = asked.length > 0 && images.length === 0;
  return accepted(startTraining(works, { project, wire, imageUrl: images[0]?.url ?? null, lacksImages }));
}

/** Stays in the project of its source (RULES 9.14). */
function cloneInfluencer(call: Call): Answer {
  const { account, world, runtime } = call;
  const source = readInfluencer(call);
  const body = readCallBody({}, influencerClone, call);
  const id = requireFreeId(world, body.newInfluencerId);
  requireFreeJob(world, account.organization.id, runtime.maxRunningJobs);
  const project = world.projects.get(source.projectId)!;
  const createdAt = runtime.clock.iso();
  const { imageUrl, errorMessage: _ofSource, ...copied } = withChanges(source.wire, body.overrides ?? {});
  const wire: InfluencerWire = {
    ...(copied as InfluencerWire),
    influencerId: id,
    name: body.name,
    createdAt,
    updatedAt: createdAt,
  };
  const portrait = typeof imageUrl === 'string' ? imageUrl : (wire.referenceImages[0]?.url ?? null);
  const works = { world, clock: runtime.clock };
  return accepted(startTraining(works, { project, wire, imageUrl: portrait, lacksImages: false }));
}

/** An id that the partner chose must be new, even to those who cannot see whose it is (RULES 4.6). */
function requireFreeId(world: World, id = createId('inf')): string {
  if (!world.influencers.has(bareId(id, 'inf'))) return id;
  throw new ApiError(409, 'CONFLICT', `influencerId "${id}" is already in use.`, { field: 'influencerId' });
}

function accepted({ wire }: JobRecord): Answer {
  const { jobId, kind, status, stage, projectId, influencerId, startedAt } = wire;
  const locationUrl = `/v1/jobs/${jobId}`;
  const body = { jobId, kind, status, stage, projectId, influencerId, locationUrl, startedAt };
  return { status: 202, body };
}

/** Soft: its id stays taken, and content that it made stays as it is (RULES 9.13). */
function deleteInfluencer(call: Call): Answer {
  const { world, runtime } = call;
  const influencer = readInfluencer(call);
  readCallBody({}, influencerDelete, call);
  const { influencerId } = influencer.wire;
  influencer.deleted = true;
  endTraining({ world, clock: runtime.clock }, influencerId);
  return { status: 200, body: { influencerId, status: 'deleted', deletedAt: runtime.clock.iso() } };
}
