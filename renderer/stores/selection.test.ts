import { expect, it } from 'vitest';
import { SELECTED_MAX, createSelection } from './selection.ts';

it('the selection adds and removes one by one, adds ranges, and never more than one recompute takes', () => {
  const { store, toggle, add, clear } = createSelection();
  toggle('a');
  toggle('b');
  toggle('a');
  add(['b', 'c']);
  expect([...store.getState()]).toEqual(['b', 'c']);
  add(Array.from({ length: SELECTED_MAX + 5 }, (_, i) => String(i)));
  expect(store.getState().size).toBe(SELECTED_MAX);
  toggle('one more');
  expect(store.getState().has('one more')).toBe(false);
  clear();
  expect(store.getState().size).toBe(0);
});
