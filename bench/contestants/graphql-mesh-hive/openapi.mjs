import { readFileSync } from 'node:fs';

const contract = new URL('../../../test/emulator/contract/openapi.json', import.meta.url);

const operations = new Set([
  'listProjects',
  'getProject',
  'listInfluencers',
  'getInfluencer',
  'listContent',
  'getContent',
  'updateContent',
  'presignMedia',
]);

/** Edges as OpenAPI has them. Mesh makes fields of them, for what a response is, not for the rows inside it. */
const links = {
  getContent: {
    project: { operationId: 'getProject', parameters: { projectId: '$response.body#/projectId' } },
    influencer: {
      operationId: 'getInfluencer',
      parameters: { influencerId: '$response.body#/influencerId' },
    },
  },
};

/** The routes that are used, of the description that the emulator is tested against. */
export function readOpenApi({ hasLinks }) {
  const { info, paths, components } = JSON.parse(readFileSync(contract, 'utf8'), keepTimes);
  const kept = {};
  for (const [path, item] of Object.entries(paths)) {
    const methods = Object.entries(item).filter(([, { operationId }]) => operations.has(operationId));
    if (methods.length === 0) continue;
    kept[path] = Object.fromEntries(
      methods.map(([method, operation]) => [method, plain(operation, hasLinks)]),
    );
  }
  // Its patterns, one for each prefix, become JSON scalars, which cannot be the key of an entity.
  components.schemas.Id = { type: 'string' };
  // The scenario page.
  components.schemas.ContentListItem.properties.influencerId = { type: ['string', 'null'] };
  return { openapi: '3.1.0', info, paths: kept, components };
}

/** With successes alone a field has the type of its record instead of a union, and a refusal is an error of that field. */
function plain(operation, hasLinks) {
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'));
  const response = hasLinks ? { ...success, links: links[operation.operationId] } : success;
  const parameters = operation.parameters.filter(({ $ref }) => !$ref?.endsWith('/ActAsOrganization'));
  return { ...operation, parameters, responses: { [status]: response } };
}

/** A time is a text here as it is there: Mesh's DateTime would cut microseconds. */
function keepTimes(_key, value) {
  if (value?.format !== 'date-time') return value;
  const { format, ...schema } = value;
  return schema;
}
