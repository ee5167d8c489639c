import { expect, it } from 'vitest';
import { parsePlace, placeHash } from './navigation.ts';

it('names a screen and what is open on it, and reads it back', () => {
  for (const place of [
    { view: 'live', item: null },
    { view: 'jobs', item: 'run/1 & 2' },
    { view: 'settings', item: null },
  ] as const) {
    expect(parsePlace(placeHash(place))).toEqual(place);
  }
});

it('goes to the live screen for anything else', () => {
  for (const hash of ['', '#', '#token=x', '#/nowhere']) {
    expect(parsePlace(hash).view).toBe('live');
  }
});
