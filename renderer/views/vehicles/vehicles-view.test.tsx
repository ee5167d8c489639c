import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import type { LotView, SavedView } from '../../../shared/lot-list/view.ts';
import type { Preferences } from '../../../shared/preferences.ts';
import { ok } from '../../../shared/result.ts';
import type { ScriptedApi } from '../../stores/scripted-api.ts';
import { lotRow, lotSums, lotView, savedView } from '../../testing/lot-rows.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { VehiclesView } from './vehicles-view.tsx';

const words = text.vehicles;
const FRESH = { asOf: '2026-11-27T12:00:00.000Z', revision: 1, behind: 0 };
/** What the screen asks of a source: whose it is. */
const SOURCE = { slug: 'feed', role: 'own', dealers: [], settings: { ownDealers: [] } } as never;

/** Without a layout the list would have no height, and so no rows. */
const SIZES = ['clientHeight', 'clientWidth'] as const;
const before = SIZES.map((size) => Object.getOwnPropertyDescriptor(HTMLElement.prototype, size));
beforeAll(() => {
  for (const size of SIZES)
    Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 600 });
});
afterAll(() => {
  for (const [at, size] of SIZES.entries())
    Object.defineProperty(HTMLElement.prototype, size, before[at] ?? { configurable: true, value: 0 });
});

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
  core.answer('views.list', () => ok({ views: saved, faults: [] }));
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

const opened = async (preferences: Partial<Preferences> = {}) => {
  const view = await renderView(<VehiclesView />, {
    preferences,
    prepare: lot,
    lot: { sources: [SOURCE] },
  });
  await screen.findAllByRole('gridcell');
  return view;
};
const lastOf = (core: ScriptedApi, name: string) =>
  core.calls.findLast((call) => call.name === name)?.input;
const rowAt = (index: number): HTMLElement =>
  document.querySelector(`[data-index="${index}"]`) ?? document.body;
const pressOn = async (user: { keyboard(keys: string): Promise<void> }, index: number, keys: string) => {
  rowAt(index).focus();
  await user.keyboard(keys);
};

describe('the head', () => {
  it('sorts by a click, by two columns with Shift, and says so', async () => {
    const { core, user } = await opened();
    await user.click(screen.getByRole('button', { name: 'Days on lot' }));
    await waitFor(() =>
      expect(lastOf(core, 'lot.page')).toMatchObject({
        query: { sort: [{ column: 'days', descending: true }] },
      }),
    );
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('button', { name: 'Price' }));
    await user.keyboard('{/Shift}');
    await waitFor(() =>
      expect(lastOf(core, 'lot.page')).toMatchObject({
        query: { sort: [{ column: 'days' }, { column: 'price', descending: true }] },
      }),
    );
    const head = screen.getByRole('columnheader', { name: /Price/ });
    expect(head.getAttribute('aria-sort')).toBe('descending');
  });
});

describe('a view', () => {
  it('that was changed has a dot and goes back, or is saved under a name', async () => {
    const { core, user } = await opened();
    expect(screen.queryByRole('img', { name: words.changedView })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Days on lot' }));
    expect(await screen.findByRole('img', { name: words.changedView })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.reset }));
    expect(screen.queryByRole('img', { name: words.changedView })).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Days on lot' }));
    await pressOn(user, 0, '{Control>}s{/Control}');
    await user.type(await screen.findByLabelText(words.viewName), 'Oldest{Enter}');
    await screen.findByRole('tab', { name: /Oldest/, selected: true });
    expect(lastOf(core, 'views.save')).toMatchObject({ id: null, name: 'Oldest' });
  });

  it('comes back as it was left', async () => {
    await opened({
      vehicles: { viewId: 'all', working: lotView({ rowHeight: 'two-lines' }), preview: false },
    });
    expect(screen.getByRole('img', { name: words.changedView })).toBeTruthy();
    expect(screen.getByRole('button', { name: words.twoLines }).getAttribute('aria-pressed')).toBe('true');
  });

  it('that is empty names the filter that leaves the most out, and takes it away', async () => {
    const { user } = await opened();
    await user.click(screen.getByRole('tab', { name: /Over 60 days/ }));
    await screen.findByText(words.costs('Days on lot ≥ 60', 12));
    await user.click(screen.getByRole('button', { name: words.removeIt }));
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(5));
  });
});

