import type { Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

/** P6: the main thread during a sync in the worker. Idle and busy are measured one after the other in one process. */
export async function stallGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const { stall } = await alternate(Math.min(rounds, 3), {
    stall: async () => runProbe('stall', [shop.day(2), await shop.syncedLot()]),
  });
  const goal = `P6 ${count(shop.rows)}`;
  const during = `during a sync of ${ms(figure(stall, 'ms'))}, ${count(figure(stall, 'events'))} events`;
  return [
    {
      goal,
      what: `main loop delay p99 ${during} : idle`,
      figure: ms(figure(stall, 'busyP99')),
      reference: ms(figure(stall, 'idleP99')),
      ratio: figure(stall, 'busyP99') / figure(stall, 'idleP99'),
      limit: 3,
      noise: Math.max(stall.spread['busyP99'] ?? 0, stall.spread['idleP99'] ?? 0),
    },
    {
      goal,
      what: 'longest stall of the main loop : 100 ms',
      figure: ms(figure(stall, 'busyMax')),
      reference: '100 ms',
      ratio: figure(stall, 'busyMax') / 100,
      limit: 1,
      noise: stall.spread['busyMax'] ?? null,
    },
  ];
}
