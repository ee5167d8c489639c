import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/chromium.ts';
import { sandboxSwitches } from '../../scripts/electron-runtime.ts';

const CLI = join(import.meta.dirname, '../../bin/lotwatch.js');
const VIEWPORT = { width: 1440, height: 900 };

/** Where a console is, and when it was started (by `performance`). */
export type Served = { readonly url: string; readonly startedAt: number };

/**
 * The built console, started on a data folder, and an empty page of a browser that ran before: its own start is no part
 * of what is measured. `look` goes to the address.
 */
export async function withConsolePage(
  dataDir: string,
  look: (page: Page, served: Served) => Promise<void>,
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('There is no Chromium: npx playwright install chromium, or apt-get install chromium');
  const browser = await chromium.launch({ executablePath, args: sandboxSwitches() });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto('about:blank');
    await withServer(dataDir, (served) => look(page, served));
  } finally {
    await browser.close();
  }
}

async function withServer(dataDir: string, work: (served: Served) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(server, 'close');
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line) ?? [];
      if (url === undefined) continue;
      server.stdout.resume();
      await work({ url, startedAt });
      break;
    }
  } finally {
    server.kill('SIGTERM');
    await closed;
  }
}

/** Goes to a screen by its address, as a link does. */
export const goTo = (page: Page, place: string): Promise<void> =>
  page.evaluate((hash) => void (location.hash = hash), `#/${place}`);

/** Two frames: what was waited for was in the first of them. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
