import type { GuardCheck } from '../../shared/guard.ts';
import type { Decision, ReviewCounts, ReviewOutcome, Verdict, VerdictPlan } from '../../shared/review.ts';
import { count, plural } from '../format/money.ts';

/** What a check looks for, as it is named where it is turned off. */
export const CHECK_WORDS: Readonly<Record<GuardCheck, string>> = {
  'msrp:range': 'MSRP too low or too high',
  'price:range': 'price too low or too high',
  'msrp:ratio': 'MSRP out of line with the price',
  'price:ratio': 'price out of line with the MSRP',
  'msrp:jump': 'large move of MSRP',
  'price:jump': 'large move of price',
  'msrp:digits': 'MSRP with a slipped digit (×10, one lost or swapped)',
  'price:digits': 'price with a slipped digit (×10, one lost or swapped)',
  'price:peers': 'used price far from similar vehicles',
  'sync:moves': 'many moves in one sync',
  'sync:shrink': 'far fewer vehicles than before',
  'sync:other': 'hardly any known vehicle',
  'sync:basis': 'nearly all prices move alike, or mean something else',
};

export const FIELD_NAMES = { msrp: 'MSRP', price: 'Price' } as const;

export const OUTCOME_WORDS: Readonly<Record<ReviewOutcome, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
  always: 'Always accepted',
  basis: 'New basis of prices',
  confirmed: 'Confirmed by the next file',
  withdrawn: 'Feed shows another value now',
  superseded: 'Replaced by a newer sync',
  undone: 'Rejection undone',
};

const BUTTONS: Readonly<Record<Decision, string>> = {
  accept: 'Accept',
  reject: 'Reject',
  always: 'Always accept …',
  basis: 'What it includes',
};

const DONE: Readonly<Record<Decision, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
  always: 'Always accepted',
  basis: 'New basis:',
};

const what = (values: number, syncs: number): string =>
  [syncs > 0 ? plural(syncs, 'sync') : null, values > 0 ? plural(values, 'value') : null]
    .filter((part) => part !== null)
    .join(' and ');

