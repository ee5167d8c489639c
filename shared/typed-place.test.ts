import { describe, expect, it } from 'vitest';
import { isAddress, plainPlace } from './typed-place.ts';

describe('a place that was typed or pasted', () => {
  it.each([
    ['"C:\\feeds\\my file.csv"', 'C:\\feeds\\my file.csv'],
    ["'/feeds/my file.csv'", '/feeds/my file.csv'],
    ['“/feeds/a.csv”', '/feeds/a.csv'],
    ['<https://x.test/a.csv>', 'https://x.test/a.csv'],
    ['  /feeds/a.csv \t', '/feeds/a.csv'],
    ['/feeds/a.csv\r\n', '/feeds/a.csv'],
    [' " /feeds/a.csv " ', '/feeds/a.csv'],
    // As the "Security" page of Windows' file properties gives it.
    ['\u202aC:\\feeds\\a.csv', 'C:\\feeds\\a.csv'],
    // Quotes that belong to it.
    ["/feeds/bob's.csv", "/feeds/bob's.csv"],
    ['"a" and "b', '"a" and "b'],
    ['"', '"'],
  ])('%j is %j', (typed, plain) => expect(plainPlace(typed)).toBe(plain));

  it.each(['https://x.test/a.csv', '"https://x.test/a.csv"', ' HTTP://x.test ', 'ftp://x.test/a'])(
    '%j is an address',
    (typed) => expect(isAddress(typed)).toBe(true),
  );

  it.each(['C:\\feeds\\a.csv', 'C://feeds/a.csv', 'file:///feeds/a.csv', '/feeds/a.csv', '~/a.csv', ''])(
    '%j is a path',
    (typed) => expect(isAddress(typed)).toBe(false),
  );
});
