import type { BusReport } from '../../../shared/diagnostics.ts';
import type { CallOutput } from '../../../shared/contract.ts';

/** The report for whoever helps: everything but secrets, paths and the contents of rejected messages. */
export function reportText(report: BusReport, app: CallOutput<'app.info'> | null): string {
  const { rejectedPayloads, ...rest } = report;
  const rejected = rejectedPayloads.map(({ at, channel, reason }) => ({ at, channel, reason }));
  const console =
    app === null ? null : { version: app.version, instanceId: app.instanceId, adapter: app.adapter };
  return `${JSON.stringify({ console, ...rest, rejectedPayloads: rejected }, null, 2)}\n`;
}
