import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Of the emulator alone, given by serve.mjs: a key from the environment would be in the page for everybody.
  define: { EMULATOR_KEY: JSON.stringify('') },
  server: { host: '127.0.0.1' },
  // React and Apollo Client are half a megabyte, and needed at once.
  build: { chunkSizeWarningLimit: 700 },
  preview: { host: '127.0.0.1' },
});
