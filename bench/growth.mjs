// Draws how time and upstream calls of the facade grow with rows, representations and callers: see README.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { callerHeaders, startContestant } from './contestants.mjs';
import * as data from './data.mjs';
import { plot } from './plot.mjs';
import { bodyOf, scenarios } from './scenarios.mjs';
import { median } from './statistics.mjs';
import { startUpstream } from './upstream.mjs';

const dispatcher = new Agent({ headersTimeout: 300_000, bodyTimeout: 300_000 });
const scenarioOf = (name) => scenarios.find((scenario) => scenario.name === name);

const projectFields =
  'id name status customerExternalId timezone primaryLanguage ownerEmail createdAt updatedAt';
const contentFields = `id status format hook caption preview { kind primaryUrl thumbnailUrl durationMs aspectRatio }
  assets { id url mimeType sizeBytes width height } platformFit { platform ok issues } createdAt updatedAt`;

const asText = (query, variables) => JSON.stringify({ query, variables });
const entities = (count, representation, fields) =>
  asText(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`,
    {
      representations: Array.from({ length: count }, (_, index) => representation(index)),
    },
  );
const project = (index) => ({ __typename: 'Project', id: data.projectId(data.digits(index, 8)) });
const item = (index) => ({
  __typename: 'ContentItem',
  id: data.contentId(data.digits(Math.floor(index / 100), 8), data.digits(index % 100, 3)),
});
const rows = (name, first) => {
  const { query, variables } = JSON.parse(bodyOf(scenarioOf(name), 0));
  return asText(query, { ...variables, first });
};
const callers = (name, count) => Array.from({ length: count }, (_, n) => bodyOf(scenarioOf(name), n));

/** `bodies` are sent at once. */
const dimensions = [
  {
    name: 'rows',
    unit: 'rows of a page',
    counts: [1, 10, 100, 200],
    series: [
      { label: 'page-records', bodies: (count) => [rows('page-records', count)] },
      { label: 'page', bodies: (count) => [rows('page', count)] },
    ],
  },
  {
    name: 'representations',
    unit: 'representations of one `_entities`',
    counts: [1, 10, 100, 1_000, 10_000],
    series: [
      {
        label: 'projects, row fields',
        bodies: (count) => [entities(count, project, `... on Project { ${projectFields} }`)],
      },
      {
        label: 'content items in full',
        bodies: (count) => [entities(count, item, `... on ContentItem { ${contentFields} }`)],
      },
    ],
  },
  {
    name: 'callers',
    unit: 'callers at once, distinct requests',
    counts: [1, 10, 100, 1_000],
    series: [
      { label: 'record', bodies: (count) => callers('record', count) },
      { label: 'page', bodies: (count) => callers('page', count) },
    ],
  },
];

const counting = await startUpstream({ isCounting: true });
const silent = await startUpstream();
const counted = await startContestant('facade', { upstreamUrl: counting.url });
const timed = await startContestant('facade', { upstreamUrl: silent.url });
try {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const results = [];
  for (const dimension of dimensions) {
    const series = [];
    for (const { label, bodies } of dimension.series)
      series.push({ label, points: await measurePoints(dimension.counts, bodies) });
    for (const { label, points } of series) {
      console.log(`${dimension.unit}: ${label}`);
      console.table(points);
    }
    results.push({ name: dimension.name, unit: dimension.unit, series });
    await writeFile(new URL(`growth-${dimension.name}.svg`, folder), plot(dimension.unit, series));
  }
  await writeFile(new URL('growth.json', folder), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await timed.close();
  await counted.close();
  await silent.close();
  await counting.close();
  await dispatcher.close();
}

async function measurePoints(counts, bodies) {
  const points = [];
  for (const count of counts) {
    const texts = bodies(count);
    await counting.calls();
    await send(counted.url, texts);
    const calls = (await counting.calls()).length;
    points.push({ count, ms: await timeOf(texts), calls });
  }
  return points;
}

/** Median of as many repetitions as fit into three seconds, after a second of warm-up; one at least. */
async function timeOf(texts) {
  const times = [];
  const startMs = performance.now();
  for (let elapsedMs = 0; elapsedMs < 4_000; elapsedMs = performance.now() - startMs) {
    const ms = await send(timed.url, texts);
    if (elapsedMs > 1_000 || elapsedMs + ms > 4_000) times.push(ms);
  }
  await sleep(200);
  return Number(median(times).toFixed(3));
}

/** Milliseconds until the last of all answers is there. */
async function send(url, texts) {
  const startMs = performance.now();
  const answers = await Promise.all(
    texts.map(async (body) => {
      const answer = await request(url, { method: 'POST', headers: callerHeaders, body, dispatcher });
      return { status: answer.statusCode, text: await answer.body.text() };
    }),
  );
  const ms = performance.now() - startMs;
  for (const { status, text } of answers)
    if (status !== 200 || JSON.parse(text).errors) throw new Error(`${status}: ${text.slice(0, 500)}`);
  return ms;
}
