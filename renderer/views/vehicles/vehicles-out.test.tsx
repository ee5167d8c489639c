import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { ScriptedApi } from '../../stores/scripted-api.ts';
import { lotRow, lotSums, lotView } from '../../testing/lot-rows.ts';
import { text } from '../../text.ts';
import { FRESH, lastOf, opened, pressOn, withLayout } from '../../testing/vehicles-screen.tsx';

const words = text.vehicles;
withLayout();

describe('by keys', () => {
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
