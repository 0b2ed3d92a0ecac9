// Counts the calls that reach Layers for twelve operations, here and in the peers, each from a cold start, and holds that
// all answers tell the same. `--write` puts the table into the README; `--contestants a,b` and `--operations a,b` choose.
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as mesh from './calls/graphql-mesh-hive.mjs';
import { operations } from './calls/operations.mjs';
import * as tailcall from './calls/tailcall.mjs';
import { startUpstream } from './calls/upstream.mjs';
import { ask, callerHeaders, contestants, startContestant } from './contestants.mjs';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean' },
    contestants: { type: 'string' },
    operations: { type: 'string' },
  },
});

/** The facade is first: the others' answers are held against its. `own` are operations in other words, by process. */
const columns = [
  { name: 'facade', title: 'here' },
  { name: 'apollo-datasource-rest', title: 'Apollo Server with datasource-rest and DataLoader' },
  {
    name: 'graphql-mesh-hive',
    title: 'GraphQL Mesh with Hive Gateway',
    own: mesh.ownOperations,
    subgraph: { name: 'graphql-mesh-hive-subgraph', own: mesh.subgraphOperations },
  },
  { name: 'tailcall', title: 'Tailcall with dedupe', own: tailcall.ownOperations },
];

if (values.write && (values.contestants ?? values.operations))
  throw new Error('--write writes the whole table.');

const isChosen = (names, name) => names === undefined || names.split(',').includes(name);
const shown = columns.filter(({ name }) => name === 'facade' || isChosen(values.contestants, name));
const asked = operations.filter(({ name }) => isChosen(values.operations, name));
const failures = [];

const upstream = await startUpstream(callerHeaders['x-api-key']);
const rows = [];
try {
  for (const operation of asked) rows.push(await measure(operation));
} finally {
  await upstream.close();
}
const table = markdown(rows);
console.log(table);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
else if (values.write) await writeTable(table);

/** The cells of one operation's row. */
async function measure(operation) {
  const cells = [];
  let expected;
  for (const column of shown) {
    const { calls, answers } = await count(column, operation);
    expected ??= answers[0];
    const different = answers.find((answer) => !isDeepStrictEqual(answer, expected));
    if (different)
      failures.push(
        `${operation.name} of ${column.name} differs: ${JSON.stringify(different)}`.slice(0, 2000),
      );
    cells.push(calls);
  }
  return { says: operation.says, cells };
}

async function count(column, operation) {
  const { name, own } = operation.name in (column.subgraph?.own ?? {}) ? column.subgraph : column;
  const text = operation.callers && own ? own.board : own?.[operation.name];
  const { query, variables, read = (data) => data } = { ...operation, ...text };
  const body = JSON.stringify({ query, variables });
  const contestant = await startContestant(name, { upstreamUrl: upstream.url });
  try {
    upstream.calls();
    const callers = Array.from({ length: operation.callers ?? 1 }, () => ask(contestant.url, body));
    const answers = await Promise.all(callers);
    // Whatever is still on its way counts as well.
    await sleep(100);
    return { calls: upstream.calls().length, answers: answers.map(({ data }) => read(data, variables)) };
  } catch (error) {
    failures.push(`${operation.name} of ${name}: ${error.message}`);
    return { calls: '-', answers: [] };
  } finally {
    await contestant.close();
  }
}

function markdown(list) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const version = (name) => contestants.find((contestant) => contestant.name === name).version;
  const versions = shown
    .slice(1)
    .map(({ name }) => version(name))
    .join(', ');
  return [
    line(['calls for', ...shown.map(({ title }) => title)]),
    line(['---', ...shown.map(() => '--:')]),
    ...list.map(({ says, cells }) => line([says, ...cells])),
    '',
    `${versions}.`,
    'Mesh answers `_entities` from a process of its own, `hive-gateway subgraph`. Apollo Connectors need Apollo Router, which neither',
    'the npm registry nor Debian has.',
  ].join('\n');
}

async function writeTable(text) {
  const readme = new URL('../README.md', import.meta.url);
  const before = await readFile(readme, 'utf8');
  const block = /<!-- calls -->.*<!-- \/calls -->/s;
  if (!block.test(before))
    throw new Error('The README has no block between <!-- calls --> and <!-- /calls -->.');
  await writeFile(
    readme,
    before.replace(block, () => `<!-- calls -->\n${text}\n<!-- /calls -->`),
  );
}
