import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/result.ts';
import type { HeldValue } from '../../../shared/review.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { FIELD_NAMES } from '../../text/review.ts';
import { ValueTable } from './value-table.tsx';

const words = text.review;
const vinOf = (id: number) => `5TDBRKEC1PS00000${id}`;
const held = (id: number): HeldValue => ({
  id,
  kind: 'quarantined',
  source: 'feed',
  vin: vinOf(id),
  dealerId: 'eastside',
  facts: {
    year: 2023,
    make: 'Toyota',
    model: 'Sienna',
    trim: 'LE',
    condition: 'new',
    dealerName: 'Eastside',
  },
  field: 'price',
  check: 'price:ratio',
  old: 40_000,
  new: 4_000,
  ratio: 0.1,
  currency: null,
  peers: { count: 0, median: null },
  oldBlankSince: null,
  reason: 'a tenth of the MSRP',
  since: '2025-11-22',
  latest: '2025-11-23',
  observations: 1,
});
const VALUES = [held(1), held(2), held(3)];

/** The table on Review's store, with what is selected said beside it. */
function Table() {
  const { openReview } = useStores();
  const [review] = useState(openReview);
  const picked = useStore(review.store, (state) => [...state.picked].toSorted().join(' '));
  return (
    <>
      <ValueTable values={VALUES} review={review} selectable label={words.values} />
      <output>{picked}</output>
    </>
  );
}

const box = (id: number) =>
  screen.getByRole<HTMLInputElement>('checkbox', { name: words.select(vinOf(id), FIELD_NAMES.price) });
const picked = () => screen.getByRole('status').textContent;

async function opened() {
  const rendered = await renderView(<Table />, {
    prepare: (core) => {
      core.answer('review.list', () => ok({ syncs: [], values: [], total: 0 }));
      core.answer('review.decide', () => ok({ decided: 1, events: 1, runIds: [] }));
    },
  });
  box(1).focus();
  return rendered;
}

it('the focus goes from row to row with the arrows and stays at the ends', async () => {
  const { user } = await opened();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(box(2));
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(box(3));
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(box(1));
  expect(picked()).toBe('');
});

it('the table selects with Space, takes rows along with Shift, and all with Ctrl A', async () => {
  const { user } = await opened();
  await user.keyboard('{ArrowDown} ');
  expect(picked()).toBe('2');
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(picked()).toBe('2 3');
  expect(box(2).closest('tr')?.getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{Control>}a{/Control}');
  expect(picked()).toBe('1 2 3');
});

it('the table selects all from the last box on when a box is clicked with Shift', async () => {
  const { user } = await opened();
  await user.click(box(3));
  await user.keyboard('{Shift>}');
  await user.click(box(1));
  await user.keyboard('{/Shift}');
  expect(picked()).toBe('1 2 3');
});

it('the header box shows a part of the selection as neither on nor off, and lets all go with the second press', async () => {
  const { user } = await opened();
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: words.selectAll });
  await user.click(box(2));
  expect(all.indeterminate).toBe(true);
  await user.click(all);
  expect([picked(), all.indeterminate, all.checked]).toEqual(['1 2 3', false, true]);
  await user.click(all);
  expect([picked(), all.checked]).toEqual(['', false]);
});

it('a button decides its one row, from the keyboard, and touches no other', async () => {
  const { user, core } = await opened();
  const row = box(2).closest('tr');
  if (row === null) throw new Error('the box stands in no row');
  box(2).focus();
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(
    within(row).getByRole('button', { name: words.acceptOf(FIELD_NAMES.price, vinOf(2)) }),
  );
  await user.tab();
  await user.keyboard('{Enter}');
  const decided = () => core.calls.filter(({ name }) => name === 'review.decide').map(({ input }) => input);
  await expect.poll(decided).toEqual([{ decision: 'reject', values: [2], syncs: [] }]);
});
