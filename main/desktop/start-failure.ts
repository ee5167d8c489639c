import { LotwatchError } from '../../shared/result.ts';

const SAYINGS: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'the folder cannot be made',
};

/** What the person is told when the console cannot start: our own words where we have them. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof LotwatchError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const saying = code === undefined ? undefined : SAYINGS[code];
  if (saying === undefined || path === undefined) return error.message;
  return `The data folder cannot be used: ${path}: ${saying}. Choose another with --data-dir or LOTWATCH_DATA_DIR.`;
}
