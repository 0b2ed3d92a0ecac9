import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Json, ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { describePage, root } from '../support/pages.js';
import { buildProgram, type Program } from '../support/program.js';

describePage('docs/operate.md', (page) => {
  let program: Program;
  beforeAll(async () => {
    program = await buildProgram();
  }, 60_000);
  afterAll(() => program.remove());

  it('starts, with its variables, what its build makes', async () => {
    const [build, start] = page.take('sh', 'npm ci').trimEnd().split('\n');
    expect(build).toMatch(/npm run build/);
    const [, variables, main] = /^(.*) node (dist\/main\.js)$/.exec(start!)!;
    expect(program.main).toMatch(new RegExp(`${main}$`));
    const env = Object.fromEntries(variables!.split(' ').map((each) => each.split('=') as [string, string]));
    expect(readConfig({}, env)).toEqual(readConfig({}, {}));
    const child = spawn(process.execPath, [program.main], {
      env: { PATH: process.env.PATH, ...env, PORT: '0' },
    });
    let line = '';
    for await (const chunk of child.stdout) {
      line += chunk;
      if (line.includes('\n')) break;
    }
    expect(JSON.parse(line.split('\n')[0]!)).toMatchObject({ msg: 'listening' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.skipIf(!has.curl)('is alive and ready', async () => {
    const answers = await page.shell('curl -i');
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it('logs what it shows', async () => {
    const shown = JSON.parse(page.take('json', '{\n  "level"'));
    page.stage.logs.length = 0;
    ok(await page.stage.ask('query LookAround { projects { nodes { id } } }'));
    const [line] = page.stage.logs;
    expect(Object.keys(line).sort()).toEqual(Object.keys(shown).sort());
    const kinds = (each: Json) => Object.entries(each).map(([name, value]) => [name, typeof value]);
    expect(Object.fromEntries(kinds(line))).toEqual(Object.fromEntries(kinds(shown)));
  });

  it('names every variable of the environment with its default', () => {
    const source = readFileSync(`${root}src/config.ts`, 'utf8');
    const table = page.text.split('| variable |')[1]!.split('\n\n')[0]!;
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]!);
    const told = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1]!);
    expect([...new Set(told)].sort()).toEqual([...read].sort());
    const defaults = Object.fromEntries(
      [...table.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)`/gm)].map((match) => [match[1]!, match[2]!]),
    );
    expect(readConfig({}, defaults)).toEqual(readConfig({}, {}));
  });
});

describePage('docs/compose.md', (page) => {
  it('finds entities as a router does', async () => {
    const { _entities } = ok(await page.stage.ask(page.take('graphql', 'query Entities')));
    expect(_entities).toMatchObject([
      { name: 'Acme Coffee' },
      { caption: expect.any(String), platformFit: [{ ok: true }, { ok: true }] },
    ]);
  });
});

describePage('docs/errors.md', (page) => {
  it('names every code that calls for something particular', async () => {
    const text = '{ __type(name: "LayersErrorCode") { enumValues { name } } }';
    const codes: string[] = ok(await page.stage.ask(text)).__type.enumValues.map((value: Json) => value.name);
    const asLayersSays = codes.filter((code) => !page.text.includes(`\`${code}\``));
    expect(asLayersSays).toEqual([
      'AUTHORITY_DENIED',
      'CREATIVE_FLAGGED',
      'CREDENTIAL_INVALID',
      'FORBIDDEN_FENCE',
      'IDEMPOTENCY_REQUIRED',
      'OWNER_PHONE_UNVERIFIED',
      'PHONE_REQUIRED',
      'PLATFORM_ERROR',
      'PLATFORM_REJECTED',
      'RETURN_URL_NOT_ALLOWED',
      'WOULD_LEAVE_AD_EMPTY',
    ]);
  });
});

describePage('docs/contribute.md', (page) => {
  it('names commands that are there', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const named = [...page.text.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('maps folders and files that are there', () => {
    const map = page.take('', 'src/http ');
    const named = [...map.matchAll(/\bsrc\/(\w+)/g)].map(([, folder]) => folder!);
    const there = readdirSync(`${root}src`, { withFileTypes: true }).filter((each) => each.isDirectory());
    expect(named.sort()).toEqual(there.map(({ name }) => name).sort());
    for (const [file] of map.matchAll(/\w+\.ts/g))
      expect(existsSync(`${root}src/content/${file}`)).toBe(true);
  });
});
