import { expect, it } from 'vitest';
import { totalWords } from './total-words.ts';

const of = (currency: string | null, total: number) => ({ currency, total, count: 1, median: total });

it('totals of several currencies say which, as several are written with the same sign', () => {
  expect(totalWords([of('CAD', 717_800)])).toBe('$717,800');
  expect(totalWords([of('USD', 4_325_291), of('CAD', 717_800), of(null, 5)])).toBe(
    '$4,325,291 USD + $717,800 CAD + $5',
  );
});
