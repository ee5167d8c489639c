import { defineConfig } from 'vite';

/**
 * The core and its two Node adapters: three entries with their shared chunks flat in one folder, so that
 * `new URL('./worker.js', import.meta.url)` holds from any of them. Packages stay external: npm installs them.
 */
const config = defineConfig({
  publicDir: false,
  ssr: { target: 'node', external: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      input: { index: 'main/index.ts', cli: 'main/cli.ts', worker: 'main/jobs/worker.ts' },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
export default config;
