import { bandOf, toneOf } from '../format/score.ts';

/** How full a score is, in the colour of its band; the number or the band's word stands beside it. */
export function BandBar(props: { readonly score: number | null; readonly cuts: readonly number[] }) {
  const { score, cuts } = props;
  if (score === null) return <span className="band" aria-hidden="true" />;
  return (
    <span className="band" aria-hidden="true">
      <i className={`is-${toneOf(bandOf(score, cuts), cuts)}`} style={{ width: `${score}%` }} />
    </span>
  );
}
