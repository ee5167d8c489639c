import { normaliseHeader } from '../parse/header.ts';
import { vinNames } from '../parse/vin-columns.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { ReadSettings } from '../snapshot.ts';
import { isVinLike } from '../suggest/judges.ts';

/** Places told apart; what stands at more is counted together. */
const MOST_PLACES = 50;
const LONGEST_NAME = 60;

/** Counts vehicles that stand in a file outside of what is read: where a VIN is, a vehicle is. */
export class NotRead {
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<string, boolean>();
  readonly #places = new Set<string>();
  readonly #notices: NoticeBook;

  constructor(notices: NoticeBook, settings: Pick<ReadSettings, 'mapping'>, column: string) {
    const own = normaliseHeader(column.slice(column.lastIndexOf('.') + 1));
    this.#notices = notices;
    this.#names = new Set([...vinNames(settings.mapping), own].filter((name) => name !== 'id'));
  }

  /** Whether what is called so is a VIN. */
  isVinName(name: string): boolean {
    if (name.length > LONGEST_NAME) return false;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const is = this.#names.has(normaliseHeader(name));
    if (this.#known.size < 2_000) this.#known.set(name, is);
    return is;
  }

  /** @param name what the VIN stands under; "vehicleId" is often another number */
  count(name: string, vin: string, place: string): void {
    if (vin.trim() === '' || (normaliseHeader(name) === 'vehicleid' && !isVinLike(vin))) return;
    if (this.#places.size < MOST_PLACES) this.#places.add(place);
    const column = this.#places.has(place) ? place : null;
    this.#notices.note({ code: 'not-read', field: null, column, value: null }, vin);
  }
}
