const mebibyte = 2 ** 20;

/** The results as one Markdown file. */
export function markdown({ about, processes, results, callers }, scenarios) {
  const names = processes.map(({ contestant }) => contestant);
  return `# Benchmark

${about.date}, commit ${about.commit}, ${about.machine}, Node ${about.node}, \`${about.command}\`.

Each contestant has one processor, nginx with Layers' answers and wrk share the other. Medians of ${about.rounds} rounds of ${about.seconds} s in turn, after
${about.warmUpSeconds} s of warm-up. A ratio is the median of each round's ratio to the limit: a bare \`node:http\` handler with undici that makes the fewest
calls and writes the same JSON without GraphQL; for identical requests one that shares those in flight. No cache is on; facade and
peers do not log.

## Answers per second, as a ratio to the limit (distinct / identical)

${table(
  [
    '',
    ...scenarios
      .filter(({ name }) => results.some(({ scenario }) => scenario === name))
      .map(({ name }) => name),
  ],
  names
    .filter((name) => !name.startsWith('limit'))
    .map((name) => [
      name,
      ...scenarios
        .filter(({ name: scenario }) => results.some((result) => result.scenario === scenario))
        .map(({ name: scenario, variants = ['distinct', 'identical'] }) =>
          variants.map((variant) => ratioOf(results, { scenario, variant, contestant: name })).join(' / '),
        ),
    ]),
)}

${scenarios
  .filter(({ name }) => results.some(({ scenario }) => scenario === name))
  .map(({ name, says }) => `- \`${name}\`: ${says}.`)
  .join('\n')}

## Start and memory

Milliseconds from the start of the process to its first answer; resident memory after the start, and the most that was seen under load.

${table(
  ['', 'version', 'start, ms', 'idle, MiB', 'under load, MiB'],
  processes.map(({ contestant, version, startMs, idleBytes, loadBytes }) => [
    contestant,
    version,
    startMs.toFixed(0),
    (idleBytes / mebibyte).toFixed(0),
    (loadBytes / mebibyte).toFixed(0),
  ]),
)}

## Everything

\`busy\` is the contestant's share of its processor: where it is well below 100, something else was the bound.

${details(results)}

## Callers

Distinct requests, by the number of callers at once.

${details(callers)}
`;
}

function details(results) {
  const head = [
    'scenario',
    'requests',
    'callers',
    'contestant',
    'per second',
    'ratio',
    'p50, ms',
    'p99, ms',
    'p99 ratio',
    'busy, %',
    'errors',
  ];
  return table(
    head,
    results.map((result) => [
      result.scenario,
      result.variant,
      result.connections,
      result.contestant,
      result.perSecond.toFixed(result.perSecond < 100 ? 1 : 0),
      fixed(result.ratio),
      fixed(result.p50Ms),
      fixed(result.p99Ms),
      fixed(result.p99Ratio),
      (100 * result.busy).toFixed(0),
      result.problems.join('; ').replaceAll('|', '\\|').replaceAll('\n', ' ') || 'none',
    ]),
  );
}

function fixed(value) {
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}

function ratioOf(results, wanted) {
  const found = results.find((result) =>
    Object.entries(wanted).every(([key, value]) => result[key] === value),
  );
  if (!found) return '–';
  return `${fixed(found.ratio)}${found.problems.length > 0 ? ' (errors)' : ''}`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
