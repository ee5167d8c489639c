import type { Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

/** LIST: the first rows of any sort and filter of the inventory list, beside the same SQL alone and a frame. */
export async function lotListGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const { list } = await alternate(Math.min(rounds, 3), {
    list: async () => runProbe('lot-list', [await shop.syncedLot()]),
  });
  const of = (name: string): string => ms(figure(list, name));
  return [
    {
      goal: `LIST ${count(shop.rows)}`,
      what: `first 100 rows, the worst of ${count(figure(list, 'queries'))} queries (slowest ${of('slowestMs')}, unfiltered ${of('slowestPlainMs')}; sums ${of('sumsMs')}; made in ${of('followMs')}) : 1.5 × the same SQL alone + a frame`,
      figure: of('worstMs'),
      reference: ms(1.5 * figure(list, 'worstSqlMs') + 1000 / 60),
      ratio: figure(list, 'worst'),
      limit: 1,
      noise: list.spread['worst'] ?? 0,
    },
  ];
}
