import { cached } from './cached.ts';
import { trimmed } from './cells.ts';
import type { Columns } from './columns.ts';
import { parseDate } from './dates.ts';
import type { Reading } from './numbers.ts';

/** Columns that say when a row was last changed, best first; never when the car came in. */
const NAMES: readonly string[] = [
  'lastmodified', 'lastmodifieddate', 'lastmodifiedat', 'modified', 'modifieddate', 'datemodified', 'modifiedat',
  'lastupdated', 'lastupdate', 'lastupdateddate', 'lastupdatedat', 'updated', 'updatedat', 'updateddate', 'dateupdated',
  'updatedate', 'updatetime', 'lastchanged', 'lastchange', 'changedat', 'timestamp', 'asof', 'asofdate', 'pricedate',
  'lastpricechange', 'date',
]; // prettier-ignore

/** When each row was last changed, as it says itself: of several rows of one VIN the newest counts. */
export class RowDate {
  readonly #column: number;
  readonly #dates = new Map<string, Reading>();

  constructor(columns: Columns) {
    this.#column = columns.firstOf(NAMES)[0] ?? -1;
  }

  /** Unix ms; null where the row does not say. */
  read(cells: readonly string[]): number | null {
    if (this.#column < 0) return null;
    const text = trimmed(cells[this.#column] ?? '');
    return text === '' ? null : (cached(this.#dates, text, parseDate) ?? null);
  }
}
