import { Cron } from 'croner';
import { SCORE_TOUCHED, type Runner } from './runner.ts';

/** Local time: after midnight, when every age has grown by a day, and before people come. */
const DAILY = '5 2 * * *';

/** Scores once a day because age counts, and at the start what a crash left unscored. Answers the way to end it. */
export function dailyRecompute(runner: Runner): () => void {
  const job = new Cron(DAILY, () => {
    runner.start({ task: 'ai_score_recompute', scope: { kind: 'all' }, reason: 'aging' });
  });
  runner.start(SCORE_TOUCHED);
  return () => job.stop();
}
