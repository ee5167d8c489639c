import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/chromium.ts';
import { sandboxSwitches } from '../../scripts/electron-runtime.ts';
import { floodable } from '../data/flood.ts';

const CLI = join(import.meta.dirname, '../../bin/lotwatch.js');
const VIEWPORT = { width: 1440, height: 900 };

/** The built console on a data folder, shown by Chromium; its page can be flooded (`bench/data/flood.ts`). */
export async function withConsolePage(
  dataDir: string,
  look: (page: Page, url: string) => Promise<void>,
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('There is no Chromium: npx playwright install chromium, or apt-get install chromium');
  const browser = await chromium.launch({
    executablePath,
    args: [...sandboxSwitches(), '--enable-precise-memory-info'],
  });
  const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(server, 'close');
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addInitScript(floodable);
    for await (const line of createInterface({ input: server.stdout })) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line) ?? [];
      if (url === undefined) continue;
      server.stdout.resume();
      await page.goto(url);
      await look(page, url);
      break;
    }
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await closed;
  }
}

/** Goes to a screen by its address, as a link does. */
export const goTo = (page: Page, place: string): Promise<void> =>
  page.evaluate((hash) => void (location.hash = hash), `#/${place}`);
