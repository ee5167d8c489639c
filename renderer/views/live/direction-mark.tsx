import { arrow, direction } from '../../format/money.ts';

/** ▲ or ▼ in a column of its own, so that the signs stand below each other; the ear has the sign of the figure. */
export const DirectionMark = ({ delta }: { readonly delta: number | null }) => (
  <span aria-hidden="true" className={`cell dir ${delta === null ? '' : direction(delta)}`}>
    {delta === null ? '' : arrow(delta)}
  </span>
);
