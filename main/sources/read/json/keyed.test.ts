import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const vinOf = (index: number): string => `1FTEW1EP${index % 10}NK${String(index).padStart(6, '0')}`;
const vins = (value: unknown): unknown[] => readText(JSON.stringify(value)).rows.map(({ vin }) => vin);

describe('vehicles under their keys', () => {
  const prices = (from: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [vinOf(from + at), { price: 20_000 + at }]),
    );

  it('are read in every group of them', () => {
    expect(vins({ north: prices(0, 3), south: prices(10, 2) }).length).toBe(5);
  });

  it('are read where their VIN stands one object deeper', () => {
    const stock = Object.fromEntries(
      [0, 1, 2].map((at) => [`S${at}`, { vehicle: { vin: vinOf(at) }, pricing: { price: 20_000 } }]),
    );
    expect(vins({ stock }).length).toBe(3);
  });
});
