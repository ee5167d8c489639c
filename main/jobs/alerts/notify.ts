import { v7 as uuidv7 } from 'uuid';
import type { Message } from '../../../shared/alerts/message.ts';
import { toIso } from '../../../shared/units.ts';
import { deferralOf, type Mutes } from '../../alerts/gates.ts';
import { groupFired } from '../../alerts/group.ts';
import { alertText } from '../../alerts/words.ts';
import { allDeferred, countNotice, defer, insertAlert, wakeSnoozed } from '../../store/alerts/alerts.ts';
import { DESKTOP, findChannel } from '../../store/alerts/channels.ts';
import { countSince, hasMessage, queueMessage } from '../../store/alerts/outbox.ts';
import { findAlert } from '../../store/alerts/read.ts';
import type { RuleRow } from '../../store/alerts/rules.ts';
import type { Db } from '../../store/open.ts';
import { findSource } from '../../store/sync/sources.ts';
import { messageOf, vehiclesOf } from './message.ts';
import type { RuleRound } from './round.ts';
import type { TraceWriter } from './trace.ts';

/** From what fired to what is to be sent. All of it in the transaction of the evaluation. */

export type Notifying = {
  readonly db: Db;
  readonly now: number;
  /** Where the alert is looked at: the address without the alert. */
  readonly consoleUrl: string;
  /** Until when everything is muted, unix ms; null = it is not. */
  readonly mutedAll: number | null;
  readonly trace: TraceWriter;
};

/** The alerts of what fired of one rule. @returns how many */
export function raise(notifying: Notifying, round: RuleRound): number {
  const { db, now, trace } = notifying;
  const { id: ruleId, rule } = round.rule;
  const groups = groupFired(rule.when, rule.how, round.fired);
  for (const group of groups) {
    const id = uuidv7();
    const { source } = group.members[0].subject;
    insertAlert(db, {
      ...{ id, ruleId, rule: rule.name, urgent: rule.how.urgent, at: now, source },
      text: alertText(rule.when, group),
      because: becauseOf(db, source, rule.when.kind),
      members: group.members.map(({ subject, old, now: value, delta, pct }) => ({
        ...{ subject: subject.key, vin: subject.vin, dealerId: subject.dealerId, vehicle: subject.vehicle },
        ...{ old, now: value, delta, pct },
      })),
    });
    for (const { subject } of group.members) {
      round.assign(subject, id);
      if (subject.vin !== null) trace(ruleId, subject.vin, 'fired', '', id);
    }
    sendOrDefer(notifying, round.rule, id);
  }
  for (const id of round.woken) sendOrDefer(notifying, round.rule, id);
  return groups.length;
}

/** A source that cannot be read explains what is said of it. */
function becauseOf(db: Db, source: string | null, kind: string): string | null {
  if (source === null || kind === 'changes') return null;
  return findSource(db, { slug: source })?.error ?? null;
}

const mutesOf = ({ mutedAll }: Notifying, rule: RuleRow): Mutes => ({
  all: mutedAll,
  rule: rule.mutedUntil,
});

/** An alert and how often it went out before. */
type Due = { readonly id: string; readonly before: number };
const due = (db: Db, id: string): Due => ({ id, before: countNotice(db, id) });

function sendOrDefer(notifying: Notifying, rule: RuleRow, id: string): void {
  const { db, now } = notifying;
  const deferral = deferralOf(rule.rule.how, mutesOf(notifying, rule), now);
  if (deferral !== null) return defer(db, id, deferral);
  const one = due(db, id);
  for (const channel of rule.rule.how.channels) send(notifying, channel, [one]);
}

