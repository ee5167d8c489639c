import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogBounds } from '../bus/bus.ts';
import type { LogCursor } from '../store/sharing/shared-logs.ts';
import { compareEntries, follow, cursorAtConnection } from './gaps.ts';

const cursor: LogCursor = { target: 't', epoch: 'e', n: 100, entry: '1000-0', resync: false, inTouchAt: 0 };
const bounds: LogBounds = { epoch: 'e', n: 100, first: '10-0', last: '1000-0', asked: 100 };

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
      cursorAtConnection(cursor, { ...bounds, n: 250, first: '1500-0', last: '2000-0', asked: null }).gap,
    ).toBeNull();
  });

  it('reports exactly what is missing of a log that was emptied', () => {
    const { gap, cursor: next } = cursorAtConnection(cursor, {
      ...bounds,
      n: 107,
      first: null,
      last: null,
      asked: null,
    });
    expect([gap?.kind, gap?.missed, next.n, next.resync]).toEqual(['trimmed', 7, 107, true]);
  });

  it('sees a server that lost writes, also after others have written more than was lost', () => {
    const behind = cursorAtConnection(cursor, { ...bounds, n: 90, last: '900-0', asked: null });
    expect([behind.gap?.kind, behind.gap?.missed, behind.cursor.entry]).toEqual(['went-back', 10, '0-0']);
    const overtaken = cursorAtConnection(cursor, { ...bounds, n: 130, last: '1400-0', asked: null });
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

describe('following entries', () => {
  it('counts every hole exactly and reports no gap where there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 30 }), (steps) => {
        let now = cursor;
        let [n, reported] = [100, 0];
        for (const step of steps) {
          n += step;
          const next = follow(now, { n, epoch: 'e', entry: `${1000 + n}-0` });
          reported += next.gap?.missed ?? 0;
          expect(next.gap === null).toBe(step === 1);
          now = next.cursor;
        }
        expect(reported).toBe(n - 100 - steps.length);
      }),
    );
  });

  it('goes on where numbers are met twice: what the server dropped, brought back, and was sent again', () => {
    expect(follow(cursor, { n: 98, epoch: 'e', entry: '1001-0' })).toEqual({
      cursor: { ...cursor, n: 98, entry: '1001-0', resync: true },
      gap: null,
      reread: false,
    });
  });

  it('reads again what belongs to another numbering', () => {
    expect(follow(cursor, { n: 1, epoch: 'f', entry: '1001-0' })).toMatchObject({
      reread: true,
      gap: { kind: 'reset' },
      cursor: { entry: '0-0' },
    });
  });
});

it('orders entry ids by time, then number', () => {
  expect(['9-1', '10-0', '9-10', '9-2'].toSorted(compareEntries)).toEqual(['9-1', '9-2', '9-10', '10-0']);
});
