import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numberIn } from './number-field.tsx';

const bounds = { min: 1, max: 10_000, decimals: 1 };

describe('a number field', () => {
  it.each([
    ['1,250', 1_250],
    ['2.54', 2.5],
    ['10,000', 10_000],
  ])('takes %s', (typed, value) => expect(numberIn(typed, bounds)).toBe(value));

  it.each(['', '0', '10,001', 'many'])('takes no %j', (typed) => expect(numberIn(typed, bounds)).toBeNaN());

  it('is the only field for numbers: others have no unit and read no separators', () => {
    const screens = globSync('renderer/**/*.tsx');
    expect(screens).toContain('renderer/components/number-field.tsx');
    const others = screens.filter((path) => /NumberInput|type="number"/.test(readFileSync(path, 'utf8')));
    expect(others).toEqual([]);
  });
});
