import { expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

const task = () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { done: promise, resolve, cancel: vi.fn<() => void>(), withdraw: vi.fn<() => void>() };
};

it('a later question withdraws the earlier one of its kind, and no other', async () => {
  const turns = new Turns();
  const [first, search, second] = [task(), task(), task()];
  const answers = [turns.take('explain', first), turns.take('find', search), turns.take('explain', second)];
  expect(first.withdraw).toHaveBeenCalledOnce();
  expect(search.withdraw).not.toHaveBeenCalled();
  for (const one of [first, search, second]) one.resolve('found');
  expect(await Promise.all(answers)).toEqual(['found', 'found', 'found']);
  // An answered request can no longer be withdrawn.
  void turns.take('explain', task());
  expect(second.withdraw).not.toHaveBeenCalled();
});

it('requests of a screen that closes are withdrawn', () => {
  const turns = new Turns();
  const [explain, find] = [task(), task()];
  void turns.take('explain', explain);
  void turns.take('find', find);
  turns.close();
  expect([explain.cancel.mock.calls.length, find.cancel.mock.calls.length]).toEqual([1, 1]);
});
