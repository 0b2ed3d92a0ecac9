import { readFileSync, writeFileSync } from 'node:fs';
import { buildClassSchema, printSdl } from './graph/sdl.js';

// `npm run schema` writes schema.graphql from the classes; with `--check` it only tells whether that is up to date.
const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== '--check');
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. There is: --check.`);
  process.exit(1);
}

const file = new URL('../schema.graphql', import.meta.url);
const sdl = printSdl(buildClassSchema());
if (!flags.includes('--check')) writeFileSync(file, sdl);
else if (readFileSync(file, 'utf8') !== sdl) {
  console.error('schema.graphql is not what the code says: run npm run schema.');
  process.exitCode = 1;
}
