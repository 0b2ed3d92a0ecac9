import { fileURLToPath } from 'node:url';
import { startNode } from '../supergraph/processes.mjs';
import { markRunning } from './running.mjs';
import { serveStudio } from './serve.mjs';

// The emulator of Layers, the graph in front of it and the studio in front of that, until Ctrl-C.
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const { STUDIO_PORT = '5173', PORT = '0', EMULATOR_PORT = '0' } = process.env;
if (!/^\d{1,5}$/.test(STUDIO_PORT) || Number(STUDIO_PORT) > 65_535) {
  console.error('STUDIO_PORT: must be a whole number from 0 to 65535');
  process.exit(1);
}

markRunning();
const running = [];
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
  let graphqlUrl;
  const ready = (line) => {
    const said = /^(GraphQL|Key) +(\S+)/.exec(line);
    if (said?.[1] === 'GraphQL') graphqlUrl = said[2];
    return said?.[1] === 'Key' ? said[2] : undefined;
  };
  // A signal may come before it is ready.
  const began = (child) => running.unshift(child);
  const graph = await startNode([main, '--emulator'], { PORT, EMULATOR_PORT }, ready, began);
  const studio = await serveStudio({ graphqlUrl, apiKey: graph.result, port: Number(STUDIO_PORT) });
  running.unshift(studio);
  void graph.exited.then(() => stop(1));
  console.log(`Layers Studio  ${studio.url}`);
} catch (error) {
  if (!stopping) console.error(error.message);
  await stop(1);
}
