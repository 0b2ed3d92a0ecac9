// Builds the program as it runs: a few files instead of a thousand modules, half of whose code nobody calls, and which took
// most of the time that it needs to start. Types are checked elsewhere. Into `dist`, or the folder that is told.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'rolldown';

const root = import.meta.dirname;
const dir = resolve(process.argv[2] ?? `${root}/dist`);

const { output } = await build({
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

// Only now, so that a build that fails leaves what was there. GraphiQL is built apart, by `explorer/build.mjs`.
const built = new Set(output.map(({ fileName }) => fileName));
for (const name of await readdir(`${dir}/chunks`))
  if (!built.has(`chunks/${name}`)) await rm(`${dir}/chunks/${name}`);

// The licences of what is in it.
const folders = new Set();
for (const { moduleIds = [] } of output)
  for (const id of moduleIds) {
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
let notices = '';
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : `\n${await readFile(`${folder}/${file}`, 'utf8')}`;
  notices += `${name} ${version}: ${license}\n${text}\n${'-'.repeat(80)}\n`;
}
await writeFile(`${dir}/THIRD-PARTY.txt`, notices);
