import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet } from './id-set.ts';
import { RowHashes, RowHashesBuilder } from './row-hashes.ts';

const word = fc.integer({ min: 1, max: 0xffffffff });
/** Distinct hashes for distinct listings, among them ones that differ in their high half only. */
const entries = fc.uniqueArray(fc.record({ low: fc.oneof(word, fc.constant(7)), high: word }), {
  selector: ({ low, high }) => `${low}/${high}`,
  maxLength: 200,
});

describe('row hashes', () => {
  it('find every listing by its hash after a round trip through the store, and nothing else', () => {
    fc.assert(
      fc.property(entries, word, word, (all, low, high) => {
        const builder = new RowHashesBuilder(0);
        all.forEach((hash, n) => builder.add(n + 1, hash.low, hash.high));
        const hashes = RowHashes.fromBlob(builder.toBlob());
        if (hashes === null) throw new Error('not read back');
        all.forEach((hash, n) => expect(hashes.find(hash.low, hash.high)).toBe(n + 1));
        const stranger = !all.some((hash) => hash.low === low && hash.high === high);
        if (stranger) expect(hashes.find(low, high)).toBe(0);
        expect(hashes.size).toBe(all.length);
      }),
    );
  });

  it('never find a listing that has none', () => {
    const hashes = RowHashes.fromIds([3, 4]);
    expect(hashes.find(0, 0)).toBe(0);
    expect([hashes.idAt(0), hashes.idAt(1)]).toEqual([3, 4]);
  });

  it('take the later hash of a listing that was read twice', () => {
    const builder = new RowHashesBuilder(1);
    builder.add(1, 10, 10);
    builder.add(2, 20, 20);
    builder.replace(1, 11, 11);
    const hashes = RowHashes.fromBlob(builder.toBlob());
    expect([hashes?.find(10, 10), hashes?.find(11, 11), hashes?.find(20, 20), hashes?.size]).toEqual([
      0, 1, 2, 2,
    ]);
  });

  it('are nothing when what was stored is not whole', () => {
    expect(RowHashes.fromBlob(new Uint8Array(13))).toBeNull();
  });
});

describe('an id set', () => {
  it('holds what a Set holds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), fc.nat(100_000), (ids, other) => {
        const set = new IdSet();
        const plain = new Set<number>();
        for (const id of ids) {
          expect(set.add(id)).toBe(!plain.has(id));
          plain.add(id);
        }
        expect(set.size).toBe(plain.size);
        expect(set.has(other)).toBe(plain.has(other));
      }),
    );
  });
});
