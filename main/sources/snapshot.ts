import type { Notice } from '../../shared/notice.ts';
import type { KnownCondition, ListingRow } from '../../shared/listing.ts';
import type { Said } from './notice-book.ts';
import type { PriceColumn } from '../../shared/prices.ts';

/**
 * What the sync reads: one snapshot of a source's inventory, cut into records that are hashed before they are
 * parsed, so that a row which stands there as yesterday costs a hash and nothing else.
 */

/** Settings of a source that decide how its rows are understood. A change of these re-reads every row. */
export type ReadSettings = {
  /** Canonical field -> columns joined with a space ("dealer" -> ["Dealer", "Dealer State"]). Beats the alias table. */
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  /** Canonical field -> constant ("make" -> "Toyota"). Beats mapping and alias table. */
  readonly constants: Readonly<Record<string, string>>;
  /** Columns a person said mean nothing; the alias table does not see them. */
  readonly ignored?: readonly string[] | undefined;
  /** Rows bring their cells along: for a look at a file, not for a sync. */
  readonly keepCells?: boolean;
  /** The dealer of every row, unless `mapping` names a dealer column, which then wins where it is filled. */
  readonly dealer: string | null;
  /** The condition of rows whose feed does not say one; null = year and mileage decide. */
  readonly condition: KnownCondition | null;
  /** ISO 4217; for feeds that write bare numbers. */
  readonly currency: string | null;
  /** Which column is "the price", fixed at the first sync (rules 7); null = choose now. */
  readonly priceKind: string | null;
  /** What a look at the first rows decided; absent = names alone decide. */
  readonly chosen?: Chosen | undefined;
  /** Where in a JSON or XML file the vehicles are ("data.results", "rss.channel.item"); null = found by itself. */
  readonly rowsPath?: string | null | undefined;
};

/** Columns that were chosen by what they hold, where names do not tell or tell wrong. */
export type Chosen = {
  /** Canonical field -> column as written; null = none of those that are called so is it. */
  readonly columns: Readonly<Record<string, string | null>>;
  /** The single letters in the condition column, which only together say what C is. */
  readonly letters: string;
  /** What people should know of it. */
  readonly notices: readonly Said[];
};

/** Something about one row that a person should know. Rows count from 1, the header not counted. */
export type RowProblem = {
  readonly row: number;
  readonly column: string | null;
  /** The value as written, shortened to 200 characters. */
  readonly value: string | null;
  readonly reason: string;
};

/** A row after parsing. `listing` null = rejected; `vin` then still names the car where it could be read. */
export type ParsedRow = {
  readonly row: number;
  readonly vin: string | null;
  readonly listing: ListingRow | null;
  /** Why it was rejected. */
  readonly rejected: RowProblem | null;
  /** Cents in each of the snapshot's price columns; null = blank, zero or no amount. Absent in a rejected row. */
  readonly prices?: readonly (number | null)[];
  /** What was off in a row that stays. */
  readonly warnings: readonly RowProblem[];
  /** When the row was last changed, where a column of the file says that; unix ms. */
  readonly dated?: number | null;
  /** Its date in stock was counted back from a number of days: right to a day. */
  readonly isStockDateCounted?: boolean;
  /** Stands for the row instead of its bytes' hash, where a count of days makes the bytes other ones every day. */
  readonly hash?: { readonly low: number; readonly high: number };
  /** It is counted in a notice, which it must be every time. */
  readonly isNoted?: boolean;
  /** As they stand in the file, where `keepCells` asks for them. */
  readonly cells?: readonly string[];
};

/**
 * Records in file order. Hashes cover the raw bytes, seeded with the layout and the settings. Arrays and `parse` are
 * good until the next batch is asked for: both look into a buffer that is used again. The arrays may be longer than
 * `count`.
 */
export type RecordBatch = {
  /** Number of the first record. */
  readonly firstRow: number;
  readonly count: number;
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  /** Bytes of the file consumed up to the end of this batch. */
  readonly bytesRead: number;
  /** Parses the records at these positions (0 .. count-1, ascending), in that order. */
  parse(positions: readonly number[]): readonly ParsedRow[];
};

export type Snapshot = {
  readonly format: 'delimited' | 'xlsx' | 'json' | 'json-lines' | 'xml';
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly delimiter: string | null;
  readonly bytes: number;
  readonly columns: readonly string[];
  /** Canonical field -> the columns that fill it ("Dealer + Dealer State"), or "=Toyota" for what settings supply. */
  readonly mapped: Readonly<Record<string, string>>;
  /** What the money fields mean here; a difference to the stored basis makes that field a new baseline (rules 6). */
  readonly basis: { readonly msrp: string | null; readonly price: string | null };
  readonly priceKind: string | null;
  /** Every column of money that the file has. */
  readonly prices: readonly PriceColumn[];
  /** Warnings about the file as a whole. */
  readonly notes: readonly string[];
  /**
   * Walks the file, once.
   * @throws LotwatchError `source` if there is a header and no row, or reading fails on the way
   */
  batches(): Generator<RecordBatch>;
  /** What only the rows that were parsed show together, such as one MSRP on many used models; ask after the walk. */
  findings(): readonly RowProblem[];
  /** What was not found, not understood, left out or assumed, each with its count; ask after the walk. */
  notices(): readonly Notice[];
  close(): void;
};

/** What the reader of a format makes of it; opening, closing and notices are the same for all. */
export type SnapshotBody = Omit<Snapshot, 'close' | 'notices'>;
