import { BandBar } from '../../components/band-bar.tsx';
import { Fitted } from '../../components/fitted.tsx';
import { countLengths, moneyLengths, moveLengths, shareLengths } from '../../format/lengths.ts';
import { NOTHING, arrow, count, direction } from '../../format/money.ts';
import type { ScoreName } from '../../format/score.ts';
import { bandOf, share } from '../../format/score.ts';
import { clockTime, fullTime, shortDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { BAND_WORDS, SCORE_LABELS } from '../../text/scores.ts';
import type { CellProps } from './cell-context.ts';
import { DAY_MS } from '../../../shared/units.ts';

const words = text.vehicles;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const Nothing = ({ title }: { readonly title?: string }) => (
  <span className="faint" title={title}>
    {NOTHING}
  </span>
);

/** What the feed left blank is the last known amount, and marked as that. */
export function AmountCell(props: {
  readonly amount: number | null;
  readonly currency: string | null;
  readonly isBlank: boolean;
  readonly isPrice?: boolean;
}) {
  const { amount, currency, isBlank, isPrice = false } = props;
  if (amount === null) return isPrice ? <span className="is-bad">{words.noPrice}</span> : <Nothing />;
  const lengths = moneyLengths(amount, currency);
  if (!isBlank)
    return isPrice ? (
      <b>
        <Fitted lengths={lengths} />
      </b>
    ) : (
      <Fitted lengths={lengths} />
    );
  return (
    <span className="last-known is-compact" title={words.lastKnown(lengths.exact)}>
      <Fitted lengths={lengths} />
      <i aria-hidden="true">{text.live.lastKnownMark}</i>
      <span className="visually-hidden">{words.lastKnown(lengths.exact)}</span>
    </span>
  );
}

export function DiscountCell({ row, context }: CellProps) {
  if (row.discount === null) return <Nothing />;
  return (
    <>
      <Fitted lengths={shareLengths(row.discount)} />
      {context.twoLines && row.discount < 0 && <small>{words.markup}</small>}
    </>
  );
}

/** "1 min", "13 d": short, because it stands under a figure. */
function ageOf(iso: string, now: number): string {
  const elapsed = now - Date.parse(iso);
  if (elapsed < MINUTE_MS) return words.ageNow;
  if (elapsed < HOUR_MS) return words.ageMinutes(Math.floor(elapsed / MINUTE_MS));
  return elapsed < DAY_MS
    ? words.ageHours(Math.floor(elapsed / HOUR_MS))
    : words.ageDays(Math.floor(elapsed / DAY_MS));
}

export function ChangeCell({ row, context }: CellProps) {
  const { change } = row;
  if (change === null)
    return (
      <>
        <span className="faint">{words.unchanged}</span>
        {context.twoLines && <small>{words.since(shortDay(row.firstSeen, context.today))}</small>}
      </>
    );
  const delta = change.new - change.old;
  return (
    <>
      <span className={direction(delta)} title={`${FIELD_WORDS[change.field]} ${fullTime(change.at)}`}>
        {arrow(delta)} <Fitted lengths={moveLengths(delta, row.currency)} />
      </span>
      {context.twoLines && (
        <small>{words.ago(FIELD_WORDS[change.field], ageOf(change.at, context.now))}</small>
      )}
    </>
  );
}

/** When, with a mark of what moved; the day where it was not today. */
export function WhenCell({ row, context }: CellProps) {
  const { change } = row;
  if (change === null) return <Nothing />;
  const { date, minutes } = clockTime(change.at, context.today);
  return (
    <span className="when" title={`${FIELD_WORDS[change.field]} ${fullTime(change.at)}`}>
      <span className="tag" aria-hidden="true">
        {FIELD_WORDS[change.field].charAt(0)}
      </span>
      <span className="visually-hidden">{FIELD_WORDS[change.field]}</span> {date ?? minutes}
    </span>
  );
}

export function MarketCell({ row, context }: CellProps) {
  if (row.ptm === null) return <Nothing title={words.noMarket} />;
  return (
    <>
      <Fitted lengths={shareLengths(row.ptm)} />
      {context.twoLines && row.comparables !== null && (
        <small title={words.ofComparables(count(row.comparables))}>
          {words.ofComparables(countLengths(row.comparables).short)}
        </small>
      )}
    </>
  );
}

/** The score over its band; where too little is known of it, that stands in the place of the band. */
export function ScoreCell({ row, name, context }: CellProps & { readonly name: ScoreName }) {
  const score = row[name];
  const coverage = row.coverage[name];
  const known = coverage === null ? NOTHING : share(coverage);
  const label = SCORE_LABELS[name];
  if (score === null) return <Nothing title={text.scores.unknownTitle(label, known)} />;
  const cuts = context.bands[name];
  const band = BAND_WORDS[name][bandOf(score, cuts)] ?? '';
  const isPartial = coverage !== null && coverage < context.fullCoverage;
  return (
    <span className="points-cell" title={text.scores.cellTitle(label, score, band, known, null)}>
      <span>{count(score)}</span>
      {isPartial ? (
        <small className="partial">
          {known}
          <span className="visually-hidden"> {words.coverageOf(label, known)}</span>
        </small>
      ) : (
        <BandBar score={score} cuts={cuts} />
      )}
    </span>
  );
}
