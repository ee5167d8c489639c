import { defineConfig } from 'vite';

/** A sandboxed preload has to be one CommonJS file: nothing is loaded beside it. */
const config = defineConfig({
  publicDir: false,
  build: {
    target: 'chrome140',
    outDir: 'dist/main',
    emptyOutDir: false,
    sourcemap: false,
    minify: false,
    lib: { entry: 'main/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
export default config;
