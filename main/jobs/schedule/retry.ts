import type { Stats } from 'node:fs';
import type { SourceRetry } from '../../store/sync/sources.ts';

/**
 * A feed that is open in a spreadsheet, a share that reconnects after sleep: within a minute as often as not, and a
 * watched place is looked at once a minute anyway.
 */
export const FIRST_RETRY_MS = 60_000;
/**
 * A file without the right to read it stays so until a person comes: four tries an hour leave a hundred rows a day in
 * Jobs, of the 500 kept, and whoever puts it right waits a quarter of an hour at most.
 */
export const MAX_RETRY_MS = 15 * 60_000;

/** When what could not be read is tried again by itself, unix ms. */
export const retryAt = ({ failedAt, tries }: SourceRetry): number =>
  failedAt + Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, tries - 1), MAX_RETRY_MS);

/** Whether a file is left alone for now. One that was written, moved there or given other rights since is tried at once. */
export const isLeftAlone = (
  retry: SourceRetry | null,
  file: Pick<Stats, 'mtimeMs' | 'ctimeMs'>,
  now: number,
): boolean =>
  retry !== null && now < retryAt(retry) && Math.max(file.mtimeMs, file.ctimeMs) <= retry.failedAt;
