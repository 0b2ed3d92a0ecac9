import { z } from 'zod';
import { readProject } from '../account/account.js';
import { invalid, notFound } from '../http/api-error.js';
import { readInstant, readPage, readValues } from '../http/pagination.js';
import { type Answer, type Call, type Route, readCallBody } from '../http/route.js';
import { bareId } from '../id.js';
import type { ContentRecord } from '../world.js';

const maxCaptionLength = 2200;

/** Counted in code points, so that an emoji is one character (RULES 11.2). */
export const caption = z
  .string()
  .refine(
    (value) => [...value].length <= maxCaptionLength,
    `Caption must be at most ${maxCaptionLength} characters`,
  );

const captionBody = z.object({ caption });

const statuses = ['queued', 'processing', 'completed', 'failed', 'canceled'] as const;
const creativeTypes = ['generated', 'uploaded'] as const;

export const contentRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/projects/{projectId}/content', scope: 'content:read', run: listContent },
  {
    // RULES 12.1, 14.5
    method: 'GET',
    path: '/v1/content/{containerId}',
    scope: 'content:read',
    run: (call) => ({ status: 200, body: readContent(call).wire }),
  },
  {
    method: 'PATCH',
    path: '/v1/content/{containerId}',
    scope: 'content:write',
    validationStyle: 'issues',
    run: updateContent,
  },
];

export function readContent({ account, world, params }: Call): ContentRecord {
  const content = world.content.get(bareId(params.containerId!, 'cnt'));
  const project = content && world.projects.get(content.projectId);
  if (project?.organizationId !== bareId(account.organization.id, 'org')) throw notFound('Content');
  return content!;
}

/** RULES 14.4, 5.2; rows lack platformFit (RULES 12.1). */
function listContent({ account, world, params, query }: Call): Answer {
  const project = readProject(account, world, params.projectId!);
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const wanted = {
    status: readValues(query, 'status', statuses),
    format: readValues(query, 'format'),
    creativeType: readValues(query, 'creativeType', creativeTypes),
    since: readInstant(query, 'since'),
    until: readInstant(query, 'until'),
  };
  const has = <Value>(values: readonly Value[], value: Value) =>
    values.length === 0 || values.includes(value);
  const matching = [...world.content.values()].filter(
    ({ wire, createdAtMs, ...content }) =>
      content.projectId === projectId &&
      has(wanted.status, wire.status) &&
      has<string | null>(wanted.format, wire.format) &&
      has(wanted.creativeType.slice(-1), wire.creativeType) &&
      createdAtMs >= (wanted.since ?? Number.NEGATIVE_INFINITY) &&
      createdAtMs <= (wanted.until ?? Number.POSITIVE_INFINITY),
  );
  const list = ['content', projectId, wanted];
  return { status: 200, body: readPage(matching, query, { list, maxLimit: 200 }, rowOf) };
}

function rowOf({ wire }: ContentRecord): object {
  const { id, projectId, status, format, hook, caption, approvalStatus, creativeType, adsEnrollment } = wire;
  const { preview, createdAt, completedAt } = wire;
  const primaryAsset = wire.assets[0] ?? null;
  return {
    id,
    projectId,
    status,
    format,
    hook,
    caption,
    approvalStatus,
    creativeType,
    adsEnrollment,
    preview,
    primaryAsset,
    createdAt,
    completedAt,
  };
}

/** Uploads only; captions of generated items are not editable here (RULES 11.19). */
function updateContent(call: Call): Answer {
  const content = readContent(call);
  const body = readCallBody({ validationStyle: 'issues' }, captionBody, call);
  if (content.wire.creativeType !== 'uploaded') {
    throw invalid(
      [{ path: 'caption', message: 'Only the caption of uploaded content can be changed' }],
      'issues',
    );
  }
  content.wire = { ...content.wire, caption: body.caption, updatedAt: call.runtime.clock.iso() };
  return { status: 200, body: content.wire };
}
