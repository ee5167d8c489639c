import type { App } from 'electron';
import type { Log } from '../log/log.ts';
import { plainLine } from '../log/terminal.ts';

/**
 * What happens when the main process itself goes wrong. Electron would show a box and wait for somebody to press its
 * button: a display on a wall stands still until then. Instead the console is started again, at most so often in a row.
 */
const MAX_RESTARTS = 3;
/**
 * After so long without a fault the count starts again at zero. What breaks the start or the first syncs shows within minutes;
 * something that happens once a day must not use up the tries within a week.
 */
const WELL_AFTER_MS = 10 * 60_000;
/** What is open gets this long to close: after a fault any of it may hang. */
const CLOSE_MS = 5_000;

/** @param restarted restarts in a row before this start; `ranMs` how long it has run since */
export function afterFault(
  restarted: number,
  ranMs: number,
): { readonly action: 'restart'; readonly restarts: number } | { readonly action: 'give-up' } {
  const before = ranMs >= WELL_AFTER_MS ? 0 : restarted;
  return before < MAX_RESTARTS ? { action: 'restart', restarts: before + 1 } : { action: 'give-up' };
}

/** The command line of the next start. The count travels there: a file could not be written on a full disk. */
export const restartArgs = (argv: readonly string[], restarts: number): string[] => [
  ...argv.slice(1).filter((arg) => !arg.startsWith('--restarted')),
  `--restarted=${restarts}`,
];

export type FaultOptions = {
  readonly app: Pick<App, 'on' | 'relaunch' | 'exit'>;
  readonly process: Pick<NodeJS.Process, 'on' | 'argv' | 'env' | 'stderr'>;
  /** Null before there is one. */
  readonly log: () => Log | null;
  /** Closes what is open. */
  readonly close: () => Promise<void>;
  /** Restarts in a row before this start. */
  readonly restarted: number;
  /** Milliseconds since this start, whatever the clock does. */
  readonly ranMs: () => number;
};

/** From here on no exception and no rejection of the main process shows a box or goes unnoticed. */
export function restartOnFault(options: FaultOptions): void {
  const { app, process, log, close } = options;
  let isEnding = false;
  const end = async (error: unknown, kind: string): Promise<void> => {
    const decision = afterFault(options.restarted, options.ranMs());
    log()?.error({ err: error, ...decision, stopping: isEnding }, kind);
    // While it quits, it goes on quitting.
    if (isEnding) return;
    isEnding = true;
    const reason = error instanceof Error ? error.message : String(error);
    const next =
      decision.action === 'restart'
        ? `starting again, ${decision.restarts} of ${MAX_RESTARTS}`
        : `it stopped ${MAX_RESTARTS + 1} times in a row and is not started again; the log says why`;
    process.stderr.write(`lotwatch: ${plainLine(`${kind}: ${reason}; ${next}`)}\n`);
    await closed(close, log);
    if (decision.action === 'restart') {
      const args = restartArgs(process.argv, decision.restarts);
      // Of an AppImage the program itself lies in a folder that goes away with us.
      const execPath = process.env['APPIMAGE'];
      app.relaunch(execPath === undefined ? { args } : { args, execPath });
    }
    app.exit(1);
  };
  app.on('before-quit', () => {
    isEnding = true;
  });
  process.on('uncaughtException', (error) => void end(error, 'uncaught exception'));
  process.on('unhandledRejection', (reason) => void end(reason, 'unhandled rejection'));
}

/** Closes what is open, for so long as that may take; failures are only reported. */
export async function closed(close: () => Promise<void>, log: () => Log | null): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, CLOSE_MS);
  const done = close().catch((err: unknown) => log()?.error({ err }, 'not everything was closed'));
  await Promise.race([done, late.promise]);
  clearTimeout(timer);
}
