import type { LotRow } from '../../../shared/lot-list/row.ts';
import type { Bands } from '../../format/score.ts';

/** What every cell of a line may look at. */
export type CellContext = {
  readonly twoLines: boolean;
  /** The VIN stands in a column of its own. */
  readonly hasVin: boolean;
  /** Unix ms, to the minute: ages are counted to it. */
  readonly now: number;
  /** The last local midnight in unix ms. */
  readonly today: number;
  readonly bands: Bands;
  readonly fullCoverage: number;
  readonly onOpen: () => void;
};

export type CellProps = { readonly row: LotRow; readonly context: CellContext };
