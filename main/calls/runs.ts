import { fail, ok } from '../../shared/result.ts';
import { listRuns, pageProblems } from '../store/runs.ts';
import { findSource, listSources } from '../store/sources.ts';
import type { CallHandlers } from './context.ts';

export const runCalls: CallHandlers<'runs.list' | 'runs.problems' | 'sync.cancel' | 'sync.start'> = {
  'runs.list': ({ source, limit }, { db, runner }) => {
    const live = runner.runs.filter((run) => source === null || run.source === source);
    const ids = new Set(live.map((run) => run.runId));
    const stored = listRuns(db, source, limit).filter((run) => !ids.has(run.runId));
    return ok({ runs: [...live, ...stored].slice(0, limit) });
  },
  'runs.problems': ({ runId, offset, limit }, { db }) => ok(pageProblems(db, runId, offset, limit)),
  'sync.start': ({ source }, { db, runner }) => {
    if (source !== null && findSource(db, { slug: source }) === null) {
      return fail('not-found', `There is no source named ${source}`);
    }
    const slugs = source === null ? listSources(db).map(({ slug }) => slug) : [source];
    if (slugs.length === 0)
      return fail('not-found', 'There is no source yet; add your inventory in Settings.');
    return ok({ runIds: slugs.map((slug) => runner.start({ task: 'msrp_sync', source: slug })) });
  },
  'sync.cancel': ({ runId }, { runner }) =>
    runner.cancel(runId)
      ? ok({})
      : fail('not-found', 'That run has already ended, or another process is running it.'),
};
