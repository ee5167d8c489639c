import type { App, BrowserWindow } from 'electron';
import { CRASH_PATH } from './crash-page.ts';
import type { Log } from '../log/log.ts';
import { APP_ORIGIN, APP_URL } from './origin.ts';

const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;
/** Waits before the first, second and third reload. */
const BACK_OFF_MS = [0, 1_000, 4_000] as const;

/** What to do about the window's process having ended at `now`, after those ends before. */
export function afterCrash(
  earlier: readonly number[],
  now: number,
): { readonly action: 'reload'; readonly waitMs: number } | { readonly action: 'give-up' } {
  const recent = earlier.filter((time) => now - time < WITHIN_MS).length;
  const waitMs = BACK_OFF_MS[recent];
  return recent >= MAX_RELOADS || waitMs === undefined
    ? { action: 'give-up' }
    : { action: 'reload', waitMs };
}

/** Loads the window again when its process ends; after three times in a minute shows a static page instead. */
export function reviveWindow(
  window: BrowserWindow,
  log: Log,
  now: () => number = Date.now,
  page: () => string = () => APP_URL,
): void {
  let ends: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const decision = afterCrash(ends, now());
    ends = [...ends.slice(1 - MAX_RELOADS), now()];
    log.error({ reason, exitCode, ...decision }, 'window process ended');
    const load = (url: string): void => {
      if (window.isDestroyed()) return;
      window.loadURL(url).catch((error: unknown) => log.error({ err: error }, 'window did not load again'));
    };
    if (decision.action === 'give-up') load(`${APP_ORIGIN}${CRASH_PATH}`);
    else setTimeout(load, decision.waitMs, page()).unref();
  });
  window.on('unresponsive', () => log.warn('window does not respond'));
  window.on('responsive', () => log.info('window responds again'));
}

/** GPU, network and utility processes: Electron starts them again by itself, we want to know. */
export function logChildProcesses(app: Pick<App, 'on'>, log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    if (reason !== 'clean-exit')
      log.error({ type, reason, exitCode, name, serviceName }, 'child process ended');
  });
}
