import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Serves the studio in front of a graph; gives its `url`, and `close`. `apiKey` is in the page for everybody who opens
 * it, so it is to be the emulator's. With `built` it is the bundle that a user gets, else the sources, told anew as they
 * change. A port that is taken makes it the next one; 0 takes any.
 */
export async function serveStudio({ graphqlUrl, apiKey = '', port = 0, built = false }) {
  const settings = {
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    define: {
      EMULATOR_KEY: JSON.stringify(apiKey),
      'import.meta.env.VITE_GRAPHQL_URL': JSON.stringify(graphqlUrl),
    },
  };
  if (!built) {
    const server = await createServer({ ...settings, server: { port } });
    await server.listen();
    return { url: server.resolvedUrls.local[0], close: () => server.close() };
  }
  const outDir = await mkdtemp(join(tmpdir(), 'layers-studio-'));
  await asForUsers(() => build({ ...settings, build: { outDir, emptyOutDir: true } }));
  const server = await preview({ ...settings, build: { outDir }, preview: { port } });
  return {
    url: server.resolvedUrls.local[0],
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** A runner of tests has set another mode, in which React and Apollo Client are those for development. */
async function asForUsers(run) {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    return await run();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
