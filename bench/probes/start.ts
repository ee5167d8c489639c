import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';
import { sandboxSwitches } from '../../scripts/electron-runtime.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * From the start of `lotwatch serve` on a data folder (the built one) to the first row of the live list painted in
 * Chromium. The browser runs already: its own start is no part of it.
 */
const CLI = join(import.meta.dirname, '../../bin/lotwatch.js');
const FIRST_CELL = '[role="treegrid"] [role="gridcell"]';

const [dataDir = ''] = probeArguments(1);
const executablePath = findChromium();
if (executablePath === null)
  throw new Error('There is no Chromium: npx playwright install chromium, or apt-get install chromium');
const browser = await chromium.launch({ executablePath, args: sandboxSwitches() });
const page = await browser.newPage();
await page.goto('about:blank');

const from = performance.now();
const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data-dir', dataDir], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const closed = once(server, 'close');
let served = 0;
for await (const line of createInterface({ input: server.stdout })) {
  const [url] = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line) ?? [];
  if (url === undefined) continue;
  served = performance.now() - from;
  server.stdout.resume();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(FIRST_CELL);
  // Two frames: the row was in the first of them.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  break;
}
const painted = performance.now() - from;
await browser.close();
server.kill('SIGTERM');
await closed;
reportProbe({ ms: painted, served });
