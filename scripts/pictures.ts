import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { chromium, type Page } from 'playwright';
import { VIEWS, routeHash, type ViewName } from '../renderer/stores/navigation.ts';
import { ensureBuilt } from './building.ts';
import { findChromium } from './chromium.ts';
import { ROOT } from './root.ts';

/**
 * `npm run pictures`: takes the pictures of README and docs from the sample, so that they show what a new user sees.
 * `npm run pictures -- --all` takes every screen instead, in both widths of the sketches and both themes, into
 * .artifacts/pictures: to be looked at beside the sketches.
 */
const FOLDER = join(ROOT, 'docs', 'pictures');
type Size = { readonly width: number; readonly height: number };
const SIZE: Size = { width: 1440, height: 860 };
const SCHEMES = ['light', 'dark'] as const;
/** Days of the sample that are played: the third raises a whole model at once. */
const SYNCS = 1;
const EVERY_SYNCS = 3;
const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const EVERY = join(ROOT, '.artifacts', 'pictures');
const CLI = join(ROOT, 'bin', 'lotwatch.js');

/** What is shown of a screen beyond how it opens. */
const DEEDS: Readonly<Record<string, readonly [view: ViewName, deed: (page: Page) => Promise<void>]>> = {
  'live-group': ['live', openGroup],
  'vehicles-preview': ['vehicles', chooseThree],
  'vehicles-columns': ['vehicles', (page) => page.getByRole('button', { name: 'Columns' }).click()],
  palette: ['live', typeInPalette],
  keys: ['live', (page) => page.keyboard.press('?')],
};

await ensureBuilt({ quiet: false });
await mkdir(FOLDER, { recursive: true });
const executablePath = findChromium();
if (executablePath === null)
  throw new Error('No Chromium found; install one (Debian: apt-get install chromium)');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await (process.argv.includes('--all') ? takeEvery() : takeDocs());
} finally {
  await browser.close();
}

async function takeDocs(): Promise<void> {
  await withConsole(['--sample'], async (nextAddress) => {
    for (const colorScheme of SCHEMES) {
      const { page, close } = await openPage(await nextAddress(), { size: SIZE, colorScheme });
      await ready(page);
      for (let n = 0; n < SYNCS && colorScheme === 'light'; n += 1) await sync(page);
      // Loaded again, so that no row is tinted as having just come.
      await page.reload();
      await ready(page);
      await page.screenshot({ path: join(FOLDER, `live-${colorScheme}.png`) });
      await openChangedVehicle(page);
      await page.screenshot({ path: join(FOLDER, `vehicle-${colorScheme}.png`) });
      await goTo(page, '#/vehicles');
      await page.screenshot({ path: join(FOLDER, `vehicles-${colorScheme}.png`) });
      await close();
    }
  });
  await withConsole(
    [],
    async (nextAddress) => {
      for (const colorScheme of SCHEMES) {
        const { page, close } = await openPage(await nextAddress(), { size: SIZE, colorScheme });
        await goTo(page, '#/review');
        await page.getByRole('table', { name: 'Held values' }).waitFor();
        await page.screenshot({ path: join(FOLDER, `review-${colorScheme}.png`) });
        await close();
      }
    },
    faultyWeek,
  );
}

/** Of the sample after its syncs, of a week with faults in it, and of a console that knows nothing yet. */
async function takeEvery(): Promise<void> {
  await mkdir(EVERY, { recursive: true });
  for (const [lot, flags, prepare] of [
    ['', ['--sample'], undefined],
    ['faulty-', [], faultyWeek],
    ['empty-', [], undefined],
  ] as const)
    await withConsole(
      flags,
      async (nextAddress) => {
        let isFirst = lot === '';
        for (const colorScheme of SCHEMES)
          for (const size of WIDTHS) {
            const { page, close } = await openPage(await nextAddress(), { size, colorScheme });
            const take = (name: string): Promise<Buffer> =>
              page.screenshot({ path: join(EVERY, `${lot}${name}-${size.width}-${colorScheme}.png`) });
            for (let n = 0; n < EVERY_SYNCS && isFirst; n += 1) await sync(page);
            isFirst = false;
            const vin = lot === 'empty-' ? null : await firstVin(page);
            for (const view of VIEWS.filter((name) => name !== 'vehicle' || vin !== null)) {
              await goTo(page, routeHash({ view, item: view === 'vehicle' ? vin : null }));
              await take(view);
            }
            for (const [name, [view, deed]] of lot === '' ? Object.entries(DEEDS) : []) {
              await page.reload();
              await goTo(page, routeHash({ view, item: null }));
              await deed(page);
              await isDrawn(page);
              await take(name);
              // What is remembered (the preview) is put away.
              await page.keyboard.press('Escape');
            }
            await close();
          }
      },
      prepare,
    );
}

