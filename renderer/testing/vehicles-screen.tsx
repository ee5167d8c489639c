import { screen } from '@testing-library/react';
import { afterAll, beforeAll } from 'vitest';
import type { CallRequest } from '../../shared/contract.ts';
import type { LotView, SavedView } from '../../shared/lot-list/view.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import type { ScriptedApi } from '../stores/scripted-api.ts';
import { lotRow, lotSums, lotView, savedView } from './lot-rows.ts';
import { renderView } from './render.tsx';
import { VehiclesView } from '../views/vehicles/vehicles-view.tsx';

/** For tests: the Vehicles screen over a core with twelve vehicles. */

export const FRESH = { asOf: '2026-11-27T12:00:00.000Z', revision: 1, behind: 0 };
/** What the screen asks of a source: whose it is. */
const SOURCE = { slug: 'feed', role: 'own', dealers: [], settings: { ownDealers: [] } } as never;

/** Without a layout the list would have no height, and so no rows. */
const SIZES = ['clientHeight', 'clientWidth'] as const;
const before = SIZES.map((size) => Object.getOwnPropertyDescriptor(HTMLElement.prototype, size));
export function withLayout(): void {
  beforeAll(() => {
    for (const size of SIZES)
      Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 600 });
  });
  afterAll(() => {
    for (const [at, size] of SIZES.entries())
      Object.defineProperty(HTMLElement.prototype, size, before[at] ?? { configurable: true, value: 0 });
  });
}

const ALL = savedView('all', 'All', lotView());
const OLD = savedView(
  'old',
  'Over 60 days',
  lotView({ filters: [{ column: 'days', op: 'range', min: 60, max: null, over: null, under: null }] }),
);

/** Twelve vehicles; a filter by days leaves none. */
function lot(core: ScriptedApi, saved: SavedView[] = [ALL, OLD]): void {
  const rows = Array.from({ length: 12 }, (_, at) => lotRow(at + 1));
  const fits = ({ filters }: { filters: LotView['filters'] }): boolean =>
    !filters.some(({ column }) => column === 'days');
  core.answer('views.save', ({ id, name, view }: CallRequest<'views.save'>) => {
    const one = { id: id ?? 'mine', name, builtIn: id === 'all', changed: true, view };
    return ok({ id: one.id, views: [...saved.filter((other) => other.id !== one.id), one], faults: [] });
  });
  core.answer('lot.page', ({ query }: CallRequest<'lot.page'>) =>
    ok({ rows: fits(query) ? rows : [], next: null, ...FRESH }),
  );
  core.answer('lot.sums', ({ selection }: CallRequest<'lot.sums'>) =>
    ok({ sums: lotSums(fits(selection) ? 12 : 0), ...FRESH }),
  );
  core.answer('lot.counts', ({ selections }: CallRequest<'lot.counts'>) =>
    ok({ counts: selections.map((selection) => (fits(selection) ? 12 : 0)), ...FRESH }),
  );
  core.answer('lot.rows', ({ ids }: CallRequest<'lot.rows'>) =>
    ok({ rows: rows.filter(({ id }) => ids.includes(id)), order: ids, ...FRESH }),
  );
  core.answer('marks.watch', () => ok({ changed: 1 }));
  core.answer('marks.note', () => ok({ changed: 1 }));
}

export const opened = async (preferences: Partial<Preferences> = {}, faults: readonly string[] = []) => {
  const view = await renderView(<VehiclesView />, {
    preferences,
    prepare: (core) => {
      lot(core);
      core.answer('views.list', () => ok({ views: [ALL, OLD], faults: [...faults] }));
    },
    lot: { sources: [SOURCE] },
  });
  await screen.findAllByRole('gridcell');
  return view;
};
export const lastOf = (core: ScriptedApi, name: string) =>
  core.calls.findLast((call) => call.name === name)?.input;
export const rowAt = (index: number): HTMLElement =>
  document.querySelector(`[data-index="${index}"]`) ?? document.body;
export const pressOn = async (
  user: { keyboard(keys: string): Promise<void> },
  index: number,
  keys: string,
) => {
  rowAt(index).focus();
  await user.keyboard(keys);
};
