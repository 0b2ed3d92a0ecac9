import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const nouns = ['project', 'influencer', 'media', 'content', 'viewer'];
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of `src`: paths of files there, names of packages as they are. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(src, from), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
  );
  return [...found].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!;
    return {
      from,
      to: target.startsWith('.') ? normalize(join(dirname(from), target)).replace(/\.js$/, '.ts') : target,
    };
  });
});
const folder = (file: string) => file.split('/')[0]!;
const isFile = (file: string) => file.endsWith('.ts');

/** Each rule of the house: which imports it forbids. */
const rules: readonly [rule: string, forbids: (it: Import) => boolean][] = [
  [
    'rest knows no noun and no GraphQL',
    ({ from, to }) =>
      folder(from) === 'rest' &&
      (to.includes('graphql') || (isFile(to) && !['rest', 'redis'].includes(folder(to)))),
  ],
  [
    'redis knows no noun and no GraphQL',
    ({ from, to }) =>
      folder(from) === 'redis' && (to.includes('graphql') || (isFile(to) && folder(to) !== 'redis')),
  ],
  [
    'only redis/client.ts loads the library for it',
    ({ from, to }) => from !== 'redis/client.ts' && to.includes('@redis/'),
  ],
  [
    'the emulator imports nothing outside its folder',
    ({ from, to }) => folder(from) === 'emulator' && isFile(to) && folder(to) !== 'emulator',
  ],
  [
    'only main.ts imports the emulator',
    ({ from, to }) =>
      folder(from) !== 'emulator' && from !== 'main.ts' && isFile(to) && folder(to) === 'emulator',
  ],
  [
    'a resolver never imports rest or redis',
    ({ from, to }) => from.endsWith('/resolver.ts') && ['rest', 'redis'].includes(folder(to)),
  ],
  [
    'a resolver never imports a source',
    ({ from, to }) => from.endsWith('/resolver.ts') && to.endsWith('/source.ts'),
  ],
  [
    'types and inputs import no other noun',
    ({ from, to }) =>
      nouns.includes(folder(from)) &&
      /\/(?:types|inputs)\.ts$/.test(from) &&
      nouns.includes(folder(to)) &&
      folder(to) !== folder(from),
  ],
  [
    'a source imports no other noun',
    ({ from, to }) =>
      from.endsWith('/source.ts') && nouns.includes(folder(to)) && folder(to) !== folder(from),
  ],
  [
    'nothing below it imports the front door',
    ({ from, to }) =>
      from !== 'main.ts' &&
      folder(from) !== 'http' &&
      folder(from) !== 'emulator' &&
      isFile(to) &&
      folder(to) === 'http',
  ],
];

describe('the house', () => {
  it('finds the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: 'main.ts', to: 'emulator/emulator.ts' });
  });

  it.each(rules)('%s', (_rule, forbids) => {
    expect(imports.filter(forbids).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('reads the environment in config.ts alone, and has no barrels, no default exports and no switched-off types', () => {
    const offences = files.flatMap((file) => {
      const text = readFileSync(join(src, file), 'utf8');
      const found = [];
      if (/process\.env/.test(text) && file !== 'config.ts') found.push('process.env');
      if (/^export default/m.test(text)) found.push('default export');
      if (/\bas any\b|@ts-ignore|@ts-nocheck|@ts-expect-error/.test(text)) found.push('types switched off');
      if (file.endsWith('index.ts')) found.push('barrel');
      return found.map((what) => `${file}: ${what}`);
    });
    expect(offences).toEqual([]);
  });

  it('keeps its files short: 300 lines in src, 400 in test', () => {
    const test = fileURLToPath(new URL('.', import.meta.url));
    const tests = readdirSync(test, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.startsWith('generated'),
    );
    const lines = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1;
    expect(files.filter((file) => lines(join(src, file)) > 300)).toEqual([]);
    expect(tests.filter((file) => lines(join(test, file)) > 400)).toEqual([]);
  });
});
