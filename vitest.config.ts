import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Dates on screen follow the local zone; tests must not.
process.env['TZ'] = 'UTC';
// Tests start the command line a hundred times: half of what that costs is reading the same modules again.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '.artifacts', 'compile-cache');

const FOLDERS = '{shared,main,renderer,scripts,bench}/**';

const config = defineConfig({
  test: {
    exclude: ['**/node_modules/**', 'dist/**', 'e2e/**', '.artifacts/**'],
    pool: 'forks',
    // By itself vitest leaves one core idle, and of two that is half; one more, because many tests wait for processes.
    maxWorkers: availableParallelism() + 1,
    // Many tests start processes and servers: on a machine with other work that takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    // A state is waited for, however busy the machine is.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'logic', environment: 'node', include: [`${FOLDERS}/*.test.ts`] },
      },
      {
        // Views, rendered: `renderer/testing/render.tsx`.
        extends: true,
        test: {
          name: 'rendered',
          environment: 'happy-dom',
          include: [`${FOLDERS}/*.test.tsx`],
          setupFiles: ['renderer/testing/setup.ts'],
        },
      },
    ],
  },
});
export default config;
