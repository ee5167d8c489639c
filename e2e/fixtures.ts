import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, TestInfo } from '@playwright/test';
import { test as base } from '@playwright/test';
import type { AdapterKind, OpenAdapter } from './adapters.ts';
import { launchChromium, openAdapter } from './adapters.ts';
import { LivePage } from './pages/live-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { VehiclePage } from './pages/vehicle-page.ts';
import { VehiclesPage } from './pages/vehicles-page.ts';
import { WizardPage } from './pages/wizard-page.ts';

export { expect } from '@playwright/test';
export type Options = {
  readonly adapter: AdapterKind;
};
/**
 * The tag of tests that only look at a page: all of them that a worker runs have one console. What changes anything
 * that outlives the page, or reads the log, needs one of its own.
 */
export const LOOKS = { tag: '@looks' } as const;
/**
 * The tag of tests of what the screen does and no adapter has a part in, beyond each screen's main path: `npm test` runs
 * them in the browser alone, `npm run e2e` in both.
 */
export const ONCE = { tag: '@once' } as const;
/** Made at most once per worker, and only where a test needs it. */
type Shared = {
  readonly chromium: () => Promise<Browser>;
  readonly standing: () => Promise<Lotwatch>;
};

/** The product under test with a data folder of its own; what a failed test leaves behind is kept. */
export class Lotwatch {
  readonly dataDir: string;
  readonly kind: AdapterKind;
  readonly #chromium: () => Promise<Browser>;
  #adapter: OpenAdapter | null = null;

  constructor(kind: AdapterKind, dataDir: string, chromium: () => Promise<Browser>) {
    this.kind = kind;
    this.dataDir = dataDir;
    this.#chromium = chromium;
  }
  get adapter(): OpenAdapter {
    if (this.#adapter === null) throw new Error('Lotwatch is not open');
    return this.#adapter;
  }
  get page() {
    return this.adapter.page;
  }
  get live(): LivePage {
    return new LivePage(this.page);
  }
  get vehicle(): VehiclePage {
    return new VehiclePage(this.page);
  }
  get vehicles(): VehiclesPage {
    return new VehiclesPage(this.page);
  }
  get review(): ReviewPage {
    return new ReviewPage(this.page);
  }
  get wizard(): WizardPage {
    return new WizardPage(this.page);
  }
  async open(): Promise<void> {
    this.#adapter = await openAdapter(this.kind, this.dataDir, this.#chromium);
    // A trace costs a tenth of every test: only where someone looks for a fault. Electron's contexts may refuse it.
    if (process.env['LOTWATCH_E2E_TRACE'] === undefined) return;
    await this.#adapter.context.tracing.start({ snapshots: true }).catch(() => {});
  }
  async close(): Promise<void> {
    const adapter = this.#adapter;
    this.#adapter = null;
    await adapter?.close();
  }
  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }
  /** To the first screen, as a page that was just opened. */
  async reopenPage(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '';
    });
    await this.page.reload();
  }
  /** Everything the console logged, oldest first. */
  async log(): Promise<string> {
    const folder = join(this.dataDir, 'logs');
    const names = existsSync(folder) ? await readdir(folder) : [];
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  }
  async keepEvidence(info: TestInfo): Promise<void> {
    const attach = (name: string, contentType: string, body: Buffer | string) =>
      info.attach(name, { body, contentType });
    await attach('log', 'text/plain', await this.log());
    if (this.#adapter === null) return;
    await attach('standard error', 'text/plain', this.#adapter.errors());
    const picture = await this.page.screenshot().catch(() => null);
    if (picture) await attach('screenshot', 'image/png', picture);
    await this.#adapter.context.tracing.stop({ path: info.outputPath('trace.zip') }).catch(() => {});
    await cp(this.dataDir, info.outputPath('data'), { recursive: true }).catch(() => {});
  }
}

type Fixtures = {
  readonly runtime: void;
  readonly dataDir: string;
  readonly lotwatch: Lotwatch;
};

export const test = base.extend<Fixtures, Options & Shared>({
  adapter: ['desktop', { option: true, scope: 'worker' }],
  chromium: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
    async ({}, use) => {
      const browser = once(launchChromium);
      await use(browser.get);
      await (await browser.made())?.close();
    },
    { scope: 'worker' },
  ],
  standing: [
    async ({ adapter, chromium }, use) => {
      const standing = once(async () => {
        const lotwatch = new Lotwatch(adapter, await newFolder(), chromium);
        await lotwatch.open();
        return lotwatch;
      });
      await use(standing.get);
      const lotwatch = await standing.made();
      if (lotwatch === null) return;
      await lotwatch.close();
      await rm(lotwatch.dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  /** Counted as skipped with the reason, test by test: never silently absent. */
  runtime: [
    async ({ adapter }, use, info) => {
      const missing =
        process.env[adapter === 'desktop' ? 'LOTWATCH_E2E_NO_ELECTRON' : 'LOTWATCH_E2E_NO_CHROMIUM'];
      info.skip(missing !== undefined, missing ?? '');
      await use();
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  dataDir: async ({}, use) => {
    const folder = await newFolder();
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  lotwatch: async ({ adapter, dataDir, chromium, standing, runtime: _runtime }, use, info) => {
    const shared = info.tags.includes(LOOKS.tag);
    const lotwatch = shared ? await standing() : new Lotwatch(adapter, dataDir, chromium);
    if (shared) await lotwatch.reopenPage();
    else await lotwatch.open();
    await use(lotwatch);
    if (info.status !== info.expectedStatus) await lotwatch.keepEvidence(info);
    if (!shared) await lotwatch.close();
  },
});

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'lotwatch-e2e-'));

/** Makes it when it is first asked for; `made` says what there is to end. */
function once<T>(make: () => Promise<T>) {
  let making: Promise<T> | null = null;
  return {
    get: (): Promise<T> => (making ??= make()),
    made: async (): Promise<T | null> => making,
  };
}
