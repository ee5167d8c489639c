import { expect, it } from 'vitest';
import { preferencesChangeSchema } from './preferences.ts';

it('a change of one part names that part alone: the others stay as they are stored', () => {
  expect(preferencesChangeSchema.parse({})).toEqual({});
  expect(preferencesChangeSchema.parse({ colorScheme: 'dark' })).toEqual({ colorScheme: 'dark' });
  expect(preferencesChangeSchema.parse({ singleKeys: false })).toEqual({ singleKeys: false });
});
