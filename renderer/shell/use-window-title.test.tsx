import { waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderView } from '../testing/render.tsx';
import { useWindowTitle } from './use-window-title.ts';

function Titled() {
  useWindowTitle();
  return null;
}

it('the title says the screen, the dealer that is chosen and how many wait for review', async () => {
  const sources = [
    {
      role: 'own',
      dealers: [{ id: 'east', name: 'Eastside', vehicles: 7 }],
      settings: { ownDealers: [] },
    } as never,
  ];
  const { stores, setLot } = await renderView(<Titled />, { lot: { sources } });
  expect(document.title).toBe('Live · Lotwatch');
  stores.navigation.go('vehicles');
  await waitFor(() => expect(document.title).toBe('Vehicles · Lotwatch'));
  stores.preferences.setLive({ dealerId: 'east' });
  await waitFor(() => expect(document.title).toBe('Vehicles · Eastside · Lotwatch'));
  setLot({ sources, review: { syncs: 1, quarantined: 2, pending: 4 } });
  await waitFor(() => expect(document.title).toBe('Vehicles · Eastside · 3 to review · Lotwatch'));
  stores.navigation.go('vehicle', '5TDBRKEC1PS156228');
  await waitFor(() => expect(document.title).toBe('Vehicle 1PS156228 · Eastside · 3 to review · Lotwatch'));
});
