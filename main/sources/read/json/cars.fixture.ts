import { readText } from '../../read-fixture.ts';

export const vinOf = (index: number): string => `1FTEW1EP${index % 10}NK${String(index).padStart(6, '0')}`;
export const car = (index: number, more: object = {}): object => ({
  vin: vinOf(index),
  make: 'Ford',
  price: 20_000 + index,
  ...more,
});
export const cars = (from: number, count: number): object[] =>
  Array.from({ length: count }, (_, i) => car(from + i));
export const byVin = (list: readonly object[]): object =>
  Object.fromEntries(list.map((one) => [(one as { vin: string }).vin, one]));
export const text = (value: unknown, indent = 0): string => JSON.stringify(value, null, indent);
/** Reads a text, or a value as JSON. */
export const read = (value: unknown, settings = {}) =>
  readText(typeof value === 'string' ? value : text(value), settings);
export const listings = (value: unknown) => read(value).rows.map(({ listing }) => listing);
