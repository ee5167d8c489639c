import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { Verdict } from '../../shared/review.ts';
import type { Api } from '../api.ts';
import { text } from '../text.ts';
import type { FeedStore } from './feed.ts';
import type { Notices } from './notices.ts';

export type Verdicts = {
  /** Takes a decision back; what it was about waits again. */
  undo(id: number): Promise<void>;
};

const isOpen = ({ state }: Verdict): boolean => state === 'waiting' || state === 'running';

/** Reports the results of decisions that this window saw pending, whoever made them, wherever a person is by then. */
export function createVerdicts(api: Api, lot: FeedStore<LotState, LotFilter>, notices: Notices): Verdicts {
  const open = new Set<number>();
  lot.store.subscribe(({ feed }) => {
    for (const verdict of feed.state?.verdicts ?? []) {
      if (isOpen(verdict)) open.add(verdict.id);
      else if (open.delete(verdict.id)) say(verdict);
    }
  });
  const say = (verdict: Verdict): void => {
    if (verdict.state === 'failed') notices.problem(text.review.verdictFailed(verdict.error ?? ''));
    else if (verdict.state === 'done') notices.done(text.review.decided(verdict));
  };
  return {
    undo: async (id) => {
      const answer = await api.call('review.undo', { verdict: id });
      if (!answer.ok) notices.problem(answer.error.message);
      else
        notices.done(
          answer.value.decided > 0 && answer.value.decision === 'always'
            ? text.review.checksBack
            : text.review.undone,
        );
    },
  };
}
