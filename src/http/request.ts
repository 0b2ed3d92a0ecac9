import type { IncomingMessage } from 'node:http';
import { RequestError } from './body.js';
import type { Document, Documents } from './documents.js';
import type { KnownOperation } from './executor.js';

/** A GraphQL request as it came (GraphQL over HTTP, 5.2 and 5.4): nothing is sure of its values. */
interface Asked {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/**
 * The operation that is asked for, where it is known and its request is well-formed; else the GraphQL server tells why.
 * Throws `RequestError` for what must not reach it.
 */
export function findOperation(
  search: string,
  body: unknown,
  documents: Documents,
): KnownOperation | undefined {
  const asked = body === undefined ? readSearch(search) : ((body ?? {}) as Asked);
  const { query, operationName, variables, extensions } = asked;
  checkPersistedQuery(extensions);
  const written = typeof query === 'string' ? documents.look(query) : undefined;
  if (typeof written === 'string') throw new RequestError(400, 'GRAPHQL_VALIDATION_FAILED', written);
  const document = findDocument(asked, written, documents);
  if (document === undefined || !isAbsentOr(operationName, 'string') || !isMap(variables)) return undefined;
  const operation = document.operation(operationName as string | null | undefined);
  return operation && { document, operation, variables: variables ?? {} };
}

/** `written`: what its own text is. */
function findDocument(
  { query, extensions }: Asked,
  written: Document | undefined,
  documents: Documents,
): Document | undefined {
  if (extensions === undefined) return written;
  if (!isMap(extensions)) return undefined;
  const persisted = (extensions as { persistedQuery?: Persisted } | null | undefined)?.persistedQuery;
  if (persisted === undefined || persisted === null) return written;
  // With its text as well it is for the GraphQL server to compare the two.
  const { version, sha256Hash } = persisted;
  return query === undefined && version === 1 ? documents.findByHash(sha256Hash) : undefined;
}

interface Persisted {
  readonly version?: unknown;
  readonly sha256Hash: string;
}

function isAbsentOr(value: unknown, type: string): boolean {
  return value === undefined || value === null || typeof value === type;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> | null | undefined {
  return isAbsentOr(value, 'object') && !Array.isArray(value);
}

const members = ['query', 'operationName', 'variables', 'extensions'];

function readSearch(search: string): Asked {
  const params = new URLSearchParams(search);
  // What is said more than once is for Apollo to refuse.
  if (members.some((name) => params.getAll(name).length > 1)) return {};
  const json = (name: string): unknown => {
    const text = params.get(name);
    return text === null ? undefined : JSON.parse(text);
  };
  const query = params.get('query') ?? undefined;
  try {
    const operationName = params.get('operationName') ?? undefined;
    return { query, operationName, variables: json('variables'), extensions: json('extensions') };
  } catch {
    // What is not JSON is for Apollo to tell.
    return { query };
  }
}

/** Apollo makes a key of any hash, and fails when it is a value that cannot be made a text. */
function checkPersistedQuery(extensions: unknown): void {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  if (persisted && typeof persisted.sha256Hash !== 'string')
    throw new RequestError(
      400,
      'BAD_REQUEST',
      'A persisted query is told as extensions.persistedQuery: { version: 1, sha256Hash: "..." }.',
    );
}

/** Whether a router asks for federated tracing, which wraps every field. */
export function wantsTrace({ headers }: IncomingMessage): boolean {
  return headers['apollo-federation-include-trace'] !== undefined;
}
