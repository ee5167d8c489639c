import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../shared/result.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { GROUP_PAGE, KEPT_GROUPS, KEPT_PAGES, createGroupsStore, memberAt } from './groups.ts';
import { createScriptedApi, event } from './scripted-api.ts';

function open(total: number) {
  const core = createScriptedApi();
  core.answer('changes.group', ({ offset, limit }: { offset: number; limit: number }) =>
    ok({
      events: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => event(offset + i + 1)),
      total,
    }),
  );
  const groups = createGroupsStore(core.api);
  const pages = (): unknown[] => core.calls.map(({ input }) => (input as { offset: number }).offset);
  return { ...core, groups, pages, of: (id: string) => groups.store.getState().get(id) };
}

describe('the groups', () => {
  it('open and close', () => {
    const { groups, of } = open(3);
    groups.toggle('g', true, 3);
    expect(of('g')).toMatchObject({ open: true, total: 3 });
    groups.toggle('g', false, 3);
    expect(of('g')?.open).toBe(false);
  });

  it('read only the pages looked at, each once', async () => {
    const { groups, pages, of } = open(1000);
    groups.toggle('g', true, 1000);
    groups.ensure('g', 1000, 0, 20);
    groups.ensure('g', 1000, 10, 30);
    groups.ensure('g', 1000, 3 * GROUP_PAGE - 5, 3 * GROUP_PAGE + 5);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(3));
    groups.ensure('g', 1000, 0, 20);
    expect(pages()).toEqual([0, 2 * GROUP_PAGE, 3 * GROUP_PAGE]);
    const known = of('g');
    expect(known && memberAt(known, 3 * GROUP_PAGE)?.seq).toBe(3 * GROUP_PAGE + 1);
    expect(known && memberAt(known, GROUP_PAGE)).toBeUndefined();
  });

  it('read again, once they grew, the page that was not full, and keep the others', async () => {
    const { groups, of, pages, answer } = open(GROUP_PAGE + 3);
    const total = GROUP_PAGE + 3;
    groups.toggle('g', true, total);
    groups.ensure('g', total, 0, total);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(2));
    answer('changes.group', ({ offset }: { offset: number }) =>
      ok({ events: Array.from({ length: 5 }, (_, i) => event(offset + i + 1)), total: total + 2 }),
    );
    groups.follow('g', total + 2);
    groups.ensure('g', total + 2, 0, total + 2);
    const last = (): number | undefined => {
      const known = of('g');
      return known && memberAt(known, total + 1)?.seq;
    };
    expect(last()).toBeUndefined();
    await vi.waitFor(() => expect(last()).toBe(total + 2));
    expect(pages()).toEqual([0, GROUP_PAGE, GROUP_PAGE]);
  });

  it('show as many as there were until they are followed, whatever a page says', async () => {
    const { groups, of } = open(8);
    groups.toggle('g', true, 5);
    groups.ensure('g', 5, 0, 5);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(1));
    expect(of('g')?.total).toBe(5);
  });

  it('ask by the filter of the list, and forget what another let pass', async () => {
    const { groups, of, calls } = open(3);
    groups.toggle('g', true, 3);
    groups.ensure('g', 3, 0, 3);
    const north = { ...EVERY_CHANGE, dealerId: 'north' };
    groups.setFilter(north);
    expect(of('g')).toEqual({ open: true, total: null, pages: new Map(), error: null });
    groups.ensure('g', 2, 0, 2);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(1));
    expect(calls.map(({ input }) => (input as { filter: unknown }).filter)).toEqual([EVERY_CHANGE, north]);
  });

  it('keep a bounded number of pages and groups; what left is read again', async () => {
    const total = 10 * KEPT_PAGES * GROUP_PAGE;
    const { groups, of, pages } = open(total);
    groups.toggle('g', true, total);
    for (let page = 0; page < 10 * KEPT_PAGES; page += 1) {
      groups.ensure('g', total, page * GROUP_PAGE, page * GROUP_PAGE + 1);
      await Promise.resolve();
    }
    await vi.waitFor(() => expect(of('g')?.pages.has(10 * KEPT_PAGES - 1)).toBe(true));
    expect(of('g')?.pages.size).toBe(KEPT_PAGES);
    expect(of('g')?.pages.has(0)).toBe(false);
    groups.ensure('g', total, 0, 1);
    await vi.waitFor(() => expect(of('g')?.pages.has(0)).toBe(true));
    expect(pages().at(-1)).toBe(0);
    for (let n = 0; n < 10 * KEPT_GROUPS; n += 1) groups.toggle(`g${n}`, true, 5);
    expect(groups.store.getState().size).toBe(KEPT_GROUPS);
    groups.toggle('g0', true, 5);
    expect(of('g0')?.open).toBe(true);
  });

  it('say what went wrong and try again when asked', async () => {
    const core = createScriptedApi();
    const groups = createGroupsStore(core.api);
    groups.ensure('g', 3, 0, 3);
    await vi.waitFor(() =>
      expect(groups.store.getState().get('g')?.error).toBe('no answer to changes.group'),
    );
    groups.ensure('g', 3, 0, 3);
    expect(core.calls).toHaveLength(1);
    groups.retry('g');
    groups.ensure('g', 3, 0, 3);
    expect(core.calls).toHaveLength(2);
  });
});
