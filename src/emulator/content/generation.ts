import { type JobRecord, type JobStage, startJob } from '../job/job.js';
import type { ContentRecord, ContentWire, ProjectRecord, Works } from '../world.js';
import { assetOf, type MeasuredFile, previewOf } from './item.js';

export interface Generation {
  jobId: string;
  project: ProjectRecord;
  content: ContentRecord;
  durationMs: number;
  /** What comes out of it. */
  files: readonly MeasuredFile[];
  caption: string;
}

/** Starts the job at whose end a generated item is completed (RULES 14.1, 15.1). */
export function startGeneration(
  works: Works,
  { jobId, project, content, durationMs, files, caption }: Generation,
): JobRecord {
  const { world, clock } = works;
  const { id, format } = content.wire;
  const { organizationId } = project;
  const { id: projectId } = project.wire;
  const change = (changes: Partial<ContentWire>) => {
    content.wire = { ...content.wire, ...changes, updatedAt: clock.iso() };
  };
  const stage = (name: string, share: number): JobStage => ({ name, untilMs: durationMs * share });
  return startJob(works, {
    id: jobId,
    kind: 'content_generate',
    organizationId,
    projectId,
    makes: { containerId: id },
    stages: [
      stage('generating_script', 0.1),
      stage('generating_visuals', 0.9),
      { ...stage('finalizing', 1), refusesCancel: true },
    ],
    finish() {
      const approvalStatus = project.wire.requiresApproval ? 'pending' : 'not_required';
      const assets = files.map(assetOf);
      const completedAt = clock.iso();
      change({
        status: 'completed',
        caption,
        approvalStatus,
        assets,
        preview: previewOf(files),
        completedAt,
      });
      const data = { id, projectId, status: 'completed', format, approvalStatus };
      world.events.emit({ type: 'content.generated', organizationId, data });
      return { result: { containerId: id, assets } };
    },
    cancel: () => change({ status: 'canceled' }),
  });
}
