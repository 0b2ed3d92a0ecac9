import { hash } from 'node:crypto';
import type { DocumentStore, PersistedQueryOptions } from '@apollo/server';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  Location,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type OperationLimits, oversize } from './operation-limits.js';
import type { PersistedDocument } from './persisted-documents.js';

/** A text that is within the limits and fits the schema: what every request that sends it shares. */
export interface Document {
  /** Of this process. */
  readonly id: number;
  readonly node: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** By name; the only one also without. */
  operation(name: string | null | undefined): OperationDefinitionNode | undefined;
}

export interface Documents {
  /**
   * Looks at a text, unless it is known. A text that fits is a document; one that is refused for its size gives the
   * reason. Undefined where it does not parse or does not fit the schema, which is for the GraphQL server to refuse, in its
   * words, and where there is no room for it.
   */
  look(text: string): Document | string | undefined;
  /**
   * A text that was looked at and fits, or was persisted, by its SHA-256 in hex; undefined for those that were forgotten for
   * room.
   */
  findByHash(hash: string): Document | undefined;
  /** For the GraphQL server, which neither parses nor validates what it finds here. */
  readonly store: DocumentStore;
  /** The same by text, for persisted queries: what is not in the store is not persisted either. */
  readonly texts: NonNullable<PersistedQueryOptions['cache']>;
  /** The document of a node that the GraphQL server runs. */
  of(node: DocumentNode): Document;
  /** Counts what was made for a document and lives as long as it; the least recently used go for it, or the document itself. */
  grow(document: Document, bytes: number): void;
}

interface Kept {
  readonly document: Document;
  /** All that goes with it. */
  readonly bytes: number;
}

/** Of memory, with all that is made for them: some 700 documents of 70 tokens. A router sends some hundreds, over and over. */
const maxBytes = 64 * 2 ** 20;
/** What an entry takes, and a node of it with its location and its lists; as measured. */
const bytesPerDocument = 1000;
const bytesPerNode = 200;
/** The text, and once more what is a value in it, where one letter outside Latin makes all take two bytes. */
const bytesPerLetter = 4;
const mostMisfits = 10_000;
const tooMany = /^Syntax Error: Document contains more tha[nt] (\d+ (?:tokens|comments))\./;

/**
 * Makes the store of documents, keyed by the SHA-256 of their texts; the least recently used go first, those that are
 * persisted never. A text is parsed and validated once, here, because the GraphQL server's own parser and rules recurse
 * without a limit. Throws when a persisted text does not fit.
 */
export function createDocuments(
  schema: GraphQLSchema,
  limits: OperationLimits & { readonly introspection: boolean },
  persisted: readonly PersistedDocument[] = [],
): Documents {
  /** The key of each text, so that one that comes again needs no hash. */
  const keys = new Map<string, string>();
  const documents = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    noDisposeOnSet: true,
    dispose: ({ document }) => keys.delete(textOf(document.node)),
  });
  let lastId = 0;
  const byNode = new WeakMap<DocumentNode, Document>();
  /** Hashes of what the GraphQL server refuses: a client that repeats its mistake is not validated twice each time. */
  const misfits = new LRUCache<string, true>({ max: mostMisfits });
  // At least the rules of the GraphQL server: it trusts what the store holds.
  const rules = limits.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];

  function of(node: DocumentNode): Document {
    const known = byNode.get(node);
    if (known) return known;
    const document: Document = {
      id: ++lastId,
      node,
      fragments: fragmentsOf(node),
      operation: (name) => getOperationAST(node, name) ?? undefined,
    };
    byNode.set(node, document);
    return document;
  }

  function fits(node: DocumentNode): boolean {
    try {
      // Nobody reads these errors: the first ends it.
      return validate(schema, node, rules, { maxErrors: 0, hideSuggestions: true }).length === 0;
    } catch {
      // Rules recurse into values. The GraphQL server fails the same way, and says so.
      return false;
    }
  }

  /** A text that fits, the reason against its size, or undefined. */
  function read(text: string): DocumentNode | string | undefined {
    let node: DocumentNode;
    try {
      // A comment is no token to the one, and memory all the same.
      node = parse(text, { maxTokens: limits.maxTokens, maxComments: limits.maxTokens });
    } catch (error) {
      if (error instanceof RangeError) return 'The operation is nested too deeply.';
      const most = error instanceof Error && tooMany.exec(error.message)?.[1];
      return most ? `The operation has more than ${most}.` : undefined;
    }
    return oversize(of(node), limits) ?? (fits(node) ? node : undefined);
  }

  const kept = new Map<string, Document>();
  for (const { hash: key, text, name } of persisted) {
    const node = read(text);
    if (node === undefined || typeof node === 'string')
      throw new Error(`${name} ${node === undefined ? 'does not fit the schema' : `is refused: ${node}`}`);
    slim(node);
    kept.set(key, of(node));
    keys.set(text, key);
  }
  const find = (key: string) => kept.get(key) ?? documents.get(key)?.document;

  return {
    of,
    findByHash: find,
    look(text) {
      const knownKey = keys.get(text);
      if (knownKey !== undefined) return find(knownKey);
      const key = hash('sha256', text, 'hex');
      if (misfits.get(key)) return undefined;
      const node = read(text);
      if (typeof node === 'string') return node;
      if (node === undefined) {
        misfits.set(key, true);
        return undefined;
      }
      const document = of(node);
      const bytes = bytesPerDocument + slim(node) * bytesPerNode + text.length * bytesPerLetter;
      documents.set(key, { document, bytes }, { size: bytes });
      // Not where one document alone is too large.
      if (!documents.has(key)) return undefined;
      keys.set(text, key);
      return document;
    },
    grow(document, more) {
      const key = keys.get(textOf(document.node));
      const entry = key === undefined ? undefined : documents.peek(key);
      // One that has gone goes with all that was made for it, and one that is persisted stays.
      if (key === undefined || entry?.document !== document) return;
      const bytes = entry.bytes + more;
      documents.set(key, { document, bytes }, { size: bytes });
    },
    // The server puts a hash of its schema in front of that of a text, and a word in front of that of a persisted query.
    store: {
      get: async (key) => find(key.slice(-64))?.node,
      ...readOnly,
    },
    texts: {
      get: async (key) => {
        const document = find(key.replace(/^apq:/, ''));
        return document && textOf(document.node);
      },
      ...readOnly,
    },
  };
}

/** Only what was looked at above is kept. */
const readOnly = { set: async () => undefined, delete: async () => undefined };

function textOf(node: DocumentNode): string {
  return node.loc!.source.body;
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/**
 * Lets go of the parser's tokens: nothing reads them once errors know their places, they are a third of the memory, and
 * comments, which no limit counts, are tokens too. Gives the number of nodes.
 */
function slim(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (value instanceof Location) {
    Object.assign(value, { startToken: undefined, endToken: undefined });
    return 0;
  }
  let nodes = Array.isArray(value) ? 0 : 1;
  for (const part of Object.values(value)) nodes += slim(part);
  return nodes;
}
