import type { Alert } from '../../../shared/alerts/alert.ts';
import { MESSAGE_VEHICLES, type Message } from '../../../shared/alerts/message.ts';
import { membersOf } from '../../store/alerts/read.ts';
import type { Reader } from '../../store/open.ts';

/** An alert as it goes out. @param id by which receivers recognise a repeat */
export const messageOf = (db: Reader, alert: Alert, id: string, consoleUrl: string): Message => ({
  ...{ id, rule: alert.rule, at: alert.at, state: 'firing', count: alert.count, urgent: alert.urgent },
  text: alert.because === null ? alert.text : `${alert.text} (${alert.because})`,
  url: `${consoleUrl}#/alerts/${alert.id}`,
  vehicles: vehiclesOf(db, [alert.id]),
});

/** The first of those of which it is still so. */
export function vehiclesOf(db: Reader, alerts: readonly string[]): Message['vehicles'] {
  const page = { offset: 0, limit: MESSAGE_VEHICLES, openOnly: true };
  return alerts
    .flatMap((id) => membersOf(db, id, page))
    .slice(0, MESSAGE_VEHICLES)
    .map(({ vin, dealerId, vehicle, old, new: now, delta, deltaPct }) => ({
      ...{ vin, dealerId, vehicle, old, new: now, delta, deltaPct },
    }));
}
