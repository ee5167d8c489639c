import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { summaryPage, type SummarySection } from '../../../shared/day-summary/page.ts';
import { Button } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { asked } from '../../keys/press.ts';
import { PERIODS, type Period } from '../../stores/today.ts';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.today;
/** Characters that never wrap. */
const SHORT = 14;
const isPeriod = (value: string): value is Period => PERIODS.some((period) => period === value);

/** The day in a page: what changed, came, left and fell, and what asks for a person. The same as `lotwatch summary`. */
export function TodayView() {
  const { openToday, navigation } = useStores();
  const [today] = useState(openToday);
  const returns = useReturns();
  useEffect(() => today.start(), [today, returns]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (asked('today', event, false) !== 'print') return;
      event.preventDefault();
      window.print();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  const { period, summary, error } = useStore(today.store);
  const page = useMemo(() => (summary === null ? null : summaryPage(summary)), [summary]);
  const hasReview = summary !== null && Object.values(summary.review).some((waiting) => waiting > 0);
  return (
    <div className="today">
      <div className="today-head">
        <h2>{page?.title ?? text.shell.screens.today}</h2>
        {page !== null && <span className="muted">{page.period}</span>}
        <span className="grow" />
        <SegmentedControl
          className="no-print"
          aria-label={words.period}
          data={PERIODS.map((value) => ({ value, label: words.periods[value] }))}
          value={period}
          onChange={(value) => isPeriod(value) && today.choose(value)}
        />
        <Button className="no-print" title={words.printTitle} onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      {error !== null && (
        <p className="lot-error" role="alert">
          {words.failed(error)}
        </p>
      )}
      {page === null && error === null && <p className="empty is-late">{words.loading}</p>}
      {page !== null && (
        <>
          <dl className="panel today-figures" aria-label={words.figures}>
            {page.figures.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {page.notices.length > 0 && (
            <ul className="panel today-notices">
              {page.notices.map((notice) => (
                <li key={notice}>{notice}</li>
              ))}
              {hasReview && (
                <li className="no-print">
                  <a className="link" href={navigation.hrefOf('review')}>
                    {words.review}
                  </a>
                </li>
              )}
            </ul>
          )}
          <div className="today-sections">
            {page.sections.map((section) => (
              <Section key={section.id} section={section} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function Section({ section }: { readonly section: SummarySection }) {
  const { id, title, columns, rows, note } = section;
  const classOf = (at: number): string | undefined => (columns[at]?.isFigure === true ? 'num' : undefined);
  return (
    <section className={`panel today-section is-${id}`} aria-labelledby={`today-${id}`}>
      <div className="panel-head">
        <h2 id={`today-${id}`}>{title}</h2>
      </div>
      {rows.length > 0 && (
        <table className="table wraps">
          <thead>
            <tr>
              {columns.map(({ label }, at) => (
                <th key={label} scope="col" className={classOf(at)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ vin, cells }, row) => (
              // Rows have no name of their own, and change all at once.
              <tr key={`${row} ${vin ?? ''}`}>
                {cells.map((cell, at) => (
                  <td
                    key={columns[at]?.label}
                    className={classOf(at) ?? (cell.length <= SHORT ? 'is-short' : undefined)}
                  >
                    {vin !== null && cell === vin ? (
                      <VehicleLink vin={vin} className="link mono">
                        {cell}
                      </VehicleLink>
                    ) : (
                      cell
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note !== null && <p className="today-note">{note}</p>}
    </section>
  );
}
