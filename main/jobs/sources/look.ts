import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import type { ListingRow } from '../../../shared/listing.ts';
import { suggestedMapping } from '../../../shared/suggested-mapping.ts';
import { openSnapshot } from '../../sources/read/open-snapshot.ts';
import { NO_DEALER, NoVinColumn } from '../../sources/parse/layout.ts';
import type { ParsedRow, ReadSettings, Snapshot } from '../../sources/snapshot.ts';
import { missingFields } from '../../sources/suggest/missing.ts';
import { absentColumns } from '../../sources/suggest/named.ts';
import { shortened } from '../../sources/shortened.ts';
import { suggestColumns } from '../../sources/suggest/suggest.ts';

/** Rows shown. */
const SHOWN_ROWS = 5;
/** Rows by whose values columns are judged. */
const JUDGED_ROWS = 200;
const CELL_LENGTH = 60;

/** What is known of a file after a look at it; the part of an inspection that comes from its content. */
export type Look = Omit<Inspection, 'kind' | 'files'>;

type Read = Pick<Snapshot, 'format' | 'columns' | 'mapped' | 'notes'> & {
  readonly rows: readonly ParsedRow[];
};

/**
 * How a file would be understood, its columns suggested by name and by what is in them. A file without a column
 * called VIN is no failure here: which it is, is what a person wants to find out.
 * @throws LotwatchError `source` where it is no inventory at all
 */
export function lookAtFile(file: string, settings: SourceSettings): Look {
  const plain = readPlain(file, settings);
  const cells = plain.rows.flatMap((row) => (row.cells === undefined ? [] : [row.cells]));
  const absent = absentColumns(settings.mapping, plain.columns);
  const mapping = without(settings.mapping, absent);
  const { mapped } = plain;
  const ignored = settings.ignored ?? [];
  const suggestions = suggestColumns({
    columns: plain.columns,
    rows: cells,
    mapped,
    mapping,
    constants: settings.constants,
    ignored,
  });
  const missing = missingFields(suggestions, settings);
  const whole = suggestedMapping(mapping, suggestions);
  const understood = missing.includes('vin')
    ? null
    : readRows(file, { ...settings, mapping: whole }, SHOWN_ROWS);
  const gone = absent.map(
    ({ field, column }) => `There is no column "${column}" for ${field} in this file.`,
  );
  return {
    format: plain.format,
    columns: [...plain.columns],
    mapped: { ...(understood?.mapped ?? mapped) },
    samples: (understood?.rows ?? []).flatMap(({ listing }) => (listing === null ? [] : [asText(listing)])),
    // That no dealer is named stands in `missing`.
    notes: [...gone, ...(understood?.notes ?? []).filter((note) => note !== NO_DEALER)],
    suggestions,
    rows: cells
      .slice(0, SHOWN_ROWS)
      .map((row) => plain.columns.map((_, index) => shortened(row[index] ?? '', CELL_LENGTH))),
    missing: [...missing],
  };
}

/** Read by the usual names of columns alone; where no name is the VIN's, any column stands in for it. */
function readPlain(file: string, settings: SourceSettings): Read {
  const byName = { ...settings, mapping: {} };
  try {
    return readRows(file, byName, JUDGED_ROWS);
  } catch (error) {
    const columns = columnsWithoutVin(error);
    const stand = columns?.find((name) => name.trim() !== '');
    if (stand === undefined) throw error;
    const ignored = (settings.ignored ?? []).filter((name) => name !== stand.trim());
    const read = readRows(file, { ...byName, ignored, mapping: { vin: [stand] } }, JUDGED_ROWS);
    const { vin: _vin, ...mapped } = read.mapped;
    return { ...read, mapped };
  }
}

/** The columns of a file in which none is called VIN; null where it failed for another reason. */
function columnsWithoutVin(error: unknown): readonly string[] | null {
  if (error instanceof NoVinColumn) return error.columns;
  return error instanceof Error && error.cause !== undefined ? columnsWithoutVin(error.cause) : null;
}

function readRows(file: string, settings: SourceSettings, limit: number): Read {
  const { ownDealers: _own, ...read } = settings;
  const readSettings: ReadSettings = { ...read, priceKind: null, keepCells: true };
  const snapshot = openSnapshot(file, readSettings);
  try {
    const rows: ParsedRow[] = [];
    for (const batch of snapshot.batches()) {
      const positions = Array.from({ length: Math.min(limit - rows.length, batch.count) }, (_, at) => at);
      rows.push(...batch.parse(positions));
      if (rows.length >= limit) break;
    }
    const { format, columns, mapped, notes } = snapshot;
    return { format, columns, mapped, notes, rows };
  } finally {
    snapshot.close();
  }
}

function without(
  mapping: SourceSettings['mapping'],
  absent: ReturnType<typeof absentColumns>,
): SourceSettings['mapping'] {
  const isAbsent = (field: string, column: string): boolean =>
    absent.some((one) => one.field === field && one.column === column);
  return Object.fromEntries(
    Object.entries(mapping)
      .map(([field, columns]): [string, string[]] => [
        field,
        columns.filter((column) => !isAbsent(field, column)),
      ])
      .filter(([, columns]) => columns.length > 0),
  );
}

/** The row as it would be stored, fields without a value left out. Money in currency units. */
function asText(row: ListingRow): Record<string, string> {
  const entries = Object.entries({ ...row, msrp: units(row.msrp), price: units(row.price) })
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([field, value]): [string, string] => [
      field,
      Array.isArray(value) ? String(value.length) : String(value),
    ]);
  return Object.fromEntries(entries);
}

const units = (cents: number | null): string | null => (cents === null ? null : (cents / 100).toFixed(2));
