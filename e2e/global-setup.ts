import { findChromium } from '../scripts/chromium.ts';
import { ensureBuilt } from '../scripts/building.ts';
import { electronRuntime } from '../scripts/electron-runtime.ts';

/** Finds the runtimes once; the workers inherit what is found, or why it is not. */
async function globalSetup(): Promise<void> {
  await ensureBuilt({ quiet: true });
  const electron = await electronRuntime();
  if ('executable' in electron) process.env['LOTWATCH_E2E_ELECTRON'] = electron.executable;
  else process.env['LOTWATCH_E2E_NO_ELECTRON'] = `no Electron runtime: ${electron.missing}`;
  const chromium = findChromium();
  if (chromium === null) {
    process.env['LOTWATCH_E2E_NO_CHROMIUM'] = 'no Chromium: run "npx playwright install chromium"';
  } else process.env['LOTWATCH_E2E_CHROMIUM'] = chromium;
}
export default globalSetup;
