import { VIN_LENGTH } from '../../../shared/vin.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { GuardSettings } from '../../../shared/guard.ts';
import type { StoredProblem } from '../../store/sync/runs.ts';
import type { Absence } from '../../store/sync/listings.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import type { IdSet } from '../../sync/id-set.ts';
import type { RowHashes } from '../../sync/row-hashes.ts';
import { normaliseHeader } from '../../sources/parse/header.ts';
import { settingsKey } from './meaning.ts';
import type { SyncPass } from './pass.ts';

/** Whether what a file's rows are known by can be vehicles, and the same ones as before. */

/** Rows of one vehicle alone, as it were: fewer may be a small dealer's only car, listed twice. */
const CONSTANT_ROWS = 3;
/** Of the vehicles on the lot, so few are listed under a new name of theirs, in percent, where it is no other name. */
const SAME_VEHICLES = 50;

/** A person named another column for the VIN since the last sync: what it holds may be other names of the same cars. */
export const isRemapped = (
  source: StoredSource,
  guard: GuardSettings,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): boolean =>
  source.observations > 0 &&
  source.settingsKey !== settingsKey(source, guard) &&
  before['vin'] !== undefined &&
  normaliseHeader(before['vin']) !== normaliseHeader(now['vin'] ?? '');

/** Whether a file under another column for the VIN names other vehicles; else the column only has another name. */
export function isOtherLot(known: RowHashes, absences: ReadonlyMap<number, Absence>, seen: IdSet): boolean {
  const onLot = known.size - absences.size;
  const returned = [...absences.keys()].filter((id) => seen.has(id)).length;
  return onLot > 0 && (seen.size - returned) * 100 < SAME_VEHICLES * onLot;
}

/**
 * A file of which no row can be used is no inventory, and neither is one whose rows are all of one "vehicle" without a VIN.
 * @throws LotwatchError `source`
 */
export function assertVehicles(
  file: string,
  { counts, sole }: Pick<SyncPass, 'counts' | 'sole'>,
  column: string | undefined,
  problems: readonly StoredProblem[],
): void {
  const usable = counts.rows - counts.rejected;
  if (counts.rows > 0 && usable === 0) {
    const [first] = problems;
    const example =
      first === undefined
        ? ''
        : ` Row ${first.row}: ${first.reason}${first.value === null || first.value === '' ? '' : ` (“${first.value}”)`}.`;
    throw new LotwatchError(
      'source',
      `${file}: not one of its ${counts.rows} rows names a vehicle.${example}`,
    );
  }
  if (usable < CONSTANT_ROWS || sole == null || sole.length === VIN_LENGTH) return;
  const where = column === undefined ? 'the column of VINs' : `the column "${column}"`;
  throw new LotwatchError(
    'source',
    `${file}: ${where} holds “${sole}” in every row: it names no vehicle. Name the column of VINs with --map vin=Column.`,
  );
}
