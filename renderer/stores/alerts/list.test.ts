import { expect, it } from 'vitest';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { fail, ok } from '../../../shared/result.ts';
import { createScriptedApi } from '../scripted-api.ts';
import { createAlertList } from './list.ts';

const AT = '2025-11-23T12:00:00.000Z';
const alertOf = (seq: number): Alert => ({
  ...{ seq, id: `alert-${seq}`, ruleId: 'r', rule: 'R', urgent: false, at: AT, state: 'firing' },
  ...{ count: 3, open: 3, text: '', source: null, because: null, acknowledged: null },
  ...{ snoozed: null, resolved: null, deferred: null, deliveries: [] },
});

/** A core with so many alerts, numbered from 1. */
function open(known: number) {
  const core = createScriptedApi();
  let count = known;
  core.answer('alerts.page', ({ before, limit }: { before: number | null; limit: number }) => {
    const newest = before === null ? count : before - 1;
    const length = Math.min(limit, Math.max(0, newest));
    const alerts = Array.from({ length }, (_, at) => alertOf(newest - at));
    return ok({ alerts, more: newest > limit, counts: {} });
  });
  const list = createAlertList(core.api);
  const seqs = () => list.store.getState().alerts?.map(({ seq }) => seq) ?? [];
  return { core, list, seqs, fire: () => void (count += 1) };
}

it('older alerts join at the end, and a new one comes without losing them', async () => {
  const { list, seqs, fire } = open(750);
  await list.load();
  for (let times = 0; times < 6; times += 1) await list.older();
  expect([seqs()[0], seqs().at(-1), seqs().length]).toEqual([750, 51, 700]);
  fire();
  await list.load();
  expect([seqs()[0], seqs().at(-1), seqs().length]).toEqual([751, 51, 701]);
  expect(new Set(seqs()).size).toBe(701);
});

it('an alert that a message leads to is looked for as far back as there are any', async () => {
  const { list, seqs } = open(320);
  expect(await list.find('alert-7')).toBe(true);
  expect(seqs()).toContain(7);
  expect(await list.find('alert-999')).toBe(false);
});

it('an answer to an earlier filter does not take the place of a later one', async () => {
  const { core, list, seqs } = open(3);
  const held = Promise.withResolvers<void>();
  core.answer('alerts.page', async ({ states }: { states: readonly string[] }) => {
    if (states.length === 1) await held.promise;
    return ok({ alerts: [alertOf(states.length === 1 ? 1 : 2)], more: false, counts: {} });
  });
  list.filter('firing');
  list.filter('all');
  await expect.poll(seqs).toEqual([2]);
  held.resolve();
  await list.load();
  expect(seqs()).toEqual([2]);
});

it('the vehicles of an open alert are read on to its count; a failure is kept where it is', async () => {
  const { core, list } = open(1);
  const member = (at: number) => ({
    ...{ vin: `VIN${at}`, dealerId: null, vehicle: `V${at}`, old: null, new: null, delta: null },
    ...{ deltaPct: null, endedAt: null },
  });
  await list.load();
  core.answer('alerts.members', ({ offset }: { offset: number }) =>
    ok({ members: offset === 0 ? [member(1), member(2)] : [member(3)] }),
  );
  await list.open(alertOf(1));
  const opened = () => list.store.getState().opened.get('alert-1');
  expect(opened()).toMatchObject({ more: true, error: null });
  await list.moreMembers(alertOf(1));
  expect(opened()?.members.map(({ vin }) => vin)).toEqual(['VIN1', 'VIN2', 'VIN3']);
  expect(opened()?.more).toBe(false);
  core.answer('alerts.members', () => fail('unavailable', 'away'));
  await list.moreMembers(alertOf(1));
  expect(opened()).toMatchObject({ error: 'away' });
});
