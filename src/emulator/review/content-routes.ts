import { z } from 'zod';
import { readContent } from '../content/routes.js';
import { ApiError } from '../http/api-error.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import type { ContentRecord } from '../world.js';
import { approve, reject } from './review.js';

const approveRequest = z.object({ note: z.string().max(1024).optional() }).optional();
const rejectRequest = z.object({ reason: z.string().min(1).max(1024) });

export const contentReviewRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/content/{containerId}/approve',
    scope: 'content:approve',
    run: approveContent,
  },
  {
    method: 'POST',
    path: '/v1/content/{containerId}/reject',
    scope: 'content:approve',
    run: rejectContent,
  },
];

/** RULES 15.2 */
function approveContent(call: Call): Answer {
  const { world, runtime } = call;
  const content = readContent(call);
  readCallBody({}, approveRequest, call);
  requirePending(content);
  const nowMs = runtime.clock.now();
  const pendingSchedulePromotion = approve({ world, clock: runtime.clock }, content, nowMs);
  const { id, approvalStatus } = content.wire;
  const approvedAt = new Date(nowMs).toISOString();
  return {
    status: 200,
    body: {
      id,
      approvalStatus,
      approvedAt,
      approvedBy: reviewerOf(call),
      ...(pendingSchedulePromotion && { pendingSchedulePromotion }),
    },
  };
}

/** RULES 15.3 */
function rejectContent(call: Call): Answer {
  const content = readContent(call);
  const { reason } = readCallBody({}, rejectRequest, call);
  requirePending(content);
  const rejectedAt = call.runtime.clock.iso();
  reject(call.world, content, reason, rejectedAt);
  const { id, approvalStatus } = content.wire;
  return { status: 200, body: { id, approvalStatus, rejectedAt, rejectedBy: reviewerOf(call), reason } };
}

function reviewerOf({ account }: Call): string {
  return `api_${account.key.id}`;
}

function requirePending({ wire: { approvalStatus } }: ContentRecord): void {
  if (approvalStatus === 'pending') return;
  const message =
    approvalStatus === 'not_required'
      ? 'Container does not require approval.'
      : `Container is already ${approvalStatus}.`;
  throw new ApiError(409, 'CONFLICT', message, { approvalStatus });
}
