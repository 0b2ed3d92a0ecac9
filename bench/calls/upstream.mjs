import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as data from '../data.mjs';

/** How many projects the caller's organization has. */
export const projectCount = 60;
export const contentPerProject = 100;

/** Like a call to a near data centre: long enough that what is asked at the same moment is in flight together. */
const latencyMs = 20;

const project = 'prj_(\\d{8})-0000-4000-8000-0{12}';
const numbers = (count, length) => Array.from({ length: count }, (_, index) => data.digits(index, length));

const routes = [
  ['GET', '/v1/projects', ({ search }) => listProjects(search)],
  ['GET', `/v1/projects/${project}`, ({ ids: [number] }) => data.projectRecord(number)],
  ['GET', `/v1/projects/${project}/influencers`, ({ ids, search }) => listInfluencers(ids[0], search)],
  ['GET', `/v1/projects/${project}/content`, ({ ids, search }) => listContent(ids[0], search)],
  [
    'GET',
    '/v1/influencers/inf_(\\d{8})-0000-4000-8000-0{11}(\\d)',
    ({ ids }) => data.influencerRecord(...ids),
  ],
  ['GET', '/v1/content/cnt_(\\d{8})-0000-4000-8000-0{9}(\\d{3})', ({ ids }) => contentRecord(...ids)],
  [
    'PATCH',
    '/v1/content/cnt_(\\d{8})-0000-4000-8000-0{9}(\\d{3})',
    ({ ids, body }) => ({ ...contentRecord(...ids), caption: body.caption }),
  ],
].map(([method, path, answer]) => ({ method, pattern: new RegExp(`^${path}$`), answer }));

/**
 * Starts Layers as far as the operations need it, with the data of the benchmark, for callers with `apiKey`.
 * `calls()` gives the method and path of each call since it was asked last. Close it when done.
 */
export async function startUpstream(apiKey) {
  let calls = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://layers');
    calls.push(`${request.method} ${request.url}`);
    let text = '';
    for await (const chunk of request) text += chunk;
    await sleep(latencyMs);
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status, code) => send(status, { error: { code, message: 'No.', requestId: 'req_1' } });
    const { authorization, 'x-api-key': key = authorization?.replace(/^Bearer /, '') } = request.headers;
    if (key !== apiKey) return refuse(401, 'UNAUTHENTICATED');
    for (const { method, pattern, answer } of routes) {
      const found = method === request.method && pattern.exec(pathname);
      if (found)
        return send(
          200,
          answer({ ids: found.slice(1), search: searchParams, body: text && JSON.parse(text) }),
        );
    }
    refuse(404, 'NOT_FOUND');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls() {
      const made = calls;
      calls = [];
      return made;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function listProjects(search) {
  const handle = search.get('customerExternalId');
  const rows = numbers(projectCount, 8).map(data.projectRow);
  const matching = rows.filter(({ customerExternalId }) => handle === null || customerExternalId === handle);
  return pageOf(matching, search);
}

function listInfluencers(number, search) {
  return pageOf(
    numbers(data.influencersPerProject, 1).map((digit) => data.influencerRow(number, digit)),
    search,
  );
}

function listContent(number, search) {
  return pageOf(
    numbers(contentPerProject, 3).map((item) => data.contentRow(number, item)),
    search,
  );
}

function contentRecord(number, item) {
  return data.contentRecord(number, item, item.at(-1));
}

function pageOf(rows, search) {
  const from = Number(search.get('cursor') ?? 0);
  const to = from + Number(search.get('limit') ?? 25);
  return { items: rows.slice(from, to), nextCursor: to < rows.length ? String(to) : null };
}