describe('by keys', () => {
  it('X selects, Shift and an arrow extends, Escape lets go', async () => {
    const { user } = await opened();
    await pressOn(user, 0, 'x');
    expect(screen.getByText(words.selected(1))).toBeTruthy();
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(screen.getByText(words.selected(3))).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: words.actions })).toBeNull();
  });

  it('Ctrl A takes the filter, not its vehicles; one taken out is told to the core', async () => {
    const { core, user } = await opened();
    await pressOn(user, 1, '{Control>}a{/Control}');
    const bar = await screen.findByRole('group', { name: words.actions });
    expect(within(bar).getByText(/^12 as of/)).toBeTruthy();
    await pressOn(user, 1, 'x');
    await user.click(within(bar).getByRole('button', { name: `${words.watch} (11)` }));
    await waitFor(() =>
      expect(lastOf(core, 'marks.watch')).toMatchObject({
        target: { kind: 'selection', without: [lotRow(2).vin] },
        watch: true,
      }),
    );
  });

  it('W watches the row that has the focus, N asks for its note', async () => {
    const { core, user } = await opened();
    await pressOn(user, 2, 'w');
    await waitFor(() =>
      expect(lastOf(core, 'marks.watch')).toEqual({
        target: { kind: 'vins', vins: [lotRow(3).vin] },
        watch: true,
      }),
    );
    await pressOn(user, 2, 'n');
    await user.type(await screen.findByLabelText(words.noteLabel), 'call back');
    await user.click(screen.getByRole('button', { name: words.save }));
    await waitFor(() => expect(lastOf(core, 'marks.note')).toMatchObject({ note: 'call back' }));
  });

  it('letters do nothing where they are switched off', async () => {
    const { user } = await opened({ singleKeys: false });
    await pressOn(user, 0, 'x');
    expect(screen.queryByRole('group', { name: words.actions })).toBeNull();
  });

  it('R recomputes the filter as one job; of more than a hundred it asks once, with the number', async () => {
    const { core, user, stores } = await opened();
    core.answer('lot.sums', () => ok({ sums: lotSums(412), ...FRESH }));
    core.answer('scores.recompute', () => ok({ runId: 'r1' }));
    core.answer('runs.outcome', () =>
      ok({
        source: '',
        state: 'done',
        synced: null,
        recompute: { scored: 412, changed: 7 },
        message: null,
      }),
    );
    await stores.vehicles.sums.read();
    await pressOn(user, 1, '{Control>}a{/Control}');
    await user.keyboard('r');
    expect(await screen.findByText(words.manyTitle(words.recompute, 412))).toBeTruthy();
    expect(lastOf(core, 'scores.recompute')).toBeUndefined();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(lastOf(core, 'scores.recompute')).toMatchObject({
        scope: { kind: 'selection', selection: { role: 'own', filters: [] }, without: [] },
      }),
    );
    await waitFor(() => expect(stores.notices.store.getState()).toHaveLength(1));
    expect(core.calls.some(({ name }) => name === 'lot.vins')).toBe(false);
  });

  it('E exports what is shown by its columns and order, and says how many rows went where', async () => {
    const { core, user, stores } = await opened();
    const place = { kind: 'file', path: '/out/lot.xlsx' };
    core.answer('exports.start', () => ok({ exportId: 'x1' }));
    core.answer('exports.outcome', () => ok({ state: 'done', rows: 12, missing: 0, behind: 3, place }));
    await user.click(screen.getByRole('button', { name: 'Price' }));
    await pressOn(user, 0, 'e');
    expect(await screen.findByText(text.exports.title(12))).toBeTruthy();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(stores.notices.store.getState().map((notice) => notice.text)).toEqual([
        '12 rows written to /out/lot.xlsx; 3 on the way into the list and not in it yet',
      ]),
    );
    expect(lastOf(core, 'exports.start')).toEqual({
      title: 'All',
      target: null,
      columns: ['vehicle', 'price', 'days'],
      format: 'xlsx',
      query: {
        role: 'own',
        presence: 'on-lot',
        search: '',
        filters: [],
        sort: [{ column: 'price', descending: true }],
      },
    });
  });

  it('E exports what is selected; a dialog that is closed says nothing, a failure says why', async () => {
    const { core, user, stores } = await opened();
    core.answer('exports.start', () => ok({ exportId: null }));
    await pressOn(user, 1, 'x');
    await user.keyboard('e');
    await user.click(await screen.findByRole('button', { name: text.exports.csv }));
    await waitFor(() =>
      expect(lastOf(core, 'exports.start')).toMatchObject({
        target: { kind: 'vins', vins: [lotRow(2).vin] },
        format: 'csv',
      }),
    );
    expect(stores.notices.store.getState()).toEqual([]);
    core.answer('exports.start', () => ok({ exportId: 'x2' }));
    core.answer('exports.outcome', () => ok({ state: 'failed', message: 'the disk is full' }));
    await user.click(screen.getByRole('button', { name: `${text.exports.export} (1)` }));
    await user.click(await screen.findByRole('button', { name: text.exports.csv }));
    await waitFor(() =>
      expect(stores.notices.store.getState()).toMatchObject([
        { tone: 'problem', text: text.exports.failed('the disk is full') },
      ]),
    );
  });

  it('Enter opens the vehicle', async () => {
    const { stores, user } = await opened();
    await pressOn(user, 1, '{Enter}');
    await waitFor(() => expect(stores.navigation.store.getState().item).toBe(lotRow(2).vin));
  });
});

