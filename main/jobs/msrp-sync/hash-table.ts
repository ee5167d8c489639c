import type { Db } from '../../store/open.ts';
import { listListingIds, readRowHashes } from '../../store/sync/row-hash-store.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import { RowHashes, type RowHashesBuilder } from '../../sync/row-hashes.ts';
import type { ListingWriter } from './listing-writer.ts';

/** The stored hashes; where they are missing or do not cover every listing, all rows are compared. */
export function loadHashes(db: Db, source: StoredSource): RowHashes {
  if (source.listings === 0) return RowHashes.empty();
  const blob = readRowHashes(db, source.id);
  const stored = blob === null ? null : RowHashes.fromBlob(blob);
  if (stored !== null && stored.size === source.listings) return stored;
  return RowHashes.fromIds(listListingIds(db, source.id));
}

/** Carries over the entries of all listings that were not written again. */
export function keepHashes(hashes: RowHashes, writer: ListingWriter, builder: RowHashesBuilder): void {
  for (let entry = 0; entry < hashes.size; entry += 1) {
    const id = hashes.idAt(entry);
    if (writer.isUpdated(id)) continue;
    const { low, high } = hashes.hashAt(entry);
    builder.add(id, low, high);
  }
}
