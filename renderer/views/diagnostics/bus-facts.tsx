import type { BusReport } from '../../../shared/diagnostics.ts';
import { count } from '../../format/money.ts';
import { fullTime } from '../../format/time.ts';
import { text } from '../../text.ts';

const words = text.diagnostics;

export function BusFacts({ report }: { readonly report: BusReport }) {
  const { state, lastError } = report;
  const facts: readonly (readonly [string, string])[] = [
    [words.status, text.shell.bus[state.status]],
    [words.since, fullTime(state.since)],
    [words.reason, state.reason ?? text.common.nothing],
    [words.server, report.redisUrl ?? words.noServer],
    [words.namespace, report.namespace ?? text.common.nothing],
    [words.latency, words.ms(report.latencyMs)],
    [words.lag, words.ms(report.lagMs)],
    [words.outbox, count(report.outbox)],
    [words.published, count(report.published)],
    [words.received, count(report.received)],
    [words.rejected, count(report.rejected)],
    [words.reconnects, count(report.reconnects)],
    [
      words.lastError,
      lastError === null ? text.common.nothing : words.at(fullTime(lastError.at), lastError.message),
    ],
  ];
  return (
    <dl className="facts bus-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
