import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { request } from 'undici';
import { ownScenarios as meshScenarios, ownEntities } from './contestants/graphql-mesh-hive/scenarios.mjs';
import { ownScenarios as tailcallScenarios } from './contestants/tailcall/scenarios.mjs';
import { endAtExit } from './exit.mjs';

const bin = '../../node_modules/.bin/';
const everything = ['record', 'page', 'page-records', 'entities', 'projects', 'static', 'presign'];

/**
 * Each is a process that is started in its folder, listens on PORT of 127.0.0.1, has its upstream in LAYERS_BASE_URL, sends
 * the caller's X-Api-Key upstream as Bearer, and answers POST /graphql.
 * `scenarios` are those that it can answer; `shares` says whether identical requests in flight are one to its upstream.
 * `prepare` is run before it is started, `own` has the texts of scenarios whose fields it names otherwise.
 */
export const contestants = [
  {
    name: 'facade',
    version: readJson('../package.json').version,
    folder: '.',
    command: ['node', '../../dist/main.js'],
    // Peers neither log, nor bound an operation, nor give up waiting; the cache is off.
    env: {
      CACHE_TTL_MS: '0',
      CALL_BUDGET: '100000',
      LOG_LEVEL: 'warn',
      MAX_ANSWER_BYTES: '100000000',
      MAX_FIELDS: '100000000',
      UPSTREAM_TIMEOUT_MS: '60000',
    },
    scenarios: everything,
    shares: true,
  },
  {
    name: 'limit',
    version: `node ${process.versions.node}, ${versionsOf('undici')}`,
    folder: 'limit',
    command: ['node', 'server.mjs'],
    env: {},
    scenarios: everything,
    shares: false,
  },
  {
    name: 'limit-shared',
    version: `node ${process.versions.node}, ${versionsOf('undici')}`,
    folder: 'limit',
    command: ['node', 'server.mjs', '--share'],
    env: {},
    scenarios: everything,
    shares: true,
  },
  {
    name: 'apollo-datasource-rest',
    version: versionsOf('@apollo/server', '@apollo/datasource-rest', 'dataloader'),
    folder: 'apollo-datasource-rest',
    command: ['node', 'server.mjs'],
    env: { NODE_ENV: 'production' },
    scenarios: everything,
    shares: false,
  },
  {
    name: 'mercurius',
    version: versionsOf('mercurius', 'fastify', 'graphql-jit', 'undici'),
    folder: 'mercurius',
    command: ['node', 'server.mjs'],
    env: { NODE_ENV: 'production' },
    scenarios: everything,
    shares: false,
  },
  {
    name: 'graphql-mesh-hive',
    version: versionsOf('@graphql-mesh/compose-cli', '@omnigraph/openapi', '@graphql-hive/gateway'),
    folder: 'graphql-mesh-hive',
    prepare: [`${bin}mesh-compose`, '-o', 'supergraph.graphql'],
    command: [`${bin}hive-gateway`, 'supergraph', 'supergraph.graphql', '--jit'],
    env: { NODE_ENV: 'production', LOG_LEVEL: 'error' },
    scenarios: ['record', 'page', 'page-records', 'projects', 'static', 'presign'],
    own: meshScenarios,
    shares: false,
  },
  {
    // A supergraph has no `_entities`.
    name: 'graphql-mesh-hive-subgraph',
    version: versionsOf('@graphql-mesh/compose-cli', '@omnigraph/openapi', '@graphql-hive/gateway'),
    folder: 'graphql-mesh-hive',
    prepare: [
      `${bin}mesh-compose`,
      ...['-c', 'mesh.subgraph.config.mjs', '--subgraph', 'layers', '-o', 'subgraph.graphql'],
    ],
    command: [
      `${bin}hive-gateway`,
      ...['subgraph', 'subgraph.graphql', '-c', 'gateway.subgraph.config.mjs', '--jit'],
    ],
    env: { NODE_ENV: 'production', LOG_LEVEL: 'error' },
    scenarios: ['entities', 'static'],
    own: ownEntities,
    shares: false,
  },
  {
    name: 'tailcall',
    version: versionsOf('@tailcallhq/core-linux-x64-gnu'),
    folder: 'tailcall',
    command: ['sh', 'start.sh'],
    env: { TAILCALL_LOG_LEVEL: 'error', TAILCALL_TRACKER: 'false' },
    scenarios: everything,
    own: tailcallScenarios,
    shares: true,
  },
];

/** A scenario in a contestant's words; `read` gives its answer the shape that all answers have. */
export function scenarioOf({ own = {} }, scenario) {
  const { variables = (given) => given, read = (data) => data, ...rest } = own[scenario.name] ?? {};
  return { ...scenario, ...rest, variables: variables(scenario.variables), read };
}

const apiKey = 'lp_live_benchmark';

/** What callers send besides the body. */
export const callerHeaders = { 'content-type': 'application/json', 'x-api-key': apiKey };

/**
 * Starts one contestant, on the processor `cpu` alone where it is given, and waits until it answers.
 * Gives the milliseconds from the start of its process to its first answer. `close` ends its process group.
 */
export async function startContestant(name, { port, upstreamUrl, cpu }) {
  const { folder, prepare, command, env } = contestants.find((contestant) => contestant.name === name);
  const cwd = fileURLToPath(new URL(`contestants/${folder}/`, import.meta.url));
  if (prepare) await promisify(execFile)(prepare[0], prepare.slice(1), { cwd });
  const [program, ...args] = cpu === undefined ? command : ['taskset', '-c', String(cpu), ...command];
  const listenPort = port ?? (await freePort());
  const startedMs = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: {
      ...process.env,
      ...env,
      PORT: String(listenPort),
      HOST: '127.0.0.1',
      LAYERS_BASE_URL: upstreamUrl,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A contestant may have processes of its own, which end with its group.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const failed = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended with ${code ?? signal}.`)));
  });
  failed.catch(() => {});
  const endGroup = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  const forget = endAtExit(endGroup);
  const close = async () => {
    forget();
    endGroup();
    await ended;
  };
  const url = `http://127.0.0.1:${listenPort}/graphql`;
  try {
    await Promise.race([untilAnswer(url), failed]);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, pid: child.pid, startMs: performance.now() - startedMs, close };
}

/** Sends one operation; throws where the answer is not a 200 with data and without errors. */
export async function ask(url, body) {
  const answer = await request(url, {
    method: 'POST',
    headers: callerHeaders,
    body,
    headersTimeout: 120_000,
  });
  const text = await answer.body.text();
  const json = answer.statusCode === 200 ? JSON.parse(text) : {};
  if (json.data == null || json.errors)
    throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
  return { data: json.data, bytes: Buffer.byteLength(text) };
}

async function untilAnswer(url) {
  const deadlineMs = performance.now() + 60_000;
  for (;;) {
    try {
      await ask(url, JSON.stringify({ query: 'query Static { __typename }', operationName: 'Static' }));
      return;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await sleep(4);
    }
  }
}

/** A port that nobody listens on now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function versionsOf(...packages) {
  return packages
    .map((name) => `${name} ${readJson(`node_modules/${name}/package.json`).version.replace(/^v/, '')}`)
    .join(', ');
}

function readJson(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
