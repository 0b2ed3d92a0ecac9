import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Browser, startBrowser } from './browser.js';

// What `npm run studio` runs when everything is built and installed.
const example = new URL('../../examples/studio/', import.meta.url);
const run = fileURLToPath(new URL('run.mjs', example));

interface Command {
  readonly child: ChildProcess;
  /** Everything on stdout so far. */
  said(): string;
  /** Waits for the URL. */
  url(): Promise<string>;
}

/** In a group of its own, as in a terminal: a signal may go to all of it. */
function start(env: Record<string, string> = {}): Command {
  const { STUDIO_PORT: _, PORT: __, EMULATOR_PORT: ___, ...rest } = process.env;
  const child = spawn(process.execPath, [run], {
    env: { ...rest, STUDIO_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  onTestFinished(() => void (runs(child) && process.kill(-child.pid!, 'SIGKILL')));
  let said = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  return {
    child,
    said: () => said,
    url: async () => {
      await expect
        .poll(() => (child.exitCode === null ? said : complaints), { timeout: 30_000 })
        .toMatch(/^Layers Studio {2}http\S+\n$/);
      return said.split(/\s+/)[2]!;
    },
  };
}

/** Whether anything of its group is left. */
function runs({ pid }: ChildProcess): boolean {
  try {
    return process.kill(-pid!, 0);
  } catch {
    return false;
  }
}

describe('the command that starts the studio', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    ['Ctrl-C in a terminal, which reaches all of it', true],
    ['a signal to it alone', false],
  ])('prints one URL, serves everything there, and leaves nothing behind after %s', async (_, toAll) => {
    const { child, said, url } = start();
    const visit = await browser.visit();
    onTestFinished(() => visit.close());
    await visit.page.goto(await url());
    await visit.page.getByRole('link', { name: 'Library', exact: true }).click();
    await visit.page.getByRole('link', { name: /Heute schon gestreckt/ }).waitFor();
    const servers = () => [...new Set(visit.requests.map((request) => new URL(request).origin))];
    // The page, the graph, and the pictures of the emulator.
    await expect.poll(servers).toHaveLength(3);
    const origins = servers();
    for (const origin of origins) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(visit.problems).toEqual([]);
    await visit.close();

    const ended = once(child, 'exit');
    process.kill(toAll ? -child.pid! : child.pid!, 'SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect.poll(() => runs(child), { timeout: 10_000 }).toBe(false);
    for (const origin of origins) await expect(fetch(origin), origin).rejects.toThrow();
    expect(said().trim().split('\n')).toHaveLength(1);
  });

  it.each([200, 400, 600, 900])(
    'leaves nothing behind when it is stopped %i ms after its start',
    async (ms) => {
      const { child } = start();
      await setTimeout(ms);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await expect.poll(() => runs(child), { timeout: 5000 }).toBe(false);
    },
  );

  it('takes the next port where the one that was asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { child, url } = start({ STUDIO_PORT: `${port}` });
    expect(Number(new URL(await url()).port)).toBeGreaterThan(port);
    // So that another start takes no package away.
    const mark = new URL(`node_modules/.running/${child.pid}`, example);
    expect(existsSync(mark)).toBe(true);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    expect(existsSync(mark)).toBe(false);
    await expect.poll(() => runs(child), { timeout: 10_000 }).toBe(false);
  });

  it('says what is wrong with a port, and starts nothing', async () => {
    const { child } = start({ STUDIO_PORT: 'http' });
    let complaints = '';
    child.stderr!.on('data', (chunk) => {
      complaints += chunk;
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(complaints).toBe('STUDIO_PORT: must be a whole number from 0 to 65535\n');
    expect(runs(child)).toBe(false);
  });
});
