import type { GuardSettings } from '../../shared/guard.ts';

export const GUARD_LABELS: Readonly<Record<keyof GuardSettings, string>> = {
  minAmount: 'Lowest plausible amount',
  maxAmount: 'Highest plausible amount',
  minRatio: 'New: lowest price ÷ MSRP',
  maxRatio: 'New: highest price ÷ MSRP',
  jumpPercent: 'Confirm moves over (%)',
  scaleFactor: 'Slipped digit: at least so many times the old value',
  peersFactor: 'Used: times the median of similar vehicles',
  movePercent: 'Hold a sync with moves of at least (%)',
  movedShare: '… in more of its known vehicles than (%)',
  shrinkPercent: '… or with fewer vehicles, by more than (%)',
  overlapPercent: '… or with no more of its known vehicles than (%)',
  atLeast: 'Don’t hold lots smaller than',
  withdrawnAfter: 'Treat a blank as withdrawn after (syncs)',
};

/** What each figure counts, beside it. */
export const GUARD_UNITS: Readonly<Record<keyof GuardSettings, string>> = {
  minAmount: '$',
  maxAmount: '$',
  minRatio: '×',
  maxRatio: '×',
  jumpPercent: '%',
  scaleFactor: '×',
  peersFactor: '×',
  movePercent: '%',
  movedShare: '%',
  shrinkPercent: '%',
  overlapPercent: '%',
  atLeast: 'vehicles',
  withdrawnAfter: 'syncs',
};

export const guardText = {
  title: 'Guard',
  hint: 'Values outside these limits are held in Review: the last good value stays and nothing is reported until you review it. Applies from the next sync.',
  values: 'Values',
  syncs: 'Whole syncs',
  save: 'Save',
  saving: 'Saving …',
  saved: 'Guard saved',
  discard: 'Discard changes',
  reset: 'Defaults',
  unsavable: 'Cannot be saved yet:',
  missing: 'a number is missing',
  outOf: (least: string, most: string) => `must be from ${least} to ${most}`,
  order: 'must be below the highest plausible amount',
  off: 'Turned off:',
  switchOn: 'Turn back on',
  switchOnOf: (check: string, source: string) => `Turn back on for ${source}: ${check}`,
} as const;
