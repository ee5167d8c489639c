import { NoVinColumn, resolveLayout } from './parse/layout.ts';
import { lookedAt } from './read/find-vin.ts';
import { openSnapshot, type OpenOptions } from './read/open-snapshot.ts';
import type { ReadSettings, Snapshot } from './snapshot.ts';
import { chooseColumns, type Choice } from './suggest/choose.ts';
import type { StoredChoices } from './suggest/sample.ts';

/** How a file is understood: the one way, for the wizard and for every sync. */
export type Understood = Choice & {
  readonly format: Snapshot['format'];
  readonly columns: readonly string[];
  /** Cells of the first rows. */
  readonly rows: readonly (readonly string[])[];
  /** Whether a name tells the VIN; where none does, what it is remains to be said. */
  readonly hasVin: boolean;
};

/**
 * Looks at the first rows and decides which column fills which field, by names and by what they hold.
 * @param stored what was decided for the source before; null = nothing yet
 * @throws LotwatchError `source` where it is no inventory at all
 */
export function understandFile(
  file: string,
  settings: ReadSettings,
  stored: StoredChoices | null = null,
  options: OpenOptions = {},
): Understood {
  const read = readFirst(file, settings, options);
  const choice = chooseColumns(
    {
      names: read.columns,
      hasVin: read.hasVin,
      rows: read.rows,
      isBlank: (index, speaks) =>
        !walk(file, read.settings, options, (cells) => speaks((cells[index] ?? '').trim())),
    },
    settings,
    stored,
    (chosen) =>
      resolveLayout(read.columns, {
        ...chosen,
        ...(read.hasVin ? null : { mapping: { ...chosen.mapping, vin: [read.stand] } }),
      }),
  );
  const { format, columns, rows, hasVin } = read;
  return { ...choice, format, columns, rows, hasVin };
}

/** Opens a file as it is understood, and says what is to be kept of that for the source's next file. */
export function openUnderstood(
  file: string,
  settings: ReadSettings,
  stored: StoredChoices | null,
  options: OpenOptions = {},
): { readonly snapshot: Snapshot; readonly choices: StoredChoices } {
  const { chosen, stored: choices } = understandFile(file, settings, stored, options);
  return { snapshot: openSnapshot(file, { ...settings, chosen }, options), choices };
}

type First = {
  readonly settings: ReadSettings;
  readonly format: Snapshot['format'];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly hasVin: boolean;
  /** What stands in for the VIN where none is named. */
  readonly stand: string;
};

/** Read by the usual names of columns alone; where no name is the VIN's, any column stands in for it. */
function readFirst(file: string, settings: ReadSettings, options: OpenOptions): First {
  const byName: ReadSettings = { ...settings, keepCells: true, chosen: undefined };
  const first = (read: ReadSettings, stand: string | null): First => {
    const rows: (readonly string[])[] = [];
    let found: Pick<First, 'format' | 'columns'> = { format: 'delimited', columns: [] };
    walk(
      file,
      read,
      options,
      (cells) => rows.push(cells) >= lookedAt(found.columns.length),
      (snapshot) => (found = snapshot),
    );
    const { format, columns } = found;
    return { settings: read, format, columns, rows, hasVin: stand === null, stand: stand ?? '' };
  };
  try {
    return first(byName, null);
  } catch (error) {
    const stand = columnsWithoutVin(error)?.find((name) => name.trim() !== '');
    if (stand === undefined) throw error;
    const ignored = (settings.ignored ?? []).filter((name) => name !== stand.trim());
    try {
      return first({ ...byName, ignored, mapping: { ...settings.mapping, vin: [stand] } }, stand);
    } catch {
      // The first complaint is the one that names the columns.
      throw error;
    }
  }
}

/** Whether a row passes; the file is read up to the first that does. */
function walk(
  file: string,
  settings: ReadSettings,
  options: OpenOptions,
  passes: (cells: readonly string[]) => boolean,
  onOpen?: (snapshot: Snapshot) => void,
): boolean {
  const snapshot = openSnapshot(file, settings, options);
  try {
    onOpen?.(snapshot);
    const atOnce = lookedAt(snapshot.columns.length);
    for (const batch of snapshot.batches()) {
      for (let from = 0; from < batch.count; from += atOnce) {
        const positions = Array.from(
          { length: Math.min(atOnce, batch.count - from) },
          (_, at) => from + at,
        );
        for (const { cells } of batch.parse(positions))
          if (cells !== undefined && passes(cells)) return true;
      }
    }
    return false;
  } finally {
    snapshot.close();
  }
}

/** The columns of a file in which none is called VIN; null where it failed for another reason. */
function columnsWithoutVin(error: unknown): readonly string[] | null {
  if (error instanceof NoVinColumn) return error.columns;
  return error instanceof Error && error.cause !== undefined ? columnsWithoutVin(error.cause) : null;
}
