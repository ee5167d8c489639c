import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Alert, AlertMember, StoredRule } from '../../../shared/alerts/alert.ts';
import type { Rehearsal } from '../../../shared/alerts/answers.ts';
import type { Channel } from '../../../shared/alerts/channel.ts';
import { ruleWords } from '../../../shared/alerts/measures.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { ScriptedApi } from '../../stores/scripted-api.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { AlertsView } from './alerts-view.tsx';
import { emptyRule } from './rule-form.ts';

const words = text.alerts;
const AT = '2025-11-23T12:00:00.000Z';
const TRIED: Rehearsal = {
  days: 30,
  alerts: [],
  fired: 14,
  vehicles: 20,
  deferred: 2,
  heldByCoolDown: 3,
  events: 400,
  nowTrue: 37,
  incomplete: null,
};

const storedRule = (id: string, name: string, some: Partial<StoredRule> = {}): StoredRule => {
  const rule: Rule = { ...emptyRule(), name };
  return {
    ...{ id, rule, words: ruleWords(rule), on: true, mutedUntil: null, fault: null },
    ...{ createdAt: AT, evaluatedAt: AT, notEvaluated: [], firedIn7Days: 4 },
    ...some,
  };
};
const alertOf = (seq: number, some: Partial<Alert> = {}): Alert => ({
  ...{ seq, id: `alert-${seq}`, ruleId: 'drops', rule: 'Price drops', urgent: false, at: AT },
  ...{ state: 'firing', count: 1, open: 1, text: `Vehicle ${seq}: Price −$500`, source: 'feed' },
  ...{ because: null, acknowledged: null, snoozed: null, resolved: null, deferred: null, deliveries: [] },
  ...some,
});
const member = (at: number): AlertMember => ({
  ...{ vin: `5TDBRKEC1PS00000${at}`, dealerId: 'eastside', vehicle: `2023 Toyota Sienna ${at}` },
  ...{ old: 40_000, new: 40_750, delta: 750, deltaPct: 1.9, endedAt: null },
});
const WEBHOOK: Channel = {
  id: 'sales',
  settings: { kind: 'webhook', url: 'https://hooks.example/…', template: null },
  ...{ ceiling: 200, hasSecret: true, sentToday: 1, waiting: 0, trouble: null },
};

type Lot = { rules?: StoredRule[]; alerts?: Alert[] };

/** A core that has these and takes what is asked of it. */
function prepare(core: ScriptedApi, lot: Lot): void {
  const alerts = lot.alerts ?? [];
  const counts = { firing: alerts.length, acknowledged: 0, snoozed: 0, resolved: 0 };
  core.answer('alerts.rules', () => ok({ rules: lot.rules ?? [], mutedUntil: null }));
  core.answer('alerts.page', () => ok({ alerts, more: false, counts }));
  core.answer('alerts.channels', () => ok({ channels: [WEBHOOK] }));
  core.answer('alerts.members', () => ok({ members: [member(1), member(2)] }));
  core.answer('alerts.try', () => ok(TRIED));
  core.answer('alerts.starters', () =>
    ok({ starters: [{ rule: { ...emptyRule(), name: 'Price moves' }, tried: TRIED }] }),
  );
  core.answer('alerts.acknowledge', () => ok({}));
  core.answer('alerts.snooze', () => ok({}));
  core.answer('alerts.switchRule', () => ok(lot.rules?.[0]));
  core.answer('alerts.saveRule', ({ id, rule }: { id: string | null; rule: Rule }) =>
    ok(storedRule(id ?? 'made', rule.name, { rule })),
  );
}

const opened = (lot: Lot) => renderView(<AlertsView />, { prepare: (core) => prepare(core, lot) });
const asks = (core: ScriptedApi, wanted: string) =>
  core.calls.filter(({ name }) => name === wanted).map(({ input }) => input);
const firedRow = (name: RegExp) => screen.findByRole('row', { name });
const LOT: Lot = {
  rules: [storedRule('drops', 'Price drops'), storedRule('photos', 'No photos')],
  alerts: [
    alertOf(3, { count: 2, open: 2, text: '2 vehicles: MSRP +$750' }),
    alertOf(2),
    alertOf(1, {
      state: 'acknowledged',
      acknowledged: { by: 'M. Okafor', at: AT, reason: 'Truck month' },
      deliveries: [
        {
          ...{ channel: 'sales', state: 'failed', at: AT, tries: 3, nextTryAt: null },
          reason: 'the server answered 410',
        },
      ],
    }),
  ],
};

it('what fired is listed with its state, who acknowledged it and why, and what was not delivered', async () => {
  await opened(LOT);
  const row = await firedRow(/Vehicle 1/);
  expect(row.textContent).toContain('Acknowledged');
  expect(row.textContent).toContain('M. Okafor');
  expect(row.textContent).toContain('“Truck month”');
  expect(row.textContent).toContain('not delivered to sales: the server answered 410');
});

