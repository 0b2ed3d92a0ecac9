import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { DocumentNode } from 'graphql';
import { createCache } from './urql.js';

/** What codegen has left in the document; this server wants it without its prefix. */
const hashOf = (document: DocumentNode) =>
  (document as DocumentNode & { __meta__: { hash: string } }).__meta__.hash.replace('sha256:', '');

const hashes = persistedExchange({
  generateHash: async (_text, document) => hashOf(document as DocumentNode),
  // The server knows every text: one that it does not know is an error, and not sent.
  enforcePersistedQueries: true,
  enableForMutation: true,
  preferGetForPersistedQueries: false,
});

export const createClient = (url: string, key: string) =>
  new Client({
    url,
    exchanges: [createCache(), hashes, fetchExchange],
    fetchOptions: { headers: { 'x-api-key': key } },
  });
