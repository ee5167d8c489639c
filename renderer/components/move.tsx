import { arrow } from '../format/money.ts';
import { text } from '../text.ts';

/** Points a score moved by: "▲9", "▼2", "=". For the ear in words. */
export function Move({ points }: { readonly points: number }) {
  const tone = points > 0 ? 'is-up' : points < 0 ? 'is-down' : 'is-same';
  return (
    <span className={`move ${tone}`}>
      <span aria-hidden="true">
        {arrow(points)}
        {points !== 0 && Math.abs(points)}
      </span>
      <span className="visually-hidden">
        {points === 0 ? text.scores.unmoved : text.scores.moved(points)}
      </span>
    </span>
  );
}
