import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DEFAULT_GUARD } from '../../../shared/default-guard.ts';
import { fail } from '../../../shared/result.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { GUARD_LABELS } from '../../text/guard.ts';
import { GuardSection } from './guard-section.tsx';

const words = text.guard;
const save = () => screen.getByRole('button', { name: words.save });
const isOff = () => save().getAttribute('aria-disabled') === 'true';
const field = (key: keyof typeof GUARD_LABELS) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${escaped(key)}`) });
const escaped = (key: keyof typeof GUARD_LABELS) =>
  GUARD_LABELS[key].replace(/ \([^)]*\)$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const sent = (calls: readonly { readonly name: string; readonly input: unknown }[]) =>
  calls.filter(({ name }) => name === 'settings.set').map(({ input }) => input);

it('the guard section offers nothing to save until a figure differs', async () => {
  const { user } = await renderView(<GuardSection />);
  expect(isOff()).toBe(true);
  await user.clear(field('jumpPercent'));
  await user.type(field('jumpPercent'), '60');
  expect(isOff()).toBe(false);
  await user.click(screen.getByRole('button', { name: words.discard }));
  expect(field('jumpPercent').value).toBe(String(DEFAULT_GUARD.jumpPercent));
  expect(isOff()).toBe(true);
});

it('the guard section names an emptied figure and keeps it from being saved', async () => {
  const { user } = await renderView(<GuardSection />);
  await user.clear(field('jumpPercent'));
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain(`${GUARD_LABELS.jumpPercent}: ${words.missing}`);
  expect(isOff()).toBe(true);
  await user.type(field('jumpPercent'), '70');
  expect(screen.queryByRole('alert')).toBe(null);
});

it('the guard section says of both amounts that the lowest must stay below the highest', async () => {
  const { user, core } = await renderView(<GuardSection />);
  await user.clear(field('minAmount'));
  await user.type(field('minAmount'), '1000000');
  expect(within(screen.getByRole('alert')).getByText(new RegExp(words.order))).toBeTruthy();
  await user.click(save());
  expect(sent(core.calls)).toEqual([]);
});

it('the guard section stores the thresholds as a whole and says so', async () => {
  const { user, core, stores } = await renderView(<GuardSection />);
  await user.clear(field('withdrawnAfter'));
  await user.type(field('withdrawnAfter'), '5');
  await user.click(save());
  await expect.poll(() => sent(core.calls)).toEqual([{ guard: { ...DEFAULT_GUARD, withdrawnAfter: 5 } }]);
  await expect.poll(() => stores.notices.store.getState().map((one) => one.text)).toContain(words.saved);
  expect(isOff()).toBe(true);
});

it('the guard section shows why it could not be stored', async () => {
  const { user } = await renderView(<GuardSection />, {
    prepare: (core) => core.answer('settings.set', () => fail('store', 'the disk is full')),
  });
  await user.clear(field('withdrawnAfter'));
  await user.type(field('withdrawnAfter'), '5');
  await user.click(save());
  expect((await screen.findByRole('alert')).textContent).toContain('the disk is full');
});
