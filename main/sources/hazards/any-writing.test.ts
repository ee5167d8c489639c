import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';
import {
  cars, COLUMNS, delimited, dialects, ENCODERS, encodings, headers, json, jsonStyles, xml, xmlStyles, type Car, type Column,
} from './feed-writers.fixture.ts'; // prettier-ignore

const LINE_ENDS = /\r\n|\r/g;

/** What the reader must make of a car, whatever file it came in. */
function expected(one: Car): Record<string, unknown> {
  const cents = (text: string | undefined): number => Math.round(Number(text) * 100);
  return {
    vin: one['vin'],
    stockNumber: one['stockNumber'],
    year: Number(one['year']),
    make: one['make'],
    model: one['model'],
    trim: one['trim'],
    msrp: cents(one['msrp']),
    price: cents(one['price']),
    mileage: Number(one['mileage']),
    exteriorColor: one['exteriorColor'] || null,
    description: one['description'] || null,
    dealerName: one['dealer'],
  };
}

/** “ß”” in Windows-1252 are the bytes of one letter in UTF-8: nothing in such a record says which it is. */
const isEither = (text: string): boolean =>
  (text.match(/\P{ASCII}+/gu) ?? []).some((run) => isUtf8(ENCODERS['Windows-1252']?.(run) ?? Buffer.of()));

function read(text: string, encoding: string): Record<string, unknown>[] {
  fc.pre(encoding !== 'Windows-1252' || !isEither(text));
  const { rows } = readText(ENCODERS[encoding]?.(text) ?? '');
  expect(
    rows.flatMap(({ rejected, warnings }) => [rejected, ...warnings]).filter((one) => one !== null),
  ).toEqual([]);
  return rows.map(({ listing }) => {
    const fields: Record<string, unknown> = { ...listing };
    const description = listing?.description?.replace(LINE_ENDS, '\n') ?? null;
    const names = [
      'dealerName',
      ...COLUMNS.filter((column): column is Exclude<Column, 'dealer'> => column !== 'dealer'),
    ];
    return { ...Object.fromEntries(names.map((name) => [name, fields[name]])), description };
  });
}

it('any order and spelling of columns, delimiter, quoting, line end and encoding gives the same vehicles', () => {
  fc.assert(
    fc.property(cars, headers, dialects, encodings, (list, header, dialect, encoding) => {
      expect(read(delimited(list, header, dialect), encoding)).toEqual(list.map(expected));
    }),
    { numRuns: 300 },
  );
});

it('JSON at any place, in any layout gives the same vehicles', () => {
  fc.assert(
    fc.property(cars, headers, jsonStyles, encodings, (list, header, style, encoding) => {
      expect(read(json(list, header, style), encoding)).toEqual(list.map(expected));
    }),
    { numRuns: 200 },
  );
});

it('XML with prefixes, attributes, CDATA or none of them gives the same vehicles', () => {
  fc.assert(
    fc.property(cars, headers, xmlStyles, encodings, (list, header, style, encoding) => {
      expect(read(xml(list, header, style), encoding)).toEqual(list.map(expected));
    }),
    { numRuns: 200 },
  );
});
