import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ScoreDay } from '../../../shared/lot.ts';
import { ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/preferences.ts';
import { lotState } from '../../testing/lot.ts';
import { renderView } from '../../testing/render.tsx';
import { linePoints } from './wall-line.tsx';
import { WallScores } from './wall-scores.tsx';

const day = (of: number, cis: number | null, avi = 70): ScoreDay => ({
  day: new Date(Date.UTC(2026, 0, of)).toISOString().slice(0, 10),
  ...{ avi, ati: null, cis },
});

it('a line ends at its last day on the right; days that are missing keep their room, unknown ones are left out', () => {
  expect(linePoints([], 'cis')).toEqual([]);
  expect(linePoints([day(1, null)], 'cis')).toEqual([]);
  const points = linePoints([day(1, 50), day(2, null), day(16, 60), day(30, 58)], 'cis');
  const [first, middle, last] = points.map(({ x }) => x);
  expect(points).toHaveLength(3);
  expect(first).toBeCloseTo(5);
  expect(middle).toBeCloseTo(5 + (15 / 29) * 170);
  expect(last).toBeCloseTo(175);
  // The highest is at the top.
  expect(points[1]?.y).toBe(Math.min(...points.map(({ y }) => y)));
  // Equal scores lie in the middle, and a point is no cliff.
  expect(linePoints([day(1, 50), day(2, 50)], 'cis').map(({ y }) => y)).toEqual([17, 17]);
  const [from = { y: 0 }, to = { y: 0 }] = linePoints([day(1, 50), day(2, 51)], 'cis');
  expect(from.y - to.y).toBeCloseTo(24 / 8);
});

it('each score has its line of the chosen dealer, and says from where to where', async () => {
  const asked: (string | null)[] = [];
  const lines: Record<string, ScoreDay[]> = {
    all: [day(1, 50), day(2, 55)],
    west: [day(1, 40, 60)],
  };
  const view = await renderView(<WallScores />, {
    lot: {
      figures: {
        ...lotState().figures,
        medians: { current: { avi: 70, ati: null, cis: 55 }, before: null },
      },
    },
    prepare: (core) =>
      core.answer('scores.days', ({ dealerId }: { dealerId: string | null }) => {
        asked.push(dealerId);
        return ok({ days: lines[dealerId ?? 'all'] ?? [] });
      }),
  });
  await screen.findByRole('img', { name: '2 days: from 50 to 55' });
  expect(screen.getAllByRole('img', { name: /from/ })).toHaveLength(2);
  view.stores.preferences.set({ live: { ...DEFAULT_PREFERENCES.live, dealerId: 'west' } });
  await screen.findByRole('img', { name: '40 on the one day known' });
  expect(asked.at(-1)).toBe('west');
});
