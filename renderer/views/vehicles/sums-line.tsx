import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { count, money } from '../../format/money.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { percent } from './figure-cells.tsx';

const words = text.vehicles;
const HOUR_MS = 3_600_000;
const STALE_HOURS = 24;

/** What is shown added up: the old figures stay, pale, until the new ones are there. */
export function SumsLine() {
  const { vehicles, clock } = useStores();
  const { sums, stale, every } = useStore(vehicles.sums.store);
  const behind = useStore(vehicles.rows.store, (state) => state.behind);
  const view = useStore(vehicles.views.store, (state) => state.working);
  const oldest = sums?.oldestSource ?? null;
  const hours = useStore(clock, ({ now }) =>
    oldest === null ? 0 : Math.floor((now - Date.parse(oldest.asOf)) / HOUR_MS),
  );
  const isAll = sums !== null && sums.count === every;
  const [main] = sums?.prices ?? [];
  return (
    <div className={`lot-sums ${stale ? 'is-stale' : ''}`} role="group" aria-label={words.sums}>
      {sums !== null && (
        <span className="sum-count">
          <b>{count(sums.count)}</b>{' '}
          {isAll || every === null ? words.vehicles(sums.count) : words.ofAll(every)}
        </span>
      )}
      {main && <Sum label={words.medianPrice}>{money(Math.round(main.median), main.currency)}</Sum>}
      {sums !== null && sums.medianDays !== null && (
        <Sum label={words.medianDays}>{count(Math.round(sums.medianDays))}</Sum>
      )}
      {sums !== null && sums.medianPtm !== null && (
        <Sum label={words.medianPtm} optional>
          {percent(sums.medianPtm)}
        </Sum>
      )}
      {sums !== null && sums.prices.length > 0 && (
        <Sum label={words.total}>
          {sums.prices.map(({ currency, total }) => money(Math.round(total), currency)).join(' + ')}
        </Sum>
      )}
      {oldest !== null && hours >= STALE_HOURS && (
        <span className="is-warn">{words.oldest(oldest.source, hours)}</span>
      )}
      {behind > 0 && <span role="status">{words.behind(behind)}</span>}
      <span className="grow" />
      {view !== null && (
        <Button
          small
          tone="plain"
          className="is-quiet"
          aria-pressed={view.rowHeight === 'two-lines'}
          onClick={() =>
            vehicles.views.change({
              rowHeight: view.rowHeight === 'two-lines' ? 'one-line' : 'two-lines',
            })
          }
        >
          <RowsIcon /> {words.twoLines}
        </Button>
      )}
      <ColumnChooser />
    </div>
  );
}

function Sum(props: { readonly label: string; readonly optional?: boolean; readonly children: ReactNode }) {
  return (
    <span className={props.optional === true ? 'is-optional' : undefined}>
      {props.label} <b>{props.children}</b>
    </span>
  );
}

const RowsIcon = () => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M3 4h10M3 6.5h7M3 10h10M3 12.5h7" />
  </svg>
);
