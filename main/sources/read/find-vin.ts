import { LotwatchError } from '../../../shared/result.ts';
import { normaliseHeader } from '../parse/header.ts';
import { NoVinColumn, resolveLayout, type Layout } from '../parse/layout.ts';
import { shareOf } from '../suggest/column.ts';
import { isVinLike } from '../suggest/judges.ts';
import { vinColumnByValues } from '../suggest/vin-column.ts';
import { shortened } from '../shortened.ts';
import type { ReadSettings } from '../snapshot.ts';
import type { NoticeBook } from '../notice-book.ts';

/** Rows looked at for a column that holds VINs. */
export const LOOKED_AT = 200;
/** Cells kept of them: where there are very many columns, fewer rows are looked at. */
const MOST_CELLS = 1_000_000;

/** Of rows that have a cell for each of so many columns, how many are looked at. */
export const lookedAt = (columns: number): number =>
  Math.max(1, Math.min(LOOKED_AT, Math.floor(MOST_CELLS / Math.max(1, columns))));
/** Goes by a name of the VIN in Meta's feeds, and by that of a number of one's own elsewhere. */
const UNSURE_NAME = 'vehicleid';

/** A column may be that of the VINs, which a person is to confirm. */
export class ProposedVinColumn extends NoVinColumn {}

/**
 * The layout of these columns; where no name tells the VIN, the column that is full of VINs is it, and is noted.
 * A look at a file (`keepCells`) judges all its columns itself afterwards.
 * @param rows the first rows' cells, asked for only where names do not tell
 * @throws LotwatchError as {@link resolveLayout}; its complaint names the column that looks like it
 */
export function resolveByContent(
  names: readonly string[],
  settings: ReadSettings,
  notices: NoticeBook,
  rows: () => readonly (readonly string[])[],
): Layout {
  try {
    const layout = resolveLayout(names, settings);
    const { vin } = layout.origins;
    const name = normaliseHeader(layout.columns.name(vin.first));
    if (vin.explicit || settings.keepCells === true || name !== UNSURE_NAME) return layout;
    return better(layout, settings, notices, rows());
  } catch (error) {
    if (!(error instanceof NoVinColumn) || settings.keepCells === true) throw error;
    const found = vinColumnByValues(names, rows(), settings.ignored);
    if (found === null) throw error;
    if (found.isSure) return taken(names, found.name, settings, notices, found.sample);
    const name = shortened(found.name, 80);
    throw new ProposedVinColumn(
      `no VIN column was found; "${name}" seems to be the one: --map vin=${name}. ${error.message.slice(error.message.indexOf('The columns are'))}`,
      error.columns,
    );
  }
}

/** Does something that needs a column of VINs; where there is none, `instead` may know better what the file is. */
export function orInstead<T>(file: string, work: () => T, instead: () => string | null): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NoVinColumn) || error instanceof ProposedVinColumn) throw error;
    const words = instead();
    throw words === null ? error : new LotwatchError('source', `${file} ${words}. Nothing was changed.`);
  }
}

/** Another column where the one with the unsure name holds no VINs. */
function better(
  layout: Layout,
  settings: ReadSettings,
  notices: NoticeBook,
  rows: readonly (readonly string[])[],
): Layout {
  const { names } = layout.columns;
  const values = rows
    .map((row) => row[layout.origins.vin.first]?.trim() ?? '')
    .filter((value) => value !== '');
  if (shareOf(values, isVinLike) >= 0.5) return layout;
  const found = vinColumnByValues(names, rows, settings.ignored);
  return found?.isSure === true ? taken(names, found.name, settings, notices, found.sample) : layout;
}

function taken(
  names: readonly string[],
  name: string,
  settings: ReadSettings,
  notices: NoticeBook,
  sample: string,
): Layout {
  const layout = resolveLayout(names, { ...settings, mapping: { ...settings.mapping, vin: [name] } });
  notices.noteAll({ code: 'chosen-column', field: 'vin', column: name, value: 'full of VINs' }, sample);
  return layout;
}
