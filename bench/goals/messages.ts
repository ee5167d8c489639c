import type { Workshop } from '../data/workshop.ts';
import { count, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

/** P11: messages to a window, and what an event costs on the way. */
export async function messageGoals(_shop: Workshop, rounds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const rate of [1_000, 10_000, 100_000]) {
    const { session, single, none } = await alternate(Math.min(rounds, 3), {
      session: () => runProbe('messages', ['session', String(rate)]),
      single: () => runProbe('messages', ['single', String(rate)]),
      none: () => runProbe('messages', ['none', String(rate)]),
    });
    const making = figure(none, 'usPerEvent');
    const [joined, alone] = [figure(session, 'usPerEvent') - making, figure(single, 'usPerEvent') - making];
    const goal = `P11 ${count(rate)}/s`;
    outcomes.push({
      goal,
      what: 'messages to one window in 3 s : painted frames (17 ms) in that time',
      figure: count(figure(session, 'messages')),
      reference: count(figure(session, 'frames')),
      ratio: figure(session, 'messages') / figure(session, 'frames'),
      limit: 1,
      noise: session.spread['messages'] ?? null,
    });
    outcomes.push({
      goal,
      what: 'processor time per event, both ends, without making it : one message per event',
      figure: `${joined.toFixed(2)} µs`,
      reference: `${alone.toFixed(2)} µs`,
      ratio: joined / alone,
      limit: 0.4,
      noise: Math.max(session.spread['usPerEvent'] ?? 0, single.spread['usPerEvent'] ?? 0),
    });
  }
  return outcomes;
}
