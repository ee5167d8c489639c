import type { ScoreReason } from '../../shared/events.ts';
import { count, plural } from '../format/money.ts';
import type { ScoreName } from '../format/score.ts';

export const SCORE_LABELS: Record<ScoreName, string> = { avi: 'AVI', ati: 'ATI', cis: 'CIS' };

export const SCORE_TITLES: Record<ScoreName, string> = {
  avi: 'AI Visibility Index',
  ati: 'AI Trust Index',
  cis: 'Competitive Intelligence Score',
};

/** Best band first; as many words as cut-offs and one. */
export const BAND_WORDS: Record<ScoreName, readonly string[]> = {
  avi: ['Dominant', 'Competitive', 'Vulnerable'],
  ati: ['Excellent', 'Good', 'Fair', 'Poor'],
  cis: ['Strong', 'Even', 'Weak'],
};

export const REASON_WORDS: Record<ScoreReason, string> = {
  first: 'First score',
  msrp_change: 'MSRP changed',
  price_change: 'Price changed',
  listing_change: 'Listing changed',
  channel_change: 'Price in another feed changed',
  shared_change: 'Shared photos or text',
  signals_change: 'Signals changed',
  settings_change: 'Score settings changed',
  competitor_change: 'Competitor changed',
  feed_read: 'Newer feed',
  aging: 'Aged',
  recompute: 'Recomputed',
  other: 'Another program',
};

export const scoresText = {
  title: 'Scores',
  list: 'Scores, newest first',
  columns: { time: 'Time', vehicle: 'Vehicle' },
  known: (share: string) => `${share} known`,
  coverageTitle: (parts: string) => `Share of the signals that are known: ${parts}`,
  cellTitle: (name: string, score: number, band: string, known: string, was: number | null) =>
    `${name} ${score}, ${band.toLowerCase()}${was === null ? '' : `, was ${was}`}; ${known} of its signals are known`,
  unknownCis: 'No CIS: needs a price and at least three comparables from competitors',
  unknownTitle: (name: string, known: string) => `No ${name}: only ${known} of its signals are known`,
  wasBefore: (why: string, was: number) => `${why}; it was ${was}`,
  moved: (points: number) => (points > 0 ? `up ${points}` : `down ${-points}`),
  unmoved: 'unchanged',
  first: 'new',
  baseline: (vehicles: number) => `${plural(vehicles, 'vehicle')} scored for the first time`,
  median: (name: string) => `${name}, median`,
  medianTitle: (title: string, before: number | null) =>
    before === null
      ? `${title}: median of your vehicles`
      : `${title}: median of your vehicles; ${before} yesterday`,
  minMove: (points: number) => (points === 0 ? 'Any move' : `Moved ≥ ${points}`),
  minMoveLabel: 'Smallest change shown',
  minMoveField: 'Change',
  minMoveUnit: 'points',
  minMoveHint: 'Only show scores that moved by at least this many points; 0 shows first scores too.',
  reasons: (chosen: number) => (chosen === 0 ? 'Reason' : `Reason (${chosen})`),
  reasonsLabel: 'Reasons shown',
  reasonsAll: 'All reasons',
  pauseLabel: 'Pause scores',
  resumeLabel: 'Resume scores',
  newScores: (scores: number, over: boolean) =>
    `${count(scores)}${over ? '+' : ''} new ${scores === 1 && !over ? 'score' : 'scores'} · back to newest`,
  waiting: 'Loading …',
  filteredTitle: 'No matching scores',
  filteredHint: 'There are scores, but none that match the filter.',
  showAll: 'Show all',
  emptyTitle: 'No scores yet',
  emptyHint: 'Vehicles are scored after each sync, once a day, and on request.',
  olderLoading: 'Loading older scores …',
  olderFailed: (reason: string) => `Older scores could not be loaded: ${reason}`,
  end: 'No older scores',
  gap: 'Some scores in between are missing here. The list was loaded again.',
} as const;
