import { starterRules } from '../../../shared/alerts/starters.ts';
import { acknowledge, snooze } from '../../store/alerts/alerts.ts';
import { removeChannel, saveChannel } from '../../store/alerts/channels.ts';
import { noteSend } from '../../store/alerts/outbox.ts';
import { muteAll, muteRule, removeRule, saveRule, switchRule } from '../../store/alerts/rules.ts';
import { transaction, type Db, type Reader } from '../../store/open.ts';
import { evaluateAlerts } from './evaluate.ts';
import type { AlertReadTask, AlertTasks } from './protocol.ts';
import { rehearse, rehearseAll } from './rehearse.ts';
import { whyTold } from './why.ts';

type Handlers<Names extends keyof AlertTasks, Tools> = {
  readonly [Name in Names]: (input: AlertTasks[Name]['input'], tools: Tools) => AlertTasks[Name]['output'];
};

const nothing = (db: Db, work: () => void): null => {
  transaction(db, work);
  return null;
};

export const alertWriteHandlers: Handlers<Exclude<keyof AlertTasks, AlertReadTask>, { readonly db: Db }> = {
  alertsEvaluate: (input, { db }) => evaluateAlerts(db, { ...input, now: Date.now() }),
  alertsSaveRule: ({ id, rule }, { db }) => transaction(db, () => saveRule(db, id, rule, Date.now()).id),
  alertsRemoveRule: ({ id }, { db }) => nothing(db, () => removeRule(db, id, Date.now())),
  alertsSwitchRule: ({ id, on }, { db }) => nothing(db, () => switchRule(db, id, on, Date.now())),
  alertsMute: ({ id, until }, { db }) =>
    nothing(db, () => (id === null ? muteAll(db, until) : muteRule(db, id, until))),
  alertsAcknowledge: ({ ids, by, reason }, { db }) =>
    nothing(db, () => ids.forEach((id) => acknowledge(db, id, by, reason, Date.now()))),
  alertsSnooze: ({ ids, by, until }, { db }) =>
    nothing(db, () => ids.forEach((id) => snooze(db, id, by, until))),
  alertsSaveChannel: (channel, { db }) => nothing(db, () => saveChannel(db, channel, Date.now())),
  alertsRemoveChannel: ({ id }, { db }) => nothing(db, () => removeChannel(db, id, Date.now())),
  alertsNoteSend: ({ row, end }, { db }) => nothing(db, () => noteSend(db, row, end, Date.now())),
};

export const alertReadHandlers: Handlers<AlertReadTask, { readonly db: Reader }> = {
  alertsStarters: ({ days }, { db }) => rehearseAll(db, starterRules(), { days, now: Date.now() }),
  alertsTry: ({ rule, days }, { db }) => rehearse(db, { rule, days, now: Date.now() }),
  alertsWhy: ({ vin }, { db }) => whyTold(db, vin, Date.now()),
};
