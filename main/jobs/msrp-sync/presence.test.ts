import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERY_CHANGE, type ChangeFilter } from '../../../shared/list-filter.ts';
import { outboxWriter } from '../../store/sharing/outbox.ts';
import { useSharedLog } from '../../store/sharing/shared-logs.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { changeRows } from '../../store/journal/list-rows.ts';
import { transaction } from '../../store/open.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';
import { DAY_MS } from '../../../shared/units.ts';

const START = Date.UTC(2026, 0, 5, 12);
const HEADER = 'VIN,Condition,MSRP,Price,Dealer Name,Status';

let lot: TestLot;
let days = 0;
beforeEach(() => {
  lot = openTestLot();
  days = 0;
});
afterEach(() => lot.close());

/** One file a day. */
function day(rows: readonly string[], role: 'own' | 'competitor' = 'own') {
  days += 1;
  const asOf = START + (days - 1) * DAY_MS;
  return lot.sync(lot.write(`lot-${days}.csv`, csv(HEADER, ...rows)), { role, asOf });
}
const used = (vin: string, price = '39000', status = ''): string => `${vin},used,,${price},North,${status}`;
const rows = (filter: Partial<ChangeFilter> = {}) =>
  changeRows(lot.db, { limit: 100 }, { ...EVERY_CHANGE, ...filter }).rows.flatMap((row) =>
    row.kind === 'event' && row.type === 'vehicle:presence'
      ? [[row.vin, row.state, row.price, row.missingSince?.slice(0, 10) ?? null]]
      : [],
  );

describe('a car that no value tells of', () => {
  it('is no row of a first sync, whatever it comes without', () => {
    day([used('STAYS1'), used('BARE1', '')]);
    expect(rows()).toEqual([]);
  });

  it('is a row when it comes without a price, and not beside its first MSRP or price', () => {
    day([used('STAYS1')]);
    const result = day([
      used('STAYS1'),
      used('BARE1', ''),
      used('PRICED1'),
      'NEWBARE1,new,,,North,',
      'NEWMSRP1,new,41000,,North,',
      'USEDMSRP1,used,41000,,North,',
      'SOLD1,used,,,North,Sold',
    ]);
    // What programs count is what they are given.
    expect(result).toMatchObject({ added: 6, events: 2 });
    expect(rows()).toEqual([
      ['USEDMSRP1', 'new', null, null],
      ['NEWBARE1', 'new', null, null],
      ['BARE1', 'new', null, null],
    ]);
    expect(day([used('STAYS1'), used('BARE1', '')])).toMatchObject({ events: 0 });
    expect(rows()).toHaveLength(3);
  });

  it('is a row once it is gone, with its last price and since when it is missing, and when it is back', () => {
    day([used('STAYS1'), used('LEAVES1', '38000')]);
    day([used('STAYS1')]);
    expect(rows()).toEqual([]);
    expect(day([used('STAYS1')])).toMatchObject({ removed: 1, events: 0 });
    expect(rows()).toEqual([['LEAVES1', 'gone', 38_000, '2026-01-06']]);
    day([used('STAYS1')]);
    expect(rows()).toHaveLength(1);
    expect(day([used('STAYS1'), used('LEAVES1', '38000')])).toMatchObject({ returned: 1, events: 0 });
    expect(rows()[0]).toEqual(['LEAVES1', 'back', 38_000, null]);
    // Missing once and there again: it never was gone.
    day([used('STAYS1')]);
    day([used('STAYS1'), used('LEAVES1', '38000')]);
    expect(rows()).toHaveLength(2);
  });

  it('is gone by the same bytes read on another day, too', () => {
    day([used('STAYS1'), used('LEAVES1')]);
    day([used('STAYS1')]);
    expect(day([used('STAYS1')])).toMatchObject({ unchanged: true, removed: 1 });
    expect(rows()).toEqual([['LEAVES1', 'gone', 39_000, '2026-01-06']]);
  });

  it('is no row where it was sold before it left, nor where it is a competitor’s', () => {
    day([used('STAYS1'), used('SOLD1', '38000', 'Available')]);
    for (const row of [used('SOLD1', '38000', 'Sold'), null, null])
      day([used('STAYS1'), ...(row === null ? [] : [row])]);
    expect(rows()).toEqual([]);
    lot.close();
    lot = openTestLot();
    day([used('STAYS1'), used('LEAVES1')], 'competitor');
    for (const row of [used('BARE1', ''), used('BARE1', '')]) day([used('STAYS1'), row], 'competitor');
    expect(rows()).toEqual([]);
  });

  it('is filtered as a status; new ones go with the new, and with what is too small to be shown', () => {
    day([used('STAYS1'), used('LEAVES1')]);
    day([used('STAYS1')]);
    day([used('STAYS1'), used('BARE1', '')]);
    const states = (filter: Partial<ChangeFilter>) => rows(filter).map(([, state]) => state);
    expect(states({ fields: ['status'] })).toEqual(['gone', 'new']);
    expect(states({ fields: ['msrp', 'price'] })).toEqual([]);
    expect(states({ hideNew: true })).toEqual(['gone']);
    expect(states({ atLeast: { percent: 1, amount: 500 } })).toEqual(['gone']);
    expect(states({ search: 'bare1' })).toEqual(['new']);
    expect(states({ dealerId: 'south' })).toEqual([]);
  });

  it('stays on this console: it waits for no log, and programs are not given it', () => {
    transaction(lot.db, () => useSharedLog(lot.db, 'log', 0));
    expect(outboxWriter(lot.db)).not.toBeNull();
    day([used('STAYS1'), used('LEAVES1')]);
    day([used('STAYS1')]);
    day([used('STAYS1', '38000'), used('BARE1', '')]);
    expect(rows()).toHaveLength(2);
    const waiting = lot.db.prepare('SELECT type FROM outbox JOIN journal USING (seq)').all();
    expect(waiting.map(({ type }) => type)).toEqual(['price:change']);
    const given = (local: boolean) => [...eventsSince(lot.db, 0, 100, { local })].map(({ type }) => type);
    expect(given(false)).toEqual(['price:change']);
    expect(given(true)).toEqual(['price:change', 'vehicle:presence', 'vehicle:presence']);
  });

  it('whose price is held for review says so, once', () => {
    day([used('STAYS1'), used('OTHER1')]);
    expect(day([used('STAYS1'), used('OTHER1'), used('ODD1', '7')])).toMatchObject({ quarantined: 1 });
    const due = { vin: 'ODD1', type: 'vehicle:presence', state: 'new', price: null, held: true };
    expect([...eventsSince(lot.db, 0, 100, { local: true })]).toMatchObject([due]);
  });
});
