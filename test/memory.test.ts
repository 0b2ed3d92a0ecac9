import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Agent, fetch } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, type Program } from './support/program.js';

const heap = fileURLToPath(new URL('support/heap.mjs', import.meta.url));
/** With leeway. */
const mostBytes = 100e6;
const callers = 4;
const dispatcher = new Agent({ connections: callers });

let program: Program;
let child: ChildProcess;
let url: string;
beforeAll(async () => {
  program = await buildProgram();
});
afterAll(() => program.remove());
beforeEach(async () => {
  child = spawn(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=4096', '--import', heap, program.main],
    {
      env: { PORT: '0', LAYERS_BASE_URL: 'http://127.0.0.1:9', PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  url = await new Promise((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const found = /http:[^"\s]*\/graphql/.exec(chunk.toString());
      if (found) resolve(found[0]);
    });
  });
}, 60_000);
afterEach(async () => {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
});

async function heapUsed(): Promise<number> {
  child.send('heap');
  const [bytes] = await once(child, 'message');
  return bytes as number;
}

/** Asks each of many documents so often that it is compiled, without a key; gives by how many bytes the heap has grown. */
async function growth(documents: number, textOf: (index: number) => string): Promise<number> {
  const before = await heapUsed();
  let next = 0;
  const call = async () => {
    while (next < documents) {
      const body = JSON.stringify({ query: textOf(next++) });
      for (let times = 0; times < 3; times++) {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(url, { method: 'POST', headers, body, dispatcher });
        expect(answer.status).toBe(200);
        await answer.arrayBuffer();
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return (await heapUsed()) - before;
}

describe('callers without a key', () => {
  it('make the server keep no more than 64 MB by thousands of short documents with many aliases', async () => {
    const aliases = (index: number) =>
      Array.from(
        { length: 15 },
        (_, each) =>
          `a${index}_${each}: project(id: "p") { id name influencers(first: 1) { nodes { id name } } }`,
      );
    expect(await growth(2000, (index) => `{ ${aliases(index).join(' ')} }`)).toBeLessThan(mostBytes);
  }, 120_000);

  it('nor by long ones that are mostly blank', async () => {
    const blanks = ' '.repeat(2e6);
    expect(await growth(120, (index) => `query Q${index} { __typename${blanks} }`)).toBeLessThan(mostBytes);
  }, 120_000);
});
