import type { StepChart } from '../../format/history.ts';
import { NOTHING } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import type { ChartLine } from './chart.tsx';

/** The chart for those who cannot see it. */
export function HistoryTable(props: {
  readonly data: StepChart;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
}) {
  const { data, lines, format } = props;
  return (
    <div className="visually-hidden">
      <table>
        <caption>{text.vehicle.historyTable}</caption>
        <thead>
          <tr>
            <th scope="col">{text.vehicle.day}</th>
            {lines.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.times.map((time, index) => (
            <tr key={time}>
              <th scope="row">{asOfDay(new Date(time).toISOString())}</th>
              {lines.map(({ label }, line) => {
                const value = data.values[line]?.[index] ?? null;
                return <td key={label}>{value === null ? NOTHING : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