/** What waited and is still true, and snoozes that are over. Alerts of one end of quiet hours are one summary a channel. */
export function sendDue(notifying: Notifying, all: readonly RuleRow[]): void {
  const { db, now } = notifying;
  const rules = new Map(all.map((rule) => [rule.id, rule]));
  for (const { id } of wakeSnoozed(db, now)) defer(db, id, { until: now, why: 'snoozed' });
  const byChannel = new Map<string, Due[]>();
  for (const alert of allDeferred(db)) {
    const rule = rules.get(alert.ruleId);
    const deferral = rule === undefined ? null : deferralOf(rule.rule.how, mutesOf(notifying, rule), now);
    if (deferral !== null) {
      defer(db, alert.id, deferral);
      continue;
    }
    const one = due(db, alert.id);
    for (const channel of rule?.rule.how.channels ?? [])
      byChannel.set(channel, [...(byChannel.get(channel) ?? []), one]);
  }
  for (const [channel, alerts] of byChannel) send(notifying, channel, alerts);
}

/** One alert as itself, several as a summary. */
function send(notifying: Notifying, channel: string, alerts: readonly Due[]): void {
  const ids = alerts.map(({ id }) => id);
  const [first, ...others] = alerts;
  if (first === undefined) return;
  const message = others.length === 0 ? alertMessage(notifying, first) : summary(notifying, ids);
  if (message !== null) queue(notifying, channel, message, ids);
}

/** A reminder of the same alert is another message; the first has the alert's own id. */
function alertMessage({ db, consoleUrl }: Notifying, { id, before }: Due): Message | null {
  const alert = findAlert(db, id);
  return alert === null
    ? null
    : messageOf(db, alert, before === 0 ? id : `${id}-${before + 1}`, consoleUrl);
}

function summary({ db, consoleUrl, now }: Notifying, ids: readonly string[]): Message {
  const alerts = ids.flatMap((id) => findAlert(db, id) ?? []);
  const rules = [...new Set(alerts.map(({ rule }) => rule))];
  const texts = alerts.map(({ rule, text }) => `${rule}: ${text}`);
  return {
    id: uuidv7(),
    ...{
      rule: rules.join(', '),
      at: toIso(now),
      state: 'summary',
      urgent: alerts.some((one) => one.urgent),
    },
    count: alerts.reduce((sum, { count }) => sum + count, 0),
    text: `${alerts.length} alerts that waited and are still so:\n${texts.join('\n')}`,
    url: `${consoleUrl}#/alerts`,
    vehicles: vehiclesOf(db, ids),
  };
}

/** Midnight of this machine's day, unix ms: from when a channel's messages count. */
export const dayBegin = (now: number): number => new Date(now).setHours(0, 0, 0, 0);
/** More notices a day on this computer than that nobody reads. */
const DESKTOP_CEILING = 200;

/** Into the outbox; what cannot be sent stands there with its reason. */
function queue(
  { db, now, consoleUrl }: Notifying,
  channel: string,
  message: Message,
  alerts: readonly string[],
): void {
  const entry = { channel, id: message.id, alerts, message };
  const found = channel === DESKTOP ? { ceiling: DESKTOP_CEILING } : findChannel(db, channel);
  if (found === null) return queueMessage(db, entry, now, `There is no channel named ${channel}.`);
  const { ceiling } = found;
  if (countSince(db, channel, dayBegin(now)) < ceiling) return queueMessage(db, entry, now);
  const words = `The channel ${channel} has had its ${ceiling} messages of today.`;
  queueMessage(db, entry, now, words);
  const noticeId = `ceiling-${channel}-${new Date(dayBegin(now)).toISOString().slice(0, 10)}`;
  if (hasMessage(db, channel, noticeId)) return;
  const notice: Message = {
    ...{ id: noticeId, rule: 'Lotwatch', at: toIso(now), state: 'notice', count: 0, urgent: false },
    text: `${words} Further alerts of today are in Lotwatch only.`,
    ...{ url: `${consoleUrl}#/alerts`, vehicles: [] },
  };
  queueMessage(db, { channel, id: noticeId, alerts: [], message: notice }, now);
}
