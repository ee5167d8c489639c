import { ok } from '../../shared/result.ts';
import { isAddress } from '../../shared/typed-place.ts';
import { findOpen } from '../jobs/review/decide-syncs.ts';
import { SCORE_TOUCHED } from '../jobs/runner.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { listSources } from '../store/sources.ts';
import { pageDecisions } from '../store/review-decisions.ts';
import type { CallHandlers } from './context.ts';

type Names = 'review.decide' | 'review.history' | 'review.list' | 'sources.preview';

export const reviewCalls: CallHandlers<Names> = {
  'review.list': async (_input, { desk }) => ok(await desk.run('reviewList', {}).done),
  'review.history': async ({ offset, limit }, { db }) => ok(pageDecisions(db, offset, limit)),
  'review.decide': async ({ values, syncs, decision }, { db, desk, runner, committed }) => {
    const { decided, events } = await desk.run('decideValues', { ids: values, decision }).done;
    const rejected = decision === 'reject' ? await desk.run('rejectSyncs', { ids: syncs }).done : 0;
    const accepted = decision === 'reject' ? [] : findOpen(db, syncs);
    committed();
    const runIds = accepted.map(({ id, source }) =>
      runner.start({
        task: 'msrp_sync',
        source,
        held: { id, decision: decision === 'always' ? 'always' : 'accept' },
      }),
    );
    if (events > 0) runner.start(SCORE_TOUCHED);
    return ok({ decided: decided + rejected + accepted.length, events, runIds });
  },
  'sources.preview': async ({ auth, path, ...request }, { db, desk, feeds }) => {
    if (!isAddress(path)) return ok(await desk.run('preview', { path, ...request }).done);
    const href = parseAddress(path).url.href;
    const known = request.source ?? listSources(db).find((source) => source.location === href)?.slug;
    const preview = (file: string) => desk.run('preview', { ...request, path: file, source: known }).done;
    return ok(await feeds.withTemporary(path, auth, preview));
  },
};
