import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.js';
import { buildClassSchema, createSdl, printSdl } from '../../src/graph/sdl.js';
import { type Facade, startFacade } from '../../src/http/server.js';
import type { Answer, Ask, Json } from './facade.js';

const example = new URL('../../examples/supergraph/', import.meta.url);

export type GatewayKind = 'hive' | 'apollo';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

interface Closable {
  close(): Promise<unknown>;
}

/** A file of the example, with what it exports. */
function load<T>(file: string): Promise<T> {
  return import(/* @vite-ignore */ new URL(file, example).href) as Promise<T>;
}

export function readPartner(name: string): string {
  return readFileSync(new URL(`partners/${name}.graphql`, example), 'utf8');
}

/** The example's composer (The Guild's). */
export async function compose(subgraphs: readonly Subgraph[]): Promise<string> {
  const { compose } = await load<{ compose(subgraphs: readonly Subgraph[]): string }>('compose.mjs');
  return compose(subgraphs);
}

export interface Supergraph {
  readonly emulator: Emulator;
  readonly url: string;
  readonly replicas: readonly Facade[];
  readonly balancerUrl: string;
  /** Every line that the replicas have logged. */
  readonly logs: Json[];
  ask(query: string, variables?: Json, options?: Ask & { url?: string }): Promise<Answer<Json>>;
  calls(): string[];
  close(): Promise<void>;
}

export interface SupergraphOptions {
  readonly emulator?: EmulatorOptions;
  readonly env?: Record<string, string>;
  readonly requiresScopes?: boolean;
  readonly partnersEnv?: Record<string, string>;
}

/** An emulator, two replicas behind a balancer, the partners, and a gateway in front, all on loopback. */
export async function startSupergraph(
  kind: GatewayKind,
  { emulator: emulatorOptions, env = {}, requiresScopes = false, partnersEnv = {} }: SupergraphOptions = {},
): Promise<Supergraph> {
  const running: Closable[] = [];
  const keep = <T extends Closable>(started: T): T => {
    running.unshift(started);
    return started;
  };
  const emulator = keep(await startEmulator(emulatorOptions));
  const logs: Json[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logs.push(JSON.parse(line)) });
  const config = {
    ...readConfig({ emulator: true }, {}),
    cacheTtlMs: 0,
    port: 0,
    layersBaseUrl: emulator.url,
    shutdownTimeoutMs: 1000,
  };
  const replicas = [keep(await startFacade({ config, logger })), keep(await startFacade({ config, logger }))];
  const { startBalancer } = await load<{
    startBalancer(urls: string[]): Promise<Closable & { url: string }>;
  }>('balancer.mjs');
  const balancer = keep(await startBalancer(replicas.map(({ url }) => url)));
  const { startNode } = await load<{
    startNode<T>(
      args: string[],
      env: Record<string, string>,
      ready: (line: string) => T | undefined,
    ): Promise<Closable & { result: T }>;
  }>('processes.mjs');
  const names = ['crm', 'editorial', 'accounts'];
  const partners = keep(
    await startNode([fileURLToPath(new URL('partners/main.mjs', example)), ...names], partnersEnv, (line) =>
      line.startsWith('{') ? (JSON.parse(line) as Record<string, string>) : undefined,
    ),
  );
  const supergraphSdl = await compose([
    { name: 'layers', url: balancer.url, sdl: printSdl(createSdl(buildClassSchema(), { requiresScopes })) },
    ...names.map((name) => ({ name, url: partners.result[name]!, sdl: readPartner(name) })),
  ]);
  const { startGateway } = await load<{
    startGateway(kind: string, sdl: string, options: object): Promise<Closable & { url: string }>;
  }>('gateway.mjs');
  const gateway = keep(await startGateway(kind, supergraphSdl, { env }));
  let seen = 0;
  return {
    emulator,
    replicas,
    logs,
    url: gateway.url,
    balancerUrl: balancer.url,
    async ask(query, variables = {}, { headers = {}, url = gateway.url } = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': emulator.keys.live, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await response.json()) as Json;
      return { status: response.status, headers: response.headers, data, errors };
    },
    calls() {
      const fresh = emulator.requests.slice(seen);
      seen = emulator.requests.length;
      return fresh.map(({ method, path }) => `${method} ${path}`);
    },
    async close() {
      for (const each of running) await each.close();
    },
  };
}
