import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidateModelYears, vinFlags } from '../../../shared/vin.ts';
import type { ListingRow } from '../../../shared/listing.ts';
import { readFile } from '../read-fixture.ts';
import { sampleCsv } from './csv.ts';
import { nextSampleDay, sampleDays } from './days.ts';
import { sampleWeek } from './week.ts';

const days = sampleDays();
const readings = days.map((file) => readFile(file));
const listings = readings.map(
  ({ rows }) =>
    new Map(rows.flatMap(({ listing }) => (listing === null ? [] : [[listing.vin, listing] as const]))),
);
const day = (number: number): ReadonlyMap<string, ListingRow> => listings[number - 1] ?? new Map();

describe('the sample', () => {
  it('is what its generator writes', () => {
    expect(days).toHaveLength(7);
    expect(days.map((file) => readFileSync(file, 'utf8'))).toEqual(sampleWeek().map(sampleCsv));
  });

  it('reads without a warning, every car under one of three dealers called a sample', () => {
    for (const { rows, snapshot } of readings) {
      expect(snapshot.notes).toEqual([]);
      expect(rows.filter((row) => row.rejected !== null || row.warnings.length > 0)).toEqual([]);
    }
    const dealers = new Set([...day(1).values()].map((car) => car.dealerName));
    expect(dealers.size).toBe(3);
    for (const name of dealers) expect(name).toContain('(sample)');
  });

  it('has 120 cars at first: new, used and certified, with sound VINs of their model year', () => {
    const cars = [...day(1).values()];
    expect(cars).toHaveLength(120);
    expect(new Set(cars.map((car) => car.condition))).toEqual(new Set(['new', 'used', 'cpo']));
    expect(cars.filter((car) => vinFlags(car.vin).length > 0)).toEqual([]);
    expect(cars.filter((car) => !candidateModelYears(car.vin).includes(car.year ?? 0))).toEqual([]);
    expect(cars.filter((car) => !car.stockNumber?.startsWith('SAMPLE-'))).toEqual([]);
  });

  it('raises one whole model by the same amount on the third day', () => {
    const deltas = [...day(3).values()].flatMap((car) => {
      const before = day(2).get(car.vin)?.msrp ?? null;
      return before === null || car.msrp === null || car.msrp === before
        ? []
        : [`${car.model} ${car.msrp - before}`];
    });
    expect(deltas.length).toBeGreaterThanOrEqual(8);
    expect(new Set(deltas)).toEqual(new Set(['RAV4 50000']));
  });

  it.each([2, 4, 5, 6, 7])('has arrivals, sales, price cuts and a raised MSRP on day %i', (number) => {
    const [before, now] = [day(number - 1), day(number)];
    const kept = [...now.values()].filter((car) => before.has(car.vin));
    expect(now.size - kept.length).toBeGreaterThan(0);
    expect(before.size - kept.length).toBeGreaterThan(0);
    expect(kept.some((car) => (car.price ?? 0) < (before.get(car.vin)?.price ?? 0))).toBe(true);
    expect(kept.some((car) => (car.msrp ?? 0) > (before.get(car.vin)?.msrp ?? 0))).toBe(true);
  });

  it('plays day after day and stays at the last', () => {
    expect([0, 1, 6, 7, 40].map((played) => nextSampleDay(played))).toEqual([
      days[0],
      days[1],
      days[6],
      days[6],
      days[6],
    ]);
    expect(nextSampleDay(0, '/nowhere')).toBeNull();
  });
});
