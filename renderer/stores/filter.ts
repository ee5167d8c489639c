import { CHANGE_FIELDS } from '../../shared/event-kinds.ts';
import type { ChangeFilter, ScoreFilter } from '../../shared/list-filter.ts';
import type { Preferences } from '../../shared/preferences.ts';

/** Longer texts are searched for by their beginning. */
const MAX_SEARCH = 200;

/** Shown before the core has sent what a person chose. */
export const SHOW_ALL: Pick<Preferences, 'live' | 'scores'> = {
  live: {
    types: [...CHANGE_FIELDS],
    thresholdOn: false,
    minPercent: 0,
    minAmount: 0,
    dealerId: null,
    comfortable: false,
    make: null,
    model: null,
    hideNew: false,
  },
  scores: { reasons: [], minMove: 0 },
};

/** What a person chose, and the text of the search field, as the core filters by it. */
export const changeFilter = ({ live }: Pick<Preferences, 'live'>, search: string): ChangeFilter => ({
  fields: [...live.types],
  atLeast: live.thresholdOn ? { percent: live.minPercent, amount: live.minAmount } : null,
  make: live.make,
  model: live.model,
  hideNew: live.hideNew,
  dealerId: live.dealerId,
  search: search.slice(0, MAX_SEARCH),
});

/** The list of scores has the dealer and the search of the changes. */
export const scoreFilter = (
  { live, scores }: Pick<Preferences, 'live' | 'scores'>,
  search: string,
): ScoreFilter => ({
  reasons: [...scores.reasons],
  minMove: scores.minMove,
  dealerId: live.dealerId,
  search: search.slice(0, MAX_SEARCH),
});
