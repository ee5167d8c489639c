import { defineConfig } from 'vitest/config';

// Dates on screen follow the local zone; tests must not.
process.env['TZ'] = 'UTC';

const config = defineConfig({
  test: {
    environment: 'node',
    include: ['{shared,main,renderer,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'e2e/**', '.artifacts/**'],
    pool: 'forks',
    // Many tests start processes and servers: on a machine with other work that takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    // A state is waited for, however busy the machine is.
    expect: { poll: { timeout: 10_000 } },
  },
});
export default config;
