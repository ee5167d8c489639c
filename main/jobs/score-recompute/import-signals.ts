import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { SignalsReport } from '../../../shared/lot.ts';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { parseSignalsFile } from '../../scoring/signals-file.ts';
import { transaction, type Db } from '../../store/open.ts';
import { putSignals } from '../../store/scores/signals.ts';
import { readTextFile } from '../../files/text-file.ts';
import { typedPath } from '../../files/typed-path.ts';
import { readScoreSettings } from './settings.ts';

/** One row a dealer: larger than this it is some other file. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads a signals file, all of it or nothing. Dealers it does not name keep what they had.
 * @throws LotwatchError `source` when it cannot be read, `bad-input` naming dealer, field, value and what is allowed.
 */
export function importSignals(db: Db, path: string, now: number): SignalsReport {
  const file = typedPath(path);
  const content = readText(file);
  const { maxAgeDays } = readScoreSettings(db).signals;
  const { dealers, stale, ignored } = parseSignalsFile(content, { name: basename(file), now, maxAgeDays });
  transaction(db, () =>
    putSignals(
      db,
      dealers.map((row) => ({
        dealerId: row.dealerId,
        asOf: row.asOf,
        data: JSON.stringify(row),
        file: basename(file),
        importedAt: now,
      })),
    ),
  );
  return { dealers: dealers.map((row) => row.dealerId), stale: [...stale], ignored: [...ignored] };
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES)
      throw new LotwatchError('source', `${path} is too large for a signals file (${size} bytes)`);
    return readTextFile(path);
  } catch (error) {
    if (error instanceof LotwatchError) throw error;
    throw new LotwatchError('source', `Cannot read ${path}: ${toFailure(error).message}`, { cause: error });
  }
}
