import * as data from './data.mjs';

/** What stands in a body for the eight digits of a project, which make a request distinct. */
const number = '%PROJECT%';
const numberOfNaming = '%NAMING%';

const row = 'id name status customerExternalId timezone primaryLanguage ownerEmail createdAt updatedAt';
const source = '{ status jobId completedAt }';
const preview = 'preview { kind primaryUrl videoUrl thumbnailUrl hlsUrl durationMs aspectRatio }';
const assetFields = '{ id kind url thumbnailUrl mimeType sizeBytes checksumSha256 width height durationMs }';

const recordText = `query Record($id: ID!) {
  project(id: $id) {
    ${row} organizationId requiresApproval firstNPostsBlocked currentBlockedCount metadata
    brandContext { appName appDescription tagline audience icp brandVoice keywords primaryLanguage logoUrl }
    ingestState { github ${source} website ${source} appstore ${source} }
  }
}`;

const pageText = `query Page($projectId: ID!, $first: Int!) {
  contentItems(projectId: $projectId, first: $first) {
    nodes {
      id status format hook caption approvalStatus creativeType adsEnrollment createdAt completedAt
      ${preview}
      primaryAsset ${assetFields}
      project { id name }
      influencer { id name }
    }
    pageInfo { hasNextPage }
  }
}`;

const entitiesText = `query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on ContentItem {
      id status format hook sourceTiktokId mediaId caption firstComment approvalStatus creativeType adsEnrollment
      createdAt completedAt updatedAt
      ${preview}
      assets ${assetFields}
      platformFit { platform ok issues }
      lastError { code message }
      influencer { id name }
    }
  }
}`;

const projectsText = `query Projects($first: Int!, $search: String) {
  projects(first: $first, filter: { search: $search }) {
    nodes { ${row} }
    pageInfo { hasNextPage }
  }
}`;

const presignText = `mutation Presign($input: PresignMediaInput!) {
  presignMedia(input: $input) {
    upload { uploadId url method headers { name value } expiresAt }
    userErrors { code message field }
    idempotencyKey
  }
}`;

const items = (project, count) =>
  Array.from({ length: count }, (_, index) => ({
    __typename: 'ContentItem',
    id: data.contentId(project, data.digits(index, 3)),
  }));

/**
 * `calls` are those that the limit makes, which are the fewest that the answer needs (one list holds all influencers of
 * a project), and those that the facade makes.
 */
export const scenarios = [
  {
    name: 'record',
    says: 'one project, every field of its record',
    operationName: 'Record',
    query: recordText,
    variables: { id: data.projectId(number) },
    connections: 50,
    calls: { limit: 1, facade: 1 },
  },
  {
    name: 'page',
    says: '100 content rows with their project and influencer, of which there are 10',
    operationName: 'Page',
    query: pageText,
    variables: { projectId: data.projectId(numberOfNaming), first: 100 },
    connections: 50,
    calls: { limit: 3, facade: 3 },
  },
  {
    name: 'page-records',
    says: 'the same on rows that do not name their influencer, as documented: each record is read',
    operationName: 'Page',
    query: pageText,
    variables: { projectId: data.projectId(number), first: 100 },
    connections: 8,
    calls: { limit: 103, facade: 103 },
  },
  {
    name: 'entities',
    says: '`_entities` of 100 content items in full, with their 10 influencers',
    operationName: 'Entities',
    query: entitiesText,
    variables: { representations: items(number, 100) },
    connections: 8,
    calls: { limit: 101, facade: 101 },
  },
  {
    name: 'projects',
    says: '100 projects, every field of their rows',
    operationName: 'Projects',
    query: projectsText,
    variables: { first: 100, search: number },
    connections: 50,
    calls: { limit: 1, facade: 1 },
  },
  {
    name: 'static',
    says: '`{ __typename }`',
    operationName: 'Static',
    query: 'query Static { __typename }',
    // Nothing of the operation differs: an unknown variable, which every server ignores, does.
    variables: { number },
    connections: 50,
    calls: { limit: 0, facade: 0 },
  },
  {
    name: 'presign',
    says: 'the mutation `presignMedia`',
    operationName: 'Presign',
    query: presignText,
    variables: {
      input: {
        projectId: data.projectId(number),
        kind: 'IMAGE',
        mimeType: 'image/png',
        filename: 'beans.png',
        sizeBytes: 1234,
        idempotencyKey: `bench-${number}`,
      },
    },
    connections: 50,
    calls: { limit: 1, facade: 1 },
    // Nobody may make one write of two.
    variants: ['distinct'],
  },
];

/** So many requests differ before the first comes again. */
export const distinctCount = 1_000;

/** The body of the n-th distinct request; the identical variant sends that of 0 every time. */
export function bodyOf(scenario, n) {
  return fill(JSON.stringify(templateOf(scenario)), n);
}

function templateOf({ query, operationName, variables }) {
  return { query, operationName, variables };
}

function fill(text, n) {
  return text
    .replaceAll(number, data.digits(n, 8))
    .replaceAll(numberOfNaming, data.digits(data.firstNamingProject + n, 8));
}

/** What wrk runs: all bodies are made before it starts, and one thread hands them out in turn. */
export function wrkScript(scenario, { isDistinct, headers, resultFile }) {
  const lua = (text) => `[==[${text}]==]`;
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[ ${lua(name)} ] = ${lua(value)}`);
  return `
local template = ${lua(JSON.stringify(templateOf(scenario)))}
local requests, turn = {}, 0
${lines.join('\n')}

function init(args)
  for n = 0, ${isDistinct ? distinctCount - 1 : 0} do
    local project = string.format("%08d", n)
    local naming = string.format("%08d", ${data.firstNamingProject} + n)
    local body = template:gsub("%%PROJECT%%", project):gsub("%%NAMING%%", naming)
    requests[n] = wrk.format("POST", "/graphql", nil, body)
  end
end

function request()
  local text = requests[turn]
  turn = (turn + 1) % (#requests + 1)
  return text
end

function done(summary, latency)
  local errors = summary.errors
  local file = io.open(${lua(resultFile)}, "w")
  file:write(string.format(
    '{"requests":%d,"durationUs":%d,"bytes":%d,"p50Us":%d,"p99Us":%d,"socketErrors":%d,"statusErrors":%d,"timeouts":%d}',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write, errors.status, errors.timeout))
  file:close()
end
`;
}
