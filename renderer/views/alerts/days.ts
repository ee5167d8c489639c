import type { Alert, AlertState } from '../../../shared/alerts/alert.ts';
import { startOfToday, weekDay } from '../../format/time.ts';
import { text } from '../../text.ts';

export type AlertDay = {
  /** Unix ms of its local midnight. */
  readonly day: number;
  readonly alerts: readonly Alert[];
  readonly counts: Readonly<Record<AlertState, number>>;
};

/** Alerts by the local day on which they fired, in the order they come. */
export function byDay(alerts: readonly Alert[]): readonly AlertDay[] {
  const days = new Map<number, Alert[]>();
  for (const alert of alerts) {
    const day = startOfToday(Date.parse(alert.at));
    days.set(day, [...(days.get(day) ?? []), alert]);
  }
  return [...days].map(([day, members]) => {
    const counts = { firing: 0, acknowledged: 0, snoozed: 0, resolved: 0 };
    for (const { state } of members) counts[state] += 1;
    return { day, alerts: members, counts };
  });
}

/** "Today", "Yesterday" or nothing, and the date. `today` = the last local midnight. */
export function dayWords(day: number, today: number): { readonly name: string; readonly date: string } {
  // Over a change of the clocks a day has 23 or 25 hours.
  const yesterday = startOfToday(today - 1);
  const { fired } = text.alerts;
  const name = day === today ? fired.today : day === yesterday ? fired.yesterday : '';
  return { name, date: weekDay(day, today) };
}
