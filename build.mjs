// Builds the program as it runs: a few files instead of a thousand modules, half of whose code nobody calls, and which took
// most of the time that it needs to start. Types are checked elsewhere. Into `dist`, or the folder that is told.
import { readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'rolldown';

const root = import.meta.dirname;
const dir = resolve(process.argv[2] ?? `${root}/dist`);

// GraphiQL is built before, by `explorer/build.mjs`.
for (const name of await readdir(dir).catch(() => []))
  if (name !== 'graphiql') await rm(`${dir}/${name}`, { recursive: true });
await build({
  cwd: root,
  input: {
    main: 'src/main.ts',
    'print-schema': 'src/print-schema.ts',
    // For suites and benchmarks that start a part alone.
    config: 'src/config.ts',
    'http/server': 'src/http/server.ts',
    'emulator/emulator': 'src/emulator/emulator.ts',
  },
  platform: 'node',
  tsconfig: 'tsconfig.json',
  // sharp is native; type-graphql looks for class-validator, which is not there; and suites bring schemas made with graphql,
  // of which there may be one copy.
  external: ['sharp', 'class-validator', /^graphql(\/|$)/],
  output: {
    dir,
    format: 'esm',
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
});
