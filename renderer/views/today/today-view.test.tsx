import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import type { DaySummary } from '../../../shared/day-summary/summary.ts';
import { fail, ok } from '../../../shared/result.ts';
import { beginOf } from '../../stores/today.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { TodayView } from './today-view.tsx';

const SUMMARY: DaySummary = {
  since: '2026-11-27T00:00:00.000Z',
  until: '2026-11-27T12:00:00.000Z',
  dealer: null,
  totals: {
    vehicles: 412,
    added: 0,
    sold: 1,
    gone: 0,
    msrpChanges: 0,
    priceChanges: 861,
    scoresFell: 0,
  },
  models: [{ name: 'Toyota Sienna', changes: 861, up: 860, down: 1 }],
  moreModels: 0,
  dealers: [],
  moreDealers: 0,
  moves: [
    {
      vin: 'V1',
      vehicle: null,
      dealer: null,
      field: 'price',
      vehicles: 860,
      old: null,
      new: null,
      delta: 750,
      currency: null,
    },
    {
      vin: '5TDBRKEC1PS000001',
      vehicle: '2026 Toyota Sienna',
      dealer: 'North',
      field: 'price',
      vehicles: 1,
      old: 40_000,
      new: 39_500,
      delta: -500,
      currency: null,
    },
  ],
  moreMoves: 3,
  added: [],
  left: [
    {
      vin: '5TDBRKEC1PS000002',
      vehicle: '2025 Ford F-150',
      dealer: 'North',
      price: 50_000,
      currency: null,
      at: '2026-11-27T12:00:00.000Z',
      why: 'sold',
      days: null,
    },
  ],
  scores: [],
  review: { syncs: 1, quarantined: 0, pending: 0 },
  failing: [],
  oldestSource: null,
};
const cellsOf = (name: string): string[][] =>
  within(screen.getByRole('region', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

it('the day stands on one page: figures, moves, what left, and what asks for a person', async () => {
  const asked: CallRequest<'summary.day'>[] = [];
  const { user, stores, core } = await renderView(<TodayView />, {
    prepare: (one) =>
      one.answer('summary.day', (input: CallRequest<'summary.day'>) => {
        asked.push(input);
        return ok(SUMMARY);
      }),
  });
  await screen.findByText('Review: 1 whole sync to decide, of all dealers');
  expect(screen.getByRole('link', { name: text.today.review }).getAttribute('href')).toBe('#/review');
  expect(cellsOf('Biggest moves')).toEqual([
    ['several models', '860 vehicles', 'several dealers', 'Price', '–', '–', '+$750'],
    ['2026 Toyota Sienna', '5TDBRKEC1PS000001', 'North', 'Price', '$40,000', '$39,500', '−$500'],
  ]);
  expect(screen.getByText('and 3 more')).toBeTruthy();
  expect(cellsOf('Sold and gone')).toEqual([
    ['2025 Ford F-150', '5TDBRKEC1PS000002', 'North', 'Sold', '$50,000', '–'],
  ]);
  expect(screen.getByText('No vehicle came.')).toBeTruthy();
  expect(screen.getByRole('link', { name: '5TDBRKEC1PS000002' }).getAttribute('href')).toBe(
    '#/vehicle/5TDBRKEC1PS000002',
  );

  await user.click(screen.getByRole('radio', { name: text.today.periods.week }));
  stores.preferences.setLive({ dealerId: 'north' });
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({ since: beginOf('week', Date.now()), dealerId: 'north' }),
  );
  core.answer('summary.day', () => fail('unavailable', 'the disk is full'));
  await user.click(screen.getByRole('radio', { name: text.today.periods.today }));
  expect(await screen.findByText(text.today.failed('the disk is full'))).toBeTruthy();
});

it('a period begins at a local midnight', () => {
  const now = new Date(2026, 10, 27, 14, 30).getTime();
  expect(beginOf('today', now)).toBe(new Date(2026, 10, 27).toISOString());
  expect(beginOf('yesterday', now)).toBe(new Date(2026, 10, 26).toISOString());
  expect(beginOf('week', now)).toBe(new Date(2026, 10, 21).toISOString());
});
