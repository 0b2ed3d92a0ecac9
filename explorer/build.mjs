// Builds GraphiQL into dist/graphiql. What is built already, from the same sources and packages, stays: nearly every script
// builds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const explorer = readdirSync(new URL('explorer/', root)).map((name) => `explorer/${name}`);
const others = [
  'package-lock.json',
  'tsconfig.json',
  'src/http/first-operation.ts',
  'src/http/graphiql-page.ts',
];
const hash = createHash('sha256');
for (const file of [...explorer.sort(), ...others])
  hash.update(`${file}\n`).update(readFileSync(new URL(file, root)));
const built = hash.digest('hex');

const dist = new URL('dist/', root);
const mark = new URL('graphiql/built', dist);

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== built) {
  const { build } = await import('vite');
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
  writeFileSync(mark, built);
}
