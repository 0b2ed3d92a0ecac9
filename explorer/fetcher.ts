import type { Fetcher } from '@graphiql/toolkit';
import { type DocumentNode, type ExecutionResult, parse } from 'graphql';
import type { ChosenFiles } from './chosen-files.js';
import type { FilePlace } from './file-places.js';

export interface FetcherOptions {
  readonly endpoint: string;
  readonly files: ChosenFiles;
  /** Where an operation takes files. */
  places(document: DocumentNode, operationName: string | undefined): readonly FilePlace[];
  /** Told of every answer that has data. */
  onData(data: Record<string, unknown>, operationName: string | undefined): void;
}

interface Part {
  readonly path: string;
  readonly file: File;
}

/** Sends operations as JSON, and those with files as the GraphQL multipart request specification has it. */
export function createFetcher({ endpoint, files, places, onData }: FetcherOptions): Fetcher {
  return async (params, options) => {
    const document = parsed(params.query);
    const operationName = document && nameOf(document, params.operationName);
    const parts: Part[] = [];
    let variables = params.variables as Record<string, unknown> | undefined;
    for (const { path, isList } of document ? places(document, operationName) : []) {
      const chosen = files.of(operationName ?? '', path.join('.'));
      if (chosen.length === 0) continue;
      variables = withValue(variables, path, isList ? chosen.map(() => null) : null);
      const name = ['variables', ...path].join('.');
      for (const [index, file] of chosen.entries())
        parts.push({ path: isList ? `${name}.${index}` : name, file });
    }
    const operation = JSON.stringify({ query: params.query, variables, operationName });
    const headers = { accept: 'application/json', ...options?.headers };
    const response = await fetch(
      endpoint,
      parts.length === 0
        ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: operation }
        : {
            method: 'POST',
            // A form of a foreign page could not send it.
            headers: { ...headers, 'apollo-require-preflight': 'true' },
            body: toForm(operation, parts),
          },
    );
    const text = await response.text();
    let answer: ExecutionResult;
    try {
      answer = JSON.parse(text) as ExecutionResult;
    } catch {
      throw new Error(`HTTP ${response.status} without JSON: ${text.slice(0, 500)}`);
    }
    if (answer.data) onData(answer.data, operationName);
    return answer as never;
  };
}

/** Undefined for what is no GraphQL: the server says what is wrong with it. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

/** GraphiQL learns a moment after a tab has opened what its operation is called, and until then tells that of the last. */
function nameOf(document: DocumentNode, told: string | null | undefined): string | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const names = operations.map(({ name }) => name?.value);
  return told && names.includes(told) ? told : names[0];
}

function toForm(operation: string, parts: readonly Part[]): FormData {
  const form = new FormData();
  form.append('operations', operation);
  form.append('map', JSON.stringify(Object.fromEntries(parts.map(({ path }, index) => [index, [path]]))));
  for (const [index, { file }] of parts.entries()) form.append(String(index), file, file.name);
  return form;
}

/** A copy that has the value at the path, with objects made on the way. */
function withValue(
  object: Record<string, unknown> | undefined,
  [key, ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (key === undefined) return { ...object };
  const inner = object?.[key];
  const next = rest.length === 0 ? value : withValue(isObject(inner) ? inner : undefined, rest, value);
  return { ...object, [key]: next };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
