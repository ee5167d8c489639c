import { z } from 'zod';
import { priceColumnSchema, type PriceColumn } from '../../../shared/prices.ts';
import type { Db, Reader } from '../open.ts';
import { readJson } from '../stored.ts';

/** A file in which prices were new. */
export type PriceFile = {
  readonly source: string;
  readonly runId: string;
  readonly file: string;
  readonly digest: string;
  /** Unix ms. */
  readonly asOf: number;
  readonly columns: readonly PriceColumn[];
};

const columnsSchema = z.array(priceColumnSchema);

export function insertPriceFile(db: Db, file: PriceFile): number {
  const columns = JSON.stringify(file.columns.map(({ name, role, field }) => ({ name, role, field })));
  return Number(
    db
      .prepare(
        'INSERT INTO price_files (source, run_id, file, digest, as_of, columns) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(file.source, file.runId, file.file, file.digest, file.asOf, columns).lastInsertRowid,
  );
}

/** Finds files by id, each read once. @throws Error for one that is not there: the store is damaged. */
export function priceFileReader(db: Reader): (id: number) => PriceFile {
  const select = db.prepare(
    'SELECT source, run_id AS runId, file, digest, as_of AS asOf, columns FROM price_files WHERE id = ?',
  );
  const known = new Map<number, PriceFile>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const row = select.get(id);
    const file: PriceFile = {
      source: String(row?.['source'] ?? ''),
      runId: String(row?.['runId'] ?? ''),
      file: String(row?.['file'] ?? ''),
      digest: String(row?.['digest'] ?? ''),
      asOf: Number(row?.['asOf'] ?? 0),
      columns: readJson('Columns of a file', String(row?.['columns'] ?? '[]'), columnsSchema, []),
    };
    known.set(id, file);
    return file;
  };
}

/** The stored text of a row's cents. */
export const toText = (cents: readonly (number | null)[]): string => cents.join(',');

/** Cents of a stored text, as many as the file has columns. */
export const toCents = (text: string, columns: readonly PriceColumn[]): (number | null)[] => {
  const parts = text.split(',');
  return columns.map((_column, index) => {
    const part = parts[index] ?? '';
    return part === '' ? null : Number(part);
  });
};
