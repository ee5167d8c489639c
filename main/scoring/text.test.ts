import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listingFacts, mappedColumns } from './facts.ts';
import { containsName, measureText } from './text.ts';

describe('words and numbers', () => {
  test.each([
    ['', 0, 0],
    ['One owner, clean title.', 4, 0],
    ['2.5L engine, 203 hp; 203 hp!', 6, 2],
    ['18,201 miles (18201)', 3, 1],
    ['V6 with 4WD - RAV4', 4, 1],
    ['5TDBRKEC0PS31A500', 1, 1],
    ['<p>Seats <b>7</b></p>&nbsp;<br>', 2, 1],
    ['—  …  !!', 0, 0],
    ["driver's seat", 2, 0],
    ['Škoda Kodiaq 2.0', 3, 1],
  ])('%j', (text, words, numbers) => {
    expect(measureText(text)).toEqual({ words, numbers });
  });

  test('repeating a text adds words, never facts', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = measureText(text);
        const twice = measureText(`${text} ${text}`);
        fc.pre(!/[<&]/.test(text));
        expect(twice).toEqual({ words: once.words * 2, numbers: once.numbers });
      }),
    );
  });
});

test.each([
  ['2024 toyota rav4 xle', 'rav4', true],
  ['toyota rav 4', 'rav4', true],
  ['ford f150 lariat', 'f-150', true],
  ['ford f-150 lariat', 'f150', true],
  ['sedan', 'se', false],
  ['se', 'se', true],
  ['xle premium', 'xle', true],
  ['xlepremium', 'xle', false],
  ['the xle-premium!', 'xle premium', true],
  ['anything', '--', false],
  ['', 'x', false],
  ['grand se x se', 'se', true],
])('%j holds %j: %s', (text, name, found) => {
  expect(containsName(text, name)).toBe(found);
});

const listing = {
  year: 2024,
  make: 'Toyota',
  model: 'RAV4',
  trim: 'XLE',
  bodyStyle: 'SUV',
  exteriorColor: ' ',
  interiorColor: null,
  engine: '2.5L',
  transmission: null,
  drivetrain: null,
  fuel: 'Gas',
  options: ['Tow hitch'],
  title: '2024 Toyota RAV4',
  description: 'Our best.',
  url: 'https://dealer.example/rav4',
  photos: ['a', 'b'],
};

test('facts of a listing', () => {
  expect(listingFacts(listing)).toEqual({
    url: 2,
    photos: 2,
    attributes: 0b11001001,
    words: 2,
    numbers: 0,
    knownNames: 0b1111,
    foundNames: 0b0111,
  });
  const url = (text: string | null) => listingFacts({ ...listing, url: text }).url;
  expect(
    ['http://a.b/c', 'HTTPS://a', 'ftp://a', 'a.b/c', 'https://', 'https://a b', null].map(url),
  ).toEqual([1, 2, 0, 0, 0, 0, 0]);
});

test('mapped columns follow the source, constants included', () => {
  expect(mappedColumns({ price: 'Price', engine: 'Motor', make: 'Toyota' })).toEqual({
    year: false,
    price: true,
    msrp: false,
    mileage: false,
    url: false,
    photos: false,
    title: false,
    description: false,
    attributes: true,
  });
});
