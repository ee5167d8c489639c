import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { LotState } from '../../../shared/lot.ts';
import { event, group } from '../../stores/scripted-api.ts';
import { lotState } from '../../testing/lot.ts';
import { renderView, type Rendered } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { WallView } from './wall-view.tsx';

const words = text.wall;
const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
const source = (slug: string, some: object = {}) => ({
  slug,
  role: 'own',
  lastAsOf: ago(1),
  lastSyncAt: ago(1),
  nextRunAt: null,
  error: null,
  dealers: [
    { id: 'eastside', name: 'Eastside', vehicles: 7 },
    { id: 'west', name: 'Westgate', vehicles: 5 },
  ],
  settings: { ownDealers: [] },
  ...some,
});
const shown = async (sources: readonly object[], some: Parameters<typeof renderView>[1] = {}) => {
  const lot: Partial<LotState> = {
    sources: sources as never,
    figures: { ...lotState().figures, vehicles: 12_480, msrpChangesToday: 3 },
  };
  return renderView(<WallView />, { lot, ...some });
};
/** The wall's list from now on, of whichever dealer it asks for. */
const changed = ({ core }: Rendered, rows: readonly object[], seq = 9): void =>
  core.send({
    feed: 'changes',
    epoch: 'test',
    after: seq - 1,
    seq,
    kind: 'snapshot',
    data: { rows, more: false, hides: false },
  });
const list = (name: string): HTMLElement => screen.getByRole('region', { name: new RegExp(`^${name}`) });

it('shows the figures, the newest changes and the biggest moves of today, a whole model as one', async () => {
  const view = await shown([source('feed')]);
  const at = ago(0);
  changed(view, [
    event(9, { at, delta: -500 }),
    group(8, 204, { at, dealerId: null }),
    event(7, { at: ago(30), delta: -9_000 }),
  ]);
  await within(list(words.changes)).findByText(/204 vehicles · Toyota Sienna/);
  expect(within(list(words.changes)).getAllByRole('listitem')).toHaveLength(3);
  expect(screen.getByText('12,480')).toBeTruthy();
  const moves = within(list(words.moves))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  // What moved more was on another day.
  expect(moves).toEqual([
    expect.stringMatching(/204 vehicles.*\+\$750/),
    expect.stringMatching(/2023 Sienna LE.*−\$500/),
  ]);
});

it('names a stale source with its age, and no competitor unless a setting allows it', async () => {
  const sources = [source('feed'), source('rival-motors', { role: 'competitor', lastAsOf: ago(26.5) })];
  const rival = event(9, { at: ago(0), dealerId: 'rival', source: 'rival-console' });
  const view = await shown(sources);
  changed(view, [rival, event(8, { at: ago(0) })]);
  const stale = await screen.findByText(words.competitor(1), { exact: false });
  expect(stale.textContent).toContain('26 h old');
  expect(stale.className).toBe('is-warn');
  expect(document.body.textContent).not.toContain('rival-motors');
  expect(await within(list(words.changes)).findAllByRole('listitem')).toHaveLength(1);
  view.stores.preferences.set({ wall: { competitors: true, name: '' } });
  await screen.findByText('rival-motors', { exact: false });
  expect(within(list(words.changes)).getAllByRole('listitem')).toHaveLength(2);
});

it('an empty lot says so; without a change the next sync stands in large figures', async () => {
  const view = await shown([]);
  changed(view, []);
  await screen.findByText(words.noInventory);
  const nextRunAt = new Date(new Date().setHours(23, 59, 0, 0)).toISOString();
  view.setLot({ sources: [source('feed', { nextRunAt })] as never });
  expect((await screen.findAllByText('23:59')).some(({ tagName }) => tagName === 'STRONG')).toBe(true);
});

it('D goes from dealer to dealer, Space pauses, T changes the colours, Escape leaves', async () => {
  const view = await shown([source('feed')]);
  changed(view, [event(9, { at: ago(0) })]);
  const dealer = () => view.stores.preferences.store.getState().value?.live.dealerId;
  await view.user.keyboard('d');
  expect(dealer()).toBe('eastside');
  await screen.findByRole('heading', { name: 'Eastside' });
  await view.user.keyboard('dd');
  expect(dealer()).toBeNull();

  await view.user.keyboard(' ');
  await screen.findByText(/^Paused since/);
  changed(view, [event(10, { at: ago(0) }), event(9, { at: ago(0) })], 10);
  expect(within(list(words.changes)).getAllByRole('listitem')).toHaveLength(1);
  await view.user.keyboard(' ');
  await waitFor(() => expect(within(list(words.changes)).getAllByRole('listitem')).toHaveLength(2));

  await view.user.keyboard('t');
  expect(view.stores.preferences.store.getState().value?.colorScheme).toBe('dark');
  view.stores.navigation.go('wall');
  await view.user.keyboard('{Escape}');
  await waitFor(() => expect(view.stores.navigation.store.getState().view).toBe('live'));
});

it('letters are off where they are switched off, Escape and Space are not', async () => {
  const view = await shown([source('feed')], { preferences: { singleKeys: false } });
  await view.user.keyboard('d');
  expect(view.stores.preferences.store.getState().value?.live.dealerId).toBeNull();
  await view.user.keyboard(' ');
  await screen.findByText(/^Paused since/);
});
