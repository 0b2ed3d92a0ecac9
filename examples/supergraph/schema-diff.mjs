import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Tells what schema.graphql changes for clients against a revision (default: the last commit that has another one), by
// `graphql-inspector diff`. Exits 1 on a breaking change.
const root = fileURLToPath(new URL('../../', import.meta.url));
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const now = readFileSync(join(root, 'schema.graphql'), 'utf8');

function before(revision) {
  const revisions = revision
    ? [revision]
    : git('log', '--format=%H', '--', 'schema.graphql').trim().split('\n');
  for (const each of revisions) {
    const sdl = git('show', `${each}:schema.graphql`);
    if (revision || sdl !== now) return { revision: each.slice(0, 10), sdl };
  }
  return undefined;
}

const bin = fileURLToPath(new URL('node_modules/.bin/graphql-inspector', import.meta.url));
if (!existsSync(bin)) {
  console.error('graphql-inspector is not installed: npm ci --prefix examples/supergraph');
  process.exit(2);
}
const { buildASTSchema, introspectionFromSchema, parse } = await import('graphql');
const base = before(process.argv[2]);
if (base === undefined) {
  console.log('schema.graphql has no other revision to compare with.');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'schema-diff-'));
// As introspection, because the inspector's reader of SDL knows no federation 2.9.
const files = [base.sdl, now].map((sdl, index) => {
  const file = join(folder, `${index}.json`);
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  writeFileSync(file, JSON.stringify(introspectionFromSchema(schema)));
  return file;
});
console.log(`schema.graphql against ${base.revision}:`);
const { status } = spawnSync(bin, ['diff', ...files], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
