import { describe, expect, test } from 'vitest';
import { LotwatchError } from '../../shared/result.ts';
import { AS_OF } from './fixtures.ts';
import { parseSignalsFile } from './signals-file.ts';

const read = (content: string) =>
  parseSignalsFile(content, { name: 'signals.csv', now: AS_OF, maxAgeDays: 90 });
function refusal(content: string): string {
  try {
    read(content);
  } catch (thrown) {
    if (thrown instanceof LotwatchError && thrown.code === 'bad-input') return thrown.message;
    throw thrown;
  }
  return 'accepted';
}
const json = (row: object) => JSON.stringify([{ dealerId: 'd1', asOf: '2026-08-01', ...row }]);

describe('what is read', () => {
  test('CSV with other spellings of the headers, blanks and a BOM', () => {
    const { dealers, stale, ignored } = read(
      '\uFEFFDealer ID,as_of,SEO,Review Rating,reviewCount,lat,Note\r\nd1,2026-08-01,80,4.6,412,-47.5,x\r\nd2,2026-05-01,,,,,\r\n',
    );
    expect(dealers).toMatchObject([
      {
        dealerId: 'd1',
        asOf: Date.UTC(2026, 7, 1),
        seo: 80,
        reviewRating: 4.6,
        reviewCount: 412,
        lat: -47.5,
        aeo: null,
      },
      { dealerId: 'd2', seo: null, reviewRating: null, address: null },
    ]);
    expect(stale).toEqual(['d2']);
    expect(ignored).toEqual(['Note']);
  });

  test('semicolons, and an address with a comma in quotes', () => {
    expect(read('dealerId;asOf;address\nd1;2026-08-01;1 Main St, Seattle\n').dealers[0]?.address).toBe(
      '1 Main St, Seattle',
    );
    expect(read('dealerId,asOf,address\nd1,2026-08-01,"1 Main St, Seattle"\n').dealers[0]?.address).toBe(
      '1 Main St, Seattle',
    );
  });

  test('JSON as list, wrapped, or a single dealer; times with an offset', () => {
    const row = { dealerId: 'd1', asOf: '2026-08-01T12:00:00+02:00', ugc: 55 };
    for (const data of [[row], { dealers: [row] }, row]) {
      expect(read(JSON.stringify(data)).dealers).toMatchObject([
        { dealerId: 'd1', asOf: Date.UTC(2026, 7, 1, 10), ugc: 55 },
      ]);
    }
  });

  test('the ends of each range are in it', () => {
    expect(refusal(json({ seo: 0, aeo: 100, reviewRating: 5, responseRate: 1, lon: -180 }))).toBe(
      'accepted',
    );
  });
});

describe('what is refused, and what is reported', () => {
  test.each([
    [json({ seo: 120 }), 'row 1 (dealer "d1"): seo is 120; must be a number from 0 to 100'],
    [json({ reviewRating: 45 }), 'reviewRating is 45; must be a number from 0 to 5'],
    [json({ responseRate: 85 }), 'responseRate is 85; must be a number from 0 to 1'],
    [json({ reviewCount: 1.5 }), 'reviewCount is 1.5; must be a whole number from 0 to 1000000000'],
    [json({ geo: '85' }), 'geo is "85" (text); must be a number from 0 to 100'],
    [json({ geo: [1] }), 'geo is [1] (a list); must be a number from 0 to 100'],
    [json({ address: 5 }), 'address is 5; must be text of at most 500 characters'],
    [
      json({ asOf: '08/01/2026' }),
      'asOf is "08/01/2026"; must be the date of measurement, such as 2026-08-21',
    ],
    [json({ asOf: '2026-02-30' }), 'asOf is "2026-02-30"; must be the date'],
    [json({ asOf: '2062-08-01' }), 'asOf is "2062-08-01", which is in the future'],
    [json({ dealerId: ' ' }), 'dealerId is " "; must be the dealer\'s id as in the inventory'],
    ['[{"seo": 1}]', 'row 1 (dealer missing): dealerId is missing'],
    [
      'dealerId,asOf,reviewRating\nd1,2026-08-01,four\n',
      'reviewRating is "four" (text); must be a number from 0 to 5',
    ],
    ['dealerId,asOf,reviewRating\nd1,2026-08-01,"4,6"\n', 'reviewRating is "4,6" (text)'],
    ['dealerId,asOf\nd1,2026-08-01\nd1,2026-08-01\n', 'row 2 (dealer "d1"): this dealer has a row already'],
    ['dealerId,asOf\nd1,2026-08-01,3\n', 'row 1: Too many fields'],
    ['[{]', 'is not valid JSON'],
    ['[5]', 'row 1: 5 is not an object'],
    ['[]', 'contains no dealer'],
    ['', 'contains no dealer'],
  ])('%s', (content, message) => {
    expect(refusal(content)).toContain(message);
  });

  test('nothing is bent into range and nothing is half imported', () => {
    expect(refusal('dealerId,asOf,seo\nd1,2026-08-01,80\nd2,2026-08-01,101\n')).toBe(
      'signals.csv: row 2 (dealer "d2"): seo is 101; must be a number from 0 to 100. Nothing was imported.',
    );
  });
});
