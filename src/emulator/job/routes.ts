import { createHash } from 'node:crypto';
import { notFound } from '../http/api-error.js';
import type { Answer, Call, Route } from '../http/route.js';
import { bareId } from '../id.js';
import { cancelJob, type JobRecord, wireOf } from './job.js';

export const jobRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/jobs/{jobId}', scope: 'jobs:read', run: getJob },
  { method: 'POST', path: '/v1/jobs/{jobId}/cancel', scope: 'jobs:cancel', run: cancel },
];

function readJob({ account, world, params }: Call): JobRecord {
  const job = world.jobs.get(params.jobId!);
  if (!job || job.plan.organizationId !== bareId(account.organization.id, 'org')) {
    throw notFound('Job');
  }
  return job;
}

/** RULES 17.3 */
function getJob(call: Call): Answer {
  const body = wireOf(readJob(call), call.runtime.clock.now());
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
  const headers = { ETag: etag };
  if (namesTag(call.headers['if-none-match'], etag)) return { status: 304, body: undefined, headers };
  return { status: 200, body, headers };
}

/** Whether If-None-Match has the tag, which a proxy may have made a weak one. */
function namesTag(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** 202 accepted, 200 over already, 409 where the stage refuses (RULES 17.3). */
function cancel(call: Call): Answer {
  const job = readJob(call);
  const { jobId, status } = job.wire;
  const { world, runtime } = call;
  if (cancelJob({ world, clock: runtime.clock }, job))
    return { status: 202, body: { jobId, accepted: true } };
  return { status: 200, body: { jobId, accepted: false, reason: `ALREADY_${status.toUpperCase()}` } };
}
