import type { BusState } from '../../../shared/bus-state.ts';
import type { BusGap, RejectedPayload } from '../../../shared/diagnostics.ts';
import { fullTime } from '../../format/time.ts';
import { text } from '../../text.ts';

const words = text.diagnostics;
const { columns } = words;

export function HistoryTable({ history }: { readonly history: readonly BusState[] }) {
  const rows = history.map(({ since, status, reason }) => [
    fullTime(since),
    text.shell.bus[status],
    reason ?? text.common.nothing,
  ]);
  return (
    <Panel
      title={words.history}
      heads={[columns.time, columns.status, columns.reason]}
      rows={rows}
      empty=""
    />
  );
}

export function RejectedTable({ rejected }: { readonly rejected: readonly RejectedPayload[] }) {
  const rows = rejected.map(({ at, channel, reason, payload }) => [fullTime(at), channel, reason, payload]);
  const heads = [columns.time, columns.channel, columns.reason, columns.payload];
  return <Panel title={words.rejectedTitle} heads={heads} rows={rows} empty={words.rejectedNone} />;
}

export function GapTable({ gaps }: { readonly gaps: readonly BusGap[] }) {
  const rows = gaps.map(({ at, missed, reason }) => [fullTime(at), words.missed(missed), reason]);
  return (
    <Panel
      title={words.gaps}
      heads={[columns.time, columns.missed, columns.reason]}
      rows={rows}
      empty={words.gapsNone}
    />
  );
}

function Panel(props: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}) {
  const { title, heads, rows, empty } = props;
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      {rows.length === 0 ? (
        <p className="setting muted">{empty}</p>
      ) : (
        <table className="table wraps" aria-label={title}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Two of the same moment may be alike in every word.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={heads[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
