import type { Connection } from '../graph/connection.js';
import { Lists } from '../graph/lists.js';
import type { MissedLists } from '../graph/planner.js';
import { Records } from '../graph/records.js';
import { wireFilter } from '../graph/wire.js';
import type { RestCall, RestClient } from '../rest/client.js';
import { path } from '../rest/path.js';
import { tag } from '../rest/tag.js';
import { type Project, type ProjectListArgs, projectShape } from './types.js';

export type ProjectSource = ReturnType<typeof createProjectSource>;

const readScope = 'projects:read';
const listTag = tag('projects');

const { maxFirst } = projectShape.list;

/** Projects of one request. */
export function createProjectSource(rest: RestClient, missed: MissedLists) {
  // RULES 1.7, 8
  const readOf = (id: string): RestCall => ({
    method: 'GET',
    path: path`/v1/projects/${id}`,
    scope: readScope,
    tag: tag('project', id),
  });
  const records = new Records<Project>(projectShape, async (id) => rest.call(readOf(id)), {
    prefixes: ['prj', 'proj'],
    // RULES 8.6, 21
    page: async (_organization, cursor, anew) =>
      lists.page('/v1/projects', { cursor, limit: maxFirst }, {}, anew),
    timeoutMs: rest.timeoutMs,
    missed,
    kept: rest.keepsReads ? (ids) => rest.kept(ids.map(readOf)) : undefined,
  });
  const lists: Lists<Project> = new Lists(rest, records, readScope, listTag);

  return {
    records,

    /** RULES 5.2, 8.6 */
    async list({ filter, ...page }: ProjectListArgs): Promise<Connection<Project>> {
      const query = { ...filter, status: wireFilter(filter?.status, 'status') };
      return lists.connect({
        ...page,
        maxFirst,
        idOf: (project: Project) => project.id,
        timeoutMs: rest.timeoutMs,
        identity: ['projects', query],
        read: (cursor, limit) => lists.page('/v1/projects', { ...query, cursor, limit }),
      });
    },

    /** The list row whose handle is exactly this one (RULES 8.2); null when there is none. */
    async rowByHandle(customerExternalId: string): Promise<Project | null> {
      if (customerExternalId === '') return null;
      const page = await lists.page('/v1/projects', { customerExternalId });
      return page.items.find((row) => row.customerExternalId === customerExternalId) ?? null;
    },

    /** RULES 8.1 to 8.5 */
    async create(body: object, idempotencyKey: string): Promise<Project> {
      const answer = await rest
        .call({
          method: 'POST',
          path: '/v1/projects',
          body,
          idempotencyKey,
          scope: 'projects:write',
          changes: [listTag],
        })
        .finally(() => lists.clear());
      return records.addRecord(answer);
    },
  };
}
