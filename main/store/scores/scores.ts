import { z } from 'zod';
import {
  scoreTripleSchema,
  SCORE_REASONS,
  type ScoreReason,
  type ScoreTriple,
} from '../../../shared/events.ts';
import type { Db, Reader } from '../open.ts';

/** The figures of one score as stored; `raw` and `coverage` to 4 decimals. */
export type StoredFigure = {
  readonly score: number | null;
  readonly raw: number | null;
  readonly coverage: number;
};

export type NewScores = {
  readonly vin: string;
  readonly listingId: number;
  readonly model: string;
  readonly asOf: number;
  readonly avi: StoredFigure;
  readonly ati: StoredFigure;
  readonly cis: StoredFigure;
  /** Price to market, tenths of a percent. */
  readonly ptm: number | null;
  /** How many it was compared with; where that were too few, how many there are. Null = it has nothing to compare. */
  readonly comparables: number | null;
  /** Place by price among them, 1 = the cheapest; null = too few to compare with. */
  readonly rank: number | null;
};

export type ScoreTable = {
  /** The integers stored for listings with ids in this range, by id. */
  between(first: number, last: number): Map<number, ScoreTriple>;
  /** @param isStored whether `between` found the listing. */
  put(scores: NewScores, isStored: boolean): void;
  addHistory(
    entry: NewScores & {
      readonly reason: ScoreReason;
      readonly runId: string;
      /** The price that is at the median of its comparables, cents; null = it has none. */
      readonly market: number | null;
    },
  ): void;
};

/** Of a STRICT table. */
type StoredRow = readonly [id: number, avi: number | null, ati: number | null, cis: number | null];

/** Scores are kept under the listing that is scored: a recompute goes through both in the same order. */
export function scoreTable(db: Db): ScoreTable {
  const between = db.prepare(
    'SELECT listing_id AS id, avi, ati, cis FROM scores WHERE listing_id BETWEEN ? AND ?',
  );
  between.setReturnArrays(true);
  const put = db.prepare(
    `INSERT INTO scores (model, as_of, avi, ati, cis, avi_raw, ati_raw, cis_raw, avi_coverage, ati_coverage,
       cis_coverage, ptm, comparables, rank, listing_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE scores SET model = ?, as_of = ?, avi = ?, ati = ?, cis = ?, avi_raw = ?, ati_raw = ?, cis_raw = ?,
       avi_coverage = ?, ati_coverage = ?, cis_coverage = ?, ptm = ?, comparables = ?, rank = ?
     WHERE listing_id = ?`,
  );
  const history = db.prepare(
    'INSERT INTO score_history (vin, listing_id, as_of, reason, model, avi, ati, cis, run_id, market) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    between: (first, last) =>
      new Map(
        (between.all(first, last) as unknown as StoredRow[]).map(([id, avi, ati, cis]) => [
          id,
          { avi, ati, cis },
        ]),
      ),
    put: ({ listingId, model, asOf, avi, ati, cis, ptm, comparables, rank }, isStored) => {
      (isStored ? update : put).run(
        model,
        asOf,
        avi.score,
        ati.score,
        cis.score,
        avi.raw,
        ati.raw,
        cis.raw,
        avi.coverage,
        ati.coverage,
        cis.coverage,
        ptm,
        comparables,
        rank,
        listingId,
      );
    },
    addHistory: ({ vin, listingId, asOf, reason, model, avi, ati, cis, runId, market }) =>
      void history.run(
        ...[vin, listingId, asOf, reason, model, avi.score, ati.score, cis.score, runId, market],
      ),
  };
}

/** The moment the newest scores are for, unix ms; null = there are none. */
export function newestScore(db: Db): number | null {
  const newest = db.prepare('SELECT max(as_of) AS newest FROM scores').get()?.['newest'];
  return typeof newest === 'number' ? newest : null;
}

/** After everything was scored: scores of other dates belong to listings that are no longer scored. */
export const removeOtherScores = (db: Db, asOf: number): void =>
  void db.prepare('DELETE FROM scores WHERE as_of <> ?').run(asOf);

const historySchema = z.object({
  ...scoreTripleSchema.shape,
  // A later version's is no reason to lose the score.
  reason: z.enum(SCORE_REASONS).catch('other'),
  asOf: z.number(),
  market: z.number().nullable(),
});
export type ScoreHistoryEntry = z.infer<typeof historySchema>;

/** In the order it happened: the first scores, then every change of an integer. */
export const scoreHistory = (db: Db, vin: string): ScoreHistoryEntry[] =>
  db
    .prepare(
      'SELECT avi, ati, cis, reason, as_of AS asOf, market FROM score_history WHERE vin = ? ORDER BY id',
    )
    .all(vin)
    .map((row) => historySchema.parse(row));

const currentSchema = z.object({
  ...scoreTripleSchema.shape,
  listingId: z.number(),
  asOf: z.number(),
  model: z.string(),
  aviCoverage: z.number(),
  atiCoverage: z.number(),
  cisCoverage: z.number(),
});

export function currentScores(db: Reader, vin: string): z.infer<typeof currentSchema> | null {
  const row = db
    .prepare(
      `SELECT listing_id AS listingId, avi, ati, cis, as_of AS asOf, model, avi_coverage AS aviCoverage, ati_coverage AS atiCoverage,
         cis_coverage AS cisCoverage FROM scores WHERE listing_id IN (SELECT id FROM listings WHERE vin = ?)
       ORDER BY as_of DESC LIMIT 1`,
    )
    .get(vin);
  return row === undefined ? null : currentSchema.parse(row);
}
