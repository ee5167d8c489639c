import type { StatusEvent } from '../../../shared/events.ts';
import { NOTHING } from '../../format/money.ts';
import { STATUS_WORDS } from '../../text/live.ts';

/** The cells of a vehicle whose availability changed, from the old value on. */
export function StatusCells({ row }: { readonly row: Pick<StatusEvent, 'old' | 'new'> }) {
  const [before, after] = [row.old === null ? NOTHING : STATUS_WORDS[row.old], STATUS_WORDS[row.new]];
  return (
    <>
      <span role="gridcell" className="cell num old" title={before}>
        {before}
      </span>
      <span role="gridcell" className="cell rest" aria-colspan={3} title={after}>
        {after}
      </span>
    </>
  );
}
