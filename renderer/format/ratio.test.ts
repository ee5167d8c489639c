import { expect, it } from 'vitest';
import { times } from './ratio.ts';

it.each([
  [95.93, '×96'],
  [1234.5, '×1,235'],
  [1.5, '×1.5'],
  [0.1921, '×0.19'],
  [0.0104, '×0.01'],
  [0.0096, '×0.01'],
  [0.00000001, '<×0.001'],
  [0, '×0'],
  [null, '–'],
])('%s reads %s', (ratio, words) => expect(times(ratio)).toBe(words));
