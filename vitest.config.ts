import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: its CommonJS and ESM builds refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // npm run test:browser runs them, with a configuration of their own.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    // Says at the end what was left out, and why.
    globalSetup: ['test/support/needs.ts'],
    testTimeout: 20_000,
    // No module here has state, and to load the schema anew for each file takes longer than the tests.
    isolate: false,
  },
});
