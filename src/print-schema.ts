import { readFileSync, writeFileSync } from 'node:fs';
import { buildClassSchema, createSdl, printSdl } from './graph/sdl.js';

// `npm run schema` writes schema.graphql from the classes; with `--check` it only tells whether that is up to date, and
// with `--requires-scopes` it prints the variant for routers that issue scopes.
const flags = process.argv.slice(2);
const known = ['--check', '--requires-scopes'];
const unknown = flags.filter((flag) => !known.includes(flag));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}

const file = new URL('../schema.graphql', import.meta.url);
const classSchema = buildClassSchema();
const sdl = printSdl(createSdl(classSchema));
if (flags.includes('--requires-scopes'))
  process.stdout.write(printSdl(createSdl(classSchema, { requiresScopes: true })));
else if (!flags.includes('--check')) writeFileSync(file, sdl);
else if (readFileSync(file, 'utf8') !== sdl) {
  console.error('schema.graphql is not what the code says: run npm run schema.');
  process.exitCode = 1;
}
