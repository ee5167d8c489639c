import { join } from 'node:path';
import { twoDays } from '../data/two-days.ts';
import type { Workshop } from '../data/workshop.ts';
import { ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

const FULL = 100_000;
/** Enough that its second day has events to paint. */
const TINY = 400;

/** P16: how long a full lot keeps a person waiting at the start. "None" is a lot of a few hundred, to have a row to paint. */
export async function startGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const root = join(shop.day(1), '..', 'start');
  const lots = {
    full: await twoDays(join(root, 'full'), FULL),
    tiny: await twoDays(join(root, 'tiny'), TINY),
  };
  const { full, tiny } = await alternate(Math.max(rounds, 3), {
    full: () => runProbe('start', [lots.full]),
    tiny: () => runProbe('start', [lots.tiny]),
  });
  const shown = (of: typeof full): string =>
    `${ms(figure(of, 'ms'))} (served after ${ms(figure(of, 'served'))})`;
  return [
    {
      goal: 'P16',
      what: 'serve to first painted row with 100,000 vehicles : with 400',
      figure: shown(full),
      reference: shown(tiny),
      ratio: figure(full, 'ms') / figure(tiny, 'ms'),
      limit: 1.3,
      noise: Math.max(full.spread['ms'] ?? 0, tiny.spread['ms'] ?? 0),
    },
  ];
}
