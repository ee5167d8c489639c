import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSchema, type QuietHours } from '../../shared/alerts/rule.ts';
import { WEEKDAYS } from '../../shared/alerts/weekdays.ts';
import { deferralOf } from './gates.ts';
import { quietUntil } from './quiet.ts';

const quiet = (from: string, to: string, zone: string, days: QuietHours['days'] = [...WEEKDAYS]) => ({
  ...{ from, to, zone, days },
});
const until = (hours: QuietHours, at: string): string | null => {
  const end = quietUntil(hours, Date.parse(at));
  return end === null ? null : new Date(end).toISOString();
};

describe('quiet hours', () => {
  const CHICAGO = quiet('20:00', '07:00', 'America/Chicago');
  it.each([
    ['before they begin', CHICAGO, '2026-11-26T01:59:59Z', null],
    ['as they begin', CHICAGO, '2026-11-26T02:00:00Z', '2026-11-26T13:00:00.000Z'],
    ['after midnight', CHICAGO, '2026-11-26T09:00:00Z', '2026-11-26T13:00:00.000Z'],
    ['as they end', CHICAGO, '2026-11-26T13:00:00Z', null],
    [
      'within one day',
      quiet('12:00', '13:00', 'Europe/Berlin'),
      '2026-07-01T10:30:00Z',
      '2026-07-01T11:00:00.000Z',
    ],
    // The night in which clocks go forward is an hour shorter, the one in which they go back an hour longer.
    ['over the spring change in Chicago', CHICAGO, '2026-03-08T02:30:00Z', '2026-03-08T12:00:00.000Z'],
    ['over the autumn change in Chicago', CHICAGO, '2026-11-01T02:00:00Z', '2026-11-01T13:00:00.000Z'],
    [
      'over the spring change in Berlin',
      quiet('22:00', '06:00', 'Europe/Berlin'),
      '2026-03-28T23:00:00Z',
      '2026-03-29T04:00:00.000Z',
    ],
    [
      'over the autumn change in Berlin',
      quiet('22:00', '06:00', 'Europe/Berlin'),
      '2026-10-24T22:00:00Z',
      '2026-10-25T05:00:00.000Z',
    ],
    [
      'over the spring change in Sydney',
      quiet('21:00', '08:00', 'Australia/Sydney'),
      '2026-10-03T14:00:00Z',
      '2026-10-03T21:00:00.000Z',
    ],
    [
      'over the autumn change in Sydney',
      quiet('21:00', '08:00', 'Australia/Sydney'),
      '2026-04-04T14:00:00Z',
      '2026-04-04T22:00:00.000Z',
    ],
    [
      'ending at a time that is skipped',
      quiet('00:00', '02:30', 'America/Chicago'),
      '2026-03-08T07:00:00Z',
      '2026-03-08T08:00:00.000Z',
    ],
    [
      'ending at a time that comes twice',
      quiet('00:00', '01:30', 'America/Chicago'),
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00.000Z',
    ],
    [
      'in the second hour of that time',
      quiet('00:00', '01:30', 'America/Chicago'),
      '2026-11-01T07:15:00Z',
      null,
    ],
    // The night of Saturday is not among the days, though it ends on one that is.
    [
      'of a day that is not among them',
      quiet('20:00', '07:00', 'America/Chicago', ['mon', 'sun']),
      '2026-11-29T09:00:00Z',
      null,
    ],
    [
      'of a day that is',
      quiet('20:00', '07:00', 'America/Chicago', ['sat']),
      '2026-11-29T09:00:00Z',
      '2026-11-29T13:00:00.000Z',
    ],
  ] as const)('%s', (_name, hours, at, end) => {
    expect(until(hours, at)).toBe(end);
  });

  it('that begin and end at the same time are refused with what to do instead', () => {
    const rule = {
      name: 'Always quiet',
      when: { kind: 'changes', measure: 'price' },
      how: { quiet: { from: '07:00', to: '07:00', zone: 'UTC' } },
    };
    expect(ruleSchema.safeParse(rule).error?.issues[0]?.message).toContain('leave them out for none');
  });

  it('agree with a clock that is looked at minute by minute', () => {
    const clock = (zone: string, at: number): { readonly day: string; readonly time: string } => {
      const text = new Intl.DateTimeFormat('en-GB', {
        ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      }).format(at);
      return { day: text.slice(0, 3).toLowerCase(), time: text.slice(-5) };
    };
    // Away from the changes of clocks every wall time comes once, and the hours are plain to tell.
    const naive = ({ from, to, days, zone }: QuietHours, at: number): boolean => {
      const { day, time } = clock(zone, at);
      const yesterday = clock(zone, at - 86_400_000).day;
      const on = (name: string): boolean => days.some((one) => one === name);
      if (from < to) return on(day) && from <= time && time < to;
      return (on(day) && time >= from) || (on(yesterday) && time < to);
    };
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    const hours = fc
      .record({
        from: time,
        to: time,
        days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
        zone: fc.constantFrom(
          'UTC',
          'America/Chicago',
          'Europe/Berlin',
          'Australia/Sydney',
          'Asia/Kolkata',
        ),
      })
      .filter(({ from, to }) => from !== to);
    const FEBRUARY = Date.UTC(2026, 1, 1);
    const minute = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((n) => FEBRUARY + n * 60_000);
    fc.assert(
      fc.property(hours, minute, (one, at) => {
        const end = quietUntil(one, at);
        expect(end !== null).toBe(naive(one, at));
        if (end !== null) {
          expect(naive(one, end - 60_000)).toBe(true);
          expect(clock(one.zone, end).time).toBe(one.to);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what an alert waits for', () => {
  const how = { urgent: false, quiet: quiet('20:00', '07:00', 'UTC') };
  const at = Date.parse('2026-11-26T12:00:00Z');
  const night = Date.parse('2026-11-26T22:00:00Z');
  const none = { all: null, rule: null };
  const iso = (text: string): number => Date.parse(text);
  it.each([
    ['nothing by day', how, none, at, null],
    ['quiet hours by night', how, none, night, { until: iso('2026-11-27T07:00:00Z'), why: 'quiet hours' }],
    ['nothing by night where it is urgent', { ...how, urgent: true }, none, night, null],
    ['a mute', how, { all: at + 1, rule: null }, at, { until: at + 1, why: 'muted' }],
    [
      'no mute of everything where it is urgent',
      { ...how, urgent: true },
      { all: at + 1, rule: null },
      at,
      null,
    ],
    [
      'the mute of its rule though it is urgent',
      { ...how, urgent: true },
      { all: null, rule: at + 1 },
      at,
      { until: at + 1, why: 'muted' },
    ],
    [
      'quiet hours behind a mute',
      how,
      { all: iso('2026-11-26T23:00:00Z'), rule: null },
      at,
      { until: iso('2026-11-27T07:00:00Z'), why: 'muted' },
    ],
    ['a mute that is over', how, { all: at - 1, rule: null }, at, null],
  ] as const)('%s', (_name, rule, mutes, now, expected) => {
    expect(deferralOf(rule, mutes, now)).toEqual(expected);
  });
});
