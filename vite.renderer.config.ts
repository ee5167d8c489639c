import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The screens: static files that work alike at app://lotwatch/ and http://127.0.0.1:port/. Nothing inline, neither
 * script nor style nor font: the content security policy forbids it (rules 30).
 */
const config = defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
export default config;
