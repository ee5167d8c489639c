import { ok } from '../../shared/result.ts';
import { isAddress } from '../../shared/typed-place.ts';
import { planDecision } from '../jobs/review/plan.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { listSources } from '../store/sync/sources.ts';
import { pageDecisions } from '../store/review/review-decisions.ts';
import type { CallHandlers } from './context.ts';

type Names =
  | 'review.decide'
  | 'review.history'
  | 'review.list'
  | 'review.plan'
  | 'review.undo'
  | 'sources.preview';

export const reviewCalls: CallHandlers<Names> = {
  'review.list': async (_input, { reader }) => ok(await reader.run('reviewList', {}).done),
  'review.history': async ({ offset, limit }, { db }) => ok(pageDecisions(db, offset, limit)),
  'review.plan': (input, { db }) => ok(planDecision(db, input).plan),
  'review.decide': async (input, { writeWorker, committed }) => {
    const verdict = await writeWorker.run('decide', input).done;
    committed();
    return ok(verdict);
  },
  'review.undo': async ({ verdict }, { writeWorker, committed }) => {
    const undone = await writeWorker.run('undoVerdict', { verdict }).done;
    committed();
    return ok(undone);
  },
  'sources.preview': async ({ auth, path, hostKey, ...request }, { db, trials, httpSources }) => {
    if (hostKey !== undefined) httpSources.trustServer(path, hostKey);
    if (!isAddress(path)) return ok(await trials.run('preview', { path, ...request }).done);
    const href = parseAddress(path).url.href;
    const known = request.source ?? listSources(db).find((source) => source.location === href)?.slug;
    const preview = (file: string) => trials.run('preview', { ...request, path: file, source: known }).done;
    return ok(await httpSources.withTemporary(path, auth, preview));
  },
};
