import type { Db } from '../open.ts';

/** What the scores of vehicles were made of when they last moved, as the scoring packs it (main/scoring/grounds.ts). */
export type StoredGrounds = { readonly model: string; readonly record: Uint8Array };

export type GroundsTable = {
  /** Whether scores from before this was kept have none yet. */
  readonly isIncomplete: boolean;
  find(listingId: number): StoredGrounds | null;
  /** Its scores must be stored before. */
  put(listingId: number, grounds: StoredGrounds): void;
};

export function groundsTable(db: Db): GroundsTable {
  const find = db.prepare('SELECT model, record FROM score_grounds WHERE listing_id = ?');
  const put = db.prepare(
    `INSERT INTO score_grounds (listing_id, model, record) VALUES (?, ?, ?)
     ON CONFLICT (listing_id) DO UPDATE SET model = excluded.model, record = excluded.record`,
  );
  const counts = db
    .prepare(
      'SELECT (SELECT count(*) FROM scores) AS scores, (SELECT count(*) FROM score_grounds) AS grounds',
    )
    .get();
  return {
    isIncomplete: Number(counts?.['scores']) > Number(counts?.['grounds']),
    find: (listingId) => {
      const row = find.get(listingId);
      const record = row?.['record'];
      return record instanceof Uint8Array ? { model: String(row?.['model']), record } : null;
    },
    put: (listingId, { model, record }) => void put.run(listingId, model, record),
  };
}
