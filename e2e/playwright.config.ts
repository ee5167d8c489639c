import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { Options } from './fixtures.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ARTIFACTS = here('../.artifacts/e2e');
// Every test starts the same modules; the workers and what they start inherit where Node keeps them compiled.
process.env['NODE_COMPILE_CACHE'] ??= here('../.artifacts/compile-cache');

/** One set of specs, two adapters. What only one adapter has is in `*.desktop.spec.ts` and `*.browser.spec.ts`. */
const config = defineConfig<object, Options>({
  testDir: here('./specs'),
  globalSetup: here('./global-setup.ts'),
  outputDir: `${ARTIFACTS}/results`,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // For a machine that does other work, too; a test of a quiet one takes a tenth of it.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: `${ARTIFACTS}/report.json` }]],
  projects: [
    {
      name: 'electron',
      testIgnore: '**/*.browser.spec.ts',
      ...(process.env['LOTWATCH_E2E_SHORT'] === undefined ? {} : { grepInvert: /@once/ }),
      use: { adapter: 'desktop' },
    },
    { name: 'browser', testIgnore: '**/*.desktop.spec.ts', use: { adapter: 'browser' } },
  ],
});
export default config;
