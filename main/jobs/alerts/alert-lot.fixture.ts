import { afterEach, beforeEach, expect } from 'vitest';
import type { Alert } from '../../../shared/alerts/alert.ts';
import type { Message } from '../../../shared/alerts/message.ts';
import { ruleSchema, type RuleInput } from '../../../shared/alerts/rule.ts';
import { saveChannel } from '../../store/alerts/channels.ts';
import { dueMessages } from '../../store/alerts/outbox.ts';
import { pageAlerts } from '../../store/alerts/read.ts';
import { saveRule } from '../../store/alerts/rules.ts';
import { openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { evaluateAlerts } from './evaluate.ts';
import type { LogState } from './source-readings.ts';

export const HOUR = 3_600_000;
export type Car = { readonly price?: number | ''; readonly msrp?: number; readonly photos?: string };
export const cars = (count: number, car: (n: number) => Car): Car[] =>
  Array.from({ length: count }, (_, n) => car(n));

export const DROPS: RuleInput = {
  name: 'Drops',
  when: { kind: 'changes', measure: 'price', direction: 'down', atLeast: { amount: 500 } },
};

/** For tests: a lot of its own for each, with a webhook that nobody sends to, and a day for each sync. */
export function openAlertLot() {
  let lot: TestLot;
  let day = 0;
  beforeEach(() => {
    lot = openTestLot();
    day = 0;
    const settings = { kind: 'webhook', url: 'https://hooks.example.com/', template: null } as const;
    saveChannel(lot.db, { id: 'webhook', settings, ceiling: 10, hasSecret: false }, 0);
  });
  afterEach(() => lot.close());
  const look = (now = Date.now(), log: LogState | null = null): number =>
    evaluateAlerts(lot.db, { now, log, consoleUrl: 'http://127.0.0.1:1/' });
  const file = (name: string, ...lines: string[]): string => {
    day += 1;
    return lot.write(`${name}-2026-11-${String(day).padStart(2, '0')}.csv`, [...lines, ''].join('\n'));
  };
  return {
    db: () => lot.db,
    /** A file of this source that cannot be used. */
    spoilt: () =>
      expect(() =>
        lot.sync(file('lot', 'Colour,Price', 'red,1'), { settings: { dealer: 'north' } }),
      ).toThrow(),
    look,
    /** Saved and begun, as whoever saves it does. */
    rule: ({ how, ...rest }: RuleInput): string => {
      const complete = ruleSchema.parse({ ...rest, how: { channels: ['webhook'], ...how } });
      const { id } = saveRule(lot.db, null, complete, Date.now());
      look();
      return id;
    },
    /** In the order in which they fired. */
    alerts: (): Alert[] =>
      pageAlerts(lot.db, {
        ...{ before: null, limit: 500, states: [], ruleId: null, since: null },
      }).alerts.toReversed(),
    /** What waits to be sent. */
    messages: (): Message[] =>
      dueMessages(lot.db, Number.MAX_SAFE_INTEGER, 1_000).map(({ message }) => message),
    /** The lot of the next day; null = the car of this number is not in it. */
    sync: (...listed: (Car | null)[]) => {
      const rows = listed.flatMap((car, n) => {
        if (car === null) return [];
        const { msrp = 40_000, price = 39_000, photos = 'https://x/1.jpg' } = car;
        const vin = `VIN${String(n).padStart(14, '0')}`;
        return [
          `${vin},2026,${n % 2 === 0 ? 'Toyota' : 'Ford'},Model ${n % 3},New,${msrp},${price},${photos}`,
        ];
      });
      const path = file('lot', 'VIN,Year,Make,Model,Type,MSRP,Price,Photos', ...rows);
      return lot.sync(path, { settings: { dealer: 'north' } });
    },
    /** A competitor's lot of one car. */
    rival: (price: number) =>
      lot.sync(
        file(
          'rival',
          'VIN,Year,Make,Model,Type,MSRP,Price',
          `RIVAL000000000001,2026,Ford,F-150,New,40000,${price}`,
        ),
        { role: 'competitor', settings: { dealer: 'south' } },
      ),
  };
}
