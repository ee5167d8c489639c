import type { App, Dialog } from 'electron';
import { APP_NAME } from '../config.ts';
import { LotwatchError } from '../../shared/result.ts';
import { plainLine } from '../log/terminal.ts';

const SAYINGS: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'the folder cannot be made',
};

/** What the person reads when the console cannot start: our own words where we have them. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof LotwatchError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const saying = code === undefined ? undefined : SAYINGS[code];
  if (saying === undefined || path === undefined) return error.message;
  return `The data folder cannot be used: ${path}: ${saying}. Choose another with --data-dir or LOTWATCH_DATA_DIR.`;
}

/** A person reads a sentence within this; a process that waits for the exit code waits no longer. */
const SHOWN_MS = 60_000;

/**
 * Says why the console did not start and ends it with 1. A person sees a message that goes away by itself; where nobody
 * looks, or the line on standard error is read in a terminal, it ends at once. Never a box that blocks: a test, a service or
 * a display on a wall would stand there for ever.
 */
export async function endStart(
  error: unknown,
  options: {
    readonly app: Pick<App, 'exit'>;
    readonly dialog: Pick<Dialog, 'showMessageBox'>;
    readonly stderr: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
    readonly unattended: boolean;
  },
): Promise<void> {
  const message = describeStartFailure(error);
  const { app, dialog, stderr } = options;
  stderr.write(`lotwatch: ${plainLine(message)}\n`);
  if (!options.unattended && !stderr.isTTY) {
    const late = Promise.withResolvers<void>();
    // macOS does not close it by a signal; it goes with the app.
    const timer = setTimeout(late.resolve, SHOWN_MS);
    const shown = dialog
      .showMessageBox({
        type: 'error',
        title: APP_NAME,
        message: `${APP_NAME} cannot start`,
        detail: message,
        buttons: ['Close'],
      })
      .catch(() => undefined);
    await Promise.race([shown, late.promise]);
    clearTimeout(timer);
  }
  app.exit(1);
}
