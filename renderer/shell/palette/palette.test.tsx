import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { VehicleHit } from '../../../shared/vehicle.ts';
import type { ScriptedApi } from '../../stores/scripted-api.ts';
import { lotView, savedView } from '../../testing/lot-rows.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { Header } from '../header.tsx';
import { Palette } from './palette.tsx';

const words = text.palette;
const hit = (vin: string, model: string): VehicleHit => ({
  vin,
  stockNumber: `S-${vin.slice(-4)}`,
  year: 2026,
  make: 'Toyota',
  model,
  trim: null,
  dealerName: 'Eastside',
  price: 40_000,
  priceBlankSince: null,
  currency: null,
});
const SIENNA = hit('5TDBRKEC1PS000001', 'Sienna');
/** Two dealers, so that there is one to choose. */
const SOURCE = {
  slug: 'rooftop-feed',
  role: 'own',
  vehicles: 12,
  dealers: [
    { id: 'east', name: 'Eastside', vehicles: 7 },
    { id: 'west', name: 'Westgate', vehicles: 5 },
  ],
  settings: { ownDealers: [] },
} as never;

function lot(core: ScriptedApi): void {
  core.answer('views.list', () =>
    ok({ views: [savedView('sold', 'Sold this week', lotView())], faults: [] }),
  );
  core.answer('vehicles.find', ({ text: typed }: CallRequest<'vehicles.find'>) =>
    ok({ vehicles: typed.toLowerCase().startsWith('s') ? [SIENNA] : [] }),
  );
  core.answer('sync.start', () => ok({ runIds: [] }));
}

async function opened(prepare = lot) {
  const view = await renderView(
    <>
      <Header />
      <Palette />
    </>,
    { prepare, lot: { sources: [SOURCE] } },
  );
  await view.user.keyboard('{Control>}k{/Control}');
  const dialog = await screen.findByRole('dialog', { name: words.label });
  const field = within(dialog).getByRole('combobox');
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { ...view, dialog, field };
}
const active = (): string =>
  document.getElementById(
    screen.getByRole('combobox', { name: words.label }).getAttribute('aria-activedescendant') ?? '',
  )?.textContent ?? '';

describe('the palette', () => {
  it('has the next letter, however soon it is typed', async () => {
    await renderView(<Palette />, { prepare: lot, lot: { sources: [SOURCE] } });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: words.label }));
  });

  it('is what the field of the header opens: one field, not two', async () => {
    const { user } = await renderView(
      <>
        <Header />
        <Palette />
      </>,
      { prepare: lot },
    );
    expect(screen.queryAllByRole('combobox', { name: words.label })).toEqual([]);
    await user.click(screen.getByRole('button', { name: words.open }));
    await screen.findByRole('combobox', { name: words.label });
  });

  it('finds vehicles, actions, views and screens, and Enter runs the one gone to', async () => {
    const { user, stores } = await opened();
    await user.keyboard('sienna');
    await screen.findByRole('option', { name: /2026 Toyota Sienna/ });
    expect(active()).toContain('Sienna');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(stores.navigation.store.getState()).toEqual({ view: 'vehicle', item: SIENNA.vin }),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('Enter before the core has answered opens what it then finds', async () => {
    const { user, stores } = await opened();
    await user.keyboard('sienna{Enter}');
    await waitFor(() => expect(stores.navigation.store.getState().item).toBe(SIENNA.vin));
  });

  it('Tab goes to the next group, Shift and Tab back, arrows from line to line', async () => {
    const { user } = await opened();
    await user.keyboard('se');
    await screen.findByRole('group', { name: words.groups.vehicles });
    const groups = screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'));
    expect(groups.length).toBeGreaterThan(2);
    const firstOf = (name: string | null | undefined): string =>
      within(screen.getByRole('group', { name: name ?? '' })).getAllByRole('option')[0]?.textContent ?? '';
    for (const name of [...groups.slice(1), groups[0]]) {
      await user.keyboard('{Tab}');
      expect(active()).toBe(firstOf(name));
    }
    await user.keyboard('{Shift>}{Tab}{/Shift}');
    expect(active()).toBe(firstOf(groups.at(-1)));
    await user.keyboard('{ArrowUp}{ArrowDown}');
    expect(active()).toBe(firstOf(groups.at(-1)));
  });

  it('runs what the button runs, and lists it first the next time', async () => {
    const { user, core, stores } = await opened();
    await user.keyboard('>sync now{Enter}');
    await waitFor(() =>
      expect(core.calls.some(({ name, input }) => name === 'sync.start' && input !== null)).toBe(true),
    );
    expect(stores.preferences.store.getState().value?.doneLast).toEqual([
      { key: 'actions:sync', name: 'Sync now' },
    ]);
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('group', { name: words.groups.done });
    expect(active()).toContain('Sync now');
  });

  it('does not run what its button cannot, and shows why', async () => {
    const view = await renderView(<Palette />, { prepare: lot });
    await view.user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('dialog', { name: words.label });
    await view.user.keyboard('>sync now');
    const option = await screen.findByRole('option', { name: /Sync now/ });
    expect(option.textContent).toContain(text.shell.syncNothing);
    expect(option.getAttribute('aria-disabled')).toBe('true');
    await view.user.keyboard('{Enter}');
    expect(view.core.calls.some(({ name }) => name === 'sync.start')).toBe(false);
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('lists what else can be done with a line after →, and goes back with ←', async () => {
    const { user, core } = await opened();
    core.answer('marks.watch', () => ok({ changed: 1 }));
    await user.keyboard('sienna');
    await screen.findByRole('option', { name: /2026 Toyota Sienna/ });
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('group', { name: words.groups.more })).toBeTruthy();
    await user.keyboard('{ArrowLeft}');
    expect(active()).toContain('Sienna');
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() =>
      expect(core.calls.at(-1)).toMatchObject({
        name: 'marks.watch',
        input: { target: { kind: 'vins', vins: [SIENNA.vin] }, watch: true },
      }),
    );
  });

  it('Ctrl Enter opens it beside, and this window stays where it is', async () => {
    const { user, core, stores } = await opened();
    core.answer('app.openBeside', () => ok({}));
    await user.keyboard(':wall{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(core.calls.at(-1)).toEqual({ name: 'app.openBeside', input: { route: '#/wall' } }),
    );
    expect(stores.navigation.store.getState().view).toBe('live');
  });

  it('says that nothing fits, and searches Vehicles for it', async () => {
    const { user, stores } = await opened();
    await user.keyboard('zzzz');
    await screen.findByText(words.nothing);
    expect(active()).toBe(words.searchVehicles('zzzz'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(stores.navigation.store.getState().view).toBe('vehicles'));
    expect(stores.vehicles.views.store.getState().working?.search).toBe('zzzz');
  });

  it('Escape leaves, first what is listed for a line, then the palette', async () => {
    const { user } = await opened();
    await user.keyboard('sienna');
    await screen.findByRole('option', { name: /2026 Toyota Sienna/ });
    await user.keyboard('{ArrowRight}{Escape}');
    expect(active()).toContain('Sienna');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
