import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { shareLengths } from '../../format/lengths.ts';
import { count, money } from '../../format/money.ts';
import { asOfDay, fullTime } from '../../format/time.ts';
import type { PrintedView } from '../../stores/vehicles/print.ts';
import { useChosenDealer, useStandards } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { filterName, filterWords } from './filter-words.ts';
import { printedCell } from './printed-cell.ts';
import { totalWords } from './total-words.ts';

const words = text.vehicles;

const FIGURES: ReadonlySet<string> = new Set(['money', 'number', 'percent', 'score']);
const classOf = (column: LotColumn): string | undefined => {
  const { kind } = columnSpec(column);
  return FIGURES.has(kind) ? 'is-figure' : kind === 'date' ? 'is-date' : undefined;
};

/** A view as a clean sheet: beside the screen, only on paper. Opens the print dialog once it is there. */
export function PrintSheet({
  printed,
  onDone,
}: {
  readonly printed: PrintedView;
  readonly onDone: () => void;
}) {
  const dealer = useChosenDealer();
  const { fullCoverage } = useStandards();
  useEffect(() => {
    window.addEventListener('afterprint', onDone);
    window.print();
    return () => window.removeEventListener('afterprint', onDone);
  }, [printed, onDone]);
  const { title, view, rows, sums, asOf } = printed;
  const columns = view.columns.map(({ column }) => column);
  const left = Math.max(0, sums.count - rows.length);
  return createPortal(
    <section className="print-sheet" aria-label={words.printed(title)}>
      <h1>{words.printed(title)}</h1>
      <p>{chosenWords(view, dealer?.name ?? null).join(' · ')}</p>
      <p>{[words.printedAsOf(fullTime(asOf)), ...sumWords(sums)].join(' · ')}</p>
      {left > 0 && <p className="print-left">{words.printedFirst(rows.length, left)}</p>}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={classOf(column)}>
                {columnSpec(column).label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column} className={classOf(column)}>
                  {printedCell(row, column, fullCoverage)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="print-left">{words.printedFirst(rows.length, left)}</p>}
    </section>,
    document.body,
  );
}

/** What decides about the rows, in words: nothing hidden. */
function chosenWords(view: LotView, dealer: string | null): string[] {
  const { filters, presence, role, search, sort } = view;
  const parts = [
    ...(role === 'own' ? [] : [words.printedRoles[role]]),
    ...(presence === 'on-lot' ? [] : [words.printedPresences[presence]]),
    ...(dealer === null ? [] : [`${filterName('dealer')} ${dealer}`]),
    ...filters.map((filter) => `${filterName(filter.column)} ${filterWords(filter)}`),
    ...(search.trim() === '' ? [] : [words.containing(search.trim())]),
  ];
  const order = sort.map(({ column, descending }) => `${filterName(column)} ${descending ? '↓' : '↑'}`);
  return [
    ...(parts.length === 0 ? [words.printedEvery] : parts),
    ...(order.length === 0 ? [] : [words.printedSort(order.join(', '))]),
  ];
}

function sumWords({ count: vehicles, prices, medianDays, medianPtm, oldestSource }: LotSums): string[] {
  const [main] = prices;
  return [
    `${count(vehicles)} ${words.vehicles(vehicles)}`,
    ...(main === undefined
      ? []
      : [
          `${words.medianPrice} ${money(Math.round(main.median), main.currency)}`,
          `${words.total} ${totalWords(prices)}`,
        ]),
    ...(medianDays === null ? [] : [`${words.medianDays} ${count(Math.round(medianDays))}`]),
    ...(medianPtm === null ? [] : [`${words.medianPtm} ${shareLengths(medianPtm).exact}`]),
    ...(oldestSource === null
      ? []
      : [words.printedOldest(oldestSource.source, asOfDay(oldestSource.asOf))]),
  ];
}
