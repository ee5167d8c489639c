import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { ensureBuilt } from './building.ts';
import { findChromium } from './chromium.ts';
import { ROOT } from './root.ts';

/** `npm run pictures`: takes the pictures of README and docs from the sample, so that they show what a new user sees. */
const FOLDER = join(ROOT, 'docs', 'pictures');
const SIZE = { width: 1440, height: 860 };
/** Days of the sample that are played: the third raises a whole model at once. */
const SYNCS = 1;

await ensureBuilt({ quiet: false });
await mkdir(FOLDER, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'lotwatch-pictures-'));
const args = [join(ROOT, 'bin', 'lotwatch.js'), 'serve', '--sample', '--port', '0', '--data-dir', dataDir];
const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
const addresses: string[] = [];
server.stdout.on('data', (part: Buffer) => {
  addresses.push(...(part.toString().match(/http:\/\/127\.0\.0\.1:\d+\/\S*/g) ?? []));
});
const executablePath = findChromium();
if (executablePath === null)
  throw new Error('No Chromium found; install one (Debian: apt-get install chromium)');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: SIZE, colorScheme });
    const page = await context.newPage();
    await page.goto(await nextAddress());
    await ready(page);
    for (let n = 0; n < SYNCS && colorScheme === 'light'; n += 1) await sync(page);
    // Anew, so that no row is tinted as having just come.
    await page.reload();
    await ready(page);
    await page.screenshot({ path: join(FOLDER, `live-${colorScheme}.png`) });
    await openFirstVehicle(page);
    await page.screenshot({ path: join(FOLDER, `vehicle-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  await rm(dataDir, { recursive: true, force: true });
}

async function nextAddress(): Promise<string> {
  for (;;) {
    const address = addresses.shift();
    if (address !== undefined) return address;
    await new Promise((resolve) => server.stdout.once('data', resolve));
  }
}

async function ready(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
  await page.getByRole('row').nth(2).waitFor();
}

async function openFirstVehicle(page: Page): Promise<void> {
  await page.getByRole('row').nth(4).click();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'What to fix first' }).waitFor();
}

/** The button is there again when the sync and the scores that follow have ended. */
async function sync(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('progressbar').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
}