it('by keys: down, open the group, close it, acknowledge with a reason and the name once', async () => {
  const { user, core } = await opened(LOT);
  (await firedRow(/2 vehicles/)).focus();
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByText('2023 Toyota Sienna 2')).toBeTruthy();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('2023 Toyota Sienna 1');
  await user.keyboard('{ArrowLeft}');
  expect(screen.queryByText('2023 Toyota Sienna 1')).toBeNull();
  await user.keyboard('{ArrowDown}a');
  await user.type(await screen.findByLabelText(words.acknowledge.reason), 'agreed');
  await user.type(screen.getByLabelText(words.acknowledge.name), 'J. Alvarez{Enter}');
  await waitFor(() =>
    expect(asks(core, 'alerts.acknowledge')).toEqual([
      { ids: ['alert-2'], by: 'J. Alvarez', reason: 'agreed' },
    ]),
  );
  expect(core.calls.some(({ name }) => name === 'settings.set')).toBe(false);
});

it('an alert is snoozed from the menu that S opens', async () => {
  const { user, core } = await opened(LOT);
  (await firedRow(/Vehicle 2/)).focus();
  await user.keyboard('s');
  await user.click(await screen.findByRole('menuitem', { name: words.snooze.lengths['until-it-changes'] }));
  await waitFor(() =>
    expect(asks(core, 'alerts.snooze')).toEqual([{ ids: ['alert-2'], by: '', until: 'until-it-changes' }]),
  );
});

it('a rule is switched by Space, and edited by Enter; what was changed is counted, saved by Ctrl S', async () => {
  const { user, core } = await opened(LOT);
  (await screen.findByRole('row', { name: /Price drops.*in 7 d/ })).focus();
  await user.keyboard(' ');
  await waitFor(() => expect(asks(core, 'alerts.switchRule')).toEqual([{ id: 'drops', on: false }]));
  await user.keyboard('{Enter}');
  const name = await screen.findByDisplayValue('Price drops');
  expect(document.activeElement).toBe(name);
  expect(await screen.findByText(words.tried.fired(14))).toBeTruthy();
  await user.clear(name);
  await user.type(name, 'Large drops');
  await user.click(screen.getByRole('button', { name: 'sales' }));
  expect(screen.getByText(words.editor.changeCount(2))).toBeTruthy();
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() =>
    expect(asks(core, 'alerts.saveRule')).toEqual([
      {
        id: 'drops',
        rule: {
          ...emptyRule(),
          name: 'Large drops',
          how: { ...emptyRule().how, channels: ['desktop', 'sales'] },
        },
      },
    ]),
  );
  expect(await screen.findByRole('button', { name: words.editor.save })).toHaveProperty(
    'title',
    words.editor.nothingChanged,
  );
});

it('another rule is not opened over changes without asking', async () => {
  const { user } = await opened(LOT);
  await user.click(await screen.findByRole('row', { name: /Price drops.*in 7 d/ }));
  await user.type(await screen.findByDisplayValue('Price drops'), '!');
  await user.click(screen.getByRole('row', { name: /No photos.*in 7 d/ }));
  await user.click(await screen.findByRole('button', { name: text.common.cancel }));
  expect(screen.getByDisplayValue('Price drops!')).toBeTruthy();
  await user.click(screen.getByRole('row', { name: /No photos.*in 7 d/ }));
  await user.click(await screen.findByRole('button', { name: words.editor.leave }));
  expect(await screen.findByDisplayValue('No photos')).toBeTruthy();
});

it('a screen without rules offers some to begin with, with how often each would have fired', async () => {
  const { user, core } = await opened({});
  expect(await screen.findByText(words.starters.fired(14))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: words.starters.use('Price moves') }));
  expect(document.activeElement).toBe(await screen.findByDisplayValue('Price moves'));
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(asks(core, 'alerts.saveRule')).toHaveLength(1));
});

it('what the core refuses is one line where the rule is', async () => {
  const { user, core } = await opened(LOT);
  core.answer('alerts.saveRule', () => fail('bad-input', 'the rule is refused'));
  await user.click(await screen.findByRole('row', { name: /Price drops.*in 7 d/ }));
  await user.type(await screen.findByDisplayValue('Price drops'), '!{Control>}s{/Control}');
  const said = await screen.findByText(words.editor.saveFailed('the rule is refused'));
  expect(said.getAttribute('role')).toBe('alert');
});

it('quiet hours that begin and end at once cannot be saved, and say so', async () => {
  const { user } = await opened(LOT);
  await user.click(await screen.findByRole('row', { name: /Price drops.*in 7 d/ }));
  await user.click(await screen.findByLabelText(words.editor.quietOn));
  const from = screen.getByLabelText(words.editor.from);
  await user.clear(from);
  await user.type(from, '07:00');
  expect(screen.getByText(words.editor.quietSame)).toBeTruthy();
  const editor = screen.getByRole('region', { name: words.editor.label });
  expect(within(editor).getByRole('button', { name: words.editor.save })).toHaveProperty(
    'title',
    words.editor.quietSame,
  );
});

it('a rule that is paused or speaks of old data says so', async () => {
  await opened({
    rules: [
      storedRule('view', 'Old ones', { fault: 'there is no view named Old' }),
      storedRule('stale', 'Stale', { notEvaluated: [{ source: 'feed', since: null }] }),
    ],
  });
  expect(await screen.findByText(words.rules.paused('there is no view named Old'))).toBeTruthy();
  expect(screen.getByText(words.rules.stale('feed', null))).toBeTruthy();
});
