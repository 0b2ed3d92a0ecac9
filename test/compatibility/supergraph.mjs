import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startFacade } from '../../dist/http/server.js';
import { createProductsSchema } from './products.mjs';

/** Where the suite's tests ask the router; nothing can tell them another place. */
const routerPort = 4000;

/**
 * Starts the suite's supergraph: "products" on the facade's front door with production's settings, "users" and
 * "inventory" as the suite ships them, and a gateway that composes what the three tell in `_service`. `require` finds
 * the packages of the suite, which has its own copy of graphql.
 */
export async function startSupergraph(require) {
  const { ApolloGateway, IntrospectAndCompose } = require('@apollo/gateway');
  const { ApolloServer } = require('@apollo/server');
  const { startStandaloneServer } = require('@apollo/server/standalone');
  const suite = dirname(require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'));

  const sdl = await readFile(join(suite, 'products.graphql'), 'utf8');
  const facade = await startFacade({
    config: readConfig({}, { PORT: '0' }),
    logger: pino({ level: 'warn' }),
    schema: createProductsSchema(sdl),
  });
  const users = await startSubgraph(join(suite, 'dist/subgraphs/users/index.js'));
  const inventory = await startSubgraph(join(suite, 'dist/subgraphs/inventory/index.js'));
  const gateway = new ApolloServer({
    gateway: new ApolloGateway({
      supergraphSdl: new IntrospectAndCompose({
        subgraphs: [
          { name: 'products', url: facade.url },
          { name: 'users', url: users.url },
          { name: 'inventory', url: inventory.url },
        ],
      }),
    }),
  });
  await startStandaloneServer(gateway, { listen: { host: 'localhost', port: routerPort } });

  return {
    /** The folder of the suite. */
    suite,
    productsUrl: facade.url,
    async close() {
      await gateway.stop();
      await Promise.all([facade.close(), users.close(), inventory.close()]);
    },
  };
}

async function startSubgraph(file) {
  const child = fork(file, {
    cwd: dirname(file),
    execArgv: ['--import', new URL('loopback.mjs', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const url = await Promise.race([
    once(child, 'message').then(([told]) => told.url),
    exit.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}.`))),
  ]);
  return {
    url,
    async close() {
      child.disconnect();
      await exit;
    },
  };
}
