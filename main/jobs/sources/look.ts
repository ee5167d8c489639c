import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import type { ListingRow } from '../../../shared/listing.ts';
import { suggestedMapping } from '../../../shared/suggested-mapping.ts';
import { openSnapshot } from '../../sources/read/open-snapshot.ts';
import { NO_DEALER } from '../../sources/parse/layout.ts';
import type { ParsedRow, ReadSettings, Snapshot } from '../../sources/snapshot.ts';
import { missingFields } from '../../sources/suggest/missing.ts';
import { absentColumns } from '../../sources/suggest/named.ts';
import { shortened } from '../../sources/shortened.ts';
import { understandFile, type Understood } from '../../sources/understand.ts';

/** Rows shown. */
const SHOWN_ROWS = 5;
const CELL_LENGTH = 60;

/** What is known of a file after a look at it; the part of an inspection that comes from its content. */
export type Look = Omit<Inspection, 'kind' | 'files'>;

type Read = Pick<Snapshot, 'mapped' | 'notes'> & {
  readonly rows: readonly ParsedRow[];
};

/**
 * How a file would be understood, its columns suggested by name and by what is in them. A file without a column
 * called VIN is no failure here: which it is, is what a person wants to find out.
 * @throws LotwatchError `source` where it is no inventory at all
 */
export function lookAtFile(file: string, settings: SourceSettings): Look {
  const { understood, mapping, absent } = understand(file, settings);
  const { suggestions, columns, rows, format } = understood;
  const missing = missingFields([...suggestions], settings);
  const whole = suggestedMapping(mapping, [...suggestions]);
  const { chosen } = understood;
  const read = missing.includes('vin')
    ? null
    : readRows(file, { ...readSettings({ ...settings, mapping: whole }), chosen }, SHOWN_ROWS);
  const gone = absent.map(
    ({ field, column }) => `There is no column "${column}" for ${field} in this file.`,
  );
  return {
    format,
    columns: [...columns],
    mapped: { ...read?.mapped },
    samples: (read?.rows ?? []).flatMap(({ listing }) => (listing === null ? [] : [asText(listing)])),
    // That no dealer is named stands in `missing`.
    notes: [...gone, ...(read?.notes ?? []).filter((note) => note !== NO_DEALER)],
    suggestions: [...suggestions],
    rows: rows
      .slice(0, SHOWN_ROWS)
      .map((row) => columns.map((_, index) => shortened(row[index] ?? '', CELL_LENGTH))),
    missing: [...missing],
  };
}

/** By what a person named, as far as the file has it. */
function understand(
  file: string,
  settings: SourceSettings,
): {
  readonly understood: Understood;
  readonly mapping: SourceSettings['mapping'];
  readonly absent: ReturnType<typeof absentColumns>;
} {
  const names = understandFile(file, readSettings({ ...settings, mapping: {} }));
  const absent = absentColumns(settings.mapping, names.columns);
  const mapping = without(settings.mapping, absent);
  const isPlain = Object.keys(mapping).length === 0;
  const understood = isPlain ? names : understandFile(file, readSettings({ ...settings, mapping }));
  return { understood, mapping, absent };
}

const readSettings = ({ ownDealers: _own, ...settings }: SourceSettings): ReadSettings => ({
  ...settings,
  priceKind: null,
});

function readRows(file: string, settings: ReadSettings, limit: number): Read {
  const snapshot = openSnapshot(file, settings);
  try {
    const rows: ParsedRow[] = [];
    for (const batch of snapshot.batches()) {
      const positions = Array.from({ length: Math.min(limit - rows.length, batch.count) }, (_, at) => at);
      rows.push(...batch.parse(positions));
      if (rows.length >= limit) break;
    }
    const { mapped, notes } = snapshot;
    return { mapped, notes, rows };
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
