import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// `npm run build` puts GraphiQL beside the server that serves it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../dist/graphiql', import.meta.url)),
    emptyOutDir: true,
    // Nothing hidden in the page: its policy lets it run and show only what this server serves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // It is Monaco, and comes from this machine.
    chunkSizeWarningLimit: 10_000,
    target: 'es2022',
    rolldownOptions: {
      onwarn(warning, warn) {
        // There is no server here that would read "use client".
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  worker: { format: 'es' },
});
