import { pino } from 'pino';
import { ConfigError, readConfig } from './config.js';
import type { Emulator } from './emulator/emulator.js';
import { logDefect } from './http/defect-log.js';
import { firstOperation } from './http/first-operation.js';
import { type Facade, startFacade } from './http/server.js';

const flags = new Set(process.argv.slice(2));
const known = ['--emulator', '--emulator-only'];
const unknown = [...flags].filter((flag) => !known.includes(flag));
if (unknown.length > 0) stop(`Unknown: ${unknown.join(' ')}. There are: ${known.join(', ')}.`);
const emulated = flags.has('--emulator') || flags.has('--emulator-only');

const config = readConfigOrStop();
const logger = pino({ level: config.logLevel });
// graphql-js can leave a rejection without a handler when a list fails in two places at once; that request has its answer.
process.on('unhandledRejection', (reason) => logDefect(logger, 'unhandled rejection', reason));

let emulator: Emulator | undefined;
let facade: Facade | undefined;
try {
  if (emulated) {
    // Loaded only when asked for: production needs none of it.
    const { startEmulator } = await import('./emulator/emulator.js');
    emulator = await startEmulator({ port: config.emulatorPort });
  }
  if (!flags.has('--emulator-only'))
    facade = await startFacade({
      config: emulator ? { ...config, layersBaseUrl: emulator.url } : config,
      logger,
      graphiql: {
        folder: new URL('./graphiql/', import.meta.url),
        ...(emulator && (await readyFor(emulator))),
      },
      ...(emulator && { landingPage: { apiKey: emulator.keys.live } }),
    });
} catch (error) {
  await emulator?.close();
  const { code, message } = error as NodeJS.ErrnoException;
  stop(
    `Cannot start: ${message}${code === 'EADDRINUSE' ? '. PORT and EMULATOR_PORT name other ports.' : ''}`,
  );
}

let stoppingSince: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // Under npm, Ctrl+C comes twice: from the terminal and from npm. Only what comes later is somebody who cannot wait.
    if (stoppingSince !== undefined && performance.now() - stoppingSince > 1000) process.exit(1);
    if (stoppingSince === undefined) void drain();
    stoppingSince ??= performance.now();
  });

// Said last: whoever waits for it may signal at once.
if (emulator) console.log(banner(emulator, facade));
else logger.info({ msg: 'listening', url: facade?.url });

async function drain(): Promise<void> {
  try {
    if (!emulator) logger.info({ msg: 'draining' });
    await facade?.close();
    if (!emulator) logger.info({ msg: 'stopped' });
    await emulator?.close();
  } finally {
    process.exit(0);
  }
}

async function readyFor({ keys }: Emulator) {
  const { exampleIds } = await import('./emulator/seed-ids.js');
  return { apiKey: keys.live, examples: exampleIds };
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function readConfigOrStop() {
  try {
    return readConfig({ emulator: emulated });
  } catch (error) {
    if (error instanceof ConfigError) stop(`The environment is not valid:\n${error.message}`);
    throw error;
  }
}

function banner({ url, keys }: Emulator, started: Facade | undefined): string {
  const api = `Layers emulator  ${url}\nKey              ${keys.live}`;
  if (started === undefined) return api;
  return `GraphQL          ${started.url}  (open it in a browser for Apollo Sandbox)
${config.graphiql ? `GraphiQL         ${started.url.replace(/graphql$/, 'graphiql')}  (needs no network)\n` : ''}${api}

Try:
curl -s ${started.url} -H 'content-type: application/json' -H 'x-api-key: ${keys.live}' \\
  -d '{"query":"{ projects(first: 5) { nodes { id name status } } }"}'

Or paste:
${firstOperation}`;
}
