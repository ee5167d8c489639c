import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/contract.ts';
import { startOfToday } from '../format/time.ts';
import { headingsOf } from './headings.ts';
import { event, group } from './scripted-api.ts';

const HOUR = 3_600_000;
const NOON = new Date(2025, 10, 25, 12).getTime();
const at = (hoursAgo: number): string => new Date(NOON - hoursAgo * HOUR).toISOString();
const day = (daysAgo: number): number => new Date(2025, 10, 25 - daysAgo).getTime();

describe('headings of the list of changes', () => {
  it('name each local day with what it has, and nothing for a day that goes on below what is read', () => {
    const rows: ChangeRow[] = [
      event(9, { at: at(1) }),
      group(8, 204, { at: at(2) }),
      event(5, { at: at(20), type: 'price:change' }),
      // Of a vehicle that came: no change, as in the figures.
      event(4, { at: at(21), type: 'price:change', old: null, delta: null }),
    ];
    const dayOf = (daysAgo: number, counts: object | null) => ({
      kind: 'day',
      day: day(daysAgo),
      earlier: false,
      counts,
    });
    const [today, before] = [
      { msrp: 204, price: 1, status: 0, first: 0 },
      { msrp: 0, price: 1, status: 0, first: 1 },
    ];
    expect(headingsOf(rows, null, true)).toEqual([
      { at: 0, heading: dayOf(0, today) },
      { at: 2, heading: dayOf(1, before) },
    ]);
    expect(headingsOf(rows, null, false)[1]).toEqual({ at: 2, heading: dayOf(1, null) });
    expect(headingsOf([], null, true)).toEqual([]);
  });

  it('count what came in since someone last looked, and call the rest of that day earlier', () => {
    const rows = [group(9, 204, { at: at(1) }), event(5, { at: at(2) }), event(4, { at: at(3) })];
    const looked = { seq: 5, at: at(1.5) };
    expect(headingsOf(rows, looked, true)).toEqual([
      { at: 0, heading: { kind: 'since', at: looked.at, changes: 204, rows: 1, over: false } },
      {
        at: 1,
        heading: {
          kind: 'day',
          day: day(0),
          earlier: true,
          counts: { msrp: 0, price: 2, status: 0, first: 0 },
        },
      },
    ]);
    expect(headingsOf(rows, { seq: 9, at: at(0) }, true)).toHaveLength(1);
  });

  it('name the days among what came in since, and say where there is more of it than is read', () => {
    const rows = [event(9, { at: at(1) }), event(8, { at: at(20) })];
    expect(headingsOf(rows, { seq: 2, at: at(50) }, false)).toMatchObject([
      { at: 0, heading: { kind: 'since', rows: 2, over: true } },
      { at: 0, heading: { kind: 'day', day: day(0) } },
      { at: 1, heading: { kind: 'day', day: day(1), counts: null } },
    ]);
  });

  it('agree with looking at every row, for any times and any place', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.nat(70), fc.boolean(), (hours, seen, complete) => {
        let ago = 0;
        const rows = hours.map((hour, i) => event(100 - i, { at: at((ago += hour)) }));
        const looked = { seq: 100 - seen, at: at(ago + 1_000) };
        const placed = headingsOf(rows, looked, complete);
        const dayAt = (i: number): number => startOfToday(Date.parse(rows[i]?.at ?? ''));
        const isNew = (i: number): boolean => (rows[i]?.seq ?? 0) > looked.seq;
        const starts = rows.flatMap((_, i) =>
          i === 0 || dayAt(i) !== dayAt(i - 1) || isNew(i) !== isNew(i - 1) ? [i] : [],
        );
        const days = placed.filter(({ heading }) => heading.kind === 'day');
        expect(days.map((one) => one.at)).toEqual(starts);
        const since = placed.find(({ heading }) => heading.kind === 'since');
        const newer = rows.filter((_, i) => isNew(i)).length;
        expect(since?.heading).toEqual(
          newer === 0
            ? undefined
            : {
                ...{ kind: 'since', at: looked.at, changes: newer, rows: newer },
                over: !complete && newer === rows.length,
              },
        );
        days.forEach(({ heading, at: from }, i) => {
          const to = days[i + 1]?.at;
          const due = to === undefined && !complete ? null : (to ?? rows.length) - from;
          expect(heading).toMatchObject({
            day: dayAt(from),
            earlier: from > 0 && dayAt(from) === dayAt(from - 1),
            counts: due === null ? null : { price: due },
          });
        });
      }),
    );
  });
});
