import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, ElectronApplication, Page } from '@playwright/test';
import { _electron, chromium } from '@playwright/test';
import { sandboxSwitches } from '../scripts/electron-runtime.ts';
import { ROOT } from '../scripts/root.ts';

/** One running console with its screen, however it was opened. */
export type OpenAdapter = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Where the page was served from. */
  readonly origin: string;
  /** Only the desktop has one. */
  readonly app: ElectronApplication | null;
  /** What the process said on standard error. */
  readonly errors: () => string;
  /** The browser adapter's server, which a test may end and start again under the page; the desktop has none. */
  readonly server: Server | null;
  close(): Promise<void>;
};

export type Server = {
  readonly port: number;
  end(): Promise<void>;
  /** Returns the address it prints. */
  start(options?: { readonly port?: number; readonly dataDir?: string }): Promise<string>;
};

export type AdapterKind = 'desktop' | 'browser';

const CLI = join(ROOT, 'bin', 'lotwatch.js');

/** The console's own environment: nothing of the machine's that would change what it does. */
export function environment(dataDir: string): Record<string, string> {
  const { LOTWATCH_PORT: _port, REDIS_URL: _redis, EVENT_NS: _ns, ...rest } = process.env;
  const kept = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Nobody looks: a start that fails ends at once.
  return { ...Object.fromEntries(kept), LOTWATCH_DATA_DIR: dataDir, LOTWATCH_UNATTENDED: '1', TZ: 'UTC' };
}

/** The command that starts this adapter on `dataDir`, for tests that only watch how it ends. */
export function commandOf(kind: AdapterKind): readonly [string, ...string[]] {
  if (kind === 'browser') return [process.execPath, CLI, 'serve', '--port', '0', '--sample'];
  return [process.env['LOTWATCH_E2E_ELECTRON'] ?? 'electron', ...sandboxSwitches(), ROOT];
}

/** @param browser the browser of the worker, in which the browser adapter opens a context of its own. */
export async function openAdapter(
  kind: AdapterKind,
  dataDir: string,
  browser: () => Promise<Browser>,
): Promise<OpenAdapter> {
  return kind === 'desktop' ? openDesktop(dataDir) : openBrowserAdapter(dataDir, await browser());
}

export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['LOTWATCH_E2E_CHROMIUM'];
  return chromium.launch({ args: sandboxSwitches(), ...(executablePath && { executablePath }) });
}

async function openDesktop(dataDir: string): Promise<OpenAdapter> {
  const [executablePath, ...args] = commandOf('desktop');
  const app = await _electron.launch({ executablePath, args, env: environment(dataDir), cwd: ROOT });
  let said = '';
  app.process().stderr?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const page = await app.firstWindow();
  return {
    page,
    context: app.context(),
    origin: 'app://lotwatch',
    app,
    errors: () => said,
    server: null,
    close: () => app.close(),
  };
}

async function openBrowserAdapter(dataDir: string, browser: Browser): Promise<OpenAdapter> {
  let said = '';
  let running: ChildProcess | null = null;
  const start = async (folder: string, more: readonly string[]): Promise<string> => {
    const [command, ...args] = commandOf('browser');
    const server = spawn(command, [...args, ...more], {
      env: environment(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = server;
    server.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    return printedUrl(server, () => said);
  };
  const end = async (): Promise<void> => {
    if (running !== null) await endProcess(running);
  };
  const url = await start(dataDir, []);
  const port = Number(new URL(url).port);
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  await page.goto(url);
  return {
    page,
    context,
    origin: new URL(url).origin,
    app: null,
    errors: () => said,
    server: {
      port,
      end,
      start: (options = {}) => start(options.dataDir ?? dataDir, ['--port', String(options.port ?? port)]),
    },
    close: async () => {
      await context.close();
      await end();
    },
  };
}

/** The address that `serve` prints as soon as it can be opened. */
async function printedUrl(server: ChildProcess, said: () => string): Promise<string> {
  if (server.stdout === null) throw new Error('serve has no standard output');
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(line) ?? [];
    // Later lines are nobody's business, but the pipe has to stay open and be read.
    server.stdout.resume();
    if (url !== undefined) return url;
  }
  throw new Error(`serve ended without printing its address: ${said()}`);
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