/** The newest one; only what is near the screen is drawn. */
async function openGroup(page: Page): Promise<void> {
  const group = page.locator('[role="row"][aria-expanded="false"]').first();
  await page.getByRole('treegrid').hover();
  while (!(await group.isVisible())) await page.mouse.wheel(0, 200);
  await group.click();
}

/** By keys, as in the guide; the preview shows the last of them. */
async function chooseThree(page: Page): Promise<void> {
  await page.locator('[data-index="0"]').focus();
  for (const key of ['x', 'ArrowDown', 'ArrowDown', 'x', 'ArrowDown', 'x', 'Space'])
    await page.keyboard.press(key);
  await page.getByRole('complementary', { name: 'Preview' }).getByRole('heading').first().waitFor();
}

async function typeInPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rav');
}

async function openPage(
  address: string,
  { size, colorScheme }: { readonly size: Size; readonly colorScheme: 'light' | 'dark' },
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
  return { page, close: () => context.close() };
}

/** To a screen, until nothing on it waits for an answer. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), hash);
  await page.getByRole('main').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await isDrawn(page);
}

async function isDrawn(page: Page): Promise<void> {
  // Answers come over a socket, of which no state tells: what is drawn must be the same twice.
  for (let before = ''; ;) {
    const now = (await page.screenshot()).toString('base64');
    if (now === before) return;
    before = now;
  }
}

async function firstVin(page: Page): Promise<string> {
  await goTo(page, '#/vehicles');
  const href = await page.getByRole('grid').getByRole('link').first().getAttribute('href');
  const vin = href?.split('/').at(-1);
  if (vin === undefined) throw new Error('Vehicles shows no vehicle');
  return decodeURIComponent(vin);
}

/** A console on a data folder of its own, which `prepare` may fill beforehand. */
async function withConsole(
  flags: readonly string[],
  work: (nextAddress: () => Promise<string>) => Promise<void>,
  prepare?: (dataDir: string) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lotwatch-pictures-'));
  await prepare?.(dataDir);
  const args = [CLI, 'serve', ...flags, '--port', '0', '--data-dir', dataDir];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const addresses: string[] = [];
  server.stdout.on('data', (part: Buffer) => {
    addresses.push(...(part.toString().match(/http:\/\/127\.0\.0\.1:\d+\/\S*/g) ?? []));
  });
  try {
    await work(() => nextOf(addresses, server.stdout));
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Two days of the sample as feeds of ours: some prices of the second are 96 times too high, one feed moves as a whole. */
async function faultyWeek(dataDir: string): Promise<void> {
  const dayOne = await readFile(join(ROOT, 'main', 'sources', 'sample', 'day-1.csv'), 'utf8');
  const feeds = await mkdtemp(join(tmpdir(), 'lotwatch-feeds-'));
  const scaled = (every: number, by: number): string => {
    let row = 0;
    return dayOne.replace(/,(\d{5}\.00) USD,(?=https:)/g, (whole, amount: string) => {
      row += 1;
      return row % every === 0 ? `,${(Number(amount) * by).toFixed(2)} USD,` : whole;
    });
  };
  try {
    for (const [source, every, by] of [
      ['rooftop-feed', 17, 96],
      ['website-feed', 1, 1.3],
    ] as const) {
      for (const [date, content] of [
        ['2026-06-01', dayOne],
        ['2026-06-02', scaled(every, by)],
      ] as const) {
        const file = join(feeds, `${source}_${date}.csv`);
        await writeFile(file, content);
        // A held sync is what the picture is to show, however the command ends.
        spawnSync(process.execPath, [CLI, 'sync', file, '--source', source, '--data-dir', dataDir]);
      }
    }
  } finally {
    await rm(feeds, { recursive: true, force: true });
  }
}

async function nextOf(addresses: string[], from: Readable): Promise<string> {
  for (;;) {
    const address = addresses.shift();
    if (address !== undefined) return address;
    await new Promise((resolve) => from.once('data', resolve));
  }
}

async function ready(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
  await page.getByRole('row').nth(2).waitFor();
}

/** One whose price fell: it has a history. */
async function openChangedVehicle(page: Page): Promise<void> {
  await page.getByRole('row').filter({ hasText: '▼' }).first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'What to fix first' }).waitFor();
}

/** The button is there again when the sync and the scores that follow have ended. */
async function sync(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('progressbar').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
}
