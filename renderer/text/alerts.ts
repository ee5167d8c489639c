import type { AlertState } from '../../shared/alerts/alert.ts';
import type { GateName } from '../../shared/alerts/answers.ts';
import { count, plural } from '../format/money.ts';
import { alertChannelsText } from './alert-channels.ts';
import { alertEditorText, alertStartersText, alertTriedText } from './alert-editor.ts';

export const ALERT_STATE_WORDS: Readonly<Record<AlertState, string>> = {
  firing: 'Firing',
  acknowledged: 'Acknowledged',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
};

export const GATE_WORDS: Readonly<Record<GateName, string>> = {
  off: 'Off',
  paused: 'Paused',
  'other-vehicles': 'Other vehicles',
  'other-change': 'Another change',
  'below-threshold': 'Too small',
  'not-beyond': 'Not beyond the line',
  'first-run': 'True before',
  counting: 'Counting',
  'cool-down': 'Cool-down',
  'not-evaluated': 'Not evaluated',
  fired: 'Fired',
  muted: 'Muted',
  'quiet-hours': 'Quiet hours',
  sent: 'Sent',
  'not-delivered': 'Not delivered',
};

export const alertsText = {
  firingBadge: (alerts: number) => `${plural(alerts, 'alert')} firing`,
  failed: (reason: string) => `Could not be done: ${reason}`,
  saidBy: (by: string, at: string) => (by === '' ? at : `${by} ${at}`),

  rules: {
    title: 'Rules',
    count: (rules: number, on: number) => `${count(rules)} · ${count(on)} on`,
    menu: 'Rules',
    add: 'New rule',
    failed: (reason: string) => `The rules could not be read: ${reason}`,
    none: 'No rules yet.',
    on: 'On',
    off: 'Off',
    switchOf: (name: string) => `${name} is on`,
    urgent: 'urgent',
    urgentTitle: 'Passes quiet hours',
    mutedUntil: (time: string) => `until ${time}`,
    mutedTitle: (time: string) => `Muted until ${time}`,
    firedIn7Days: (vehicles: number) => `${count(vehicles)} in 7 d`,
    firedTitle: (vehicles: number) => `It fired for ${plural(vehicles, 'vehicle')} in the last 7 days`,
    onlyListed: 'Only in the list of alerts',
    stale: (source: string, since: string | null) =>
      since === null ? `${source}: not evaluated yet` : `${source}: not evaluated since ${since}`,
    staleMore: (sources: number) => `and ${plural(sources, 'more source')}`,
    paused: (fault: string) => `Paused: ${fault}`,
  },

  fired: {
    title: 'What fired',
    filter: 'Which alerts',
    filters: { firing: 'Firing', open: 'Open', all: 'All' },
    rule: 'Rule',
    allRules: 'All rules',
    failed: (reason: string) => `The alerts could not be read: ${reason}`,
    none: 'Nothing fired yet.',
    noneOfFilter: 'No alert matches.',
    showAll: 'Show all',
    today: 'Today',
    yesterday: 'Yesterday',
    summary: (counts: Readonly<Record<AlertState, number>>) =>
      (['firing', 'acknowledged', 'snoozed', 'resolved'] as const)
        .filter((state) => counts[state] > 0)
        .map((state) => `${count(counts[state])} ${ALERT_STATE_WORDS[state].toLowerCase()}`)
        .join(' · '),
    older: 'Older alerts',
    /** Of vehicles that it is still true of. */
    open: (open: number, all: number) => `${count(open)} of ${count(all)} still so`,
    moreMembers: (left: number) => `${count(left)} more`,
    ended: (time: string) => `ended ${time}`,
    selected: (alerts: number) => `${count(alerts)} selected`,
    nothingSelected: 'Select an alert first',
    alreadyOver: 'It is resolved already',
    noVehicle: 'It is about a source',
    acknowledge: 'Acknowledge',
    snooze: 'Snooze',
    why: 'Why',
    resolved: (why: string, time: string) => (why === '' ? time : `${why} ${time}`),
    snoozedUntil: (by: string, until: string | null) =>
      [by, until === null ? 'until it changes' : `to ${until}`].filter((part) => part !== '').join(', '),
    reason: (reason: string) => `“${reason}”`,
    because: (reason: string) => `because ${reason}`,
    deferred: (until: string, isMuted: boolean) =>
      isMuted ? `muted, sent after ${until}` : `quiet hours, sent after ${until}`,
    notDelivered: (channel: string, reason: string) => `not delivered to ${channel}: ${reason}`,
    nextTry: (time: string) => `next try ${time}`,
    gone: 'This alert is not in the list: it was deleted for its age.',
  },

  mute: {
    all: 'Mute all',
    one: 'Mute',
    allUntil: (time: string) => `All muted until ${time}`,
    end: 'End the mute',
    lengths: {
      '15-minutes': 'For 15 minutes',
      '1-hour': 'For 1 hour',
      'until-tomorrow': 'Until tomorrow',
    },
    hint: 'Urgent rules pass a mute of everything. What still fires is sent when it ends.',
    hintOne: 'What still fires is sent when it ends.',
  },
  snooze: {
    lengths: {
      '1-hour': 'For 1 hour',
      today: 'For today',
      'until-it-changes': 'Until it changes',
    },
  },
  acknowledge: {
    title: (alerts: number) =>
      alerts === 1 ? 'Acknowledge the alert' : `Acknowledge ${count(alerts)} alerts`,
    hint: 'It is silent until it ends. The name, the time and the reason are kept.',
    reason: 'Reason (may be empty)',
    name: 'Your name',
    nameHint: 'Asked once; kept on this console.',
    button: 'Acknowledge',
  },

  starters: alertStartersText,
  editor: alertEditorText,
  tried: alertTriedText,
  why: {
    title: 'Why was I notified, or not?',
    label: 'VIN',
    placeholder: 'VIN of a vehicle',
    ask: 'Show',
    failed: (reason: string) => `It could not be found out: ${reason}`,
    unknown: 'No vehicle with this VIN was listed.',
    noRules: 'There are no rules yet.',
    close: 'Close',
    others: (rules: number) => `${plural(rules, 'other rule')}`,
  },
  channels: alertChannelsText,
  notices: { open: 'Open alerts' },
} as const;
