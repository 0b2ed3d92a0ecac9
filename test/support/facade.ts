import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import { type Config, readConfig } from '../../src/config.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.js';
import { exampleIds } from '../../src/emulator/seed-ids.js';
import { type Facade, startFacade } from '../../src/http/server.js';

// biome-ignore lint/suspicious/noExplicitAny: an answer to an untyped text is whatever the test asked for.
export type Json = any;

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown>;
  }[];
}

export interface Ask {
  readonly headers?: Record<string, string>;
}

/** A facade on an emulator, on a free port of loopback. */
export interface Replica {
  readonly url: string;
  readonly config: Config;
  /** Every line the facade has logged, parsed. */
  readonly logs: Json[];
  /** Sends an operation with the emulator's live key; another or none through `headers`. */
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: Ask,
  ): Promise<Answer<Data>>;
  ask(text: string, variables?: Json, options?: Ask): Promise<Answer<Json>>;
  close(): Promise<void>;
}

/** A replica with an emulator of its own. */
export interface Stage extends Replica {
  readonly emulator: Emulator;
  /** How many calls the emulator has had since the last time this was asked, as "GET /v1/projects". */
  calls(): string[];
}

export interface StageOptions {
  readonly config?: Partial<Config>;
  readonly emulator?: EmulatorOptions;
}

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const emulator = await startEmulator(options.emulator);
  const replica = await startReplica(emulator, options.config);
  let seen = 0;
  return {
    ...replica,
    emulator,
    calls: () => {
      const fresh = emulator.requests.slice(seen);
      seen = emulator.requests.length;
      return fresh.map(({ method, path }) => `${method} ${path}`);
    },
    close: async () => {
      await replica.close();
      await emulator.close();
    },
  };
}

/** One of several facades on the same emulator, which its caller closes. */
export async function startReplica(emulator: Emulator, changed: Partial<Config> = {}): Promise<Replica> {
  const config: Config = {
    ...readConfig({ emulator: true }, {}),
    port: 0,
    layersBaseUrl: emulator.url,
    shutdownTimeoutMs: 1000,
    // A test counts the calls of one operation; those about the cache turn it on.
    cacheTtlMs: 0,
    ...changed,
  };
  const logs: Json[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const apiKey = emulator.keys.live;
  const facade: Facade = await startFacade({
    config,
    logger,
    landingPage: { apiKey },
    graphiql: { folder: new URL('../../dist/graphiql/', import.meta.url), apiKey, examples: exampleIds },
  });
  return {
    url: facade.url,
    config,
    logs,
    ask: async (
      document: string | TypedDocumentNode<unknown, unknown>,
      variables?: unknown,
      ask: Ask = {},
    ) => {
      const response = await fetch(facade.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': emulator.keys.live, ...ask.headers },
        body: JSON.stringify({
          query: typeof document === 'string' ? document : print(document),
          variables,
        }),
      });
      const body = (await response.json()) as Json;
      return {
        status: response.status,
        headers: response.headers,
        data: body.data,
        errors: body.errors ?? [],
      };
    },
    close: () => facade.close(),
  };
}

/** An answer without errors, or the test's failure with all of them. */
export function ok<Data>({ data, errors }: Answer<Data>): Data {
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return data;
}
