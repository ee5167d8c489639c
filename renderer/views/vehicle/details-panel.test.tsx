import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/result.ts';
import type { ScriptedApi } from '../../stores/scripted-api.ts';
import { VIN, listingView } from '../../testing/listing-view.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { DetailsPanel } from './details-panel.tsx';

const words = text.vehicle;
const LISTING = 'https://www.dealer.example/car/1';
const info = (canOpenListings: boolean) => (core: ScriptedApi) => {
  core.answer('app.info', () =>
    ok({
      version: '1',
      instanceId: 'one',
      dataDir: '/data',
      adapter: canOpenListings ? 'desktop' : 'browser',
      canPickFiles: canOpenListings,
      canOpenListings,
    }),
  );
  core.answer('vehicles.openListing', () => ok({}));
};
const opened = (over: Parameters<typeof listingView>[0], isDesktop = true) =>
  renderView(<DetailsPanel vin={VIN} listing={listingView(over)} />, { prepare: info(isDesktop) });

it('shows what is known, and no line for what is not', async () => {
  await opened({ exteriorColor: 'Ice Cap', bodyStyle: '', mileage: 7_456, kilometres: 12_000 });
  expect(screen.getByText(words.detailNames.exterior).nextElementSibling?.textContent).toBe('Ice Cap');
  expect(screen.getByText(words.detailNames.mileage).nextElementSibling?.textContent).toMatch(/12,000 km/);
  for (const name of [words.detailNames.body, words.detailNames.interior])
    expect(screen.queryByText(name)).toBe(null);
});

it('loads no photo: their addresses are text', async () => {
  const { user } = await opened({
    photoAddresses: ['https://cdn.example/1.jpg', 'https://cdn.example/1.jpg'],
  });
  await user.click(screen.getByText(words.photoAddresses(2)));
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'https://cdn.example/1.jpg',
    'https://cdn.example/1.jpg',
  ]);
  expect(document.querySelector('img')).toBe(null);
});

it('asks with the whole address before a listing opens, and the core looks it up by itself', async () => {
  const { core, user } = await opened({ url: LISTING });
  await user.click(screen.getByRole('button', { name: words.openListing }));
  expect(await screen.findByText(LISTING)).toBeTruthy();
  expect(core.calls.filter(({ name }) => name === 'vehicles.openListing')).toEqual([]);
  await user.click(await screen.findByRole('button', { name: words.open }));
  await waitFor(() =>
    expect(core.calls.findLast(({ name }) => name === 'vehicles.openListing')?.input).toEqual({
      vin: VIN,
      source: 'feed',
    }),
  );
});

it('in a browser it is a link that gives nothing of ours away', async () => {
  const { user } = await opened({ url: LISTING }, false);
  await user.click(screen.getByRole('button', { name: words.openListing }));
  const link = await screen.findByRole('link', { name: words.open });
  expect(link.getAttribute('href')).toBe(LISTING);
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
});

it('offers nothing where the feed gives no address of the web', async () => {
  await opened({ url: 'javascript:alert(1)' });
  expect(screen.queryByRole('button', { name: words.openListing })).toBe(null);
});
