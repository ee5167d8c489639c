import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntries, parseRead } from './redis-entries.ts';

const FIELDS = ['n', 'epoch', 'id', 'type', 'json', 'facts', 'extra', 'origin'];
const values = fc.tuple(fc.nat().map(String), ...FIELDS.slice(1).map(() => fc.string()));
const flat = (names: readonly string[], found: readonly string[]): string[] =>
  names.flatMap((name) => [name, found[FIELDS.indexOf(name)] ?? '']);

describe('entries of the log', () => {
  it('are the same in whatever order their fields stand, and with fields we do not know', () => {
    fc.assert(
      fc.property(values, fc.shuffledSubarray(FIELDS, { minLength: 8 }), (found, order) => {
        const [written] = parseEntries([['5-0', flat(FIELDS, found)]]);
        expect(written).toEqual({
          entry: '5-0',
          ...Object.fromEntries(FIELDS.map((name, i) => [name, found[i]])),
          n: Number(found[0]),
        });
        expect(parseEntries([['5-0', flat(order, found)]])).toEqual([written]);
        expect(parseEntries([['5-0', [...flat(FIELDS, found), 'more', 'x']]])).toEqual([written]);
      }),
    );
  });

  it('have an empty text for a field that is missing', () => {
    expect(parseEntries([['5-0', ['n', '7', 'id', 'a']]])).toEqual([
      { entry: '5-0', n: 7, epoch: '', id: 'a', type: '', json: '', facts: '', extra: '', origin: '' },
    ]);
  });

  it('come out of both forms of a read', () => {
    const entries = [['5-0', flat(FIELDS, FIELDS)]];
    expect(parseRead([['log', entries]], 'log')).toEqual(parseEntries(entries));
    expect(parseRead({ log: entries }, 'log')).toEqual(parseEntries(entries));
    expect(parseRead(null, 'log')).toEqual([]);
  });

  it.each([['text'], [null], [{}], [[['5-0']]], [[['5-0', ['n', 7]]]], [[[5, ['n', '7']]]], [['5-0']]])(
    'are refused where they are none: %j',
    (reply) => {
      expect(() => parseEntries(reply)).toThrow();
    },
  );
});
