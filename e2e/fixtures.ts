import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { test as base } from '@playwright/test';
import type { DoorKind, OpenDoor } from './doors.ts';
import { openDoor } from './doors.ts';
import { LivePage } from './pages/live-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { VehiclePage } from './pages/vehicle-page.ts';
import { WizardPage } from './pages/wizard-page.ts';

export { expect } from '@playwright/test';
export type Options = { readonly door: DoorKind };

/** The product under test with a data folder of its own; what a failed test leaves behind is kept. */
export class Lotwatch {
  readonly dataDir: string;
  readonly kind: DoorKind;
  #door: OpenDoor | null = null;

  constructor(kind: DoorKind, dataDir: string) {
    this.kind = kind;
    this.dataDir = dataDir;
  }
  get door(): OpenDoor {
    if (this.#door === null) throw new Error('Lotwatch is not open');
    return this.#door;
  }
  get page() {
    return this.door.page;
  }
  get live(): LivePage {
    return new LivePage(this.page);
  }
  get vehicle(): VehiclePage {
    return new VehiclePage(this.page);
  }
  get review(): ReviewPage {
    return new ReviewPage(this.page);
  }
  get wizard(): WizardPage {
    return new WizardPage(this.page);
  }
  async open(): Promise<void> {
    this.#door = await openDoor(this.kind, this.dataDir);
    // Electron's contexts may refuse; a test does not depend on it.
    await this.#door.context.tracing.start({ screenshots: true, snapshots: true }).catch(() => {});
  }
  async close(): Promise<void> {
    const door = this.#door;
    this.#door = null;
    await door?.close();
  }
  async restart(): Promise<void> {
    await this.close();
    await this.open();
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
    if (this.#door === null) return;
    await attach('standard error', 'text/plain', this.#door.errors());
    const picture = await this.page.screenshot().catch(() => null);
    if (picture) await attach('screenshot', 'image/png', picture);
    await this.#door.context.tracing.stop({ path: info.outputPath('trace.zip') }).catch(() => {});
    await cp(this.dataDir, info.outputPath('data'), { recursive: true }).catch(() => {});
  }
}

export const test = base.extend<Options & { runtime: void; dataDir: string; lotwatch: Lotwatch }>({
  door: ['desktop', { option: true }],
  /** Counted as skipped with the reason, test by test: never silently absent. */
  runtime: [
    async ({ door }, use, info) => {
      const missing =
        process.env[door === 'desktop' ? 'LOTWATCH_E2E_NO_ELECTRON' : 'LOTWATCH_E2E_NO_CHROMIUM'];
      info.skip(missing !== undefined, missing ?? '');
      await use();
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter
  dataDir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lotwatch-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  lotwatch: async ({ door, dataDir, runtime: _runtime }, use, info) => {
    const lotwatch = new Lotwatch(door, dataDir);
    await lotwatch.open();
    await use(lotwatch);
    if (info.status !== info.expectedStatus) await lotwatch.keepEvidence(info);
    await lotwatch.close();
  },
});
