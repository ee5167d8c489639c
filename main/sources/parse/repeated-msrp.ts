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
  /** The last model noted, which most rows repeat. */
  last: string;
};

/** Watches the MSRPs of used vehicles while a file is read. */
export class RepeatedMsrp {
  readonly #seen = new Map<number, Seen>();

  /** Takes in the MSRP (cents) of one used vehicle. */
  note(msrp: number, make: string | null, model: string, row: number): void {
    const seen = this.#seen.get(msrp);
    if (seen === undefined) {
      if (this.#seen.size >= MOST_VALUES) return;
      const name = nameOf(make, model);
      this.#seen.set(msrp, { models: new Set([name]), times: 1, firstRow: row, last: detached(model) });
      return;
    }
    seen.times += 1;
    if (seen.models.size >= SUSPICIOUS_MODELS || seen.last === model) return;
    seen.models.add(nameOf(make, model));
    seen.last = detached(model);
  }

  /** One warning per suspicious value, at the first row that has it. */
  findings(column: string | null): readonly RowProblem[] {
    const found: RowProblem[] = [];
    for (const [cents, { models, times, firstRow }] of this.#seen) {
      if (models.size < SUSPICIOUS_MODELS) continue;
      found.push({
        row: firstRow,
        column,
        value: (cents / 100).toFixed(2),
        reason: `suspicious MSRP: ${times} used vehicles of different models (${[...models].join(', ')}, …) have this same MSRP; it is probably not theirs`,
      });
    }
    return found;
  }
}

const nameOf = (make: string | null, model: string): string =>
  detached((make === null ? model : `${make} ${model}`).slice(0, LONGEST_NAME));
