import { join } from 'node:path';
import { makeOwnFolder } from '../files/own-folder.ts';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { pino, type Logger } from 'pino';
import buildRoll from 'pino-roll';
import { plainJson, say } from './terminal.ts';

/** The one structured logger. Never give it a secret: redaction is the second line of defence, not the first. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const MAX_FILE = '5m';
const KEPT_FILES = 5;
/** What is still to be written gets this long. */
const CLOSE_MS = 1_000;
const REDACTED = ['password', 'token', 'redisUrl', 'authorization', 'cookie'].flatMap((key) => [
  key,
  `*.${key}`,
]);

/** Where a console's log lies; `lotwatch.1.log` is the newest. */
export const logDirectory = (dataDir: string): string => join(dataDir, 'logs');

/**
 * Opens the log of a data folder, rotating at MAX_FILE and keeping KEPT_FILES. `close` flushes it. A file that cannot be
 * written, or not be replaced by the next one, goes to `onFault`, once: a console does not end for its log.
 */
export async function openLog(
  dataDir: string,
  level: string,
  onFault: (error: unknown) => void = tellOnce,
): Promise<{ log: Log; close: () => Promise<void> }> {
  const directory = logDirectory(dataDir);
  try {
    makeOwnFolder(directory);
  } catch (error) {
    throw new LotwatchError(
      'store',
      `Cannot write the log in ${directory}: ${toFailure(error).message}. Make the data folder writable, or choose another with --data-dir.`,
      { cause: error },
    );
  }
  const stream = await buildRoll({
    file: join(directory, 'lotwatch'),
    extension: '.log',
    size: MAX_FILE,
    limit: { count: KEPT_FILES },
  });
  let isReported = false;
  stream.on('error', (error: unknown) => {
    if (!isReported) onFault(error);
    isReported = true;
  });
  const log = pino(
    { level, base: { pid: process.pid }, redact: REDACTED, timestamp: pino.stdTimeFunctions.isoTime },
    // Its lines are JSON, which leaves the second set of control characters and the marks of direction as they are.
    { write: (line: string) => void stream.write(`${plainJson(line.trimEnd())}\n`) },
  );
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      // On a full disk it never says that it is closed.
      const timer = setTimeout(resolve, CLOSE_MS);
      stream.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      stream.end();
    });
  return { log, close };
}

const tellOnce = (error: unknown): void => say(`the log cannot be written: ${toFailure(error).message}`);

/** For tests and commands whose only log is what they print. */
export const silentLog = (): Log => pino({ level: 'silent' });
