import type { alertCalls as contract } from '../../shared/alerts/calls.ts';
import { LotwatchError, ok } from '../../shared/result.ts';
import { toIso } from '../../shared/units.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { muteEnd, snoozeEnd } from '../jobs/alerts/ends.ts';
import { publicRule } from '../jobs/alerts/public-rule.ts';
import { countAlerts, membersOf, pageAlerts } from '../store/alerts/read.ts';
import { listRules, mustFindRule, mutedUntil } from '../store/alerts/rules.ts';
import type { CallContext, CallHandlers } from './context.ts';

const ruleOf = ({ db }: CallContext, id: string) => publicRule(db, mustFindRule(db, id), Date.now());

const DAYS = 30;

/** Whoever changes a rule has it evaluated at once: a rule begins when it is saved, not at the next sync. */
export const alertCalls: CallHandlers<keyof typeof contract> = {
  'alerts.rules': (_input, { db }) => {
    const now = Date.now();
    const until = mutedUntil(db);
    return ok({
      rules: listRules(db).map((rule) => publicRule(db, rule, now)),
      mutedUntil: until === null || until <= now ? null : toIso(until),
    });
  },
  'alerts.saveRule': async ({ id, rule }, context) => {
    const { alerts } = context;
    const saved = await alerts.worker.run('alertsSaveRule', { id, rule }).done;
    await alerts.evaluate();
    return ok(ruleOf(context, saved));
  },
  'alerts.removeRule': async ({ id }, { alerts }) => {
    await alerts.worker.run('alertsRemoveRule', { id }).done;
    await alerts.evaluate();
    return ok({});
  },
  'alerts.switchRule': async (input, context) => {
    await context.alerts.worker.run('alertsSwitchRule', input).done;
    await context.alerts.evaluate();
    return ok(ruleOf(context, input.id));
  },
  'alerts.mute': async ({ id, for: length }, { alerts }) => {
    const until = length === null ? null : muteEnd(length, Date.now());
    await alerts.worker.run('alertsMute', { id, until }).done;
    await alerts.evaluate();
    return ok({ until: toIso(until) });
  },
  'alerts.starters': async (_input, { reader }) =>
    ok({ starters: await reader.run('alertsStarters', { days: DAYS }).done }),
  'alerts.page': ({ before, limit, states, ruleId }, { db }) => {
    const page = pageAlerts(db, { before, limit, states, ruleId, since: null });
    return ok({ ...page, counts: countAlerts(db) });
  },
  'alerts.members': ({ id, offset, limit }, { db }) =>
    ok({ members: membersOf(db, id, { offset, limit, openOnly: false }) }),
  'alerts.acknowledge': async (input, { alerts }) => {
    await alerts.worker.run('alertsAcknowledge', input).done;
    alerts.changed();
    return ok({});
  },
  'alerts.snooze': async ({ ids, by, until }, { alerts }) => {
    await alerts.worker.run('alertsSnooze', { ids, by, until: snoozeEnd(until, Date.now()) }).done;
    alerts.changed();
    return ok({});
  },
  'alerts.try': async (input, { reader, turns }) =>
    ok(await turns.take('alerts.try', reader.run('alertsTry', input))),
  'alerts.why': async ({ vin }, { reader }) =>
    ok(await reader.run('alertsWhy', { vin: normaliseVin(vin) }).done),
  'alerts.channels': (_input, { channels }) => ok({ channels: channels.list() }),
  'alerts.saveChannel': async (input, { channels }) => {
    await channels.save(input);
    const saved = channels.list().find(({ id }) => id === input.id);
    if (saved === undefined) throw new LotwatchError('internal', 'The channel was not stored');
    return ok(saved);
  },
  'alerts.removeChannel': async ({ id }, { channels }) => {
    await channels.remove(id);
    return ok({});
  },
  'alerts.testChannel': async ({ id }, { channels }) => ok({ trouble: await channels.test(id) }),
};