export const reviewText = {
  title: 'Review',
  waitingTab: 'Waiting',
  historyTab: 'Decided',
  tabs: 'What is shown',
  /** For the badge. */
  waiting: ({ syncs, quarantined }: ReviewCounts) => `${what(quarantined, syncs)} waiting for a decision`,
  pendingBadge: (pending: number) =>
    `${plural(pending, 'value')} ${pending === 1 ? 'needs' : 'need'} confirmation by the next file`,
  notice: ({ syncs, quarantined }: ReviewCounts) =>
    `Lotwatch holds back ${what(quarantined, syncs)} that cannot be right. Nothing is reported until you review ${syncs + quarantined === 1 ? 'it' : 'them'}.`,
  open: 'Review',
  loading: 'Loading …',
  failed: (reason: string) => `Review could not be loaded: ${reason}`,
  emptyTitle: 'Nothing to review',
  emptyHint:
    'A price that cannot be right, or a sync that changes too much at once, is held here until you review it. Until then the last good value stays.',
  buttons: BUTTONS,
  syncTitle: (source: string) => `Sync of ${source} held`,
  heldSyncs: 'Held syncs',
  syncFile: (file: string, day: string) => `${file}, as of ${day}`,
  heldAt: 'Held',
  showRun: 'Show run',
  syncFigures: {
    rows: 'Rows',
    vehicles: 'Vehicles',
    before: (vehicles: number) => `${count(vehicles)} before`,
    moved: 'Known vehicles changing price',
    ofMatched: (matched: number, share: string) => `of ${count(matched)}, ${share}`,
    added: 'New',
    missing: 'Missing',
  },
  largest: 'Largest moves',
  largestOf: (moves: number) => `Largest ${plural(moves, 'move')}`,
  acceptSync: 'Accept and sync',
  pricesMoved: 'Prices moved',
  pricesMovedOf: (source: string) => `Prices of ${source} moved`,
  pricesMovedTitle: 'Accepts the sync and adds every change to Live',
  newBasis: 'What they include changed',
  newBasisOf: (source: string) => `What prices of ${source} include changed`,
  newBasisTitle:
    'Accepts the sync with a new baseline: the common move is a line in each history, only what moved beyond it is added to Live',
  acceptSyncOf: (source: string) => `Accept the sync of ${source}`,
  rejectSyncOf: (source: string) => `Reject the sync of ${source}`,
  alwaysSyncOf: (source: string) => `Always accept for ${source}`,
  values: 'Held values',
  valuesHint: 'The old value stays, no change is reported, and comparisons leave it out.',
  shownOf: (shown: number, total: number) =>
    `The newest ${count(shown)} of ${count(total)}; decide these to see the rest.`,
  pending: 'Needs confirmation by the next file',
  pendingHint:
    'Large but plausible moves. They are accepted automatically when the next file shows the same value; you can decide earlier.',
  columns: {
    pick: 'Select',
    vehicle: 'Vehicle',
    field: 'Field',
    old: 'Old',
    new: 'New',
    ratio: 'Ratio',
    peers: 'Similar vehicles (median)',
    reason: 'Why',
    since: 'Seen',
    actions: 'Decide',
  },
  selectAll: 'Select all held values',
  selectFirst: 'Select values first',
  select: (vin: string, field: string) => `Select ${field} of ${vin}`,
  acceptOf: (field: string, vin: string) => `Accept ${field} of ${vin}`,
  rejectOf: (field: string, vin: string) => `Reject ${field} of ${vin}`,
  noOld: 'none',
  ofMsrp: 'of MSRP',
  ratioTitle: 'New over old',
  ratioOfMsrp: 'Price over MSRP: no old value is known',
  peers: (peers: number) => `of ${count(peers)}`,
  peersTitle: (peers: number) => `Median of ${plural(peers, 'vehicle')} of the same make, model and year`,
  peersNone: 'none known',
  seen: (observations: number, source: string) => `${count(observations)}× in ${source}`,
  seenTitle: (since: string, latest: string) => `First in the file as of ${since}, last as of ${latest}`,
  selected: (values: number) => `${plural(values, 'value')} selected`,
  keys: '↑ ↓ move, Space selects, Shift extends, Ctrl A selects all',
  acceptTitle: (value: string) =>
    `Accepts ${value} and adds the change to Live. You can undo it for 10 seconds`,
  rejectTitle: (value: string) => `Keeps the old value; ${value} is not held again. You can undo it`,
  confirm: {
    title: (decision: Decision, { values, syncs }: VerdictPlan) =>
      decision === 'always' ? 'Always accept?' : `${BUTTONS[decision]} ${what(values, syncs)}?`,
    loading: 'Loading …',
    loadingTitle: (decision: Decision) =>
      decision === 'always' ? 'Always accept?' : `${BUTTONS[decision]}?`,
    gone: 'None of this is held now.',
    sources: (sources: readonly string[]) => (sources.length === 1 ? 'Source' : 'Sources'),
    acceptText: (values: number) =>
      `The new ${values === 1 ? 'value is' : 'values are'} accepted and added to Live.`,
    rejectText: 'The old values stay. The same value is not held again; any other value is checked again.',
    alwaysText: (checks: number) =>
      checks === 1
        ? 'This check is turned off, in this source only:'
        : 'These checks are turned off, each in its source only:',
    /** How many held values go with a check, in a sentence. */
    alwaysValues: (values: number) =>
      values === 0 ? 'the held sync is accepted' : `${plural(values, 'held value')} accepted and reported`,
    undoLater: {
      accept: 'You can undo this for 10 seconds; after that the changes are reported and stay.',
      reject: 'You can undo this at any time under Decided.',
      basis: 'You can undo this for 10 seconds; after that the new basis stays.',
      always:
        'You can undo all of it for 10 seconds. Later you can turn the checks back on, in Settings or under Decided; accepted values stay.',
    },
    button: { accept: 'Accept', reject: 'Reject', always: 'Accept and turn off', basis: 'New basis' },
  },
  /** While it can be taken back. */
  waitingVerdict: (decision: Decision, { values, syncs, checks }: VerdictPlan) =>
    `${DONE[decision]} ${what(values, syncs)}${checks.length === 0 ? '' : `, ${plural(checks.length, 'check')} off`}`,
  takesEffect: (seconds: number) => (seconds > 0 ? `in ${seconds} s` : 'waits for a sync to end'),
  runsNow: 'syncing …',
  undo: 'Undo',
  undoOf: (words: string) => `Undo: ${words}`,
  undoTitle: 'Undo the whole decision that this was part of',
  undone: 'Undone; it waits for a decision again',
  checksBack: 'Undone; the checks are on again. Accepted values stay',
  verdicts: 'Decisions that can be undone',
  decided: ({ decision, decided, events, plan }: Verdict) => {
    if (decided === 0) return 'The feed had changed it already; nothing was decided';
    if (decision === 'reject') return `${count(decided)} rejected`;
    if (plan.syncs > 0) return 'Accepted; the sync is done';
    return `${count(decided)} accepted; ${plural(events, 'change')} added to Live`;
  },
  verdictFailed: (reason: string) => `The accepted sync failed and waits again: ${reason}`,
  deciding: 'Deciding …',
  decideFailed: (reason: string) => `Not decided: ${reason}`,
  history: 'Decisions, newest first',
  historyEmpty: 'Nothing has been decided yet.',
  historyFailed: (reason: string) => `Decisions could not be read: ${reason}`,
  historyMore: (left: number) => `Show more (${count(left)} left)`,
  historyColumns: {
    at: 'When',
    outcome: 'Outcome',
    what: 'What',
    change: 'Old → new',
    source: 'Source',
    reason: 'Why it was held',
  },
  historySync: (file: string) => `Sync of ${file}`,
  heldHere: (amount: string) => `held: ${amount}`,
  pendingHere: (amount: string) => `waiting: ${amount}`,
  heldHereTitle: 'The feed shows this; it is held in Review',
} as const;
