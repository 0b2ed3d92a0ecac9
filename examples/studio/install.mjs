import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runningStudios } from './running.mjs';

// The studio's packages are not among the product's: they are installed here, when they are not those of package-lock.json.
const folder = fileURLToPath(new URL('.', import.meta.url));
const packages = (file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')).packages;

function isInstalled() {
  let there;
  try {
    // npm's own list, written once all of it is there.
    there = packages('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  const { '': _, ...wanted } = packages('package-lock.json');
  // Optional ones are for other systems.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => optional || (path in there && there[path].version === version),
  );
}

if (!isInstalled()) {
  const [running] = runningStudios();
  if (running !== undefined) {
    console.error(
      `The studio needs other packages than are installed. Stop the one that runs (process ${running}) first.`,
    );
    process.exit(1);
  }
  console.log('Installing the packages of examples/studio ...');
  execFileSync('npm', ['ci', '--silent', '--prefix', folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
