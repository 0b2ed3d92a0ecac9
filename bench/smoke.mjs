// Starts every contestant in turn, and holds that all give the same answers and that facade and limit make the expected
// calls. Never a timing. `--contestants a,b` and `--scenarios a,b` choose.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { ask, contestants, scenarioOf, startContestant } from './contestants.mjs';
import { bodyOf, scenarios } from './scenarios.mjs';
import { startUpstream } from './upstream.mjs';

const { values } = parseArgs({ options: { contestants: { type: 'string' }, scenarios: { type: 'string' } } });
const chosen = (list, names) =>
  list.filter(({ name }) => names === undefined || names.split(',').includes(name));
const failures = [];
/** The first contestant's answers, by scenario and number. */
const expected = new Map();
const calls = {};

const upstream = await startUpstream({ isCounting: true, pages: 1_010 });
try {
  for (const contestant of chosen(contestants, values.contestants)) await tryContestant(contestant);
} finally {
  await upstream.close();
}
console.table(calls);
for (const failure of failures) console.error(failure);
console.log(
  failures.length === 0
    ? 'Every answer is the same, and calls are as expected.'
    : `${failures.length} failed.`,
);
if (failures.length > 0) process.exitCode = 1;

async function tryContestant(contestant) {
  const { name, scenarios: supported } = contestant;
  calls[name] = {};
  const { url, close } = await startContestant(name, { upstreamUrl: upstream.url }).catch((error) => {
    failures.push(`${name} does not start: ${error.message}`);
    return {};
  });
  if (url === undefined) return;
  try {
    await upstream.calls();
    for (const scenario of chosen(scenarios, values.scenarios))
      if (supported.includes(scenario.name)) await tryScenario(name, url, scenarioOf(contestant, scenario));
  } finally {
    await close();
  }
}

async function tryScenario(name, url, scenario) {
  // The number comes twice: compiled executors answer a first request in another way than later ones.
  for (const n of [0, 1, 1]) {
    const what = `${scenario.name} ${n} of ${name}`;
    const body = bodyOf(scenario, n);
    const { data: given } = await ask(url, body).catch((error) => {
      failures.push(`${what}: ${error.message}`);
      return {};
    });
    const made = await upstream.calls();
    calls[name][scenario.name] = made.length;
    if (given === undefined) continue;
    const data = scenario.read(given, JSON.parse(body).variables);
    const key = `${scenario.name} ${n}`;
    if (!expected.has(key)) expected.set(key, data);
    else if (!isDeepStrictEqual(data, expected.get(key)))
      failures.push(`${what} differs: ${difference(data, expected.get(key))}`);
    const count = scenario.calls[name.replace('-shared', '')];
    if (count !== undefined && made.length !== count)
      failures.push(`${what}: ${made.length} calls instead of ${count}`);
  }
}

/** Where two answers part. */
function difference(a, b, path = '') {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${path} is ${JSON.stringify(a)}, not ${JSON.stringify(b)}`;
  const part = Object.keys({ ...a, ...b }).find((key) => !isDeepStrictEqual(a[key], b[key]));
  return difference(a[part], b[part], `${path}.${part}`);
}
