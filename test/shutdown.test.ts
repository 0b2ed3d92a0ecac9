import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../src/emulator/emulator.js';
import { seed } from '../src/emulator/seed-ids.js';
import type { Json } from './support/facade.js';
import { buildProgram, type Program } from './support/program.js';

let program: Program;
let emulator: Emulator;
let child: ChildProcess | undefined;
beforeAll(async () => {
  [program, emulator] = await Promise.all([buildProgram(), startEmulator()]);
}, 60_000);
afterEach(async () => {
  child?.kill('SIGKILL');
  child = undefined;
  await emulator.reset();
});
afterAll(() => Promise.all([program.remove(), emulator.close()]));

interface Running {
  readonly url: string;
  signal(name: NodeJS.Signals): void;
  /** What the process ended with: its code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

async function run(env: NodeJS.ProcessEnv = {}): Promise<Running> {
  const started = spawn(process.execPath, [program.main], {
    env: { PATH: process.env.PATH, PORT: '0', LAYERS_BASE_URL: emulator.url, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const ended = once(started, 'exit').then(([code, signal]) => code ?? signal);
  const lines = createInterface(started.stdout);
  const [first] = await once(lines, 'line');
  return { url: JSON.parse(first).url, ended, signal: (name) => started.kill(name) };
}

interface Told {
  readonly connection: string | null;
  readonly body: Json;
}

async function ask(url: string, query: string): Promise<Told> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': emulator.keys.live },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as Json;
  return { connection: response.headers.get('connection'), body: { data, errors } };
}

const query = '{ layersViewer { organizationId } }';
const mutation =
  'mutation { a: createProject(input: { name: "A", timezone: "UTC" }) { project { name } } b: createProject(input: { name: "B", timezone: "UTC" }) { project { name } } }';
const answered = [
  { connection: 'close', body: { data: { layersViewer: { organizationId: seed.organization.acme } } } },
  {
    connection: 'close',
    body: { data: { a: { project: { name: 'A' } }, b: { project: { name: 'B' } } } },
  },
];

/** Sends a query and a mutation, which then wait for Layers; gives their answers to come. */
async function sendBoth(url: string): Promise<() => Promise<Told[]>> {
  emulator.fail({ times: 2 }, { delayMs: 700 });
  const answers = Promise.all([ask(url, query), ask(url, mutation)]);
  answers.catch(() => undefined);
  while (emulator.requests.length < 2) await sleep(5);
  return () => answers;
}

async function statusOf(url: string, path: string): Promise<number> {
  return (await fetch(new URL(path, url))).status;
}

describe.each(['SIGTERM', 'SIGINT'] as const)('on %s', (name) => {
  it('what is under way is answered in full, /readyz is 503 and /healthz 200, and then the process ends with 0', async () => {
    const { url, signal, ended } = await run();
    const answers = await sendBoth(url);
    expect(await statusOf(url, '/readyz')).toBe(200);
    signal(name);
    await expect.poll(() => statusOf(url, '/readyz')).toBe(503);
    expect(await statusOf(url, '/healthz')).toBe(200);
    expect(await answers()).toEqual(answered);
    expect(await ended).toBe(0);
    expect(emulator.requests.map(({ status }) => status).toSorted()).toEqual([200, 201, 201]);
    await expect(statusOf(url, '/healthz')).rejects.toThrow();
  });

  it('twice at once, as npm passes on what the terminal sends, nothing is cut', async () => {
    const { url, signal, ended } = await run();
    const answers = await sendBoth(url);
    signal(name);
    await expect.poll(() => statusOf(url, '/readyz')).toBe(503);
    signal(name);
    signal('SIGTERM');
    expect(await answers()).toEqual(answered);
    expect(await ended).toBe(0);
  });
});

describe('a server that stops', () => {
  it('ends at once, with 1, when it is told a second time more than a second later', async () => {
    const { url, signal, ended } = await run();
    emulator.fail({ path: '/v1/whoami' }, 'silence');
    const cut = expect(ask(url, query)).rejects.toThrow();
    while (emulator.requests.length < 1) await sleep(5);
    signal('SIGINT');
    await expect.poll(() => statusOf(url, '/readyz')).toBe(503);
    await sleep(1100);
    expect(await statusOf(url, '/healthz')).toBe(200);
    signal('SIGINT');
    expect(await ended).toBe(1);
    await cut;
  });

  it('waits no longer than SHUTDOWN_TIMEOUT_MS', async () => {
    const { url, signal, ended } = await run({ SHUTDOWN_TIMEOUT_MS: '300' });
    emulator.fail({ path: '/v1/whoami' }, 'silence');
    const cut = expect(ask(url, query)).rejects.toThrow();
    while (emulator.requests.length < 1) await sleep(5);
    const startedAt = performance.now();
    signal('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    await cut;
  });
});
