import type { ReactNode } from 'react';
import { shareLengths } from '../../format/lengths.ts';
import { count, money } from '../../format/money.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { LotTools } from './lot-tools.tsx';
import { totalWords } from './total-words.ts';

const words = text.vehicles;
const HOUR_MS = 3_600_000;
const STALE_HOURS = 24;

/** What is shown added up: the old figures stay, pale, until the new ones are there. */
export function SumsLine(tools: { readonly onExport: () => void; readonly onPrint: () => void }) {
  const { vehicles, clock } = useStores();
  const { sums, stale, every } = useStore(vehicles.sums.store);
  const behind = useStore(vehicles.rows.store, (state) => state.behind);
  const oldest = sums?.oldestSource ?? null;
  const hours = useStore(clock, ({ now }) =>
    oldest === null ? 0 : Math.floor((now - Date.parse(oldest.asOf)) / HOUR_MS),
  );
  const isAll = sums !== null && sums.count === every;
  const [main] = sums?.prices ?? [];
  return (
    <div className={`lot-sums ${stale ? 'is-stale' : ''}`} role="group" aria-label={words.sums}>
      <div className="sum-list">
        {sums !== null && (
          <span className="sum-count">
            <b>{count(sums.count)}</b>{' '}
            {isAll || every === null ? words.vehicles(sums.count) : words.ofAll(every)}
            {sums.again > 0 && (
              <span className="muted" title={words.againTitle(sums.again)}>
                {' '}
                · {words.again(sums.again)}
              </span>
            )}
          </span>
        )}
        {main && <Sum label={words.medianPrice}>{money(Math.round(main.median), main.currency)}</Sum>}
        {sums !== null && sums.medianDays !== null && (
          <Sum label={words.medianDays} gives>
            {count(Math.round(sums.medianDays))}
          </Sum>
        )}
        {sums !== null && sums.medianPtm !== null && (
          <Sum label={words.medianPtm} optional>
            {shareLengths(sums.medianPtm).exact}
          </Sum>
        )}
        {sums !== null && sums.prices.length > 0 && (
          <Sum label={words.total}>{totalWords(sums.prices)}</Sum>
        )}
        {oldest !== null && hours >= STALE_HOURS && (
          <span className="is-warn" title={words.oldest(oldest.source, hours)}>
            <span className="is-wide">{words.oldest(oldest.source, hours)}</span>
            <span className="is-narrow" aria-hidden="true">
              {words.oldestShort(hours)}
            </span>
          </span>
        )}
        {behind > 0 && <span role="status">{words.behind(behind)}</span>}
      </div>
      <LotTools {...tools} />
    </div>
  );
}

function Sum(props: {
  readonly label: string;
  readonly optional?: boolean;
  /** Where there is little room it makes way for a warning. */
  readonly gives?: boolean;
  readonly children: ReactNode;
}) {
  const { optional = false, gives = false } = props;
  return (
    <span className={optional ? 'is-optional' : gives ? 'gives-way' : undefined}>
      {props.label} <b>{props.children}</b>
    </span>
  );
}
