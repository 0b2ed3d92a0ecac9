import { bareId } from '../id.js';
import { abandonJob, type JobOutcome, type JobRecord, startJob } from '../job/job.js';
import type { InfluencerRecord, InfluencerWire, ProjectRecord, Works } from '../world.js';

export interface NewInfluencer {
  project: ProjectRecord;
  wire: InfluencerWire;
  /** Its portrait once it is ready; null until then. */
  imageUrl: string | null;
  /** Whether it was to look like images of which none was of use. */
  lacksImages: boolean;
}

/** Adds a pending influencer, and starts the job that makes it ready in about a minute (RULES 9.12, 6.7). */
export function startTraining(
  works: Works,
  { project, wire, imageUrl, lacksImages }: NewInfluencer,
): JobRecord {
  const { world, clock } = works;
  const influencer: InfluencerRecord = {
    serial: world.nextSerial(),
    projectId: bareId(project.wire.id, 'prj', 'proj'),
    wire: { ...wire, status: 'pending', imageUrl: null },
  };
  const { influencerId } = wire;
  world.influencers.set(bareId(influencerId, 'inf'), influencer);
  // The record and not its wire object: it may be changed while it is trained.
  const change = (changes: Partial<InfluencerWire>) => {
    influencer.wire = { ...influencer.wire, ...changes, updatedAt: clock.iso() };
  };

  function finish(): JobOutcome {
    if (lacksImages) {
      const message = 'None of the reference images is an image of this project.';
      change({ status: 'failed', errorMessage: message });
      return { error: { code: 'REFERENCE_IMAGES_UNUSABLE', message } };
    }
    change({ status: 'ready', imageUrl });
    return { result: { influencerId } };
  }

  return startJob(works, {
    kind: 'influencer_create',
    organizationId: project.organizationId,
    projectId: project.wire.id,
    makes: { influencerId },
    stages: [
      { name: 'queued', untilMs: 3000 },
      { name: 'generating_identity', untilMs: 20_000 },
      { name: 'training', untilMs: 54_000, begin: () => change({ status: 'training' }) },
      { name: 'finalizing', untilMs: 60_000, refusesCancel: true },
    ],
    finish,
    cancel: () => change({ status: 'failed', errorMessage: 'Creation was canceled.' }),
  });
}

/** Nobody is left to be trained (RULES 9.13). */
export function endTraining(works: Works, influencerId: string): void {
  for (const job of works.world.jobs.values()) {
    if (job.wire.influencerId === influencerId) abandonJob(works, job);
  }
}
