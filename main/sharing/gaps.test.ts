import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogBounds } from '../bus/bus.ts';
import type { LogCursor } from '../store/sharing/shared-logs.ts';
import { compareEntries, follow, cursorAtConnection, type LogNumbering } from './gaps.ts';

const cursor: LogCursor = { target: 't', epoch: 'e', n: 100, entry: '1000-0', resync: false, inTouchAt: 0 };
const bounds: LogBounds = { epoch: 'e', n: 100, first: '10-0', last: '1000-0', asked: true };

describe('a cursor in the log at a new connection', () => {
  it('stays where the log has it, and where the log has only grown', () => {
    expect(cursorAtConnection(cursor, bounds)).toEqual({ cursor, gap: null });
    expect(cursorAtConnection(cursor, { ...bounds, n: 250, last: '2000-0' })).toEqual({
      cursor,
      gap: null,
    });
  });

  it('is left to the entries where the log was trimmed beyond it', () => {
    expect(
      cursorAtConnection(cursor, { ...bounds, n: 250, first: '1500-0', last: '2000-0', asked: false }).gap,
    ).toBeNull();
  });

  it('reports exactly what is missing of a log that was emptied', () => {
    const { gap, cursor: next } = cursorAtConnection(cursor, {
      ...bounds,
      n: 107,
      first: null,
      last: null,
      asked: false,
    });
    expect([gap?.kind, gap?.missed, next.n, next.resync]).toEqual(['trimmed', 7, 107, true]);
  });

  it('sees a server that lost writes, also after others have written more than was lost', () => {
    const behind = cursorAtConnection(cursor, { ...bounds, n: 90, last: '900-0', asked: false });
    expect([behind.gap?.kind, behind.gap?.missed, behind.cursor.entry]).toEqual(['went-back', 10, '0-0']);
    const overtaken = cursorAtConnection(cursor, { ...bounds, n: 130, last: '1400-0', asked: false });
    expect([overtaken.gap?.kind, overtaken.cursor.n]).toEqual(['went-back', null]);
  });

  it('starts again with another numbering, and at the newest entry at the latest on first contact', () => {
    expect(cursorAtConnection(cursor, { ...bounds, epoch: 'f' })).toMatchObject({
      cursor: { epoch: 'f', n: null, entry: '0-0' },
      gap: { kind: 'reset' },
    });
    const fresh = { ...cursor, epoch: null, n: null, entry: '5000-0' };
    expect(cursorAtConnection(fresh, bounds)).toMatchObject({
      cursor: { entry: '1000-0', epoch: 'e' },
      gap: null,
    });
    expect(cursorAtConnection({ ...fresh, entry: '500-0' }, bounds).cursor.entry).toBe('500-0');
  });
});

const nothing = (): boolean => false;
const truth: LogNumbering = { epoch: 'e', n: 10_000 };
const at = (n: number, epoch = 'e') => ({ n, epoch, entry: '1001-0' });

describe('following entries', () => {
  it('counts every hole exactly and reports no gap where there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 30 }), (steps) => {
        let now = cursor;
        let [n, reported] = [100, 0];
        for (const step of steps) {
          n += step;
          const next = follow(now, { n, epoch: 'e', entry: `${1000 + n}-0` }, truth, nothing);
          if (next.kind !== 'next') throw new Error(`It is ${next.kind}`);
          reported += next.gap?.missed ?? 0;
          expect(next.gap === null).toBe(step === 1);
          now = next.cursor;
        }
        expect(reported).toBe(n - 100 - steps.length);
      }),
    );
  });

  it('believes the very next one, and asks the log about every other', () => {
    expect(follow(cursor, at(101), null, nothing).kind).toBe('next');
    for (const other of [at(100), at(102), at(1, 'f')])
      expect(follow(cursor, other, null, nothing)).toEqual({ kind: 'ask' });
    expect(follow({ ...cursor, n: null }, at(101), null, nothing)).toEqual({ kind: 'ask' });
  });

  it('goes on where numbers are met twice: what the server dropped, brought back, and was sent again', () => {
    expect(follow(cursor, at(98), { epoch: 'e', n: 99 }, nothing)).toEqual({
      kind: 'next',
      cursor: { ...cursor, n: 99, entry: '1001-0', resync: true },
      gap: null,
    });
  });

  it('begins anew where the log has another numbering, whatever the entry says', () => {
    for (const entry of [at(1, 'f'), at(1, 'g'), at(102)]) {
      expect(follow(cursor, entry, { epoch: 'f', n: 1 }, nothing)).toMatchObject({
        kind: 'reset',
        gap: { kind: 'reset' },
        cursor: { entry: '0-0', epoch: 'f', n: null },
      });
    }
  });

  it.each([
    ['no number', at(0), truth],
    ['a negative one', at(-3), truth],
    ['half a one', at(1.5), truth],
    ['one beyond what is exact', at(1e17), truth],
    ['none at all', at(Number.NaN), truth],
    ['no epoch', at(101, ''), truth],
    ['another epoch than the log', at(101, 'f'), truth],
    ['another epoch while the log has none', at(101, 'f'), { epoch: '', n: 0 }],
    ['a number that the log has not given yet', at(150), { epoch: 'e', n: 149 }],
  ])('passes over an entry with %s', (_what, entry, numbering) => {
    expect(follow(cursor, entry, numbering, nothing)).toMatchObject({
      kind: 'odd',
      cursor: { ...cursor, entry: '1001-0' },
    });
  });

  it('passes over a number before its turn, and takes the turn when it comes', () => {
    expect(follow(cursor, at(105), truth, (n) => n === 101).kind).toBe('odd');
    expect(follow(cursor, at(105), truth, (n) => n === 106)).toMatchObject({ gap: { missed: 4 } });
  });

  it('takes what stands before a reset by its event alone', () => {
    const begun = { ...cursor, epoch: 'f', n: null, entry: '0-0' };
    const numbering = { epoch: 'f', n: 3 };
    expect(follow(begun, at(77), numbering, nothing)).toMatchObject({
      kind: 'earlier',
      cursor: { n: null },
    });
    expect(follow(begun, at(1, 'f'), numbering, nothing)).toMatchObject({ kind: 'next', cursor: { n: 1 } });
  });
});

it('orders entry ids by time, then number', () => {
  expect(['9-1', '10-0', '9-10', '9-2'].toSorted(compareEntries)).toEqual(['9-1', '9-2', '9-10', '10-0']);
});
