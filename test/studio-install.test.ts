import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const example = fileURLToPath(new URL('../examples/studio/', import.meta.url));

describe.skipIf(process.platform === 'win32')('installing the packages of the studio', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'studio-install-'));
    for (const file of ['install.mjs', 'running.mjs']) copyFileSync(join(example, file), join(folder, file));
    mkdirSync(join(folder, 'node_modules'));
    // In the place of npm: leaves word of what it was asked for.
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "$@" > '${folder}/asked'\n`, { mode: 0o755 });
    lock('package-lock.json', '1.0.0');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is wanted, or with its other name, what is there. */
  function lock(file: 'package-lock.json' | 'node_modules/.package-lock.json', version: string): void {
    const packages = {
      ...(file === 'package-lock.json' && {
        '': { name: 'studio' },
        'node_modules/for-another-system': { version: '1.0.0', optional: true },
      }),
      'node_modules/one': { version },
    };
    writeFileSync(join(folder, file), JSON.stringify({ packages }));
  }
  function install() {
    const PATH = `${folder}${delimiter}${process.env.PATH}`;
    const ran = spawnSync(process.execPath, [join(folder, 'install.mjs')], {
      env: { PATH },
      encoding: 'utf8',
    });
    return { status: ran.status, complaint: ran.stderr, asked: existsSync(join(folder, 'asked')) };
  }

  it('asks npm for them where there are none', () => {
    expect(install()).toEqual({ status: 0, complaint: '', asked: true });
  });

  it('asks npm for nothing where they are there, so that it starts without a network', () => {
    lock('node_modules/.package-lock.json', '1.0.0');
    expect(install()).toEqual({ status: 0, complaint: '', asked: false });
  });

  it('asks npm for them where others are there', () => {
    lock('node_modules/.package-lock.json', '0.9.0');
    expect(install()).toEqual({ status: 0, complaint: '', asked: true });
  });

  it('does not take them away under a studio that runs, and says which', () => {
    lock('node_modules/.package-lock.json', '0.9.0');
    mkdirSync(join(folder, 'node_modules/.running'));
    writeFileSync(join(folder, `node_modules/.running/${process.pid}`), '');
    const { status, complaint, asked } = install();
    expect({ status, asked }).toEqual({ status: 1, asked: false });
    expect(complaint).toContain(`process ${process.pid}`);
  });

  it('does not wait for a studio that was killed', () => {
    lock('node_modules/.package-lock.json', '0.9.0');
    mkdirSync(join(folder, 'node_modules/.running'));
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(folder, `node_modules/.running/${pid}`), '');
    expect(install()).toMatchObject({ status: 0, asked: true });
  });
});
