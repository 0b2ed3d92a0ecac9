// Runs Apollo's subgraph compatibility suite, unmodified, against the built front door, and exits with jest's code.
// Its packages are in no folder that this project's own tools read. To change one, edit package.json, then
// `npm install --package-lock-only --prefix test/compatibility`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSupergraph } from './supergraph.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const installation = fileURLToPath(new URL('../../node_modules/.cache/compatibility', import.meta.url));

if (!(await isInstalled())) {
  await rm(installation, { recursive: true, force: true });
  await mkdir(installation, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await cp(join(here, file), join(installation, file));
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', installation];
  const code = await run('npm', npm);
  if (code !== 0) process.exit(code);
}

const require = createRequire(join(installation, 'package.json'));
const supergraph = await startSupergraph(require);
try {
  const jest = require.resolve('jest/bin/jest');
  const tests = join(supergraph.suite, 'dist/tests');
  const config = join(supergraph.suite, 'federation-jest.config.js');
  process.exitCode = await run(process.execPath, [jest, tests, '--ci', '--verbose', '--config', config], {
    PRODUCTS_URL: supergraph.productsUrl,
  });
} finally {
  await supergraph.close();
}

/** Whether a whole installation of this lockfile is there; npm writes the hidden one when it has done all else. */
async function isInstalled() {
  if (!existsSync(join(installation, 'node_modules/.package-lock.json'))) return false;
  const [wanted, found] = await Promise.all(
    [here, installation].map((folder) => readFile(join(folder, 'package-lock.json'), 'utf8')),
  );
  return wanted === found;
}

async function run(command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