describe('on paper', () => {
  const printing = async (core: ScriptedApi, user: { keyboard(keys: string): Promise<void> }) => {
    const printed = vi.fn<() => void>();
    window.print = printed;
    await pressOn(user, 0, '{Control>}p{/Control}');
    await waitFor(() => expect(printed).toHaveBeenCalledTimes(1));
    return { sheet: await screen.findByRole('region', { name: words.printed('All') }), core };
  };

  it('a view is a sheet with its filters in words, its sums and all its rows, gone when it is printed', async () => {
    const { core, user } = await opened({
      vehicles: {
        viewId: 'all',
        working: lotView({
          filters: [{ column: 'make', op: 'is', values: ['Toyota', 'Ford'] }],
          sort: [{ column: 'price', descending: true }],
          columns: [
            { column: 'vin', width: null },
            { column: 'price', width: null },
            { column: 'cis', width: null },
          ],
        }),
        preview: false,
      },
    });
    const row = lotRow(1, { flags: ['price-missing'], coverage: { avi: 1, ati: 1, cis: 0.4 } });
    core.answer('lot.page', () => ok({ rows: [row], next: null, ...FRESH }));
    const { sheet } = await printing(core, user);
    expect(sheet.textContent).toContain('Make Toyota, Ford · by Price ↓');
    expect(sheet.textContent).toContain('12 vehicles · Median price $40,000 · Total $480,000');
    expect(
      within(sheet)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['VIN', 'Price', 'CIS']);
    expect(
      within(sheet)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual([row.vin, '$40,001*', '25 (40% known)']);
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(screen.queryByRole('region', { name: words.printed('All') })).toBeNull());
  });

  it('what does not fit on the sheet is counted there', async () => {
    const { core, user } = await opened();
    core.answer('lot.sums', () => ok({ sums: lotSums(2_345), ...FRESH }));
    core.answer('lot.page', ({ cursor, limit }: CallRequest<'lot.page'>) => {
      const from = Number(cursor ?? 0);
      const rows = Array.from({ length: limit }, (_, at) => lotRow(from + at + 1));
      return ok({ rows, next: String(from + limit), ...FRESH });
    });
    const { sheet } = await printing(core, user);
    expect(within(sheet).getAllByText(words.printedFirst(2_000, 345))).toHaveLength(2);
    expect(sheet.querySelectorAll('tbody tr')).toHaveLength(2_000);
  });
});

describe('what moves under the hand', () => {
  it('stays where it is until it is asked to sort again', async () => {
    const { core, stores, user } = await opened();
    core.answer('lot.rows', ({ ids }: CallRequest<'lot.rows'>) =>
      ok({ rows: ids.map((id) => lotRow(id, id === 3 ? { price: 1 } : {})), order: [3, 1, 2], ...FRESH }),
    );
    await stores.vehicles.rows.refresh();
    expect(rowAt(2).textContent).toContain('$1');
    expect(rowAt(2).className).toContain('is-new');
    await user.click(await screen.findByRole('button', { name: /would move/ }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /would move/ })).toBeNull());
  });
});

it('the dealer of the header is a chip here, and both are cleared together', async () => {
  const { core, stores, user } = await opened();
  stores.preferences.setLive({ dealerId: 'eastside' });
  await waitFor(() =>
    expect(lastOf(core, 'lot.page')).toMatchObject({
      query: { filters: [{ column: 'dealer', op: 'is', values: ['eastside'] }] },
    }),
  );
  await user.click(await screen.findByRole('button', { name: words.removeFilter('Dealer') }));
  expect(stores.preferences.store.getState().value?.live.dealerId).toBeNull();
});
