import { AS_OF, type Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

/** What a person waits for who goes from one vehicle to the next: the first click looks at the whole lot, the others do not. */
export async function clickGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const { clicks } = await alternate(Math.min(rounds, 3), {
    clicks: async () => runProbe('clicks', [await shop.syncedLot(), AS_OF[1]]),
  });
  const goal = `CLICK ${count(shop.rows)}`;
  const beside = (what: string, name: string, limit: number): Outcome => ({
    goal,
    what: `${what} : reading the columns of the market once`,
    figure: ms(figure(clicks, name)),
    reference: ms(figure(clicks, 'readMs')),
    ratio: figure(clicks, name) / figure(clicks, 'readMs'),
    limit,
    noise: Math.max(clicks.spread[name] ?? 0, clicks.spread['readMs'] ?? 0),
  });
  return [
    beside('first click on a vehicle', 'firstMs', 5),
    beside('a click on another one', 'nextMs', 0.2),
  ];
}
