import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { accounts } from './accounts.mjs';
import { crm } from './crm.mjs';
import { editorial } from './editorial.mjs';

export const partners = { crm, editorial, accounts };

/** The SDL of a partner's subgraph. */
export function readSdl(name) {
  return readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8');
}

/** Starts partners on ports of loopback, 0 for any free one: gives each one's `url`, and `close`. */
export async function startPartners(ports = { crm: 0, editorial: 0 }) {
  const started = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => {
      const server = new ApolloServer({
        schema: buildSubgraphSchema({ typeDefs: parse(readSdl(name)), resolvers: partners[name] }),
        includeStacktraceInErrorResponses: false,
        stopOnTerminationSignals: false,
        plugins: [ApolloServerPluginInlineTraceDisabled()],
      });
      const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
      return { name, url, close: () => server.stop() };
    }),
  );
  return {
    urls: Object.fromEntries(started.map(({ name, url }) => [name, url])),
    close: () => Promise.all(started.map(({ close }) => close())),
  };
}
