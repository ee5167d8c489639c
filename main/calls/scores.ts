import { fail, ok } from '../../shared/result.ts';
import type { ScoreModel } from '../../shared/score-model.ts';
import { toIso } from '../../shared/units.ts';
import { readDealerSignals, readScoreSettings } from '../jobs/score-recompute/settings.ts';
import { MODEL_VERSION, type ScoreSettings } from '../scoring/model.ts';
import { areStale } from '../scoring/signals.ts';
import { readMedianDays } from '../store/scores/median-days.ts';
import { listSignals } from '../store/scores/signals.ts';
import { listSources } from '../store/sync/sources.ts';
import type { CallHandlers } from './context.ts';

type Names =
  | 'scores.days'
  | 'scores.page'
  | 'scores.recompute'
  | 'scores.settings.get'
  | 'scores.settings.set'
  | 'signals.import'
  | 'signals.list';

const modelOf = (settings: ScoreSettings): ScoreModel => ({ version: MODEL_VERSION, settings });

export const scoreCalls: CallHandlers<Names> = {
  'scores.days': ({ dealerId }, { db }) => ok({ days: [...readMedianDays(db, dealerId)] }),
  'scores.page': async ({ before, limit, filter }, { lists }) => {
    const range = before === null ? { limit } : { before, limit };
    const { rows, more } = await lists.scores(range, filter);
    return ok({ rows, more });
  },
  'scores.recompute': ({ scope }, { db, runner }) => {
    if (listSources(db).length === 0)
      return fail('not-found', 'There is no source yet; add your inventory in Settings.');
    return ok({ runId: runner.start({ task: 'ai_score_recompute', scope, reason: 'recompute' }) });
  },
  'scores.settings.get': (_input, { db }) => ok(modelOf(readScoreSettings(db))),
  'scores.settings.set': async ({ settings }, { writeWorker, runner }) => {
    const stored = await writeWorker.run('setScoreSettings', { settings }).done;
    runner.start({ task: 'ai_score_recompute', scope: { kind: 'all' }, reason: 'recompute' });
    return ok(modelOf(stored));
  },
  'signals.import': async ({ path }, { writeWorker, runner }) => {
    const report = await writeWorker.run('importSignals', { path }).done;
    runner.start({ task: 'ai_score_recompute', scope: { kind: 'all' }, reason: 'signals_change' });
    return ok(report);
  },
  'signals.list': (_input, { db }) => {
    const { maxAgeDays } = readScoreSettings(db).signals;
    const signals = readDealerSignals(db);
    const dealers = listSignals(db).map(({ dealerId, asOf, file, importedAt }) => {
      const row = signals.get(dealerId.toLowerCase());
      return {
        dealerId,
        asOf: toIso(asOf),
        file,
        importedAt: toIso(importedAt),
        stale: row !== undefined && areStale(row, Date.now(), maxAgeDays),
      };
    });
    return ok({ dealers });
  },
};
