import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const answers = (program: string) => spawnSync(program, ['--version']).status === 0;
const example = new URL('../../examples/supergraph/node_modules/', import.meta.url);

/** What some tests need and a machine may lack. */
export const has = {
  curl: answers('curl'),
  redis: answers('redis-server'),
  /** Gateways and composers weigh a gigabyte: they are installed on their own. */
  gateways: ['@graphql-hive/gateway', '@apollo/gateway', '@apollo/composition', 'wgc'].every((name) =>
    existsSync(new URL(name, example)),
  ),
};

const reasons: Record<keyof typeof has, string> = {
  curl: "the curl lines of README and docs: there is no 'curl' on this machine",
  redis: "what replicas share through Redis: there is no 'redis-server' on this machine",
  gateways: 'what runs behind gateways: npm run test:supergraph installs them, and runs it',
};

/** Vitest calls it after all tests. */
export function teardown(): void {
  for (const need of Object.keys(has) as (keyof typeof has)[])
    if (!has[need]) console.log(`Left out: ${reasons[need]}.`);
}
