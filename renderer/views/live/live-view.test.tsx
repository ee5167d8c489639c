import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../shared/result.ts';
import type { ChangeRow } from '../../../shared/contract.ts';
import { EVERY_CHANGE } from '../../../shared/list-filter.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/preferences.ts';
import { event, group } from '../../stores/scripted-api.ts';
import { lotView, savedView } from '../../testing/lot-rows.ts';
import { renderView, type Rendered } from '../../testing/render.tsx';
import { LiveView } from './live-view.tsx';

const MEMBERS = [event(101), event(102), event(103)];

/** The screen with a list of these rows; `live` = what a person had chosen. */
async function open(
  rows: readonly ChangeRow[],
  live: Partial<typeof DEFAULT_PREFERENCES.live> = {},
): Promise<Rendered & { answerList(rows: readonly ChangeRow[], hides?: boolean): void }> {
  // Without a layout the list would have no height, and so no lines.
  for (const size of ['clientHeight', 'clientWidth', 'offsetHeight', 'offsetWidth'])
    Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 600 });
  HTMLElement.prototype.scrollTo = () => undefined;
  const view = await renderView(<LiveView />, {
    preferences: { live: { ...DEFAULT_PREFERENCES.live, ...live } },
    prepare: (core) => {
      core.answer('lot.values', ({ column }: { column: string }) => {
        const names = column === 'make' ? ['Toyota', 'Kia'] : ['Sienna'];
        return ok({ values: names.map((value) => ({ value, label: value, count: 1 })), more: false });
      });
      core.answer('changes.group', ({ offset }: { offset: number }) =>
        ok({ events: MEMBERS.slice(offset), total: MEMBERS.length }),
      );
      core.answer('views.list', () => ok({ views: [savedView('all', 'All', lotView())], faults: [] }));
    },
  });
  const answerList = (shown: readonly ChangeRow[], hides = false): void =>
    view.core.send({
      ...{ feed: 'changes', epoch: 'e', after: 0, seq: shown[0]?.seq ?? 1, kind: 'snapshot' },
      data: { rows: shown, more: false, hides },
    });
  answerList(rows);
  await screen.findByRole('treegrid');
  return { ...view, answerList };
}

const lines = () =>
  screen.getAllByRole('row').filter((row) => within(row).queryAllByRole('gridcell').length > 0);
const asked = ({ core }: Pick<Rendered, 'core'>) =>
  core.subscriptions.filter(({ feed }) => feed === 'changes').at(-1)?.filter;

it('marks what another program published, and nothing of consoles', async () => {
  await open([{ ...event(3), from: 'program' }, { ...event(2), from: 'console' }, event(1)]);
  expect(lines().map((line) => within(line).queryAllByText('another program').length)).toEqual([1, 0, 0]);
});

describe('the filter of Live', () => {
  it('is asked of the core for every chip, and taken away by one button', async () => {
    const view = await open([event(2), event(1)]);
    const { user } = view;
    await user.click(screen.getByRole('button', { name: 'Hide new' }));
    await waitFor(() => expect(asked(view)).toEqual({ ...EVERY_CHANGE, hideNew: true }));
    await user.click(screen.getByRole('button', { name: /Make, model/ }));
    await user.type(await screen.findByLabelText('Make', { selector: 'input' }), 'Toyota');
    await user.type(screen.getByLabelText('Model', { selector: 'input' }), 'Sienna');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    const chosen = { ...EVERY_CHANGE, hideNew: true, make: 'Toyota', model: 'Sienna' };
    await waitFor(() => expect(asked(view)).toEqual(chosen));
    expect(screen.getByRole('button', { name: /Make, model.*Toyota Sienna/ })).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: /^Filter changes by words/ }), 'stk1');
    await waitFor(() => expect(asked(view)).toEqual({ ...chosen, search: 'stk1' }));
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    await waitFor(() => expect(asked(view)).toEqual(EVERY_CHANGE));
    expect(screen.queryByRole('button', { name: 'Reset' })).toBeNull();
  });

  it('stands there, and can be taken away, where it leaves nothing', async () => {
    const view = await open([event(2)], { make: 'Kia' });
    view.answerList([], true);
    expect(await screen.findByText('No matching changes')).toBeDefined();
    expect(screen.getByRole('button', { name: /Make, model.*Kia/ })).toBeDefined();
    await view.user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(asked(view)).toEqual(EVERY_CHANGE));
  });
});

describe('rows of Live', () => {
  it('say whether a first value came with its vehicle, and which stock number that has', async () => {
    const first = { old: null, delta: null, deltaPct: null };
    await open([
      event(3, { ...first, arrival: true, stockNumber: 'H24902' }),
      event(2, { ...first, arrival: false }),
    ]);
    const [arrived, known] = lines();
    expect(within(arrived as HTMLElement).getByText('new')).toBeDefined();
    expect(within(arrived as HTMLElement).getByRole('gridcell', { name: 'H24902' })).toBeDefined();
    expect(within(known as HTMLElement).getByText('first value')).toBeDefined();
  });

  it('are gone through by keys past the headings; P pauses, D makes them higher', async () => {
    const { user, stores } = await open([event(3), event(2), event(1, { at: '2025-11-20T12:00:00.000Z' })]);
    lines()[0]?.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('5TDBRKEC1PS000001'));
    await user.keyboard('{ArrowUp}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('5TDBRKEC1PS000002'));
    await user.keyboard('p');
    expect(stores.live.store.getState().paused).toBe(true);
    await user.keyboard('p');
    expect(stores.live.store.getState().paused).toBe(false);
    await user.keyboard('d');
    expect(stores.preferences.store.getState().value?.live.comfortable).toBe(true);
  });
});

describe('a group of Live', () => {
  it('opens in its place by keys, closes again, and copies the VINs of all that it shows', async () => {
    const { user } = await open([group(103, 3), event(1)]);
    const written = vi.spyOn(navigator.clipboard, 'writeText');
    lines()[0]?.focus();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(lines()).toHaveLength(5));
    expect(lines()[0]?.getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('c');
    await waitFor(() => expect(written).toHaveBeenCalledWith(MEMBERS.map(({ vin }) => vin).join('\n')));
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(lines()).toHaveLength(2));
  });

  it('goes to the inventory as a view of its vehicles', async () => {
    const { user, stores } = await open([group(103, 3)]);
    lines()[0]?.focus();
    await user.keyboard('{ArrowRight}');
    await user.click(await screen.findByRole('button', { name: 'View' }));
    await waitFor(() => expect(stores.navigation.store.getState().view).toBe('vehicles'));
    expect(stores.vehicles.views.store.getState().working).toMatchObject({
      presence: 'any',
      filters: [{ column: 'vin', op: 'is', values: MEMBERS.map(({ vin }) => vin) }],
    });
  });
});
