import { ApiError } from '../http/api-error.js';
import { bareId, createUlid } from '../id.js';
import type { Works, World } from '../world.js';

/** How long a job that was asked to stop goes on: cancelling is cooperative (RULES 17.3). */
const cancelMs = 2000;
/** Coarse, so that a poll soon after another one is a 304. */
const progressSteps = 20;

export interface JobStage {
  name: string;
  /** When it is over, from the start of the job. */
  untilMs: number;
  refusesCancel?: true;
  /** What changes when it begins. */
  begin?: () => void;
}

export type JobOutcome = { result: Record<string, unknown> } | { error: { code: string; message: string } };

/** What a job is to do. */
export interface JobPlan {
  id?: string;
  kind: string;
  /** Bare id. */
  organizationId: string;
  projectId: string;
  /** What it makes, as the job names it. */
  makes: { influencerId: string } | { containerId: string };
  stages: readonly JobStage[];
  /** At the end of the last stage. */
  finish(): JobOutcome;
  /** When it was canceled. */
  cancel(): void;
}

export interface JobRecord {
  plan: JobPlan;
  startedAtMs: number;
  wire: JobWire;
  /** Takes back the alarm that would bring on the next stage. */
  halt: () => void;
  cancelRequested: boolean;
}

export interface JobWire {
  jobId: string;
  kind: string;
  status: 'running' | 'completed' | 'failed' | 'canceled';
  stage: string;
  /** As it was when the job ended; until then the clock tells it. */
  progress: number;
  projectId: string;
  influencerId?: string;
  containerId?: string;
  startedAt: string;
  finishedAt?: string;
  result?: Record<string, unknown>;
  error?: { code: string; message: string };
}

/** Starts a job, whose stages come on with the clock, asked for or not (RULES 17.3). */
export function startJob(works: Works, plan: JobPlan): JobRecord {
  const { world, clock } = works;
  const startedAtMs = clock.now();
  const job: JobRecord = {
    plan,
    startedAtMs,
    wire: {
      jobId: plan.id ?? `job_${createUlid(startedAtMs)}`,
      kind: plan.kind,
      status: 'running',
      stage: plan.stages[0]!.name,
      progress: 0,
      projectId: plan.projectId,
      ...plan.makes,
      startedAt: clock.iso(),
    },
    halt: () => undefined,
    cancelRequested: false,
  };
  world.jobs.set(job.wire.jobId, job);
  enter(works, job, 0);
  return job;
}

function enter(works: Works, job: JobRecord, index: number): void {
  const stage = job.plan.stages[index];
  if (stage) {
    job.wire.stage = stage.name;
    stage.begin?.();
    job.halt = works.clock.alarm(job.startedAtMs + stage.untilMs, () => enter(works, job, index + 1));
  } else finish(works, job);
}

function finish(works: Works, job: JobRecord): void {
  const outcome = job.plan.finish();
  if ('result' in outcome) end(works, job, 'completed', { ...outcome, progress: 1 });
  else end(works, job, 'failed', outcome);
}

function end(
  { world, clock }: Works,
  job: JobRecord,
  status: 'completed' | 'failed' | 'canceled',
  changes: Partial<JobWire>,
): void {
  const progress = progressOf(job, clock.now());
  job.wire = { ...job.wire, progress, status, finishedAt: clock.iso(), ...changes };
  const { jobId, kind, projectId, result, error } = job.wire;
  // RULES 17.8
  const data = { jobId, kind, projectId, ...(result && { result }), ...(error && { error }) };
  world.events.emit({ type: `job.${status}`, organizationId: job.plan.organizationId, data });
}

/** The end of a job whose work has become void, at once. */
export function abandonJob(works: Works, job: JobRecord): void {
  if (job.wire.status !== 'running') return;
  job.halt();
  job.plan.cancel();
  end(works, job, 'canceled', {});
}

/** Asks a running job to stop; false when it is over already. Throws 409 when the stage refuses. */
export function cancelJob(works: Works, job: JobRecord): boolean {
  if (job.wire.status !== 'running') return false;
  if (job.cancelRequested) return true;
  const stage = job.plan.stages.find(({ name }) => name === job.wire.stage);
  if (stage?.refusesCancel) {
    const details = { subcode: 'JOB_CANCEL_UNAVAILABLE', stage: stage.name };
    throw new ApiError(409, 'CONFLICT', `The job cannot be canceled while ${stage.name}.`, details);
  }
  job.cancelRequested = true;
  works.clock.alarm(works.clock.now() + cancelMs, () => abandonJob(works, job));
  return true;
}

/** What a read answers. */
export function wireOf(job: JobRecord, nowMs: number): JobWire {
  return { ...job.wire, progress: progressOf(job, nowMs) };
}

function progressOf(job: JobRecord, nowMs: number): number {
  if (job.wire.status !== 'running') return job.wire.progress;
  const done = (nowMs - job.startedAtMs) / job.plan.stages.at(-1)!.untilMs;
  const steps = Math.floor(done * progressSteps);
  return Math.min(Math.max(steps, 0), progressSteps - 1) / progressSteps;
}

/** How far the present stage is, from 0 to 1, and how long the whole still takes (RULES 14.6). */
export function stageOf({ plan, wire, startedAtMs }: JobRecord, nowMs: number) {
  const index = plan.stages.findIndex(({ name }) => name === wire.stage);
  const beginMs = plan.stages[index - 1]?.untilMs ?? 0;
  const { untilMs } = plan.stages[index]!;
  const share = (nowMs - startedAtMs - beginMs) / (untilMs - beginMs);
  const leftMs = startedAtMs + plan.stages.at(-1)!.untilMs - nowMs;
  return {
    stageProgress: Math.round(Math.min(Math.max(share, 0), 1) * 100) / 100,
    etaSeconds: Math.max(0, Math.ceil(leftMs / 1000)),
  };
}

/** RULES 6.4: jobs at once per organization. The number is not published. */
export function requireFreeJob(world: World, organizationId: string, maxRunningJobs: number): void {
  const own = [...world.jobs.values()].filter(
    ({ plan, wire }) => wire.status === 'running' && plan.organizationId === bareId(organizationId, 'org'),
  );
  if (own.length < maxRunningJobs) return;
  const message = `${own.length} jobs are running in this organization. Retry when one of them is over.`;
  throw new ApiError(429, 'RATE_LIMITED', message, undefined, { 'Retry-After': '10' });
}
