import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNode } from './processes.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const programs = {
  hive: [
    path('node_modules/@graphql-hive/gateway/dist/bin.js'),
    'supergraph',
    '-c',
    path('gateway.config.mjs'),
  ],
  apollo: [path('apollo-gateway.mjs')],
};

/** Starts a gateway, `hive` or `apollo`, on a supergraph: gives its `url`, and `close`; `began` is that of `startNode`. */
export async function startGateway(kind, supergraphSdl, { port, env = {}, began } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphSdl);
  const listening = port ?? (await freePort());
  const gateway = await startNode(
    programs[kind],
    { ...env, SUPERGRAPH: supergraph, PORT: String(listening) },
    (line) => /listening/i.test(line) || undefined,
    began,
  ).catch((error) => {
    rmSync(folder, { recursive: true });
    throw error;
  });
  return {
    url: `http://127.0.0.1:${listening}/${kind === 'hive' ? 'graphql' : ''}`,
    async close() {
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}
