import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startBalancer } from './balancer.mjs';
import { compose } from './compose.mjs';
import { startGateway } from './gateway.mjs';
import { readSdl, startPartners } from './partners/serve.mjs';
import { startNode } from './processes.mjs';

// Everything of a supergraph on this machine: the emulator of Layers, two replicas of the Layers subgraph behind a
// balancer, two partners, Hive Gateway in front. With `--once` it answers the first query and stops.
const flags = process.argv.slice(2);
const once = flags.includes('--once');
const unknown = flags.filter((flag) => flag !== '--once');
const { PORT = '4100', ENFORCE_SCOPES } = process.env;
const problems = [
  ...(unknown.length > 0 ? [`Unknown: ${unknown.join(' ')}. There is: --once.`] : []),
  ...(/^\d{1,5}$/.test(PORT) && Number(PORT) < 65_536
    ? []
    : ['PORT: must be a whole number from 0 to 65535']),
];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const printSchema = fileURLToPath(new URL('../../dist/print-schema.js', import.meta.url));

const query = `query AcrossThree {
  customers {
    name
    project {
      name
      status
      contentItems(first: 3, filter: { creativeType: UPLOADED }) {
        nodes { caption editor captionWords platformFit { platform ok } }
      }
    }
  }
}
`;

const running = [];
let emulatorUrl;
// A signal may come before a program is ready.
const began = (child) => running.unshift(child);
const start = async (work) => {
  const started = await work;
  running.unshift(started);
  return started;
};
let stopping = false;
async function stop(code) {
  // Under npm, Ctrl-C comes twice: from the terminal and from npm.
  if (stopping) return;
  stopping = true;
  for (const each of running) await each.close();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(0));

try {
  const emulatorSays = (line) => {
    const said = /^(Layers emulator|Key) +(\S+)/.exec(line);
    if (said?.[1] === 'Layers emulator') emulatorUrl = said[2];
    return said?.[1] === 'Key' ? said[2] : undefined;
  };
  const emulator = await startNode([main, '--emulator-only'], { EMULATOR_PORT: '0' }, emulatorSays, began);
  const key = emulator.result;
  const replicaSays = (line) => (line.includes('"listening"') ? JSON.parse(line).url : undefined);
  const replica = () => startNode([main], { PORT: '0', LAYERS_BASE_URL: emulatorUrl }, replicaSays, began);
  const replicas = await Promise.all([replica(), replica()]);
  const balancer = await start(startBalancer(replicas.map(({ result }) => result)));
  const partners = await start(startPartners());
  const variant = ENFORCE_SCOPES === 'true' ? ['--requires-scopes'] : undefined;
  const layers = variant
    ? execFileSync(process.execPath, [printSchema, ...variant], { encoding: 'utf8' })
    : readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
  const supergraph = compose([
    { name: 'layers', url: balancer.url, sdl: layers },
    { name: 'crm', url: partners.urls.crm, sdl: readSdl('crm') },
    { name: 'editorial', url: partners.urls.editorial, sdl: readSdl('editorial') },
  ]);
  const env = ENFORCE_SCOPES === undefined ? {} : { ENFORCE_SCOPES };
  const port = Number(PORT) || undefined;
  const gateway = await start(startGateway('hive', supergraph, { port, env, began }));
  console.log(`Supergraph        ${gateway.url}  (open it in a browser for GraphiQL)
Layers subgraph   ${balancer.url}  (two replicas: ${replicas.map(({ result }) => result).join(', ')})
CRM               ${partners.urls.crm}
Editorial         ${partners.urls.editorial}
Key               ${key}  (header X-Api-Key)

${query}`);
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query }),
  });
  const answer = await response.json();
  console.log(JSON.stringify(answer, null, 2));
  if (once) await stop(answer.errors ? 1 : 0);
  console.log(`
The CRM's second customer has a handle that Layers does not know: gateways show an unknown entity as nulls.
Running; Ctrl-C stops it. Try:
curl -s ${gateway.url} -H 'content-type: application/json' -H 'x-api-key: ${key}' \\
  -d '{"query":"{ editorialQueue { editor captionWords caption project { name customer { name } } } }"}'`);
} catch (error) {
  if (!stopping) console.error(error.message);
  await stop(1);
}
