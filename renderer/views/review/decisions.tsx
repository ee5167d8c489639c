import { useEffect } from 'react';
import { Banner } from '../../components/banner.tsx';
import { CoreButton } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { money } from '../../format/money.ts';
import { fullTime, shortTime } from '../../format/time.ts';
import type { Decided } from '../../../shared/review.ts';
import type { ReviewStore } from '../../stores/review.ts';
import { useLot, useReturns, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { CHECK_WORDS, FIELD_NAMES, OUTCOME_WORDS } from '../../text/review.ts';

const words = text.review;
const { historyColumns: columns } = words;

/** What became of everything that was held, and when. */
export function Decisions({ review }: { readonly review: ReviewStore }) {
  const { decided, decidedTotal, decidedError } = useStore(review.store);
  const waiting = useLot((lot) => lot.review);
  const verdicts = useLot((lot) => lot.verdicts);
  const returns = useReturns();
  useEffect(() => void review.loadDecided(), [review, waiting, verdicts, returns]);
  const left = (decidedTotal ?? 0) - decided.length;
  return (
    <section className="panel" aria-label={words.history}>
      {decidedError !== null && <Banner tone="warn">{words.historyFailed(decidedError)}</Banner>}
      {decidedTotal === 0 && <p className="empty">{words.historyEmpty}</p>}
      {decided.length > 0 && (
        <table className="table values" aria-label={words.history}>
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.outcome}</th>
              <th scope="col">{columns.what}</th>
              <th scope="col" className="num">
                {columns.change}
              </th>
              <th scope="col">{columns.source}</th>
              <th scope="col">{columns.reason}</th>
              <th scope="col">
                <span className="visually-hidden">{words.undo}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {decided.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && (
        <div className="setting">
          <CoreButton small onClick={() => void review.moreDecided()}>
            {words.historyMore(left)}
          </CoreButton>
        </div>
      )}
    </section>
  );
}

function Row({ one }: { readonly one: Decided }) {
  const today = useToday();
  const { verdicts } = useStores();
  return (
    <tr>
      <td title={fullTime(one.at)}>{shortTime(one.at, today)}</td>
      <td>{OUTCOME_WORDS[one.outcome]}</td>
      <td className="what">
        {one.vin === null || one.field === null ? (
          words.historySync(one.file ?? one.source)
        ) : (
          <>
            {FIELD_NAMES[one.field]}{' '}
            <VehicleLink vin={one.vin} className="mono">
              {one.vin}
            </VehicleLink>
          </>
        )}
      </td>
      <td className="num">
        {one.new !== null && (
          <>
            <span className="old">{one.old === null ? words.noOld : money(one.old, one.currency)}</span> →{' '}
            {money(one.new, one.currency)}
          </>
        )}
      </td>
      <td className="source" title={one.source}>
        {one.source}
      </td>
      <td className="why" title={CHECK_WORDS[one.check]}>
        <span>{one.reason}</span>
      </td>
      <td className="decide">
        {one.undo !== null && (
          <CoreButton
            small
            title={words.undoTitle}
            aria-label={words.undoOf(one.vin ?? one.file ?? one.source)}
            onClick={() => void verdicts.undo(one.undo ?? 0)}
          >
            {words.undo}
          </CoreButton>
        )}
      </td>
    </tr>
  );
}
