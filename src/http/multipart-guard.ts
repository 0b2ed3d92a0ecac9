import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable, Writable } from 'node:stream';

/** What is not by the specification; `status` is what the library's own errors have. */
class MultipartError extends Error {
  readonly status = 400;
}

type Listener = (...args: never[]) => void;

/**
 * Makes graphql-upload-minimal safe on this request: a malformed part must not end the process, a path of `map` must
 * not leave the operation (the library follows inherited properties), and a part that no file stands for is read into
 * nothing, at most `mostIgnoredBytes` of them.
 */
export function guardParser(request: IncomingMessage, mostIgnoredBytes: number): void {
  const pipe = request.pipe.bind(request);
  request.pipe = <T extends NodeJS.WritableStream>(parser: T, options?: { end?: boolean }): T => {
    guard(parser as unknown as Writable, mostIgnoredBytes);
    return pipe(parser, options);
  };
}

function guard(parser: Writable, mostIgnoredBytes: number): void {
  // The library listens once, and its own reaction to the first error makes a second one.
  parser.on('error', () => undefined);
  let operations: unknown;
  let wanted: Set<string> | undefined;
  let ignoredBytes = 0;
  let isRefused = false;

  wrap(parser, 'field', (name: string, value: string) => {
    if (name === 'operations') operations = parseJson(value);
    if (name !== 'map') return true;
    const map = parseJson(value);
    const problem = mapProblem(map, operations);
    if (problem !== undefined) {
      isRefused = true;
      parser.destroy(new MultipartError(problem));
      return false;
    }
    wanted = new Set(
      Object.entries(map ?? {}).flatMap(([part, paths]) =>
        Array.isArray(paths) && paths.length > 0 ? [part] : [],
      ),
    );
    return true;
  });

  wrap(parser, 'file', (name: string, stream: Readable) => {
    // Before `map` the library has its own words.
    if (!isRefused && (wanted === undefined || wanted.delete(name))) return true;
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      ignoredBytes += chunk.length;
      if (ignoredBytes > mostIgnoredBytes)
        parser.destroy(new MultipartError('Too much that no file stands for.'));
    });
    return false;
  });
}

/** Lets the listeners that are there hear of an event only when `hears` says so. */
function wrap(emitter: EventEmitter, event: string, hears: (...args: never[]) => boolean): void {
  const listeners = emitter.listeners(event) as Listener[];
  emitter.removeAllListeners(event);
  emitter.on(event, (...args: unknown[]) => {
    const told = args as never[];
    if (hears(...told)) for (const listener of listeners) listener(...told);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the library does not look at; undefined when there is nothing, or when it is the library's to tell. */
function mapProblem(map: unknown, operations: unknown): string | undefined {
  const taken = new Set<string>();
  for (const paths of Object.values(map ?? {}))
    for (const path of Array.isArray(paths) ? paths : []) {
      if (typeof path !== 'string') continue;
      if (taken.has(path)) return `'map' names the place '${path.slice(0, 100)}' twice.`;
      taken.add(path);
      if (!isNullIn(operations, path.split('.')))
        return `'map' names '${path.slice(0, 100)}', which is not null in 'operations'.`;
    }
  return undefined;
}

function isNullIn(operations: unknown, segments: readonly string[]): boolean {
  let at = operations;
  for (const segment of segments) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return false;
    at = (at as Record<string, unknown>)[segment];
  }
  return at === null;
}
