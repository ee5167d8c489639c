import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import { lotRow, lotView } from '../../testing/lot-rows.ts';
import { text } from '../../text.ts';
import { FRESH, lastOf, opened, pressOn, rowAt, withLayout } from '../../testing/vehicles-screen.tsx';

const words = text.vehicles;
withLayout();

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

describe('the menu of a heading', () => {
  const menuOf = async (user: { keyboard(keys: string): Promise<void> }, name: string) => {
    screen.getByRole('button', { name }).focus();
    await user.keyboard('{ArrowDown}');
    return screen.findByRole('menu');
  };
  const first = (): string | null =>
    screen.getAllByRole('columnheader')[1]?.querySelector('button')?.getAttribute('aria-label') ?? null;

  it('opens with ↓ and sorts, pins and hides by keys; the focus goes back to the heading', async () => {
    const { core, stores, user } = await opened();
    const menu = await menuOf(user, 'Days on lot');
    await waitFor(() => expect(menu.firstElementChild).toBe(document.activeElement));
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() =>
      expect(lastOf(core, 'lot.page')).toMatchObject({
        query: { sort: [{ column: 'days', descending: true }] },
      }),
    );
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Days on lot' })),
    );

    await menuOf(user, 'Days on lot');
    await user.click(screen.getByRole('menuitem', { name: words.pin }));
    await waitFor(() => expect(first()).toBe('Days on lot'));
    await menuOf(user, 'Price');
    await user.click(screen.getByRole('menuitem', { name: words.hideColumn }));
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: /Price/ })).toBeNull());
    expect(stores.vehicles.views.store.getState().working?.columns).toEqual([
      { column: 'vehicle', width: null },
      { column: 'days', width: null, pinned: true },
    ]);
  });

  it('changes the width while it stays open; Escape closes it and nothing below', async () => {
    const { stores, user } = await opened({
      vehicles: { viewId: 'all', working: null, preview: true },
    });
    await menuOf(user, 'Price');
    const width = () =>
      stores.vehicles.views.store.getState().working?.columns.find(({ column }) => column === 'price')
        ?.width ?? null;
    await user.click(screen.getByRole('menuitem', { name: words.widen }));
    const wider = width();
    expect(wider).not.toBeNull();
    await user.click(screen.getByRole('menuitem', { name: words.widen }));
    expect(width()).toBe((wider ?? 0) + 8);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(stores.preferences.store.getState().value?.vehicles.preview).toBe(true);
  });
});

describe('a view', () => {
  it('that is damaged is named above the list, until that was read', async () => {
    const { user } = await opened({}, ['View "Old": a filter is not understood and left out.']);
    expect(screen.getByText(/a filter is not understood and left out/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: text.common.dismiss }));
    expect(screen.queryByText(/is not understood/)).toBeNull();
    expect(screen.getAllByRole('gridcell').length).toBeGreaterThan(0);
  });

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

  it('Enter opens the vehicle', async () => {
    const { stores, user } = await opened();
    await pressOn(user, 1, '{Enter}');
    await waitFor(() => expect(stores.navigation.store.getState().item).toBe(lotRow(2).vin));
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

it.each([0, 2, 9])(
  'another list is gone through from its top where the focus was in row %i',
  async (index) => {
    const { core, stores, user } = await opened();
    rowAt(index).focus();
    const before = rowAt(0).textContent;
    core.answer('lot.page', () =>
      ok({ rows: [101, 102, 103].map((id) => lotRow(id)), next: null, ...FRESH }),
    );
    stores.vehicles.views.change({ search: 'sienna' });
    await waitFor(() => expect(rowAt(0).textContent).not.toBe(before));
    await waitFor(() => expect(document.activeElement).toBe(rowAt(0)));
    await user.keyboard('x');
    expect(screen.getByText(words.selected(1))).toBeTruthy();
  },
);

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
