import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { VIN, vehiclePage } from '../../testing/listing-view.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { VehicleMarks } from './vehicle-marks.tsx';

const words = text.vehicles;
const opened = async (over: Parameters<typeof vehiclePage>[0]) => {
  const changes: string[] = [];
  const view = await renderView(
    <VehicleMarks page={vehiclePage(over)} onChange={() => changes.push('')} />,
    {
      prepare: (core) => {
        core.answer('marks.watch', () => ok({ changed: 1 }));
        core.answer('marks.note', () => ok({ changed: 1 }));
      },
    },
  );
  const lastOf = (name: string) => view.core.calls.findLast((call) => call.name === name)?.input;
  return { ...view, changes, lastOf };
};

it('a vehicle is watched, and no longer', async () => {
  const first = await opened({});
  await first.user.click(screen.getByRole('button', { name: words.watch, pressed: false }));
  await waitFor(() => expect(first.changes).toHaveLength(1));
  expect(first.lastOf('marks.watch')).toEqual({ target: { kind: 'vins', vins: [VIN] }, watch: true });
  first.unmount();
  const then = await opened({ watchedAt: '2026-11-01T12:00:00.000Z' });
  await then.user.click(screen.getByRole('button', { name: text.vehicle.watched, pressed: true }));
  await waitFor(() => expect(then.lastOf('marks.watch')).toMatchObject({ watch: false }));
});

it('its note is changed where it is read, and emptied it is gone', async () => {
  const { user, lastOf, changes } = await opened({ note: 'call the owner' });
  await user.click(screen.getByRole('button', { name: words.note }));
  const box = await screen.findByRole('textbox', { name: words.noteLabel });
  expect(box).toHaveProperty('value', 'call the owner');
  await user.clear(box);
  await user.click(screen.getByRole('button', { name: words.save }));
  await waitFor(() => expect(changes).toHaveLength(1));
  expect(lastOf('marks.note')).toMatchObject({ note: null });
});
