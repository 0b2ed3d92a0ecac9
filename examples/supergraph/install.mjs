import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The gateway is not among the product's packages: it is installed here, the first time that it is wanted.
const folder = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${folder}node_modules/@graphql-hive/gateway`)) {
  console.log('Installing Hive Gateway into examples/supergraph ...');
  execFileSync('npm', ['ci', '--omit=dev', '--silent', '--prefix', folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
