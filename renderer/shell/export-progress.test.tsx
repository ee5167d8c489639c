import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { renderView } from '../testing/render.tsx';
import { ExportProgress } from './export-progress.tsx';

it('a table that is being written shows how far it is, and can be stopped', async () => {
  const { core, user, setLot } = await renderView(<ExportProgress />);
  expect(screen.queryByRole('progressbar')).toBeNull();
  core.answer('exports.cancel', () => ok({}));
  const exports = [
    { exportId: 'a', name: 'All.xlsx', rows: 12_000, totalRows: 100_000 },
    { exportId: 'b', name: 'Old.csv', rows: 0, totalRows: null },
  ];
  setLot({ exports });
  expect(await screen.findByText('Exporting All.xlsx · 12,000 of 100,000')).toBeTruthy();
  expect(screen.getByText('and 1 more')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Cancel: Exporting All.xlsx' }));
  await waitFor(() =>
    expect(core.calls.at(-1)).toEqual({ name: 'exports.cancel', input: { exportId: 'a' } }),
  );
});
