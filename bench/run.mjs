// Measures every contestant against the limit: see README.md.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { contestants, scenarioOf, startContestant } from './contestants.mjs';
import { processorSeconds, residentBytes, untilIdle, watchMemory } from './processes.mjs';
import { markdown } from './report.mjs';
import { scenarios } from './scenarios.mjs';
import { median } from './statistics.mjs';
import { startUpstream } from './upstream.mjs';
import { measure } from './wrk.mjs';

const { values: flags } = parseArgs({
  options: {
    scenarios: { type: 'string' },
    contestants: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '2' },
    callers: { type: 'string', default: '1,10,100,1000' },
    smoke: { type: 'boolean', default: false },
  },
});
// The contestant has one processor for itself; upstream and callers share the other.
const contestantCpu = 0;
const otherCpu = 1;
/** What a contestant makes at least; the fast ones make several times as many. */
const callsPerSecond = 5_000;
const callerScenarios = ['record', 'page'];

const rounds = Number(flags.rounds);
const seconds = Number(flags.seconds);
const warmUpSeconds = Number(flags['warm-up']);
const chosen = (list, names) =>
  list.filter(({ name }) => names === undefined || names.split(',').includes(name));
const listed = chosen(contestants, flags.contestants);
/** What a contestant is compared with, by variant. */
const limitOf = { distinct: 'limit', identical: 'limit-shared' };

if (flags.smoke) await import('./smoke.mjs');
else await main();

async function main() {
  const upstream = await startUpstream({ cpu: otherCpu });
  const running = new Map();
  try {
    const starts = await measureStarts(upstream.url);
    for (const { name } of listed)
      running.set(name, await startContestant(name, { upstreamUrl: upstream.url, cpu: contestantCpu }));
    await sleep(1_000);
    const idleBytes = new Map([...running].map(([name, { pid }]) => [name, residentBytes(pid)]));
    const loadBytes = new Map(idleBytes);
    const results = await measureScenarios(running, loadBytes);
    const callers = await measureCallers(running, loadBytes, results);
    const processes = listed.map(({ name, version }) => ({
      contestant: name,
      version,
      startMs: median(starts.get(name)),
      idleBytes: idleBytes.get(name),
      loadBytes: loadBytes.get(name),
    }));
    await writeResults({ about: about(), processes, results, callers });
  } finally {
    for (const { close } of running.values()) await close();
    await upstream.close();
  }
}

/** Milliseconds from the start of the process to its first answer, while nothing else runs. */
async function measureStarts(upstreamUrl) {
  const starts = new Map(listed.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name } of listed) {
      const { startMs, close } = await startContestant(name, { upstreamUrl, cpu: contestantCpu });
      await close();
      starts.get(name).push(startMs);
    }
  return starts;
}

async function measureScenarios(running, loadBytes) {
  const results = [];
  for (const scenario of chosen(scenarios, flags.scenarios))
    for (const variant of scenario.variants ?? ['distinct', 'identical']) {
      const names = competitors(scenario, variant);
      results.push(
        ...(await inTurn(running, loadBytes, {
          scenario,
          variant,
          names,
          connections: scenario.connections,
        })),
      );
    }
  return results;
}

/** Facade, limit and the best peer with other numbers of callers. */
async function measureCallers(running, loadBytes, results) {
  const callers = [];
  for (const scenario of chosen(scenarios, flags.scenarios)) {
    if (!callerScenarios.includes(scenario.name)) continue;
    const peers = results.filter(
      ({ scenario: name, variant, contestant }) =>
        name === scenario.name && variant === 'distinct' && !['facade', 'limit'].includes(contestant),
    );
    const best = peers.sort((a, b) => b.perSecond - a.perSecond)[0]?.contestant;
    const names = competitors(scenario, 'distinct').filter((name) =>
      ['facade', 'limit', best].includes(name),
    );
    for (const connections of flags.callers.split(',').map(Number))
      callers.push(
        ...(await inTurn(running, loadBytes, { scenario, variant: 'distinct', names, connections })),
      );
  }
  return callers;
}

/** Each limit stands for its own variant only. */
function competitors({ name: scenario }, variant) {
  const other = limitOf[variant === 'distinct' ? 'identical' : 'distinct'];
  return listed
    .filter(({ name, scenarios: able }) => name !== other && able.includes(scenario))
    .map(({ name }) => name);
}

/** Several rounds, each with every contestant, so that what else the machine does meets all of them. */
async function inTurn(running, loadBytes, { scenario, variant, names, connections }) {
  const runs = new Map(names.map((name) => [name, []]));
  const load = { isDistinct: variant === 'distinct', connections, cpu: otherCpu };
  // With many callers an answer takes long: several must come to their end.
  const runSeconds = Math.max(seconds, Math.ceil((scenario.calls.limit * connections) / callsPerSecond));
  const run = async (name, seconds) => {
    const { url, pid } = running.get(name);
    const own = scenarioOf(
      listed.find((contestant) => contestant.name === name),
      scenario,
    );
    const before = processorSeconds(pid);
    const startMs = performance.now();
    const result = await measure({ ...load, scenario: own, url, seconds });
    const busy = (processorSeconds(pid) - before) / ((performance.now() - startMs) / 1000);
    await untilIdle(pid);
    return { ...result, busy };
  };
  for (const name of names) await run(name, warmUpSeconds);
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const stopWatching = watchMemory(running.get(name).pid);
      runs.get(name).push(await run(name, runSeconds));
      loadBytes.set(name, Math.max(loadBytes.get(name), stopWatching()));
    }
  const limit = runs.get(limitOf[variant]);
  const results = names.map((contestant) => {
    const own = runs.get(contestant);
    const ratio = (what) => (limit ? median(own.map((run, round) => run[what] / limit[round][what])) : null);
    return {
      scenario: scenario.name,
      variant,
      contestant,
      connections,
      perSecond: median(own.map((run) => run.perSecond)),
      ratio: ratio('perSecond'),
      p50Ms: median(own.map((run) => run.p50Ms)),
      p99Ms: median(own.map((run) => run.p99Ms)),
      p99Ratio: ratio('p99Ms'),
      busy: median(own.map((run) => run.busy)),
      problems: [...new Set(own.flatMap((run) => run.problems))],
      rounds: own.map(({ perSecond, p99Ms, busy }) => ({ perSecond, p99Ms, busy })),
    };
  });
  for (const { contestant, perSecond, ratio, problems } of results)
    console.log(
      `${scenario.name} ${variant} ${connections} callers: ${contestant} ${perSecond.toFixed(1)}/s, ratio ${ratio?.toFixed(2) ?? '-'}`,
      ...problems,
    );
  return results;
}

function about() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname })
    .toString()
    .trim();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit,
    machine: `${cpus()[0].model.trim()}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.versions.node,
    command: ['node bench/run.mjs', ...process.argv.slice(2)].join(' '),
    rounds,
    seconds,
    warmUpSeconds,
  };
}

async function writeResults(results) {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('results.json', folder), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(new URL('results.md', folder), markdown(results, scenarios));
}
