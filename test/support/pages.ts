import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from './facade.js';
import { has } from './needs.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);

/** Every page for people who use this project. */
export const pages = ['README.md', ...readdirSync(`${root}docs`).map((name) => `docs/${name}`)];

/** Blocks that no test of their page runs, by how they begin, and why that is so. */
export const unrun: readonly { page: string; begins: string; why: string }[] = [
  {
    page: 'README.md',
    begins: 'npm install && npm run dev',
    why: 'it installs; test/config.test.ts starts the same with --emulator',
  },
  { page: 'README.md', begins: 'npm install && npm test', why: 'this is that' },
  {
    page: 'docs/compose.md',
    begins: 'npm run supergraph',
    why: 'it installs a gateway; test/supergraph starts the same parts',
  },
];

/** A fenced block of code. Diagrams are none. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it shows, told by a comment above the fence. */
  readonly file: string | undefined;
}

export function blocksOf(page: string): Block[] {
  const text = readFileSync(root + page, 'utf8');
  const found = text.matchAll(/(?:^<!-- (\S+) -->\n)?^( *)```(\w*)[^\n]*\n(.*?)^\2```$/gms);
  return [...found]
    .map(([, file, , language, body]) => ({ file, language: language!, text: body! }))
    .filter(({ language }) => language !== 'mermaid');
}

export interface Page {
  readonly text: string;
  /** The stage that its blocks speak to. */
  readonly stage: Stage;
  /** The one block of a language that begins like this. Whoever takes it runs it. */
  take(language: string, begins: string): string;
  /** Runs a shell block at the root of the repository, against the stage, with its blanks filled; gives what it prints. */
  shell(begins: string, blanks?: Readonly<Record<string, string>>): Promise<string>;
  /** Runs a script block in a Node of its own, against the stage; gives what it prints. */
  node(begins: string): Promise<string>;
}

/** Tests a page: `tests` take its blocks and run them. Whatever is left in the end, and is no file's text, fails. */
export function describePage(name: string, tests: (page: Page) => void): void {
  describe(name, () => {
    const blocks = blocksOf(name);
    const taken = new Set<Block>();
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage();
    });
    afterAll(() => stage.close());

    function take(language: string, begins: string): string {
      const [block, ...others] = blocks.filter(
        (each) => each.language === language && each.text.startsWith(begins),
      );
      if (block === undefined || others.length > 0)
        throw new Error(`${name} has ${block ? 'several blocks' : 'no block'}: ${language}, ${begins}`);
      taken.add(block);
      return block.text;
    }

    async function shell(begins: string, blanks: Readonly<Record<string, string>> = {}): Promise<string> {
      const values = Object.entries({
        'http://127.0.0.1:4000': new URL(stage.url).origin,
        '<key>': stage.emulator.keys.live,
        ...blanks,
      });
      const here = values.reduce((text, [blank, value]) => text.replaceAll(blank, value), take('sh', begins));
      const options = { cwd: root, env: { ...process.env, GRAPHQL_URL: stage.url } };
      return (await execute('bash', ['-ec', here], options)).stdout;
    }

    async function node(begins: string): Promise<string> {
      const env = { ...process.env, LAYERS_KEY: stage.emulator.keys.live, GRAPHQL_URL: stage.url };
      const args = ['--no-warnings', '--input-type=module', '-e', take('js', begins)];
      return (await execute(process.execPath, args, { cwd: root, env })).stdout;
    }

    tests({
      text: readFileSync(root + name, 'utf8'),
      get stage() {
        return stage;
      },
      take,
      shell,
      node,
    });

    it('has no block that nothing runs', () => {
      const left = blocks.filter(
        (block) =>
          !taken.has(block) &&
          block.file === undefined &&
          !(block.language === 'sh' && block.text.includes('curl ') && !has.curl) &&
          !unrun.some(({ page, begins }) => page === name && block.text.startsWith(begins)),
      );
      expect(left.map(({ language, text }) => `${language}: ${text.split('\n')[0]}`)).toEqual([]);
    });
  });
}
