import { defineConfig } from '@graphql-mesh/compose-cli';
import { layers } from './layers.mjs';

/** What `hive-gateway subgraph` serves, `_entities` among it; fields that Mesh adds to a supergraph are not in it. */
export const composeConfig = defineConfig({ subgraphs: [layers({ hasLinks: true })] });
