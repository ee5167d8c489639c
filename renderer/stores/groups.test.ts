import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../shared/result.ts';
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

  it('give all members in order once they are there', async () => {
    const { groups, of } = open(2 * GROUP_PAGE + 1);
    groups.ensure('g', 2 * GROUP_PAGE + 1, 0, 2 * GROUP_PAGE + 1);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(3));
    const known = of('g');
    const seqs = Array.from({ length: 2 * GROUP_PAGE + 1 }, (_, i) => known && memberAt(known, i)?.seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  });

  it('are read anew when they grew', async () => {
    const { groups, of, pages } = open(3);
    groups.ensure('g', 3, 0, 3);
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(1));
    groups.follow('g', 5);
    groups.ensure('g', 5, 0, 5);
    expect(pages()).toEqual([0, 0]);
  });

  it('keep only so many pages and groups, and read again what left', async () => {
    const total = (KEPT_PAGES + 10) * GROUP_PAGE;
    const { groups, of, pages } = open(total);
    groups.toggle('g', true, total);
    for (let page = 0; page < KEPT_PAGES + 10; page += 1)
      groups.ensure('g', total, page * GROUP_PAGE, page * GROUP_PAGE + 1);
    await vi.waitFor(() => expect(pages()).toHaveLength(KEPT_PAGES + 10));
    await vi.waitFor(() => expect(of('g')?.pages.size).toBe(KEPT_PAGES));
    groups.ensure('g', total, 0, 1);
    expect(pages()).toHaveLength(KEPT_PAGES + 11);
    for (let n = 0; n < 10 * KEPT_GROUPS; n += 1) groups.toggle(`other ${n}`, true, 1);
    expect(groups.store.getState().size).toBe(KEPT_GROUPS);
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
