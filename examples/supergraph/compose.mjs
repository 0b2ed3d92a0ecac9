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
