import { type OperationDefinitionNode, parse } from 'graphql';
import { readConfig } from '../../src/config.js';
import { createSchema } from '../../src/graph/schema.js';
import { createDocuments } from '../../src/http/documents.js';
import type { OperationSize } from '../../src/http/measure.js';
import { createOperationSizes } from '../../src/http/operation-size.js';
import type { Json } from './facade.js';

const schema = createSchema();
const sizes = createOperationSizes(schema, createDocuments(schema, readConfig({ emulator: true }, {})));

/** What the facade computes for the first operation of a text before it runs. */
export function sizeOf(text: string, variables: Json = {}): OperationSize {
  const document = parse(text);
  return sizes.sizeOf(document, document.definitions[0] as OperationDefinitionNode, variables);
}
