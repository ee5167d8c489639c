import type { Db } from '../open.ts';

/** The row hashes of a source as its last sync left them (see migrations); null = compare everything. */
export function readRowHashes(db: Db, sourceId: number): Uint8Array | null {
  const data = db.prepare('SELECT data FROM row_hashes WHERE source_id = ?').get(sourceId)?.['data'];
  return data instanceof Uint8Array ? data : null;
}

export function writeRowHashes(db: Db, sourceId: number, data: Uint8Array): void {
  db.prepare(
    'INSERT INTO row_hashes (source_id, data) VALUES (?, ?) ON CONFLICT (source_id) DO UPDATE SET data = excluded.data',
  ).run(sourceId, data);
}

/** All listing ids of a source, for when the hashes are lost. Reads the whole table. */
export const listListingIds = (db: Db, sourceId: number): number[] =>
  db
    .prepare('SELECT id FROM listings WHERE source_id = ? ORDER BY id')
    .all(sourceId)
    .map((row) => Number(row['id']));
