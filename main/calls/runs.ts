import { recomputeResultSchema, syncedSchema, type RunOutcome } from '../../shared/lot.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Ended } from '../jobs/runner.ts';
import { lastNews, listRuns, pageProblems } from '../store/sync/runs.ts';
import { findSource, listSources } from '../store/sync/sources.ts';
import type { CallHandlers } from './context.ts';

type Names = 'runs.list' | 'runs.outcome' | 'runs.problems' | 'sync.cancel' | 'sync.start';

export const runCalls: CallHandlers<Names> = {
  'runs.list': ({ source, limit }, { db, runner }) => {
    const live = runner.runs.filter((run) => source === null || run.source === source);
    const ids = new Set(live.map((run) => run.runId));
    const stored = listRuns(db, source, limit).filter((run) => !ids.has(run.runId));
    return ok({ runs: [...live, ...stored].slice(0, limit) });
  },
  'runs.outcome': async ({ runId }, { db, runner }) => {
    const end = await runner.endOf(runId);
    if (end === null)
      return fail('not-found', 'That run is no longer known; see Jobs for what came of it.');
    const news = end.run.task === 'msrp_sync' ? lastNews(db, end.run.source) : null;
    return ok(outcomeOf(end, news?.at ?? null));
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

function outcomeOf({ run, outcome }: Ended, lastNewsAt: string | null): RunOutcome {
  const head = { task: run.task, source: run.source, lastNewsAt };
  if (!outcome.ok) {
    const { code, message } = outcome.error;
    return {
      ...head,
      state: code === 'cancelled' ? 'cancelled' : 'failed',
      synced: null,
      recompute: null,
      message,
    };
  }
  const isSync = run.task === 'msrp_sync';
  return {
    ...head,
    state: 'done',
    synced: isSync ? syncedSchema.parse(outcome.value) : null,
    recompute: isSync ? null : recomputeResultSchema.nullable().parse(outcome.value),
    message: null,
  };
}
