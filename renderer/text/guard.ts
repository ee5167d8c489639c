import type { GuardSettings } from '../../shared/guard.ts';

export const GUARD_LABELS: Readonly<Record<keyof GuardSettings, string>> = {
  minAmount: 'Lowest plausible amount',
  maxAmount: 'Highest plausible amount',
  minRatio: 'New: lowest price ÷ MSRP',
  maxRatio: 'New: highest price ÷ MSRP',
  jumpPercent: 'Wait for a second feed above a move of, %',
  scaleFactor: 'Slipped digit: at least so many times the old value',
  peersFactor: 'Used: times the median of similar vehicles',
  movePercent: 'A sync is suspicious by moves of at least, %',
  movedShare: '… in more than this share of the known vehicles, %',
  shrinkPercent: '… or if it lists this much less, %',
  atLeast: 'Lots of fewer vehicles are never held whole',
  withdrawnAfter: 'A blank counts as withdrawn after, syncs',
};

export const guardText = {
  title: 'Guard',
  hint: 'What a feed says beyond these is held back in Review: the last good value stays and nothing is told until you have looked. They hold from the next sync on.',
  values: 'Values',
  syncs: 'Whole syncs',
  save: 'Save',
  saving: 'Saving …',
  saved: 'The guard was saved',
  discard: 'Discard changes',
  reset: 'Defaults',
  unsavable: 'Cannot be saved yet:',
  missing: 'a figure is missing',
  outOf: (least: string, most: string) => `must be from ${least} to ${most}`,
  order: 'must be below the highest plausible amount',
  off: 'Not checked:',
  switchOn: 'Switch on',
  switchOnOf: (check: string, source: string) => `Check ${source} for ${check} again`,
} as const;
