import { openTestLot, type TestLot } from '../../main/jobs/msrp-sync/fixture.ts';
import { baseFeeds, type BaseFeed } from './feeds.ts';

/** What a feed may fail with; anything else is a fault of ours. */
const EXPECTED = new Set(['source', 'bad-input']);
const LONGEST_MESSAGE = 8_000;
/** A lot takes in so many feeds before it is checked and replaced by a new one. */
const FEEDS_A_LOT = 200;

/** Syncs spoilt feeds into a lot that has a good one, and looks whether the lot is still whole. */
export class FuzzIntake {
  readonly feeds = baseFeeds();
  #lots = new Map<string, { lot: TestLot; taken: number; base: number }>();

  /**
   * Takes one spoilt feed in, then the good one again. Returns what became of it.
   * @throws Error that says which promise was broken
   */
  take(base: BaseFeed, bytes: Buffer): string {
    const kept = this.#lots.get(base.name) ?? this.#open(base);
    const { lot } = kept;
    const before = listings(lot);
    const outcome = syncQuietly(lot, `feed${base.extension}`, bytes);
    if (outcome !== 'synced' && listings(lot) !== before)
      throw new Error(`${outcome}, and yet the listings are others than before`);
    this.#lookThrough(lot, kept.base);
    const again = syncQuietly(lot, `feed${base.extension}`, base.bytes);
    if (again === 'held') {
      // What was spoilt had so many more rows that the good one looks like a loss: a person must say, and none is here.
      this.#close(base.name);
      return outcome;
    }
    if (again !== 'synced') throw new Error(`the good feed was not taken after it: ${again}`);
    const listed = count(lot, 'absent_from IS NULL AND gone_at IS NULL');
    if (listed < kept.base)
      throw new Error(`${listed} of ${kept.base} vehicles are listed after the good feed`);
    kept.taken += 1;
    if (kept.taken >= FEEDS_A_LOT) this.#close(base.name);
    return outcome;
  }

  close(): void {
    for (const name of this.#lots.keys()) this.#close(name);
  }

  #open(base: BaseFeed) {
    const lot = openTestLot();
    // The disk is no part of what is tried here.
    lot.db.exec('PRAGMA synchronous = OFF');
    const outcome = syncQuietly(lot, `feed${base.extension}`, base.bytes);
    if (outcome !== 'synced') throw new Error(`${base.name} itself: ${outcome}`);
    const opened = { lot, taken: 0, base: count(lot, '1') };
    this.#lots.set(base.name, opened);
    return opened;
  }

  #close(name: string): void {
    const lot = this.#lots.get(name)?.lot;
    this.#lots.delete(name);
    if (lot === undefined) return;
    const found = lot.db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    lot.close();
    if (found !== 'ok') throw new Error(`the database is damaged: ${String(found)}`);
  }

  #lookThrough(lot: TestLot, base: number): void {
    // Baseline listings have the lowest ids: they were there first.
    const there = lot.db
      .prepare('SELECT count(*) AS n FROM (SELECT id FROM listings ORDER BY id LIMIT ?)')
      .get(base)?.['n'];
    const gone = lot.db
      .prepare(
        'SELECT count(*) AS n FROM (SELECT gone_at FROM listings ORDER BY id LIMIT ?) WHERE gone_at IS NOT NULL',
      )
      .get(base)?.['n'];
    if (there !== base) throw new Error(`only ${String(there)} of ${base} listings are still stored`);
    if (gone !== 0) throw new Error(`${String(gone)} vehicles are gone after one observation`);
  }
}

/** Everything that is stored of vehicles, as one text. */
const listings = (lot: TestLot): string =>
  JSON.stringify(lot.db.prepare('SELECT * FROM listings ORDER BY id').all());

const count = (lot: TestLot, where: string): number =>
  Number(lot.db.prepare(`SELECT count(*) AS n FROM listings WHERE ${where}`).get()?.['n']);

/** 'synced', 'held', or the expected failure in one word. */
function syncQuietly(lot: TestLot, name: string, bytes: Buffer): string {
  try {
    return lot.sync(lot.write(name, bytes), { name: 'fuzz' }).held === null ? 'synced' : 'held';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
    const message = error instanceof Error ? error.message : String(error);
    if (!EXPECTED.has(code))
      throw new Error(`not a failure in words (${code}): ${message}`, { cause: error });
    if (message.length > LONGEST_MESSAGE)
      throw new Error(`a message of ${message.length} characters`, { cause: error });
    return code;
  }
}
