import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { withChange, type Change } from '../../../shared/change.ts';
import { DEFAULT_SOURCE_SETTINGS, type Inspection, type SourceSettings } from '../../../shared/lot.ts';
import type { ListingRow } from '../../../shared/listing.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { asOfOf, listFolder } from '../../sources/locate.ts';
import { openSnapshot } from '../../sources/open-snapshot.ts';
import { placeOf } from './define.ts';

const SAMPLE_ROWS = 5;

/**
 * What a file, or the newest file of a folder, holds and how it would be understood. Reads, never writes.
 * @throws LotwatchError `source` with what is wrong and what to do.
 */
export function inspectPath(path: string, settings: Change<SourceSettings>): Inspection {
  const place = placeOf(path);
  const paths = place.kind === 'folder' ? listFolder(place.path) : [place.path];
  const newest = paths.at(-1);
  if (newest === undefined) {
    throw new LotwatchError(
      'source',
      `${place.path} holds no inventory file (csv, tsv, txt, json, jsonl).`,
    );
  }
  const snapshot = openSnapshot(newest, {
    ...withChange(DEFAULT_SOURCE_SETTINGS, settings),
    priceKind: null,
  });
  try {
    const samples: Record<string, string>[] = [];
    for (const batch of snapshot.batches()) {
      const positions = Array.from(
        { length: Math.min(SAMPLE_ROWS, batch.count) },
        (_, position) => position,
      );
      for (const { listing } of batch.parse(positions)) if (listing !== null) samples.push(asText(listing));
      break;
    }
    return {
      kind: place.kind === 'folder' ? 'folder' : 'file',
      files: paths.map(describe),
      format: snapshot.format,
      columns: [...snapshot.columns],
      mapped: { ...snapshot.mapped },
      samples,
      notes: [...snapshot.notes],
      suggestions: [],
      rows: [],
      missing: [],
    };
  } finally {
    snapshot.close();
  }
}

function describe(file: string): Inspection['files'][number] {
  const { size, mtimeMs } = statSync(file);
  const asOf = asOfOf({ asOfFlag: null, fileName: basename(file), mtimeMs });
  return { name: basename(file), bytes: size, asOf: new Date(asOf).toISOString() };
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
