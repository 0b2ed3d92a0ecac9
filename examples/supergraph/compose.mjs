import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** The supergraph's SDL of subgraphs `{ name, url, sdl }`; throws with what does not fit together. */
export function compose(subgraphs) {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  assertCompositionSuccess(result);
  return result.supergraphSdl;
}

const usage = 'node compose.mjs NAME=FILE=URL ... > supergraph.graphql';

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const subgraphs = process.argv.slice(2).map((argument) => {
    const [, name, file, url] = /^([^=]+)=([^=]+)=(.+)$/.exec(argument) ?? [];
    return { name, file, url };
  });
  if (subgraphs.length === 0 || subgraphs.some(({ url }) => url === undefined)) {
    console.error(`Usage: ${usage}`);
    process.exit(1);
  }
  console.log(
    compose(subgraphs.map(({ name, file, url }) => ({ name, url, sdl: readFileSync(file, 'utf8') }))),
  );
}
