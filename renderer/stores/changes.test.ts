import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/contract.ts';
import { changesReducer } from './changes.ts';
import { MAX_ROWS, appendOlder } from './row-list.ts';
import { event, group } from './scripted-api.ts';

const { applyDelta, fromSnapshot } = changesReducer;

const seqs = (rows: readonly ChangeRow[]): number[] => rows.map((row) => row.seq);
const down = (from: number, to: number): ChangeRow[] =>
  Array.from({ length: from - to + 1 }, (_, i) => event(from - i));

describe('changes', () => {
  it('puts newer rows on top, in whatever order they came', () => {
    const start = fromSnapshot({ rows: down(3, 1), more: false }, null);
    expect(seqs(applyDelta(start, { rows: [event(5), event(4)] }).rows)).toEqual([5, 4, 3, 2, 1]);
    expect(seqs(applyDelta(start, { rows: [event(4), event(5)] }).rows)).toEqual([5, 4, 3, 2, 1]);
  });

  it('returns the same state for an empty delta', () => {
    const start = fromSnapshot({ rows: down(3, 1), more: false }, null);
    expect(applyDelta(start, { rows: [] })).toBe(start);
  });

  it('keeps the newest rows of a flood and counts what it dropped', () => {
    let changes = fromSnapshot({ rows: [], more: false }, null);
    for (let i = 0; i < 6; i += 1)
      changes = applyDelta(changes, { rows: down((i + 1) * 1000, i * 1000 + 1) });
    expect(changes.rows).toHaveLength(MAX_ROWS);
    expect(changes.rows[0]?.seq).toBe(6000);
    expect(changes.rows.at(-1)?.seq).toBe(1001);
    expect(changes).toMatchObject({ dropped: 1000, more: true });
  });

  it('replaces a group that grew', () => {
    const start = fromSnapshot(
      { rows: [event(9), group(8, 5, { groupId: 'g' }), event(7)], more: true },
      null,
    );
    const grown = applyDelta(start, { rows: [group(12, 7, { groupId: 'g' })] });
    expect(seqs(grown.rows)).toEqual([12, 9, 7]);
  });

  it('joins a snapshot to older rows without a hole, and only then', () => {
    const before = fromSnapshot({ rows: down(10, 1), more: true }, null);
    const joined = fromSnapshot({ rows: down(12, 8), more: true }, before);
    expect(seqs(joined.rows)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(seqs(fromSnapshot({ rows: down(30, 25), more: true }, before).rows)).toEqual(seqs(down(30, 25)));
  });

  it('forgets rows that were taken out of the journal', () => {
    const before = fromSnapshot({ rows: down(10, 1), more: false }, null);
    expect(seqs(fromSnapshot({ rows: down(10, 8), more: false }, before).rows)).toEqual([10, 9, 8]);
    expect(fromSnapshot({ rows: [], more: false }, before).rows).toEqual([]);
  });

  it('adds older rows once', () => {
    expect(seqs(appendOlder(down(5, 4), [event(4), event(3), event(2)]))).toEqual([5, 4, 3, 2]);
  });

  it('holds the newest rows in order for any deltas', () => {
    const batches = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(batches, (sizes) => {
        let changes = fromSnapshot({ rows: [], more: false }, null);
        let seq = 0;
        for (const size of sizes) {
          changes = applyDelta(changes, { rows: down(seq + size, seq + 1) });
          seq += size;
        }
        expect(changes.rows.length + changes.dropped).toBe(seq);
        expect(seqs(changes.rows)).toEqual(seqs(down(seq, seq - changes.rows.length + 1)));
      }),
      { numRuns: 30 },
    );
  });
});
