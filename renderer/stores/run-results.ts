import type { RunOutcome } from '../../shared/lot.ts';
import type { Api } from '../api.ts';
import { sinceTime, startOfToday } from '../format/time.ts';
import { text } from '../text.ts';
import { isQuiet } from '../text/run-results.ts';
import type { Notices } from './notices.ts';

const words = text.runResults;

/** Waits for runs to end and reports their results, in one sentence and each failure by itself. Never rejects. */
export async function reportSyncs(
  api: Api,
  notices: Notices,
  asked: { readonly runIds: readonly string[]; readonly byName: boolean },
): Promise<void> {
  const outcomes = await outcomesOf(api, notices, asked.runIds);
  for (const { source, state, message, synced } of outcomes) {
    if (state === 'failed') notices.problem(words.failed(source, message ?? ''));
    for (const failure of synced?.failed ?? []) notices.problem(words.failed(source, failure));
  }
  const byName = asked.byName || asked.runIds.length > 1;
  const news = outcomes.flatMap((outcome) => {
    const { synced, source } = outcome;
    const what = synced === null ? '' : words.news(synced, since(outcome.lastNewsAt));
    return what === '' ? [] : [byName ? words.named(source, what) : what];
  });
  const said = words.all(news, quietOf(outcomes, news.length > 0, asked.byName));
  if (said !== '') notices.done(said);
}

/** The sources without a new file in one sentence; beside news of others it is enough how many. */
function quietOf(outcomes: readonly RunOutcome[], isBeside: boolean, byName: boolean): string | null {
  const quiet = outcomes.filter(isQuiet);
  const [first] = quiet;
  if (first === undefined) return null;
  const newest =
    quiet
      .map(({ lastNewsAt }) => lastNewsAt ?? '')
      .toSorted()
      .at(-1) ?? '';
  const line = words.nothingNew(quiet.length, isBeside || newest === '' ? null : since(newest));
  return byName || (isBeside && quiet.length === 1) ? words.named(first.source, line) : line;
}

/** Waits for a recompute and says how many scores changed. */
export async function reportRecompute(api: Api, notices: Notices, runId: string): Promise<void> {
  const [outcome] = await outcomesOf(api, notices, [runId]);
  if (outcome === undefined || isFailed(outcome, notices)) return;
  if (outcome.recompute !== null) {
    notices.done(words.scored(outcome.recompute.scored, outcome.recompute.changed));
  }
}

/** Waits for the recompute of one vehicle and says its scores before and after. */
export async function reportRescored(
  api: Api,
  notices: Notices,
  asked: { readonly runId: string; readonly vin: string; readonly before: VehicleScores | null },
): Promise<void> {
  const [outcome] = await outcomesOf(api, notices, [asked.runId]);
  if (outcome === undefined || isFailed(outcome, notices) || outcome.recompute === null) return;
  const after = await scoresOf(api, asked.vin);
  if (after === null) notices.done(words.scored(outcome.recompute.scored, outcome.recompute.changed));
  else notices.done(words.rescored(asked.before, after));
}

export type VehicleScores = {
  readonly avi: number | null;
  readonly ati: number | null;
  readonly cis: number | null;
};

/** As they are stored; null where it was never scored. */
export async function scoresOf(api: Api, vin: string): Promise<VehicleScores | null> {
  const answer = await api.call('vehicles.get', { vin });
  return answer.ok ? answer.value.scores : null;
}

/** Says why it failed; a run that was cancelled was answered by that press. */
function isFailed({ state, message }: RunOutcome, notices: Notices): boolean {
  if (state === 'failed') notices.problem(words.scoresFailed(message ?? ''));
  return state !== 'done';
}

async function outcomesOf(
  api: Api,
  notices: Notices,
  runIds: readonly string[],
): Promise<readonly RunOutcome[]> {
  const answers = await Promise.all(runIds.map((runId) => api.call('runs.outcome', { runId })));
  if (answers.some(({ ok }) => !ok)) notices.problem(words.lost);
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
}

const since = (iso: string | null): string | null =>
  iso === null ? null : sinceTime(iso, startOfToday(Date.now()));
