import { LotwatchError } from '../../../shared/result.ts';
import { isNoVin, isPlainVin } from '../../../shared/no-vin.ts';
import { isScientific, normaliseVin, VIN_LENGTH } from '../../../shared/vin.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { RowProblem } from '../snapshot.ts';
import { textOf } from './cells.ts';
import { normaliseHeader } from './header.ts';
import type { Layout, Origin } from './layout.ts';

/** What is longer is a text that slipped into the column. */
const LONGEST_VIN = 60;

/** Which vehicle a row is about. Text that names none is rejected, and counted by what it says. */
export class Identity {
  readonly #origin: Origin;
  readonly #column: string | null;
  readonly #header: string;
  /** Whether the name of the column could pass for a VIN. */
  readonly #isHeaderAsLong: boolean;
  readonly #columns: readonly string[];
  /** Of every column, normalised; made when first asked for. */
  #names: ReadonlySet<string> | null = null;
  readonly #notices: NoticeBook;

  constructor(layout: Layout, notices: NoticeBook) {
    this.#origin = layout.origins.vin;
    this.#column = layout.mapped['vin'] ?? null;
    this.#header = normaliseHeader(layout.columns.name(layout.origins.vin.first));
    this.#isHeaderAsLong = this.#header.length === VIN_LENGTH;
    this.#columns = layout.columns.names;
    this.#notices = notices;
  }

  /** The key of the vehicle; null where the row has none, and {@link problemOf} says why. */
  read(cells: readonly string[]): string | null {
    const written = textOf(cells, this.#origin);
    if (!this.#isHeaderAsLong && isPlainVin(written)) return written;
    const vin = normaliseVin(written);
    if (vin === '' || vin.length > LONGEST_VIN) return null;
    // What is a VIN as written is not in scientific notation, which has a point or a plus.
    if (vin !== written && isScientific(written)) return null;
    return isNoVin(written, vin) || this.#isHeader(written) ? null : vin;
  }

  /** @throws LotwatchError `source` where other columns begin: nothing after that is where it is looked for */
  problemOf(cells: readonly string[], row: number): RowProblem {
    const value = textOf(cells, this.#origin);
    if (this.#areOtherColumns(cells, value)) {
      throw new LotwatchError(
        'source',
        `row ${row} is another line of column names, in another order than the first. Split the file there, or ask for one table. Nothing was changed.`,
      );
    }
    const reason = this.#reasonOf(value);
    const said = { code: 'no-identity', field: 'vin', column: this.#column } as const;
    this.#notices.note({ ...said, value: value === '' ? null : value }, `row ${row}`);
    return { row, column: this.#column, value, reason };
  }

  #reasonOf(written: string): string {
    const vin = normaliseVin(written);
    if (isScientific(written))
      return 'the VIN is in scientific notation: a spreadsheet has rounded it; export it as text';
    if (vin.length > LONGEST_VIN) return `no VIN: a text of ${written.length} characters is in its place`;
    if (this.#isHeader(written)) return 'no VIN: the line of column names is repeated';
    return written.trim() === '' ? 'no VIN' : 'no VIN: this text names no vehicle';
  }

  /** The line of column names once more, as files put together of several have it. */
  #isHeader(written: string): boolean {
    return this.#header !== '' && normaliseHeader(written) === this.#header;
  }

  /** The names of the columns in another order, as a file has them that was put together of two. */
  #areOtherColumns(cells: readonly string[], written: string): boolean {
    this.#names ??= new Set(this.#columns.map((name) => normaliseHeader(name)));
    const names = this.#names;
    if (this.#header === '' || this.#isHeader(written) || !names.has(normaliseHeader(written)))
      return false;
    const filled = cells.map((cell) => normaliseHeader(cell)).filter((cell) => cell !== '');
    return filled.includes(this.#header) && filled.every((cell) => names.has(cell));
  }
}
