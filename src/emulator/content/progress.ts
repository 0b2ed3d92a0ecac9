import type { Answer, Call, Route } from '../http/route.js';
import { stageOf } from '../job/job.js';
import { readContent } from './routes.js';

export const contentProgressRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/content/{containerId}/progress', scope: 'content:read', run: getProgress },
];

/** Where an item without a job is: uploads are born completed, and failures were making pictures. */
const still = {
  queued: { stage: 'queued', stageProgress: 0 },
  processing: { stage: 'generating_visuals', stageProgress: 0 },
  completed: { stage: 'finalizing', stageProgress: 1 },
  failed: { stage: 'generating_visuals', stageProgress: 0.3 },
  canceled: { stage: null, stageProgress: null },
} as const;

/** RULES 14.6: the progress of a stage begins anew with each. */
function getProgress(call: Call): Answer {
  const { id: containerId, status, updatedAt } = readContent(call).wire;
  const job = [...call.world.jobs.values()].find(({ wire }) => wire.containerId === containerId);
  if (job?.wire.status !== 'running') {
    return { status: 200, body: { containerId, status, ...still[status], etaSeconds: null, updatedAt } };
  }
  const { clock } = call.runtime;
  const { stage } = job.wire;
  const progress = stageOf(job, clock.now());
  return { status: 200, body: { containerId, status, stage, ...progress, updatedAt: clock.iso() } };
}
