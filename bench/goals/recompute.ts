import { openWorkshop, type Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

const SMALL_LOT = 10_000;

/** P14: what a recompute of everything costs a vehicle, beside reading alone, and how that grows with the lot. */
export async function recomputeGoals(
  shop: Workshop,
  rounds: number,
  workFolder: string,
): Promise<Outcome[]> {
  const small = openWorkshop(workFolder, SMALL_LOT);
  const { large, little } = await alternate(Math.min(rounds, 3), {
    large: async () => runProbe('recompute', [await shop.syncedLot()]),
    little: async () => runProbe('recompute', [await small.syncedLot()]),
  });
  const each = (value: number): string => `${value.toFixed(1)} µs a vehicle`;
  const goal = `P14 ${count(shop.rows)}`;
  return [
    {
      goal,
      what: `recompute of everything : that of ${count(SMALL_LOT)}, each a vehicle`,
      figure: each(figure(large, 'usEach')),
      reference: each(figure(little, 'usEach')),
      ratio: figure(large, 'usEach') / figure(little, 'usEach'),
      cpuRatio: figure(large, 'cpuUsEach') / figure(little, 'cpuUsEach'),
      limit: 1.2,
      noise: Math.max(large.spread['usEach'] ?? 0, little.spread['usEach'] ?? 0),
    },
    {
      goal,
      what: 'recompute of everything : reading the same columns once',
      figure: ms(figure(large, 'ms')),
      reference: ms(figure(large, 'readMs')),
      ratio: figure(large, 'ms') / figure(large, 'readMs'),
      cpuRatio: figure(large, 'cpuMs') / figure(large, 'readCpuMs'),
      limit: 4,
      noise: Math.max(large.spread['ms'] ?? 0, large.spread['readMs'] ?? 0),
    },
  ];
}
