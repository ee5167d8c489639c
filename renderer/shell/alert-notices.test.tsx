import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { AlertFeedState } from '../../shared/alerts/calls.ts';
import { renderView } from '../testing/render.tsx';
import { text } from '../text.ts';
import { AlertNotices } from './alert-notices.tsx';

const state = (ids: readonly string[]): AlertFeedState => ({
  counts: { firing: ids.length, acknowledged: 0, snoozed: 0, resolved: 0 },
  ...{ mutedUntil: null, newest: ids.length, revision: ids.length },
  notices: ids.map((id) => ({
    ...{ id, rule: 'Price drops', text: `Sienna ${id}`, urgent: false, at: '2025-11-23T12:00:00.000Z' },
  })),
});

async function opened(ids: readonly string[]) {
  const rendered = await renderView(<AlertNotices />);
  const mark = { feed: 'alerts', epoch: 'test', after: 0, seq: 1, kind: 'snapshot' } as const;
  act(() => rendered.core.send({ ...mark, data: state(ids) }));
  return rendered;
}

it('an alert that the system did not show stays in the window until dismissed, over a reload, too', async () => {
  const { user, unmount } = await opened(['a1', 'a2']);
  expect(await screen.findByText(/Sienna a1/)).toBeTruthy();
  await user.click(screen.getAllByRole('button', { name: text.common.dismiss })[0] as HTMLElement);
  expect(screen.queryByText(/Sienna a1/)).toBeNull();
  expect(screen.getByText(/Sienna a2/)).toBeTruthy();
  unmount();
  await opened(['a1', 'a2', 'a3']);
  expect(await screen.findByText(/Sienna a3/)).toBeTruthy();
  expect(screen.queryByText(/Sienna a1/)).toBeNull();
});

it('where the list of alerts is shown, none of them is', async () => {
  const { stores } = await opened(['b1']);
  expect(await screen.findByText(/Sienna b1/)).toBeTruthy();
  act(() => stores.navigation.go('alerts'));
  await expect.poll(() => screen.queryByText(/Sienna b1/)).toBeNull();
  act(() => stores.navigation.go('live'));
  await expect.poll(() => stores.navigation.store.getState().view).toBe('live');
  expect(screen.queryByText(/Sienna b1/)).toBeNull();
});
