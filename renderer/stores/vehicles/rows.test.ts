import { describe, expect, it, vi } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import { lotRow } from '../../testing/lot-rows.ts';
import { createScriptedApi } from '../scripted-api.ts';
import { createLotRows } from './rows.ts';

const QUERY = { role: 'own', presence: 'on-lot', search: '', filters: [], sort: [] } as const;
const asked = { ...QUERY, filters: [], sort: [] };
const FRESH = { asOf: '2026-11-27T12:00:00.000Z', revision: 1, behind: 0 };

/** A lot of rows 1 to `count`, in the order of their ids unless `order` says another. */
function lotOf(count: number) {
  const core = createScriptedApi();
  const lot = { order: Array.from({ length: count }, (_, at) => at + 1), price: new Map<number, number>() };
  const row = (id: number) => lotRow(id, { price: lot.price.get(id) ?? 1_000 });
  core.answer('lot.page', ({ cursor, limit }: CallRequest<'lot.page'>) => {
    const from = cursor === null ? 0 : Number(cursor);
    const rows = lot.order.slice(from, from + limit).map(row);
    const next = from + limit < lot.order.length ? String(from + limit) : null;
    return ok({ rows, next, ...FRESH });
  });
  core.answer('lot.rows', ({ ids }: CallRequest<'lot.rows'>) =>
    ok({ rows: ids.map(row), order: lot.order.filter((id) => ids.includes(id)), ...FRESH }),
  );
  const rows = createLotRows(core.api);
  return { core, lot, rows, state: () => rows.store.getState() };
}

describe('the rows of the inventory list', () => {
  it('come by pages behind each other, each once, and say where they end', async () => {
    const { rows, state } = lotOf(450);
    rows.ask(asked);
    await vi.waitFor(() => expect(state().ready).toBe(true));
    expect(state().ids).toHaveLength(200);
    await rows.more();
    await rows.more();
    expect(state().ids).toEqual(Array.from({ length: 450 }, (_, at) => at + 1));
    expect(state().end).toEqual({ kind: 'complete' });
    expect(rows.indexOf(300)).toBe(299);
  });

  it('keep their place when they change, are tinted, and are counted where they would move', async () => {
    const { lot, rows, state } = lotOf(5);
    rows.ask(asked);
    await vi.waitFor(() => expect(state().ready).toBe(true));
    lot.price.set(2, 900);
    lot.order = [2, 1, 3, 4];
    await rows.refresh();
    expect(state().ids).toEqual([1, 2, 3, 4, 5]);
    expect(state().rows.get(2)?.price).toBe(900);
    expect([...state().changed]).toEqual([2]);
    // One that stands elsewhere, one that no longer fits.
    expect(state().moved).toBe(2);
    rows.again();
    await vi.waitFor(() => expect(state().moved).toBe(0));
    expect(state().ids).toEqual([2, 1, 3, 4]);
    expect(state().changed.size).toBe(0);
  });

  it('far from view are let go, and read again in the place they had', async () => {
    const { core, lot, rows, state } = lotOf(5_000);
    rows.ask(asked);
    await vi.waitFor(() => expect(state().ready).toBe(true));
    while (state().end.kind === 'more') {
      rows.ensure(state().ids.length - 20, state().ids.length);
      await rows.more(); // oxlint-disable-line no-await-in-loop -- one page after the other
    }
    expect(state().ids).toHaveLength(5_000);
    expect(state().rows.has(1)).toBe(false);
    lot.order = lot.order.toReversed();
    rows.ensure(0, 30);
    await vi.waitFor(() => expect(rows.rowAt(0)?.id).toBe(1));
    expect(core.calls.at(-1)?.name).toBe('lot.rows');
  });

  it('of an earlier question never take the place of a later one’s', async () => {
    const { core, rows, state } = lotOf(3);
    let answerFirst = (): void => {};
    let nth = 0;
    core.answer('lot.page', () => {
      nth += 1;
      const page = ok({ rows: [lotRow(nth)], next: null, ...FRESH });
      return nth === 1 ? new Promise((done) => (answerFirst = () => done(page))) : page;
    });
    rows.ask(asked);
    rows.ask({ ...asked, search: 'rav4' });
    await vi.waitFor(() => expect(state().ids).toEqual([2]));
    answerFirst();
    await Promise.resolve();
    expect(state().ids).toEqual([2]);
  });

  it('stay when the next ones cannot be had, with the reason', async () => {
    const { core, rows, state } = lotOf(3);
    rows.ask(asked);
    await vi.waitFor(() => expect(state().ready).toBe(true));
    core.answer('lot.page', () => fail('store', 'disk is full'));
    rows.ask({ ...asked, search: 'x' });
    await vi.waitFor(() => expect(state().error?.message).toBe('disk is full'));
    expect(state().ids).toEqual([1, 2, 3]);
  });
});
