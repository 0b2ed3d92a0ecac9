import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import everywhere from '../../vitest.config.js';

export default mergeConfig(
  { resolve: everywhere.resolve ?? {} },
  defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    test: {
      include: ['test/browser/**/*.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // As long as a page is waited for: a busy machine is no failure.
      expect: { poll: { timeout: 10_000 } },
      // One browser at a time is enough for a small machine.
      fileParallelism: false,
    },
  }),
);
