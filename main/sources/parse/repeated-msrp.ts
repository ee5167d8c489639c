import type { ListingRow } from '../../../shared/listing.ts';
import type { RowProblem } from '../snapshot.ts';
import { detached } from './cells.ts';

/** One MSRP on so many different used models is scraped junk, not their MSRP (`domain.md` 1.3, hazard 10). */
const SUSPICIOUS_MODELS = 3;
/** Values remembered; a lot of used cars has hundreds. More are passed over, so that memory stays bounded. */
const MOST_VALUES = 20_000;
const LONGEST_NAME = 60;

type Seen = {
  readonly models: Set<string>;
  times: number;
  readonly firstRow: number;
  readonly column: string | null;
};

/** Watches the MSRPs of used vehicles while a file is read. */
export class RepeatedMsrp {
  readonly #seen = new Map<number, Seen>();

  note({ condition, msrp, make, model }: ListingRow, row: number, column: string | null): void {
    if (condition === 'new' || msrp === null || model === null) return;
    const seen = this.#seen.get(msrp);
    if (seen === undefined) {
      if (this.#seen.size < MOST_VALUES)
        this.#seen.set(msrp, { models: new Set([nameOf(make, model)]), times: 1, firstRow: row, column });
      return;
    }
    seen.times += 1;
    if (seen.models.size < SUSPICIOUS_MODELS) seen.models.add(nameOf(make, model));
  }

  /** One warning per suspicious value, at the first row that has it. */
  findings(): readonly RowProblem[] {
    const found: RowProblem[] = [];
    for (const [cents, { models, times, firstRow, column }] of this.#seen) {
      if (models.size < SUSPICIOUS_MODELS) continue;
      found.push({
        row: firstRow,
        column,
        value: (cents / 100).toFixed(2),
        reason: `suspicious MSRP: ${times} used vehicles of different models (${[...models].join(', ')}, …) have this very MSRP; it is probably not theirs`,
      });
    }
    return found;
  }
}

const nameOf = (make: string | null, model: string): string =>
  detached((make === null ? model : `${make} ${model}`).slice(0, LONGEST_NAME));
