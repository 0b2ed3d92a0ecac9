import { readFileSync, writeFileSync } from 'node:fs';
import { buildClassSchema, printSdl } from './graph/sdl.js';

/** `npm run schema` writes schema.graphql from the classes; with `--check` it only tells whether that is up to date. */
const file = new URL('../schema.graphql', import.meta.url);
const sdl = printSdl(buildClassSchema());
if (!process.argv.includes('--check')) writeFileSync(file, sdl);
else if (readFileSync(file, 'utf8') !== sdl) {
  console.error('schema.graphql is not what the code says: run npm run schema.');
  process.exitCode = 1;
}
