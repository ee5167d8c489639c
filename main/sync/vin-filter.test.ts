import { expect, it } from 'vitest';
import { VinFilter } from './vin-filter.ts';

const vin = (number: number): string => `1HGCM8${String(number).padStart(11, '0')}`;

it('the filter never denies a VIN it was given, however many there are', () => {
  const filter = new VinFilter();
  for (let number = 0; number < 20_000; number += 1) {
    filter.add(vin(number));
    filter.add(vin(number));
  }
  for (let number = 0; number < 20_000; number += 1) expect(filter.mayHave(vin(number))).toBe(true);
});

it('the filter rules out nearly every VIN it was not given', () => {
  const filter = new VinFilter();
  for (let number = 0; number < 20_000; number += 1) filter.add(vin(number));
  const wrong = Array.from({ length: 20_000 }, (_, i) => vin(1_000_000 + i)).filter((other) =>
    filter.mayHave(other),
  );
  expect(wrong.length).toBeLessThan(20);
});
